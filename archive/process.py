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
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from archive import corrections, corrections_file, decided
from archive.checking.gathering import Checking
from archive.held_letters import HeldLetters
from archive.letters import PARSER_VERSION
from archive.letters.reading import read_many
from archive.linking import Shelf, authorities_of, decide, first_sort
from archive.originals import OriginalDamaged
from archive.records import (
    Corrected,
    Correction,
    Item,
    Letter,
    Link,
    Problem,
)
from archive.store import Archive
from archive.store.rows import Row

_BATCH = 64  # letters read before any is stored: enough to keep all cores busy


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
        for start in range(0, len(waiting), _BATCH):
            batch = waiting[start : start + _BATCH]
            self._read_batch(batch)
            self.progress("reading letters", start + len(batch), len(waiting))

    def _read_batch(self, batch: list[str]) -> None:
        rows = {row["id"]: row for row in self._rows_of("letters", batch)}
        files = []
        for letter in batch:
            body = self._original(rows[letter])
            if body is not None:
                files.append((letter, body, _day(rows[letter]["published_on_site"])))
        for letter, reading in read_many(files, today=self.today, executor=self.executor):
            self._save_reading(rows[letter], reading)

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
        count, all_of_them = 0, self.archive.waiting.count("link")
        for batch in self.archive.waiting.to_link():
            with self.archive.findings.together():
                for kind, document in batch:
                    if f"{kind}/{document}" not in self._in_doubt:
                        self._link_or_say(kind, document)
            count += len(batch)
            self.progress("linking", count, all_of_them)

    def _link_or_say(self, kind: str, document: str) -> None:
        try:
            self._link(kind, document)
            self.done.linked += 1
        except Exception as error:  # noqa: BLE001 - one document's fault is not the night's
            self._failed(kind, document, error)

    def _link(self, kind: str, document: str) -> None:
        item = self._item(kind, document)
        sorted_out = first_sort(item)
        links = [sorted_out] if sorted_out else self._decide(item)
        self.archive.findings.save_links(kind, document, self._as_decided(item, links), self.now)

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

    def _decide(self, item: Item) -> list[Link]:
        usual = self._usual_authorities(item)
        places = authorities_of(item, self._letters.authorities, usual)
        letters = [letter for place in places for letter in self._letters.all_of(place.urn)]
        self._shelf = self._shelf or Shelf(self._letters.rarity)
        links = decide(item, letters, self._shelf, places, self._letters.authorities)
        if item.document_kind == "news_report":
            linked = next((link.letter for link in links if link.letter), None)
            owners = {letter.id: letter.local_authority for letter in letters}
            first = places[0].urn if places else None
            self.archive.findings.place_report(item.document, owners.get(linked or "", first))
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
        waiting = self.archive.waiting.of("check")
        for count, (kind, document) in enumerate(waiting, start=1):
            try:
                self._check(kind, document)
                self.done.checked += 1
            except Exception as error:  # noqa: BLE001 - one document's fault is not the night's
                self._failed(kind, document, error)
            self.progress("checking quotations", count, len(waiting))

    def _check(self, kind: str, document: str) -> None:
        checks = self._checking.of(self._item(kind, document))
        self.archive.findings.save_checks(kind, document, checks)

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
