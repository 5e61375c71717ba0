"""What people said over the machine, `corrections.yml`, as it is followed in a pass."""

from __future__ import annotations

from collections.abc import Sequence

from archive import corrections_yml
from archive.corrected import corrections, decided
from archive.processing.work import Work
from archive.records import Corrected, Correction, Item, Letter, Link
from archive.store.rows import Row

_NOT_FOLLOWED = "correction not followed"


class Said:
    """The file as it now is. `in_doubt`: documents that are left as they are, since an entry that
    cannot be understood may be about them."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._entries: dict[str, list[Correction]] = {}
        self._once_said: set[str] | None = None
        self.in_doubt: set[str] = set()

    def heed(self) -> None:
        """Take the file as it now is; what it says otherwise is processed again."""
        work = self._work
        entries, wrong = corrections_yml.read(work.archive.folder, work.today)
        self._entries.clear()
        for entry in entries:
            self._entries.setdefault(entry.document, []).append(entry)
        # A slip of the pen must not undo what a person said: these wait until it is mended.
        self.in_doubt = work.archive.corrections.expect(entries, whole=not wrong)
        if wrong:
            work.problem(corrections.FILE, "not a correction", " ".join(wrong))
        else:
            work.over(corrections.FILE)

    def over_reading(self, row: Row, reading: Letter) -> tuple[Letter, list[Corrected]]:
        """A letter as the machine read it -> as people say it is; what is not followed is said."""
        reading, done = corrections.apply(reading, self._entries.get(row["id"], ()))
        self._tell(row["id"], [f"{each.note}" for each in done if each.state == "not_followed"])
        return reading, done

    def over_links(self, item: Item, links: Sequence[Link]) -> list[Link]:
        """What a person decided of an item stands over what we make of it."""
        archive = self._work.archive
        owner = f"{item.document_kind}/{item.document}"
        said = [c for c in self._entries.get(owner, ()) if c.table == decided.TABLE]
        if not said:
            if owner in self._documents_once_said():
                archive.corrections.save(owner, [])
            return list(links)
        decision, done = decided.apply(links, said[0], self._work.letters.ids)
        archive.corrections.save(owner, [done])
        self._tell(owner, [f"{done.note}"] if done.state == "not_followed" else [])
        first = decision[0].letter
        if item.document_kind == "news_report" and first:
            archive.findings.place_report(item.document, self._work.letters.owner(first))
        return decision

    def _documents_once_said(self) -> set[str]:
        if self._once_said is None:
            self._once_said = self._work.archive.corrections.documents()
        return self._once_said

    def _tell(self, document: str, notes: Sequence[str]) -> None:
        where = f"{corrections.FILE}#{document}"
        if notes:
            self._work.problem(where, _NOT_FOLLOWED, f"{document}: {'; '.join(notes)}.")
        else:
            self._work.over(where)
