"""Complete CSV files of every table, with checksums. Reads only; never a half-written file."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from archive.outgoing.checksums import (
    CHECKSUMS,
    as_text,
    files_that_differ,
    named_in,
    part_of,
    sha256_of,
)
from archive.outgoing.csv_text import csv_text
from archive.read_only import opened

EXPORTS = "exports"  # the folder of the nightly files, in the data folder

# The workings of the archive, of no use outside it.
INTERNAL = ("search_", "sqlite_", "_sqlite", "waiting", "alerted", "table_sums")

# More rows than these are not written each night: a file of them takes as long as the table is,
# whatever is new. The site sends such a table as it stands; `export DIR` and a snapshot write it.
MOST_ROWS = 100_000

# From which rows each file was made, by the sums of their tables (archive/tables/sums.py).
_MADE_FROM = ".made-from.json"
# What a night itself writes after its export: how it ended.
_OF_THE_NIGHT = frozenset({"runs", "run_steps", "problems"})
_FORM = 1  # of the files; another one, and all are written anew


def export(archive: Path, folder: Path, *, most_rows: int | None = None) -> list[Path]:
    """Write one CSV a table and view of archive.db into `folder`, and their checksums; return them.
    Tables of more than `most_rows` are left out, and none of an earlier day stays.

    UTF-8 with a byte order mark, which Excel needs to show “quotes”. All files are written beside
    their places first, the checksums last; only then are they put there. A run that is cut off
    before leaves the old files, one that is cut off after is brought to its end by the next: the
    files are always of one moment. A file whose table has not changed since is left as it is, if
    it still has its checksum.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _put_in_place(folder)
    _sweep(folder)
    held = _files_made_before(folder)
    try:
        with closing(opened(archive)) as db:
            db.execute("BEGIN")  # one moment for all tables
            made = {f"{table}.csv": _state_of(db, table)
                    for table in tables_of(db) if not _is_longer(db, table, most_rows)}  # fmt: skip
            sums = {
                name: held[name][1]
                if name in held and state is not None and held[name][0] == state
                else _write(db, name, folder)
                for name, state in made.items()
            }
        _write_part(folder / CHECKSUMS, [as_text(sums)])
    except BaseException:
        _sweep(folder)
        raise
    # Until it is written again, whoever is cut off writes every file anew.
    (folder / _MADE_FROM).unlink(missing_ok=True)
    _put_in_place(folder)
    (folder / _MADE_FROM).write_text(json.dumps(made), encoding="utf-8")
    return [folder / name for name in (*sums, CHECKSUMS)]


def changed_since(archive: Path, folder: Path) -> list[str]:
    """The tables that are newer than their files in `folder`, but those in which a night writes how
    it ended. None where no export was written there, or nothing tells."""
    try:
        made = json.loads((folder / _MADE_FROM).read_text(encoding="utf-8"))
        with closing(opened(archive)) as db:
            tables = [name.removesuffix(".csv") for name, state in made.items() if state]
            return [
                table
                for table in tables
                if table not in _OF_THE_NIGHT and _state_of(db, table) != made[f"{table}.csv"]
            ]
    except (OSError, ValueError, sqlite3.Error):
        return []


def refresh(data: Path) -> None:
    """Write the nightly files of a data folder anew, where there are any and a table has changed
    since: what is shown is never newer than what is handed out."""
    if changed_since(data / "archive.db", data / EXPORTS):
        export(data / "archive.db", data / EXPORTS, most_rows=MOST_ROWS)


def forget_origin(folder: Path) -> None:
    """Of files that are handed on: from what they were made is of use here alone."""
    (folder / _MADE_FROM).unlink(missing_ok=True)


def _files_made_before(folder: Path) -> dict[str, tuple[str | None, str]]:
    """File to the state of its table and its checksum; only files that are as they were written."""
    try:
        made = json.loads((folder / _MADE_FROM).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    differ = set(files_that_differ(folder))
    named = named_in(folder / CHECKSUMS) if (folder / CHECKSUMS).exists() else {}
    return {name: (made.get(name), sha256) for name, sha256 in named.items() if name not in differ}


def _state_of(db: sqlite3.Connection, table: str) -> str | None:
    """What tells one content of a table from another; None where nothing does (a view)."""
    try:
        sql = """SELECT total FROM table_sums WHERE "table" = ?"""
        row = db.execute(sql, [table]).fetchone()
    except sqlite3.OperationalError:  # an archive of before the sums
        return None
    if row is None:
        return None
    columns = [name for _, name, *_ in db.execute(f'PRAGMA table_info("{table}")')]
    return json.dumps([_FORM, row[0], columns])


def _is_longer(db: sqlite3.Connection, table: str, most: int | None) -> bool:
    """Has a table more rows? By its last row's number, which is found at once."""
    if most is None:
        return False
    try:
        (last,) = db.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()  # noqa: S608
    except sqlite3.OperationalError:  # a view
        return False
    return (last or 0) > most


def tables_of(db: sqlite3.Connection) -> list[str]:
    """The tables and views that mean something to a reader, in the order of their names."""
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    )
    return [name for (name,) in rows if not name.startswith(INTERNAL)]


def _write(db: sqlite3.Connection, name: str, folder: Path) -> str:
    """Write the file of a table beside its place; its checksum."""
    table = name.removesuffix(".csv")
    rows = db.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name from the schema itself
    columns = [column[0] for column in rows.description]
    _write_part(folder / name, csv_text(columns, rows))
    return sha256_of(part_of(folder / name))


def _write_part(path: Path, pieces: Iterable[str]) -> None:
    with part_of(path).open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(folder: Path) -> None:
    """Put the written files in their places, if all of them are written: the checksums say."""
    ready = part_of(folder / CHECKSUMS)
    if not ready.exists():
        return
    named = named_in(ready)
    for name, sha256 in named.items():
        part = part_of(folder / name)
        if part.exists() and sha256_of(part) == sha256:
            part.replace(folder / name)
    if (folder / CHECKSUMS).exists():
        for name in named_in(folder / CHECKSUMS).keys() - named.keys():
            (folder / name).unlink(missing_ok=True)  # of a table that is no more
    ready.replace(folder / CHECKSUMS)


def _sweep(folder: Path) -> None:
    for part in folder.glob(".*.part"):
        part.unlink(missing_ok=True)
