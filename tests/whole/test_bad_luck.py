"""What bad luck does to a night: signals, hangs, full and read-only disks, clocks, two runs at
once. Nothing kept is lost, `check` says what is true, and the next night mends it."""

from __future__ import annotations

import datetime as dt
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from archive.store import Archive
from schedules.scheduler import is_due, last_due
from tests.nights import command, night, rows, tables
from tests.shared import mounted, unwritable


def start(data: Path, replica: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "schedules.cli", "nightly", "--data", str(data),
         "--replica", replica, *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def outcome(data: Path) -> str | None:
    last = rows(data, "SELECT outcome FROM runs ORDER BY rowid DESC LIMIT 1")
    return str(last[0]["outcome"]) if last else None


# --- told to stop ---


@pytest.mark.parametrize(
    "step",
    [
        pytest.param("crawl", marks=pytest.mark.thorough),
        pytest.param("process", marks=pytest.mark.endurance),
        pytest.param("export", marks=pytest.mark.endurance),
    ],
)
def test_a_night_that_is_told_to_stop_ends_within_ten_seconds_and_is_gone_on_with(
    tmp_path: Path, replica: str, undisturbed: dict[str, list[str]], step: str
) -> None:
    run = start(tmp_path, replica)
    _wait_for(tmp_path, step)
    began = time.monotonic()
    run.send_signal(signal.SIGTERM)
    output, _ = run.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert run.returncode == 5, output
    assert outcome(tmp_path) == "interrupted"
    verdicts = {row["verdict"] for row in rows(tmp_path, "SELECT verdict FROM source_runs")}
    assert verdicts <= {None, "healthy", "quiet", "changed_shape"}  # no false alarm
    assert night(tmp_path, replica).returncode == 3
    assert tables(tmp_path) == undisturbed


def _wait_for(data: Path, step: str) -> None:
    for _ in range(1000):
        if (data / "archive.db").exists():
            with closing(sqlite3.connect(data / "archive.db", timeout=5)) as db:
                try:
                    if db.execute("SELECT 1 FROM run_steps WHERE step = ?", [step]).fetchone():
                        return
                except sqlite3.OperationalError:
                    pass
        time.sleep(0.02)
    raise AssertionError(f"{step} was never begun")


@pytest.mark.thorough
def test_a_step_that_hangs_is_ended_and_the_others_are_run(tmp_path: Path, replica: str) -> None:
    run = start(tmp_path, replica, "--longest", str(0.4 / 3600))
    output, _ = run.communicate(timeout=120)
    assert run.returncode == 1, output
    steps = rows(tmp_path, "SELECT step, outcome, said FROM run_steps ORDER BY position")
    assert [row["step"] for row in steps] == ["crawl", "process", "check", "export", "alerts"]
    assert steps[0]["outcome"] == "ended"
    assert "took longer than" in steps[0]["said"]


# --- missed, and run once ---


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-22T02:00Z", "2026-11-21T03:30Z"),
        ("2026-11-22T03:30Z", "2026-11-22T03:30Z"),
        ("2026-11-22T23:00Z", "2026-11-22T03:30Z"),
        ("2026-07-05T02:29Z", "2026-07-04T02:30Z"),  # British Summer Time
        ("2027-03-28T02:31Z", "2027-03-28T02:30Z"),  # the night that loses an hour
        ("2027-10-31T02:31Z", "2027-10-30T02:30Z"),  # the one that has one twice
        ("2027-10-31T03:31Z", "2027-10-31T03:30Z"),
    ],
)  # fmt: skip
def test_when_the_last_night_should_have_begun(now: str, due: str) -> None:
    found = last_due(dt.datetime.fromisoformat(now))
    assert found.astimezone(dt.UTC) == dt.datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("outcome", "due"),
    [("finished", False), ("needs_a_look", False), ("failed", False), ("interrupted", True)],
)
def test_a_missed_or_broken_off_night_is_due_and_no_other(
    world: Path, tmp_path: Path, outcome: str, due: bool
) -> None:
    now = dt.datetime(2026, 12, 24, 12, tzinfo=dt.UTC)
    assert is_due(tmp_path / "nothing yet", now)
    shutil.copytree(world, tmp_path / "data")
    assert is_due(tmp_path / "data", now)
    with closing(sqlite3.connect(tmp_path / "data" / "archive.db")) as db, db:
        db.execute(
            "INSERT INTO runs (id, started, outcome) VALUES ('x', '2026-12-24T03:30:01Z', ?)",
            [outcome],
        )
    assert is_due(tmp_path / "data", now) == due


@pytest.mark.thorough
def test_a_night_that_was_run_is_not_caught_up(world: Path, replica: str, tmp_path: Path) -> None:
    night(tmp_path, replica)
    done = night(tmp_path, replica, "--if-due")
    assert (done.returncode, done.stdout) == (0, "")
    assert len(rows(tmp_path, "SELECT id FROM runs")) == 1


# --- the disk ---


@pytest.mark.thorough
def test_a_folder_that_cannot_be_written_to_is_said_and_left_as_it_is(
    tmp_path: Path, replica: str
) -> None:
    night(tmp_path / "data", replica)
    before = {p: p.read_bytes() for p in (tmp_path / "data").iterdir() if p.is_file()}
    target = tmp_path / "data"
    with unwritable(target):
        done = night(target, replica)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "see to the rights" in done.stderr
    assert {p: p.read_bytes() for p in before} == before


@pytest.mark.thorough
@pytest.mark.parametrize("kilobytes", [300, 2000])
def test_a_full_disk_is_said_and_mended_by_the_next_night(
    tmp_path: Path, replica: str, undisturbed: dict[str, list[str]], kilobytes: int
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    with mounted(small, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs"):
        done = night(small / "data", replica)
        assert done.returncode in (1, 3)
        assert "Traceback" not in done.stdout.partition("crawling;")[0]
        told = done.stdout + done.stderr
        assert "full" in told or "free on the disk" in told
        subprocess.run(["mount", "-o", "remount,size=60m", small], check=True)
        assert night(small / "data", replica).returncode == 3
        assert tables(small / "data") == {
            **undisturbed,
            "problems": tables(small / "data")["problems"],
        }
        assert command("check", "--data", small / "data").returncode == 0


# --- the clock, and two at once ---


@pytest.mark.thorough
def test_a_clock_that_was_set_back_is_said_and_loses_nothing(
    tmp_path: Path, replica: str, undisturbed: dict[str, list[str]]
) -> None:
    night(tmp_path, replica)
    with Archive(tmp_path) as archive:
        archive.db.execute("UPDATE runs SET started = '2099-01-01T03:30:00Z'")
    done = night(tmp_path, replica)
    assert "the clock was set back" in done.stdout
    (state,) = rows(tmp_path, "SELECT outcome FROM runs ORDER BY rowid DESC LIMIT 1")
    assert state["outcome"] == "needs_a_look"
    assert {
        name: kept for name, kept in tables(tmp_path).items() if name in ("letters", "versions")
    } == {name: kept for name, kept in undisturbed.items() if name in ("letters", "versions")}


@pytest.mark.thorough
def test_of_two_nights_at_once_one_is_run(
    tmp_path: Path, replica: str, undisturbed: dict[str, list[str]]
) -> None:
    runs = [start(tmp_path, replica) for _ in range(2)]
    for run in runs:
        run.communicate(timeout=120)
    codes = sorted(run.returncode for run in runs)
    assert codes in ([3, 3], [3, 4])  # the other stopped, or was patient for its ten seconds
    assert tables(tmp_path) == undisturbed


# --- damage ---


@pytest.mark.thorough
def test_a_lost_and_a_damaged_original_are_fetched_again(
    tmp_path: Path, replica: str, undisturbed: dict[str, list[str]]
) -> None:
    night(tmp_path, replica)
    letters = rows(tmp_path, "SELECT sha256 FROM letters WHERE status = 'read' ORDER BY id LIMIT 2")
    with closing(sqlite3.connect(tmp_path / "originals.db")) as db, db:
        db.execute("DELETE FROM originals WHERE sha256 = ?", [letters[0]["sha256"]])
        db.execute("UPDATE originals SET body = CAST(substr(body, 1, 50) || x'00' || substr(body, 52) AS BLOB) WHERE sha256 = ?",
                   [letters[1]["sha256"]])  # fmt: skip
    assert night(tmp_path, replica).returncode == 1  # found, said, and asked for
    found = rows(
        tmp_path, "SELECT detail FROM problems WHERE what = 'damaged' AND resolved IS NULL"
    )
    assert {row["detail"].partition(" is ")[0].partition(" that ")[0] for row in found} >= {
        "An original"
    }
    night(tmp_path, replica)
    with closing(sqlite3.connect(tmp_path / "originals.db")) as db:
        held = {sha for (sha,) in db.execute("SELECT sha256 FROM originals")}
    assert {row["sha256"] for row in letters} <= held
    sentences = command("check", "--data", tmp_path).stdout
    assert "is missing" not in sentences
    assert "The original" not in sentences


@pytest.mark.thorough
def test_a_damaged_search_index_is_made_anew(tmp_path: Path, replica: str) -> None:
    night(tmp_path, replica)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db, db:
        db.execute("UPDATE search_index_data SET block = zeroblob(length(block)) WHERE id > 10")
    assert "search index is damaged" in command("check", "--data", tmp_path).stdout
    night(tmp_path, replica)
    assert command("check", "--data", tmp_path).stdout == "The archive is whole.\n"
    found = rows(
        tmp_path, "SELECT count(*) AS n FROM search_index WHERE search_index MATCH 'letter'"
    )
    assert found[0]["n"] > 5
