"""A backup is whole or not there, is taken while a run goes on, and comes back as it was."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from archive.keeping.backup import NotABackup, back_up, backups_of, restore
from archive.keeping.check import check
from archive.records import Problem
from archive.store import Archive
from tests.nights import tables

NOW = "2026-11-22T03:30:00Z"


def test_a_backup_comes_back_as_it_was(world: Path, tmp_path: Path) -> None:
    made = back_up(world, tmp_path / "backups", NOW)
    source, aside = restore(tmp_path / "backups", tmp_path / "data", NOW)
    assert (source, aside) == (made, None)
    assert check(tmp_path / "data") == []
    assert tables(tmp_path / "data") == tables(world)


def test_what_people_wrote_is_in_it(tmp_path: Path) -> None:
    Archive(tmp_path / "data").close()
    (tmp_path / "data" / "corrections.yml").write_text("# none yet\n")
    back_up(tmp_path / "data", tmp_path / "b", NOW)
    restore(tmp_path / "b", tmp_path / "other", NOW)
    assert (tmp_path / "other" / "corrections.yml").read_text() == "# none yet\n"


def test_what_was_there_before_a_restore_is_moved_aside(world: Path, tmp_path: Path) -> None:
    back_up(world, tmp_path / "b", NOW)
    Archive(tmp_path / "data").close()
    _, aside = restore(tmp_path / "b", tmp_path / "data", NOW)
    assert aside is not None
    assert (aside / "archive.db").exists()
    assert tables(tmp_path / "data") == tables(world)


def test_a_backup_is_consistent_while_rows_are_written(tmp_path: Path) -> None:
    data = tmp_path / "data"
    Archive(data).close()
    done = threading.Event()

    def write() -> None:
        with Archive(data) as archive:
            for number in range(100_000):
                if done.is_set():
                    return
                archive.runs.put_problem(Problem("s", str(number), "w", "x" * 2000), None, NOW)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(data, tmp_path / "b", f"2026-11-2{n}T03:30:00Z") for n in range(3)]
    finally:
        done.set()
        writer.join()
    for backup in made:
        assert check(backup) == []


def test_old_backups_go_by_day_week_and_month(tmp_path: Path) -> None:
    Archive(tmp_path / "data").close()
    days = [f"2026-{month:02}-{day:02}" for month in (9, 10, 11) for day in (1, 8, 20, 21, 22)]
    keep = {"day": 2, "week": 3, "month": 2}
    for day in days:
        back_up(tmp_path / "data", tmp_path / "b", f"{day}T03:30:00Z", keep=keep)
    kept = [path.name[15:23] for path in backups_of(tmp_path / "b")]
    # Two days; the newest of three weeks (of the 16th, the 2nd and the 26th); of two months.
    assert kept == ["20261122", "20261121", "20261108", "20261101", "20261022"]


@pytest.mark.parametrize("spoil", ["cut", "missing"])
def test_a_backup_that_is_not_whole_is_refused_and_changes_nothing(
    world: Path, tmp_path: Path, spoil: str
) -> None:
    made = back_up(world, tmp_path / "b", NOW)
    if spoil == "cut":
        (made / "originals.db").write_bytes((made / "originals.db").read_bytes()[:-4096])
    else:
        (made / "originals.db").unlink()
    Archive(tmp_path / "data").close()
    before = (tmp_path / "data" / "archive.db").read_bytes()
    with pytest.raises(NotABackup, match=r"originals\.db"):
        restore(tmp_path / "b", tmp_path / "data", NOW)
    assert (tmp_path / "data" / "archive.db").read_bytes() == before


def test_a_folder_without_a_backup_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotABackup, match="no backup"):
        restore(tmp_path, tmp_path / "data", NOW)


def test_a_damaged_archive_takes_no_sound_backup_s_place(world: Path, tmp_path: Path) -> None:
    shutil.copytree(world, tmp_path / "data")
    back_up(tmp_path / "data", tmp_path / "b", NOW)
    with closing(sqlite3.connect(tmp_path / "data" / "archive.db")) as db, db:
        db.execute("UPDATE letters SET text = 'x' WHERE id = (SELECT min(id) FROM letters)")
    with pytest.raises(OSError, match="damaged"):
        back_up(tmp_path / "data", tmp_path / "b", "2026-11-23T03:30:00Z")
    assert [path.name[15:23] for path in (tmp_path / "b").iterdir()] == ["20261122"]
