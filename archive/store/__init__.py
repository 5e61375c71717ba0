"""The only writer of archive.db. What it is told, it keeps; it decides nothing.

Every public method is one transaction: after a crash it either happened or did not. Nothing that
was kept is ever deleted; derived rows (readings, links, quotations) are replaced by newer ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive.originals import Originals
from archive.store.alerted import Alerted
from archive.store.corrections import Corrections
from archive.store.examinations import Examinations
from archive.store.fetches import Fetches
from archive.store.findings import Findings
from archive.store.items import Items
from archive.store.letters import Letters
from archive.store.listings import Listings
from archive.store.merged import MergedRows
from archive.store.places import Places
from archive.store.readings import Readings
from archive.store.reconciled import Reconciled
from archive.store.removals import Removals
from archive.store.rows import TABLE_OF, selected, update
from archive.store.runs import Runs
from archive.store.search_index import SearchIndex
from archive.store.waiting import Waiting
from archive.tables.schema import archive_migrations
from archive.tables.sums import close_sums, keep_sums
from archive.tables.upgrade import upgrade

_AT_ONCE = 500  # documents whose words are held in memory


class Archive:
    """archive.db and originals.db in one folder, opened for writing. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.originals = Originals(folder / "originals.db")
        self.db = _open(folder / "archive.db")
        self.search = SearchIndex(self.db)
        self.waiting = Waiting(self.db)
        self.places = Places(self.db)
        self.alerted = Alerted(self.db)
        self.reconciled = Reconciled(self.db)
        self.removals = Removals(self.db)
        self.runs = Runs(self.db)
        self.examinations = Examinations(self.db)
        self.fetches = Fetches(self.db, self.originals)
        self.listings = Listings(self.db)
        self.letters = Letters(self.db, self.search, self.waiting)
        self.items = Items(self.db, self.originals, self.search, self.waiting)
        self.merged = MergedRows(
            self.db, self.originals, self.search, self.waiting, self.letters, self.removals
        )
        self.corrections = Corrections(self.db, self.waiting)
        self.readings = Readings(self.db, self.search, self.waiting, self.corrections)
        self.findings = Findings(self.db, self.waiting)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close both files; the write-ahead log is folded back, so that each is one file again.

        What cannot be done now (the disk is full, the file damaged) is left to the next run: an
        error here would hide the one that led to it.
        """
        with suppress(sqlite3.Error):
            close_sums(self.db)
        for db in (self.db, self.originals.db):
            with suppress(sqlite3.Error):
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            db.close()

    def rebuild_search_index(self) -> None:
        """Make the search index anew from the texts that are held."""
        with self.db.atomic():
            self.search.start_anew()
            for kind, table in TABLE_OF.items():
                last = ""
                while some := self.rows(
                    f"""SELECT id FROM {table} WHERE search_id IS NOT NULL AND id > ?
                        ORDER BY id LIMIT ?""",  # noqa: S608
                    [last, _AT_ONCE],
                ):
                    with self.search.together():
                        for row in some:
                            self._index_anew(kind, table, row["id"])
                    last = some[-1]["id"]

    def _index_anew(self, kind: str, table: str, document: str) -> None:
        (held,) = self.rows(f"SELECT * FROM {table} WHERE id = ?", [document])  # noqa: S608
        words, facts = self._words(kind, held), {"kind": None, **held}
        row = self.search.put(kind, document, words=words, before=None, facts=facts)
        update(self.db, table, {"id": document}, {"search_id": row})

    def _words(self, kind: str, document: dict[str, Any]) -> tuple[str, str]:
        if kind == "news_report":
            return self.originals.text(document["text_sha256"]) or (document["title"], "")
        return document["title"] or "", document["text"] or ""

    def rows(
        self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()
    ) -> list[dict[str, Any]]:
        """The rows of a SELECT, as dicts."""
        return selected(self.db, sql, parameters)


def _open(path: Path) -> Database:
    db = Database(path)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=NORMAL")
    db.execute("PRAGMA busy_timeout=30000")
    changed = upgrade(db, path, archive_migrations)
    keep_sums(db, anew=changed)
    db.execute("PRAGMA foreign_keys=ON")
    return db
