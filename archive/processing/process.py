"""Runs reading, linking and checking over what is new. The only sequencer.

    for each letter whose file is new,     read its PDF, correct  -> letters and what hangs on it,
        or that people correct otherwise   what people corrected     corrections
        and have everything its authority said of Ofsted linked again
    for each item that is new or to be     find its letter        -> links
        looked at again
    for each item linked anew              check what it says     -> quotations, grade_claims,
                                                                     answers, shared_passages

What is to be done stands in the table `waiting`; each row goes in the transaction that stores the
result. So a night's work grows with what is new, and a run that was cut off is taken up where it
stood. One document that cannot be processed is a row in `problems`, and the run goes on.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice

from archive.checking.gathering import Checking
from archive.corrected import corrections, corrections_file, decided
from archive.letters import PARSER_VERSION
from archive.letters.reading import Document, read_many
from archive.linking import Shelf, first_sort
from archive.linking.bundles import Decided, Undecided, decide_on
from archive.originals import OriginalDamaged
from archive.processing.hands import WORTH, Hands
from archive.processing.held_letters import HeldLetters
from archive.records import (
    Checks,
    Corrected,
    Correction,
    Item,
    Letter,
    Link,
    Problem,
)
from archive.store import Archive
from archive.store.rows import Row

_TOGETHER = 50  # items whose links are stored in one transaction


@dataclass
class Processed:
    """How many documents each step has done."""

    read: int = 0
    unread: int = 0
    linked: int = 0
    checked: int = 0
    failed: int = 0

    def __str__(self) -> str:
        said = (
            f"{self.read} letters read; {self.linked} releases and reports looked at, "
            f"the words of {self.checked} checked"
        )
        unread = f", {self.unread} letters could not be read" if self.unread else ""
        return said + unread + (f", {self.failed} failed" if self.failed else "")


@dataclass
class Process:
    """One pass over all that waits. `now`: ISO 8601 in UTC; `run`: the night it belongs to."""

    archive: Archive
    now: str
    run: str | None = None
    executor: Executor | None = None
    progress: Callable[[str, int, int], None] = lambda _step, _done, _all: None
    done: Processed = field(default_factory=Processed)
    _corrections: dict[str, list[Correction]] = field(default_factory=dict)
    _in_doubt: set[str] = field(default_factory=set)
    _letters: HeldLetters = field(init=False)
    _shelf: Shelf | None = None
    _once_decided: set[str] = field(default_factory=set)
    _checking: Checking = field(init=False)

    def __post_init__(self) -> None:
        self._letters = HeldLetters(self.archive)
        self._checking = Checking(self.archive, self._letters)

    @property
    def today(self) -> dt.date:
        """The day of this pass."""
        return dt.date.fromisoformat(self.now[:10])

    def everything(self) -> Processed:
        """All steps, in order; what they did."""
        self.heed_corrections()
        self.read_letters()
        self.find_recurring_points()
        self.link_items()
        self.check_items()
        return self.done

    # --- correct ---

    def heed_corrections(self) -> None:
        """Take the corrections file as it now is; what it says otherwise is processed again."""
        path = self.archive.folder / corrections.FILE
        text = path.read_bytes() if path.exists() else b""
        entries, wrong = corrections_file.parse(text, self.today)
        self._corrections.clear()
        for entry in entries:
            self._corrections.setdefault(entry.document, []).append(entry)
        # A slip of the pen must not undo what a person said: such letters wait until it is mended.
        self._in_doubt = self.archive.corrections.expect(entries, whole=not wrong)
        if wrong:
            self._problem(corrections.FILE, "not a correction", " ".join(wrong))
        else:
            self.archive.runs.resolve(corrections.FILE, self.now)

    # --- read ---

    def read_letters(self) -> None:
        """Read every letter whose file is new, or was read by another version of the reader."""
        self.archive.waiting.add_letters_read_otherwise(PARSER_VERSION)
        waiting = [
            document
            for _, document in self.archive.waiting.of("read")
            if document not in self._in_doubt
        ]
        rows: dict[str, Row] = {}
        files = self._files(waiting, rows)
        done = read_many(files, today=self.today, executor=self.executor)
        for count, (letter, reading) in enumerate(done, start=1):
            self._save_reading(rows.pop(letter), reading)
            self.progress("reading letters", count, len(waiting))

    def _files(self, letters: list[str], rows: dict[str, Row]) -> Iterator[Document]:
        """What is to be read, and in `rows` what is known of it; few at a time are in memory."""
        for letter in letters:
            (row,) = self._rows_of("letters", [letter])
            body = self._original(row)
            if body is not None:
                rows[letter] = row
                yield letter, body, _day(row["published_on_site"])

    def _original(self, row: Row) -> bytes | None:
        """The letter's file; None, and no longer waiting, where there is none to read."""
        if row["sha256"] is None:
            self.archive.waiting.done("read", "letter", row["id"])
            return None
        try:
            body = self.archive.originals.body(row["sha256"])
        except OriginalDamaged as error:
            self._failed("letter", row["id"], error)
            return None
        if body is None:
            self._failed("letter", row["id"], LookupError(f"original {row['sha256']} is missing"))
        return body

    def _save_reading(self, row: Row, reading: Letter) -> None:
        reading, corrected = corrections.apply(reading, self._corrections.get(row["id"], ()))
        self.archive.readings.save(row["id"], reading, corrected)
        self._say_of_corrections(row, corrected)
        if reading.status == "read":
            self.done.read += 1
            self.archive.runs.resolve(row["url"], self.now, only="unread letter")
            return
        self.done.unread += 1
        self._problem(row["url"], "unread letter", "; ".join(reading.warnings))

    def _say_of_corrections(self, row: Row, corrected: list[Corrected]) -> None:
        notes = [f"{each.note}" for each in corrected if each.state == "not_followed"]
        where = f"{corrections.FILE}#{row['id']}"
        if notes:
            self._problem(where, "correction not followed", f"{row['id']}: {'; '.join(notes)}.")
        else:
            self.archive.runs.resolve(where, self.now)

    def find_recurring_points(self) -> None:
        """For each authority with a letter read anew: what it was told before."""
        for kind, urn in self.archive.waiting.of("recur"):
            try:
                self.archive.findings.save_recurring(urn, self._checking.recurring(urn))
            except Exception as error:  # noqa: BLE001 - one authority's fault is not the night's
                self._failed(kind, urn, error)

    # --- link ---

    def link_items(self) -> None:
        """Decide for every waiting release and report which letter it is about."""
        self._letters.clear()
        self._shelf = None
        self._once_decided = self.archive.corrections.documents()
        number = self.archive.waiting.count("link")
        found = self._decided(self._open_items(number), self._hands(number))
        while some := list(islice(found, _TOGETHER)):
            with self.archive.findings.together():
                for undecided, decided in some:
                    self._try(undecided.item, partial(self._save_decided, undecided, decided))

    def _open_items(self, number: int) -> Iterator[Undecided]:
        """What waits and is not sorted out at first sight; what is, is stored."""
        count = 0
        for batch in self.archive.waiting.by_authority("link"):
            still_open: list[Undecided] = []
            with self.archive.findings.together():
                for kind, document in batch:
                    if f"{kind}/{document}" not in self._in_doubt:
                        self._sort_out(kind, document, still_open)
            yield from still_open
            count += len(batch)
            self.progress("linking", count, number)

    def _sort_out(self, kind: str, document: str, still_open: list[Undecided]) -> None:
        try:
            item = self._item(kind, document)
            sorted_out = first_sort(item)
            if sorted_out is None:
                still_open.append(Undecided(item, tuple(self._usual_authorities(item))))
                return
            self._save_links(item, [sorted_out])
            self.done.linked += 1
        except Exception as error:  # noqa: BLE001 - one document's fault is not the night's
            self._failed(kind, document, error)

    def _decided(
        self, items: Iterator[Undecided], hands: Hands | None
    ) -> Iterator[tuple[Undecided, Decided | None]]:
        return hands.decided(items) if hands else ((each, None) for each in items)

    def _save_decided(self, undecided: Undecided, decided: Decided | None) -> None:
        item = undecided.item
        if decided is None:
            self._shelf = self._shelf or Shelf(self._letters.rarity)
            authorities = self._letters.authorities
            decided = decide_on(undecided, self._letters.all_of, self._shelf, authorities)
        if item.document_kind == "news_report":
            self.archive.findings.place_report(item.document, decided.place)
        self._save_links(item, list(decided.links))
        self.done.linked += 1

    def _save_links(self, item: Item, links: list[Link]) -> None:
        kind, document = item.document_kind, item.document
        self.archive.findings.save_links(kind, document, self._as_decided(item, links), self.now)

    def _try(self, item: Item, save: Callable[[], None]) -> None:
        try:
            save()
        except Exception as error:  # noqa: BLE001 - one document's fault is not the night's
            self._failed(item.document_kind, item.document, error)

    def _hands(self, number: int) -> Hands | None:
        """Others who do it, where there is much to do."""
        if self.executor is None or number < WORTH:
            return None
        return Hands(self.executor, self._letters, self._checking)

    def _as_decided(self, item: Item, links: list[Link]) -> list[Link]:
        """What a person decided of this item stands over what we make of it."""
        owner = f"{item.document_kind}/{item.document}"
        said = [c for c in self._corrections.get(owner, ()) if c.table == decided.TABLE]
        if not said:
            if owner in self._once_decided:
                self.archive.corrections.save(owner, [])
            return links
        links, done = decided.apply(links, said[0], self._letters.ids)
        self.archive.corrections.save(owner, [done])
        where = f"{corrections.FILE}#{owner}"
        if done.state == "not_followed":
            self._problem(where, "correction not followed", f"{owner}: {done.note}.")
        else:
            self.archive.runs.resolve(where, self.now)
        first = links[0].letter
        if item.document_kind == "news_report" and first:
            self.archive.findings.place_report(item.document, self._letters.owner(first))
        return links

    def _usual_authorities(self, item: Item) -> list[str]:
        """Those of an outlet's area, or whom a trust serves."""
        table = "press_releases" if item.document_kind == "press_release" else "news_reports"
        rows = self.archive.rows(
            f"""SELECT coalesce(sources.local_authority, sources.covers) AS urns
                FROM {table} AS item JOIN sources ON sources.id = item.source WHERE item.id = ?""",  # noqa: S608
            [item.document],
        )
        return [urn for row in rows for urn in (row["urns"] or "").split("; ") if urn]

    # --- check ---

    def check_items(self) -> None:
        """Hold every waiting item's quotations against its letter."""
        number = self.archive.waiting.count("check")
        hands = self._hands(number)
        items = self._items_of(self.archive.waiting.by_authority("check"))
        found = hands.checked(items) if hands else ((item, None) for item in items)
        for count, (item, checks) in enumerate(found, start=1):
            self._try(item, partial(self._save_checks, item, checks))
            self.progress("checking quotations", count, number)

    def _items_of(self, batches: Iterator[list[tuple[str, str]]]) -> Iterator[Item]:
        for kind, document in chain.from_iterable(batches):
            try:
                item = self._item(kind, document)
            except Exception as error:  # noqa: BLE001 - one document's fault is not the night's
                self._failed(kind, document, error)
            else:
                yield item

    def _save_checks(self, item: Item, checks: Checks | None) -> None:
        found = self._checking.of(item) if checks is None else checks
        self.archive.findings.save_checks(item.document_kind, item.document, found)
        self.done.checked += 1

    # --- what the steps work on ---

    def _item(self, kind: str, document: str) -> Item:
        table = "press_releases" if kind == "press_release" else "news_reports"
        row = self._rows_of(table, [document])[0]
        return Item(
            document_kind=kind,
            document=document,
            title=row["title"],
            text=self._text_of(row),
            published=_day(row["published"]),
            first_seen=dt.date.fromisoformat(row["first_seen"][:10]),
            local_authority=row["local_authority"],
            outbound_links=tuple(json.loads(row["outbound_links"] or "[]")),
            block_quotes=tuple(json.loads(row["block_quotes"] or "[]")),
        )

    def _text_of(self, row: Row) -> str:
        if "text" in row:
            return str(row["text"])
        words = self.archive.originals.text(row["text_sha256"])
        if words is None:
            raise LookupError(f"the text {row['text_sha256']} of this report is missing")
        return words[1]

    def _rows_of(self, table: str, ids: list[str]) -> list[Row]:
        marks = ", ".join("?" for _ in ids)
        return self.archive.rows(f"SELECT * FROM {table} WHERE id IN ({marks})", ids)  # noqa: S608

    # --- what goes wrong ---

    def _failed(self, kind: str, document: str, error: Exception) -> None:
        self.done.failed += 1
        detail = f"{kind.replace('_', ' ')} {document} could not be processed: {error!r}"
        self._problem(f"{kind}/{document}", "not processed", detail)

    def _problem(self, url: str, what: str, detail: str) -> None:
        self.archive.runs.put_problem(Problem("archive", url, what, detail), self.run, self.now)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
