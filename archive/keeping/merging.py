"""Puts two archives together, by content: merged twice, or in any order, they come to the same.

    originals     by SHA-256, each held against its checksum    committed as they come
    facts         what was fetched, listed and seen             one transaction, after the originals
    the rest      read, linked and checked anew by `process`    where something is new

A writer that is killed in between leaves originals that nothing points to, or everything; the next
merge of the same archive does the rest.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive import corrections_yml
from archive.corrected.corrections import FILE
from archive.originals import POINTERS, NotWhole
from archive.records import Correction
from archive.store import Archive
from archive.store.merged import Taken
from archive.tables.schema import archive_migrations
from archive.tables.upgrade import refuse_other


def merge(archive: Archive, other: Path) -> Taken:
    """Take in what the archive in the folder `other` knows; what was new. Nothing of `other` is
    changed. Raises NotWhole, OriginalDamaged, ArchiveTooNew and ArchiveTooOld before any fact is
    taken."""
    refuse_other(other / "archive.db", archive_migrations)
    _refuse_without_originals(archive, other)
    archive.originals.take(other / "originals.db")
    return archive.merged.take(other / "archive.db")


def _refuse_without_originals(archive: Archive, other: Path) -> None:
    """A fact is taken with its evidence, or not at all."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("ATTACH DATABASE ? AS facts", [str(other / "archive.db")])
        db.execute("ATTACH DATABASE ? AS theirs", [str(other / "originals.db")])
        db.execute("ATTACH DATABASE ? AS ours", [str(archive.folder / "originals.db")])
        missing = [sha256 for table in POINTERS for sha256 in _missing(db, table)]
    if missing:
        raise NotWhole(other, missing[0], len(missing))


def _missing(db: sqlite3.Connection, table: str) -> Iterator[str]:
    column, pointing = POINTERS[table]
    pointers = " UNION ".join(
        f"SELECT {column} AS sha256 FROM facts.{name} WHERE {column} IS NOT NULL"  # noqa: S608
        for name in pointing
    )
    rows = db.execute(
        f"""SELECT sha256 FROM ({pointers}) AS p
            WHERE NOT EXISTS (SELECT 1 FROM theirs.{table} AS t WHERE t.sha256 = p.sha256)
                AND NOT EXISTS (SELECT 1 FROM ours.{table} AS o WHERE o.sha256 = p.sha256)
            ORDER BY 1"""  # noqa: S608
    )
    yield from (sha256 for (sha256,) in rows)


def merge_corrections(folder: Path, other: Path, today: dt.date) -> list[str]:
    """Add to our corrections.yml what people said in the other's; a sentence for each entry that
    is for a person to decide: the two disagree, or it cannot be understood."""
    ours, theirs = (_entries(path, today) for path in (folder, other))
    new = [entry for place, entry in theirs.said.items() if place not in ours.said]
    if new:
        corrections_yml.add(folder, new)
    disagree = [
        f"Both archives correct {'/'.join(place)}: here it is {_told(ours.said[place])}, in "
        f"{other} {_told(theirs.said[place])}. What stands here is followed."
        for place in sorted(ours.said.keys() & theirs.said.keys())
        if ours.said[place].value != theirs.said[place].value
    ]
    return disagree + [f"In {other} {FILE} was not understood: {each}" for each in theirs.wrong]


@dataclass(frozen=True, slots=True)
class _Entries:
    said: dict[tuple[str, str, str], Correction]
    wrong: list[str]


def _entries(folder: Path, today: dt.date) -> _Entries:
    found, wrong = corrections_yml.read(folder, today)
    return _Entries({entry.place: entry for entry in found}, wrong)


def _told(entry: Correction) -> str:
    return f"{entry.value!r} ({entry.by}, {entry.on})"
