"""All that an archive says, table by table: equal for equal archives, however they came about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container
from contextlib import closing
from pathlib import Path
from typing import Any

# Numbers of rows, by which nothing outside the file is known; sums, which have the rows' content;
# how far this very file was examined.
_NUMBERS = {
    "fetches": "id",
    "search_documents": "id",
    "letters": "search_id",
    "press_releases": "search_id",
    "news_reports": "search_id",
}
_OF_THE_FILE = ("sqlite_", "_sqlite", "search_index", "table_sums", "examinations")
# When something was done, and by which run: two nights over the same world are never one.
MOMENTS = frozenset(
    {"run", "first_seen", "last_seen", "seen", "decided", "confirmed", "fetched_at", "first_listed",
     "last_listed", "fetched", "due", "started", "finished", "resolved", "found", "last_found"}
)  # fmt: skip


def whole(folder: Path, aside: Container[str] = ()) -> dict[str, list[str]]:
    """The rows of every table and what each word finds in the search index. `aside`: columns that
    are not compared."""
    with closing(sqlite3.connect(f"file:{folder / 'archive.db'}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = {
            name: sorted(
                _text(dict(row), name, aside) for row in db.execute(f'SELECT * FROM "{name}"')
            )
            for name in names
            if not name.startswith(_OF_THE_FILE)
        }
        told["search_index"] = _words_found(db)
    with closing(sqlite3.connect(f"file:{folder / 'originals.db'}?mode=ro", uri=True)) as db:
        for table in ("originals", "report_texts"):
            told[table] = sorted(sha for (sha,) in db.execute(f"SELECT sha256 FROM {table}"))
    return told


def _text(row: dict[str, Any], table: str, aside: Container[str]) -> str:
    kept = {n: v for n, v in row.items() if n != _NUMBERS.get(table) and n not in aside}
    return json.dumps(kept, sort_keys=True)


def _words_found(db: sqlite3.Connection) -> list[str]:
    """Each word of the index with the number of documents and places that hold it."""
    db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_index, row)")
    return [f"{term} {documents} {places}" for term, documents, places in
            db.execute("SELECT term, doc, cnt FROM temp.words ORDER BY term")]  # fmt: skip
