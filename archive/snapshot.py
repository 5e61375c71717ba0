"""A dated snapshot for whoever takes the database away: the public file, what its columns mean, all
tables as CSV, and checksums. Whole or not at all. Reads only."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from archive.export import CHECKSUMS, export

METADATA = "metadata.yml"
_README = """ofsted-letters: snapshot of {day}

archive.db       SQLite: every table; `metadata.yml` says what each column means
csv/             the same tables as CSV (UTF-8), whole
SHA256SUMS       `sha256sum -c SHA256SUMS` checks all of it

Ofsted's documents are published under the Open Government Licence v3.0. Press releases and news
reports are their publishers'; of news reports the first forty words stand here.
To cite: ofsted-letters, snapshot of {day}, archive.db {sha256}
"""


def snapshot(data: Path, folder: Path, day: str, metadata: Path) -> Path:
    """Write `folder`/ofsted-letters-snapshot-DAY; return it. Raises FileExistsError where it is
    there already: a snapshot that was cited is never written over."""
    place = folder / f"ofsted-letters-snapshot-{day}"
    if place.exists():
        raise FileExistsError(f"{place} is there already; a snapshot is never written over")
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{place.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    try:
        (part / "csv").mkdir(parents=True)
        _copy(data / "archive.db", part / "archive.db")
        export(part / "archive.db", part / "csv")
        (part / "csv" / CHECKSUMS).unlink()
        shutil.copyfile(metadata, part / METADATA)
        text = _README.format(day=day, sha256=_sha256(part / "archive.db"))
        (part / "README.txt").write_text(text, encoding="utf-8")
        files = sorted(path for path in part.rglob("*") if path.is_file())
        lines = [f"{_sha256(path)}  {path.relative_to(part)}\n" for path in files]
        (part / CHECKSUMS).write_text("".join(lines), encoding="utf-8")
        part.rename(place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return place


def _copy(source: Path, target: Path) -> None:
    """As one file without a log, and without pages that hold nothing any more."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as db:
        db.execute("VACUUM INTO ?", [str(target)])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
