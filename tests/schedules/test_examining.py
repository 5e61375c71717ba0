"""What is examined on which night: what is new each time, all that is held from time to time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.keeping.check import check as check_all
from archive.keeping.check import examine_new, marks_of
from archive.store import Archive
from archive.store.examinations import Examination, Marks
from schedules.steps import Task, check
from tests.archive.keeping.test_check import keep_release

FIRST, LATER = "2026-01-01T04:00:00Z", "2026-01-02T04:00:00Z"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Archive(tmp_path) as archive:
        for number in range(5):
            keep_release(archive, number, f"Words {number}")
        archive.db.execute("DELETE FROM waiting")
    return tmp_path


def night(data: Path, now: str) -> tuple[int, list[str], dict[str, Any]]:
    """The check of a night: exit code, what it said, its row."""
    with Archive(data) as archive:
        run = archive.runs.start(now)
    said: list[str] = []
    code = check(Task(data, run, now), said.append)
    with Archive(data) as archive:
        return code, said, archive.rows("SELECT * FROM examinations ORDER BY id DESC")[0]


def took_long(data: Path) -> None:
    """The last examination of all that is held was a matter of minutes."""
    with Archive(data) as archive:
        last = archive.examinations.last()
        assert last
        long = Examination(last.moment, last.whole, 300, last.damage, last.marks)
        archive.examinations.note(long)


def damage(data: Path, number: int) -> None:
    with closing(sqlite3.connect(data / "originals.db")) as db, db:
        db.execute("UPDATE originals SET body = x'00' WHERE rowid = ?", [number])


def test_a_small_archive_is_read_through_each_night(data: Path) -> None:
    assert night(data, FIRST)[2]["whole"] == 1
    code, said, row = night(data, LATER)
    assert (code, said, row["whole"]) == (0, ["The archive is whole."], 1)


def test_a_large_one_once_a_week_and_what_is_new_each_night(data: Path) -> None:
    night(data, FIRST)
    took_long(data)
    with Archive(data) as archive:
        keep_release(archive, 6, "New words")
        archive.db.execute("DELETE FROM waiting")
    damage(data, 2)  # of old, and not seen tonight
    code, said, row = night(data, LATER)
    assert (code, row["whole"]) == (0, 0)
    assert said == ["What came since the last examination is whole."]
    assert (row["last_version"], row["last_original"]) == (6, 6)
    code, said, row = night(data, "2026-01-07T20:00:00Z")
    assert (code, row["whole"], row["damage"]) == (1, 1, 1)


def test_after_damage_all_is_examined_until_it_is_mended(data: Path) -> None:
    night(data, FIRST)
    took_long(data)
    with Archive(data) as archive:
        keep_release(archive, 6, "New words")
    damage(data, 6)
    assert night(data, LATER)[0] == 1
    code, _, row = night(data, "2026-01-03T04:00:00Z")
    assert (code, row["whole"], row["damage"]) == (1, 1, 1)
    with Archive(data) as archive:
        assert archive.rows("SELECT 1 FROM problems WHERE resolved IS NULL")


@pytest.mark.parametrize(
    ("file", "sql", "what"),
    [
        ("originals.db", "DELETE FROM originals WHERE rowid = 6", "original"),
        ("originals.db", "UPDATE originals SET body = x'00' WHERE rowid = 6", "original"),
        ("archive.db", "DELETE FROM search_documents WHERE id = (SELECT search_id FROM "
         "press_releases WHERE rowid = 6)", "index"),
        ("archive.db", "INSERT INTO waiting VALUES ('link', 'press_release', 'abc')", "waiting"),
    ],
)  # fmt: skip
def test_damage_to_what_is_new_is_found(data: Path, file: str, sql: str, what: str) -> None:
    since = marks_of(data)
    with Archive(data) as archive:
        keep_release(archive, 6, "New words")
        archive.db.execute("DELETE FROM waiting")
    assert examine_new(data, since) == []
    with closing(sqlite3.connect(data / file)) as db, db:
        db.execute(sql)
    assert {found.what for found in examine_new(data, since)} == {what}
    assert examine_new(data, marks_of(data)) == [] or what == "waiting"
    assert check_all(data)


def test_a_clock_that_was_set_back_has_all_examined(data: Path) -> None:
    with Archive(data) as archive:
        archive.examinations.note(Examination("2027-01-01T00:00:00Z", True, 300, 0, Marks()))
    assert night(data, FIRST)[2]["whole"] == 1
