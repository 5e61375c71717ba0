"""Runs reading, linking and checking over what is new. The only sequencer.

    for each letter whose file is new,     read its PDF, correct  -> letters and what hangs on it,
        or that people correct otherwise   what people corrected     corrections
        and have everything its authority said of Ofsted linked again
    for each item that is new or to be     find its letter        -> links
        looked at again
    for each item linked anew              check its quotations   -> quotations, shared_passages

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

from archive import corrections
from archive.letters import PARSER_VERSION
from archive.letters.reading import read_many
from archive.linking import LetterWords, authority_of, decide
from archive.originals import OriginalDamaged
from archive.quotations import LetterText, check
from archive.records import (
    Authority,
    Corrected,
    Correction,
    HeldLetter,
    Item,
    Letter,
    Problem,
    VisitWindow,
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
        said = f"{self.read} letters read, {self.linked} items linked, {self.checked} checked"
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
    _authorities: list[Authority] = field(default_factory=list)
    _letters: dict[str, list[HeldLetter]] = field(default_factory=dict)
    _words: LetterWords = field(default_factory=LetterWords)
    _texts: dict[str, LetterText] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        """The day of this pass."""
        return dt.date.fromisoformat(self.now[:10])

    def everything(self) -> Processed:
        """All steps, in order; what they did."""
        self.heed_corrections()
        self.read_letters()
        self.link_items()
        self.check_items()
        return self.done

    # --- correct ---

    def heed_corrections(self) -> None:
        """Take the corrections file as it now is; what it says otherwise is processed again."""
        path = self.archive.folder / corrections.FILE
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        entries, wrong = corrections.parse(text)
        self._corrections.clear()
        for entry in entries:
            self._corrections.setdefault(entry.document, []).append(entry)
        if not wrong:
            self.archive.runs.resolve(corrections.FILE, self.now)
            self.archive.corrections.expect(entries)
            return
        self._problem(corrections.FILE, "not a correction", " ".join(wrong))
        # A slip of the pen must not undo what a person said: such letters wait until it is mended.
        self._in_doubt = self.archive.corrections.documents() - self._corrections.keys()

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

    # --- link ---

    def link_items(self) -> None:
        """Decide for every waiting release and report which letter it is about."""
        self._letters.clear()
        self._authorities = list(self._known_authorities())
        waiting = self.archive.waiting.of("link")
        for count, (kind, document) in enumerate(waiting, start=1):
            try:
                self._link(kind, document)
                self.done.linked += 1
            except Exception as error:  # noqa: BLE001 - one document's fault is not the night's
                self._failed(kind, document, error)
            self.progress("linking", count, len(waiting))

    def _link(self, kind: str, document: str) -> None:
        item = self._item(kind, document)
        urn = item.local_authority
        if kind == "news_report":
            urn = authority_of(item, self._authorities, self._usual_authority(document))
            self.archive.findings.place_report(document, urn)
        links = decide(item, self._letters_of(urn), self._words)
        self.archive.findings.save_links(kind, document, links, self.now)

    def _usual_authority(self, report: str) -> str | None:
        rows = self.archive.rows(
            """SELECT sources.local_authority AS urn FROM news_reports
               JOIN sources ON sources.id = news_reports.source WHERE news_reports.id = ?""",
            [report],
        )
        return rows[0]["urn"] if rows else None

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
        item = self._item(kind, document)
        links = self.archive.rows(
            "SELECT letter, decision FROM links WHERE document_kind = ? AND document = ?",
            [kind, document],
        )
        linked = [row["letter"] for row in links if row["decision"] == "linked"]
        if not linked:
            # What an item quotes is held against a letter only when it is about one.
            self.archive.findings.save_checks(kind, document, [], [])
            return
        letters = {letter.id: letter for letter in self._letters_of(item.local_authority)}
        others = [self._text(each) for name, each in letters.items() if name not in linked]
        quotations, passages = check(item, self._text(letters[linked[0]]), others)
        self.archive.findings.save_checks(kind, document, quotations, passages)

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
        )

    def _text_of(self, row: Row) -> str:
        if "text" in row:
            return str(row["text"])
        words = self.archive.originals.text(row["text_sha256"])
        if words is None:
            raise LookupError(f"the text {row['text_sha256']} of this report is missing")
        return words[1]

    def _letters_of(self, urn: str | None) -> list[HeldLetter]:
        if urn is None:
            return []
        if urn not in self._letters:
            rows = self.archive.rows(
                """SELECT * FROM letters WHERE local_authority = ? AND status = 'read'
                   ORDER BY id""",
                [urn],
            )
            self._letters[urn] = [self._held(row) for row in rows]
        return self._letters[urn]

    def _held(self, row: Row) -> HeldLetter:
        def of(sql: str) -> list[Row]:
            return self.archive.rows(sql, [row["id"]])

        windows = of("SELECT start, end FROM visit_windows WHERE letter = ? ORDER BY start")
        people = of("SELECT name FROM inspectors WHERE letter = ? ORDER BY position")
        grades = of(
            """SELECT area, grade FROM judgements
               WHERE letter = ? AND grade IS NOT NULL ORDER BY area"""
        )
        return HeldLetter(
            id=row["id"],
            local_authority=row["local_authority"],
            kind=row["kind"],
            url=row["url"],
            provider_url=row["provider_url"] or "",
            text=row["text"] or "",
            framework=row["framework"],
            published=_day(row["published"]),
            visit_windows=tuple(
                VisitWindow(dt.date.fromisoformat(w["start"]), dt.date.fromisoformat(w["end"]))
                for w in windows
            ),
            inspectors=tuple(person["name"] for person in people),
            grades=tuple((grade["area"], grade["grade"]) for grade in grades),
            page_starts=tuple(json.loads(row["page_starts"] or "[]")),
        )

    def _text(self, letter: HeldLetter) -> LetterText:
        if letter.id not in self._texts:
            self._texts[letter.id] = LetterText(letter)
        return self._texts[letter.id]

    def _known_authorities(self) -> list[Authority]:
        return [
            Authority(
                urn=row["urn"],
                name=row["name"],
                slug=row["slug"],
                aliases=tuple((row["aliases"] or "").split("; ")) if row["aliases"] else (),
            )
            for row in self.archive.rows("SELECT * FROM local_authorities ORDER BY urn")
        ]

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
