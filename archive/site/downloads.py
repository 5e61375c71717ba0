"""A query's rows as files: CSV streamed whole, JSON, a spreadsheet, a feed."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from operator import itemgetter
from pathlib import Path
from typing import Any

from datasette.utils import escape_fts

from archive.read_only import address
from archive.words.search_text import fold

Row = dict[str, Any]

_ROWS_A_PIECE = 500
# A file may take longer than a page, and must end all the same.
_SECONDS = 600.0
_STEPS = 100_000  # of SQLite's machine between two looks at the clock


def json_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A JSON list of objects, one a line."""
    between = "[\n"
    piece: list[str] = []
    for number, row in enumerate(rows, start=1):
        told = dict(zip(columns, row, strict=True))
        piece.append(between + json.dumps(told, ensure_ascii=False, default=str))
        between = ",\n"
        if not number % _ROWS_A_PIECE:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece) + ("[]\n" if between == "[\n" else "\n]\n")


def rows_of(
    archive: Path, sql: str, parameters: Mapping[str, Any], columns: Sequence[str] | None = None
) -> tuple[list[str], Iterator[list[Any]]]:
    """The columns of a SELECT and its rows, one after another, on a connection of its own that
    can only read. `columns` chooses among them, and their order. Close the iterator."""
    db = _reading(archive)
    try:
        cursor = db.execute(sql, dict(parameters))
    except BaseException:
        db.close()
        raise
    names = [column[0] for column in cursor.description]
    return list(columns or names), _told(db, cursor, names, columns)


def _told(
    db: sqlite3.Connection, cursor: sqlite3.Cursor, names: list[str], columns: Sequence[str] | None
) -> Iterator[Any]:
    with closing(db):
        if columns is None or list(columns) == names:
            yield from cursor
            return
        if len(columns) == 1:
            place = names.index(columns[0])
            yield from ([row[place]] for row in cursor)
            return
        yield from map(itemgetter(*map(names.index, columns)), cursor)


def _reading(archive: Path) -> sqlite3.Connection:
    db = sqlite3.connect(address(archive), uri=True, check_same_thread=False)
    db.execute("PRAGMA query_only = 1")
    # A file is read from end to end, by keys that jump about in it: few pages are asked for twice,
    # and to fill a large cache costs more (a third of a search) than to ask for those again.
    db.execute("PRAGMA mmap_size = 2000000000")
    db.execute("PRAGMA cache_size = -8000")
    guard(db)
    db.create_function("escape_fts", 1, lambda query: phrases(query or ""))
    end = time.monotonic() + _SECONDS
    db.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    return db


def guard(db: sqlite3.Connection) -> None:
    """No value larger than the largest document: SQL can ask for a gigabyte in a few letters."""
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 100_000_000)


def phrases(query: str) -> str:
    """A query as Datasette's table pages ask it: each word quoted, apostrophes folded."""
    return str(escape_fts(fold(query)))
