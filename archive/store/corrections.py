"""What people said over the machine, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from archive.records import Corrected, Correction, to_plain
from archive.store.rows import ITEMS, TABLE_OF, Row, one, replace_all
from archive.store.waiting import Waiting


class Corrections:
    """The table follows the file: a document whose entries changed is processed again."""

    def __init__(self, db: Database, waiting: Waiting) -> None:
        self.db = db
        self.waiting = waiting

    def expect(self, entries: Iterable[Correction], *, whole: bool = True) -> set[str]:
        """Have every letter read again whose entries are not those that were followed last.

        Of a file that is not `whole`, with entries that cannot be understood, a document that lacks
        an entry it had may be what such a one is about: it is left as it is, and returned.
        """
        wanted: dict[str, list[Correction]] = {}
        for entry in entries:
            wanted.setdefault(entry.document, []).append(entry)
        held: dict[str, set[str]] = {}
        for row in self.db.query("SELECT * FROM corrections"):
            held.setdefault(row["document"], set()).add(_words(row))
        in_doubt: set[str] = set()
        with self.db.atomic():
            for document in sorted(wanted.keys() | held.keys()):
                now = {_words(_entry(each)) for each in wanted.get(document, [])}
                before = held.get(document, set())
                if before - now and not whole:
                    in_doubt.add(document)
                elif now != before:
                    self._changed(document, wanted.get(document, []))
        return in_doubt

    def documents(self) -> set[str]:
        """The documents that people have corrected."""
        return {row["document"] for row in self.db.query("SELECT document FROM corrections")}

    def save(self, document: str, done: Sequence[Corrected]) -> bool:
        """What became of a document's corrections; within the transaction that follows them."""
        return replace_all(self.db, "corrections", {"document": document}, [_row(c) for c in done])

    def _changed(self, document: str, entries: Sequence[Correction]) -> None:
        kind, _, number = document.rpartition("/")
        kind = kind or "letter"
        if one(self.db, f"SELECT id FROM {TABLE_OF[kind]} WHERE id = ?", number):  # noqa: S608
            self.waiting.add("link" if kind in ITEMS else "read", kind, number)
            return
        note = f"no {kind.replace('_', ' ')} {number} is held"
        self.save(document, [Corrected(each, None, "not_followed", note) for each in entries])


def _entry(correction: Correction) -> Row:
    return {
        "table": correction.table,
        "row": correction.row,
        "column": correction.column,
        "is": _cell(correction.value),
        "by": correction.by,
        "on": correction.on.isoformat(),
        "because": correction.because,
    }


def _row(done: Corrected) -> Row:
    return {
        **_entry(done.correction),
        "was": _cell(done.was),
        "state": done.state,
        "note": done.note,
        "document": done.correction.document,
    }


def _words(row: Row) -> str:
    """The entry as the file has it, as one comparable text."""
    keys = ("table", "row", "column", "is", "by", "on", "because")
    return json.dumps([row[key] for key in keys])


def _cell(value: Any) -> str | None:
    plain = to_plain(value)
    if plain is None or isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False)
