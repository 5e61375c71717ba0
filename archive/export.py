"""Complete CSV files of every table, with checksums. Reads only; never a half-written file."""

from __future__ import annotations

import csv
import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

CHECKSUMS = "SHA256SUMS"

# The workings of the archive, of no use outside it.
INTERNAL = ("search_", "sqlite_", "_sqlite", "waiting")

# A spreadsheet runs a cell that begins with one of these as a formula. Text from the web gets an
# apostrophe before it, which spreadsheets show as text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(archive: Path, folder: Path) -> list[Path]:
    """Write one CSV a table and view of archive.db into `folder`, and their checksums; return them.

    UTF-8 with a byte order mark, which Excel needs to show “quotes”. Each file is written beside
    its place and then put there whole, so that a reader never meets half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as db:
        db.execute("BEGIN")  # one moment for all tables
        written = [_write(db, table, folder / f"{table}.csv") for table in tables_of(db)]
    sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in written)
    _replace(folder / CHECKSUMS, [sums])
    return [*written, folder / CHECKSUMS]


def tables_of(db: sqlite3.Connection) -> list[str]:
    """The tables and views that mean something to a reader, in the order of their names."""
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    )
    return [name for (name,) in rows if not name.startswith(INTERNAL)]


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula. Numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def csv_lines(columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> Iterator[str]:
    """CSV text, a row at a time."""
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(columns)
    yield line.text
    for row in rows:
        writer.writerow([harmless(value) for value in row])
        yield line.text


class _Line:
    """Where csv.writer writes: keeps the last row only."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _write(db: sqlite3.Connection, table: str, path: Path) -> Path:
    rows = db.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name from the schema itself
    columns = [column[0] for column in rows.description]
    _replace(path, csv_lines(columns, iter(rows)), first="\ufeff")
    return path


def _replace(path: Path, lines: Any, first: str = "") -> None:
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.write(first)
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
