"""A dated snapshot for whoever takes the database away: the public file, what its columns mean, all
tables as CSV, and checksums. Whole or not at all. Reads only.

It never changes, so any number of processes and machines can serve it (`archive.site.serving`):
`inspect.json` tells them how many rows each table has, as `datasette inspect` writes it.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.outgoing.checksums import CHECKSUMS, as_text, sha256_of, sums_of
from archive.outgoing.export import export, forget_origin
from archive.read_only import opened

METADATA = "metadata.yml"
DATABASE = "archive.db"
INSPECTED = "inspect.json"
_NAME = re.compile(r"ofsted-letters-snapshot-(\d{4}-\d\d-\d\d)")
_README = """ofsted-letters: snapshot of {day}

archive.db       SQLite: every table; `metadata.yml` says what each column means
csv/             the same tables as CSV (UTF-8), whole
inspect.json     how many rows each table has, for `datasette --inspect-file`
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
        _copy(data / DATABASE, part / DATABASE)
        export(part / DATABASE, part / "csv")
        forget_origin(part / "csv")
        shutil.copyfile(metadata, part / METADATA)
        sha256 = sha256_of(part / DATABASE)
        counted = json.dumps(inspected(part / DATABASE, sha256), indent=1)
        (part / INSPECTED).write_text(counted, encoding="utf-8")
        text = _README.format(day=day, sha256=sha256)
        (part / "README.txt").write_text(text, encoding="utf-8")
        files = sorted(path for path in part.rglob("*") if path.is_file())
        (part / CHECKSUMS).write_text(as_text(sums_of(part, files)), encoding="utf-8")
        part.rename(place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return place


def snapshots(folder: Path) -> list[Path]:
    """The snapshots in a folder, the newest first."""
    found = [
        path for path in folder.glob("ofsted-letters-snapshot-*") if _NAME.fullmatch(path.name)
    ]
    return sorted((path for path in found if (path / CHECKSUMS).exists()), reverse=True)


def day_of(snapshot: Path) -> str:
    """The day of a snapshot, ISO 8601. Raises ValueError for a folder that is none."""
    named = _NAME.fullmatch(snapshot.name)
    if not named:
        raise ValueError(f"{snapshot} is no snapshot")
    return named[1]


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep` snapshots; what was deleted. Raises ValueError below 1."""
    if keep < 1:
        raise ValueError("at least one snapshot is kept")
    old = snapshots(folder)[keep:]
    for path in old:
        shutil.rmtree(path)
    return old


def inspected(database: Path, sha256: str) -> dict[str, Any]:
    """What Datasette wants to know of a database that does not change."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?immutable=1", uri=True)) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        tables = {
            name: {"count": db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]}  # noqa: S608
            for (name,) in names.fetchall()
        }
    size = database.stat().st_size
    return {database.stem: {"hash": sha256, "size": size, "file": database.name, "tables": tables}}


def _copy(source: Path, target: Path) -> None:
    """As one file without a log, and without pages that hold nothing any more."""
    with closing(opened(source)) as db:
        db.execute("VACUUM INTO ?", [str(target)])
