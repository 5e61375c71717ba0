"""Reads the letters whose file is new, or was read by another version of the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from archive.letters import PARSER_VERSION
from archive.letters.reading import Document, read_many
from archive.originals import OriginalDamaged
from archive.processing.said import Said
from archive.processing.work import Work
from archive.records import Letter
from archive.store.rows import Row, day_of


class ReadStep:
    """PDFs -> letters and what hangs on them, with what people said over them."""

    def __init__(self, work: Work, said: Said) -> None:
        self._work = work
        self._said = said
        self._rows: dict[str, Row] = {}  # of the letters that are being read

    def run(self) -> None:
        """Read every letter that waits; few of them are in memory at a time."""
        work = self._work
        work.archive.waiting.add_letters_read_otherwise(PARSER_VERSION)
        letters = [letter for _, letter in work.archive.waiting.of("read")]
        waiting = [letter for letter in letters if letter not in self._said.in_doubt]
        files = self._files(waiting)
        done = read_many(files, today=work.today, executor=work.executor)
        for count, (letter, reading) in enumerate(done, start=1):
            work.attempt("letter", letter, partial(self._save, self._rows.pop(letter), reading))
            work.progress("reading letters", count, len(waiting))

    def _files(self, letters: Sequence[str]) -> Iterator[Document]:
        for letter in letters:
            (row,) = self._work.archive.rows("SELECT * FROM letters WHERE id = ?", [letter])
            body = self._original(row)
            if body is not None:
                self._rows[letter] = row
                yield letter, body, day_of(row["published_on_site"])

    def _original(self, row: Row) -> bytes | None:
        """The letter's file; None, and no longer waiting, where there is none to read."""
        work = self._work
        if row["sha256"] is None:
            work.archive.waiting.done("read", "letter", row["id"])
            return None
        try:
            body = work.archive.originals.body(row["sha256"])
        except OriginalDamaged as error:
            work.failed("letter", row["id"], error)
            return None
        if body is None:
            missing = LookupError(f"original {row['sha256']} is missing")
            work.failed("letter", row["id"], missing)
        return body

    def _save(self, row: Row, reading: Letter) -> None:
        work = self._work
        reading, corrected = self._said.over_reading(row, reading)
        work.archive.readings.save(row["id"], reading, corrected)
        if reading.status == "read":
            work.done.read += 1
            work.over(row["url"], only="unread letter")
        else:
            work.done.unread += 1
            work.problem(row["url"], "unread letter", "; ".join(reading.warnings))
