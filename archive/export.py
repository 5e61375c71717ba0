"""Complete CSV files of every table, with checksums. Reads only; never a half-written file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from archive.csv_text import csv_text

EXPORTS = "exports"  # the folder of the nightly files, in the data folder
CHECKSUMS = "SHA256SUMS"

# The workings of the archive, of no use outside it.
INTERNAL = ("search_", "sqlite_", "_sqlite", "waiting", "alerted", "table_sums")


def export(archive: Path, folder: Path) -> list[Path]:
    """Write one CSV a table and view of archive.db into `folder`, and their checksums; return them.

    UTF-8 with a byte order mark, which Excel needs to show “quotes”. All files are written beside
    their places first, the checksums last; only then are they put there. A run that is cut off
    before leaves the old files, one that is cut off after is brought to its end by the next: the
    files are always of one moment.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _put_in_place(folder)
    _sweep(folder)
    try:
        with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as db:
            db.execute("BEGIN")  # one moment for all tables
            names = [_write(db, table, folder) for table in tables_of(db)]
        _write_part(folder / CHECKSUMS, [f"{_sha256(_part(folder / n))}  {n}\n" for n in names])
    except BaseException:
        _sweep(folder)
        raise
    _put_in_place(folder)
    return [folder / name for name in (*names, CHECKSUMS)]


def files_that_differ(folder: Path) -> list[str]:
    """The files of an export that are not as its checksums say. None where there is no export."""
    if not (folder / CHECKSUMS).exists():
        return []
    if _part(folder / CHECKSUMS).exists():
        return [CHECKSUMS]  # cut off while the files were put in their places
    return [
        name
        for name, sha256 in checksums(folder / CHECKSUMS).items()
        if not (folder / name).is_file() or _sha256(folder / name) != sha256
    ]


def checksums(path: Path) -> dict[str, str]:
    """File name to SHA-256, as `sha256sum` writes and reads them."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: sha256 for sha256, name in pairs}


def tables_of(db: sqlite3.Connection) -> list[str]:
    """The tables and views that mean something to a reader, in the order of their names."""
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    )
    return [name for (name,) in rows if not name.startswith(INTERNAL)]


def _write(db: sqlite3.Connection, table: str, folder: Path) -> str:
    rows = db.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name from the schema itself
    columns = [column[0] for column in rows.description]
    name = f"{table}.csv"
    _write_part(folder / name, csv_text(columns, rows))
    return name


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _write_part(path: Path, pieces: Iterable[str]) -> None:
    with _part(path).open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(folder: Path) -> None:
    """Put the written files in their places, if all of them are written: the checksums say."""
    ready = _part(folder / CHECKSUMS)
    if not ready.exists():
        return
    named = checksums(ready)
    for name, sha256 in named.items():
        part = _part(folder / name)
        if part.exists() and _sha256(part) == sha256:
            part.replace(folder / name)
    if (folder / CHECKSUMS).exists():
        for name in checksums(folder / CHECKSUMS).keys() - named.keys():
            (folder / name).unlink(missing_ok=True)  # of a table that is no more
    ready.replace(folder / CHECKSUMS)


def _sweep(folder: Path) -> None:
    for part in folder.glob(".*.part"):
        part.unlink(missing_ok=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
