"""Backups: consistent while a run goes on, whole or not at all, checked before an older one goes.

A backup is a folder of its own with the two databases, what people have written (corrections,
watches) and checksums; it needs nothing but a copy of these files to be used.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from archive.keeping.check import examine
from archive.outgoing.checksums import (
    CHECKSUMS,
    as_text,
    files_that_differ,
    named_in,
    sums_of,
)
from archive.read_only import opened
from archive.tables.schema import archive_migrations
from archive.tables.upgrade import refuse_other

DATABASES = ("archive.db", "originals.db")
WRITTEN_BY_PEOPLE = ("corrections.yml", "watches.yml")
KEPT = {"day": 7, "week": 5, "month": 12}
_NAME = re.compile(r"ofsted-letters-\d{8}T\d{6}Z")
_FORMATS = {"day": "%Y-%m-%d", "week": "%G-%V", "month": "%Y-%m"}


class NotABackup(Exception):
    """There is no backup there, or it is not whole: nothing was changed."""


def back_up(data: Path, into: Path, now: str, *, keep: dict[str, int] | None = None) -> Path:
    """Copy the archive of `data` to a folder of its own below `into`; return it.

    archive.db is copied first: all that it points to is in originals.db already, and stays there.
    `keep`: for how many days, weeks and months the newest backup of each stays; others go once
    this one is found whole. Raises OSError and sqlite3.Error; then `into` is as it was.
    """
    into.mkdir(parents=True, exist_ok=True)
    _sweep(into)
    place = into / f"ofsted-letters-{now.replace('-', '').replace(':', '')}"
    part = into / f".{place.name}.part"
    try:
        part.mkdir()
        for name in DATABASES:
            _copy_database(data / name, part / name)
        for name in WRITTEN_BY_PEOPLE:
            if (data / name).exists():
                shutil.copyfile(data / name, part / name)
        _write(part / CHECKSUMS, as_text(sums_of(part, sorted(part.iterdir()))))
        _refuse_damaged(part)
        part.rename(place)  # refused where there is one: the folder is not empty
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    for old in _no_longer_kept(backups_of(into), keep or KEPT):
        shutil.rmtree(old)
    return place


def backups_of(into: Path) -> list[Path]:
    """The backups in a folder, the newest first."""
    found = [path for path in into.glob("ofsted-letters-*") if _NAME.fullmatch(path.name)]
    return sorted((path for path in found if (path / CHECKSUMS).exists()), reverse=True)


def find_backup(place: Path) -> Path:
    """The backup at a place, or the newest in it. Raises NotABackup."""
    if (place / CHECKSUMS).exists() and (place / "archive.db").exists():
        return place
    found = backups_of(place) if place.is_dir() else []
    if not found:
        raise NotABackup(f"there is no backup in {place}")
    return found[0]


def restore(place: Path, data: Path, now: str) -> tuple[Path, Path | None]:
    """Put the backup at `place`, or the newest in it, into `data`.

    Returns the backup, and the folder to which what was there before was moved: nothing is
    overwritten. A backup of an earlier version is put back as it is. Raises NotABackup where it is
    not whole, ArchiveTooNew and ArchiveOfNoRelease where it is not ours to use. The caller holds
    the lock of `data`.
    """
    backup = find_backup(place)
    named = named_in(backup / CHECKSUMS)
    wrong = files_that_differ(backup)
    if wrong or not set(DATABASES) <= named.keys():
        raise NotABackup(f"{backup} is not whole: {', '.join(wrong) or 'a database is missing'}")
    refuse_other(backup / "archive.db", archive_migrations, earlier=False)
    data.mkdir(parents=True, exist_ok=True)
    incoming = data / ".restoring"
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir()
    names = [name for name in named if name in (*DATABASES, *WRITTEN_BY_PEOPLE)]
    for name in names:
        shutil.copyfile(backup / name, incoming / name)
    aside = _set_aside(data, names, now)
    for name in names:
        (incoming / name).replace(data / name)
    incoming.rmdir()
    return backup, aside


def _set_aside(data: Path, names: Sequence[str], now: str) -> Path | None:
    """Move what is there out of the way, with the write-ahead logs that belong to it."""
    old = [data / f"{name}{end}" for name in names for end in ("", "-wal", "-shm")]
    old = [path for path in old if path.exists()]
    if not old:
        return None
    aside = data / f"before-restore-{now.replace('-', '').replace(':', '')}"
    aside.mkdir()
    for path in old:
        path.replace(aside / path.name)
    return aside


def _copy_database(source: Path, target: Path) -> None:
    with (
        closing(opened(source)) as db,
        closing(sqlite3.connect(target)) as copy,
    ):
        db.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _refuse_damaged(backup: Path) -> None:
    """What a backup of a damaged archive would take the place of is a sound one."""
    found = [damage.sentence for damage in examine(backup) if damage.what != "waiting"]
    if found:
        raise OSError(
            f"the archive is damaged, and was not backed up (older backups stay): {found[0]}"
        )


def _no_longer_kept(newest_first: Sequence[Path], keep: dict[str, int]) -> list[Path]:
    stay: set[Path] = set(newest_first[:1])
    for span, many in keep.items():
        stay.update(_newest_of_each(newest_first, _FORMATS[span], many))
    return [path for path in newest_first if path not in stay]


def _newest_of_each(newest_first: Iterable[Path], span: str, many: int) -> list[Path]:
    first: dict[str, Path] = {}
    for path in newest_first:
        moment = dt.datetime.strptime(path.name[-16:], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        first.setdefault(moment.strftime(span), path)
    return list(first.values())[:many]


def _sweep(into: Path) -> None:
    for part in into.glob(".ofsted-letters-*.part"):
        shutil.rmtree(part, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
