"""What the steps of a night do, each in a process of its own. A crawl is a command by itself.

Each takes the archive's folder, the run and the moment it is to count as (ISO 8601, UTC), says what
it did, and returns the exit code: 0 done, 3 done and something needs a look, 1 failed, 5 stopped.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.keeping.backup import back_up
from archive.keeping.check import examine, examine_new, marks_of
from archive.keeping.mending import mend
from archive.outgoing.export import EXPORTS, MOST_ROWS
from archive.outgoing.export import export as export_tables
from archive.processing.process import Process
from archive.records import Problem
from archive.store import Archive
from archive.store.examinations import Examination
from schedules import alerts as alerting
from schedules.processing import workers_of
from schedules.signals import Stopped, heeding_signals

_WHOLE = "archive"  # the address of problems with the archive itself
_SECONDS_BETWEEN_LINES = 30.0
_SOON_DONE_SECONDS = 60.0
_A_WEEK = dt.timedelta(days=6, hours=12)  # nights do not start on the second

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What a step is told."""

    data: Path
    run: str
    now: str
    into: Path | None = None
    cluster: str | None = None  # the address of a Dask scheduler


def run_step(name: str, task: Task, say: Say) -> int:
    """Run one step to its exit code. Raises what the step raises."""
    try:
        return _STEPS[name](task, say)
    except Stopped:
        say("told to stop")
        return 5


def process(task: Task, say: Say) -> int:
    """Read, link and check what waits. A document that cannot be is a problem, and no failure."""
    with (
        heeding_signals() as told,
        Archive(task.data) as archive,
        workers_of(task.cluster) as pool,
    ):
        progress = _Progress(say, told)
        done = Process(archive, task.now, task.run, executor=pool, progress=progress).everything()
        say(str(done))
    return 3 if done.failed or done.unread else 0


def check(task: Task, say: Say) -> int:
    """Find damage, mend what can be mended, and note the rest as problems.

    What came since the last time is examined each night. All that is held takes as long as there
    is of it: each night where that is soon done, else once a week, and after damage was found.
    """
    began = time.monotonic()
    with Archive(task.data) as archive:
        last, whole = archive.examinations.last(), _is_whole_due(archive, task.now)
    marks = marks_of(task.data)
    # The files of an export are written anew by the next step.
    found = [
        damage
        for damage in (
            examine(task.data) if whole or last is None else examine_new(task.data, last.marks)
        )
        if damage.what != "export"
    ]
    wrong = sum(damage.what != "waiting" for damage in found)
    done = Examination(task.now, whole, round(time.monotonic() - began, 1), wrong, marks)
    with Archive(task.data) as archive:
        archive.examinations.note(done)
        for damage in found:
            say(damage.sentence)
            problem = Problem("archive", f"{_WHOLE}/{damage.subject}", "damaged", damage.sentence)
            archive.runs.put_problem(problem, task.run, task.now)
        for sentence in mend(archive, found):
            say(sentence)
        archive.runs.resolve_others(f"{_WHOLE}/", task.run, task.now)
    if not found:
        say("The archive is whole." if whole else "What came since the last examination is whole.")
        return 0
    # What waits could not be processed, which has its own problem: nothing is damaged.
    return 3 if all(damage.what == "waiting" for damage in found) else 1


def _is_whole_due(archive: Archive, now: str) -> bool:
    """Is all that is held to be examined tonight?"""
    last, whole = archive.examinations.last(), archive.examinations.last(whole=True)
    if last is None or whole is None or last.damage or whole.seconds <= _SOON_DONE_SECONDS:
        return True
    apart = dt.datetime.fromisoformat(now) - dt.datetime.fromisoformat(whole.moment)
    return not dt.timedelta(0) <= apart < _A_WEEK


def export(task: Task, say: Say) -> int:
    """The CSV files of what has changed, whole or not at all."""
    files = export_tables(task.data / "archive.db", task.data / EXPORTS, most_rows=MOST_ROWS)
    say(f"{len(files)} files written to {EXPORTS}")  # no path of the machine: readers see it
    return 0


def backup(task: Task, say: Say) -> int:
    """A backup, and the old ones that are kept no longer."""
    if task.into is None:
        raise ValueError("a backup needs a folder")
    say(f"backed up as {back_up(task.data, task.into, task.now).name}")
    return 0


def alerts(task: Task, say: Say) -> int:
    """Tell readers and the keeper what is new to them."""
    return alerting.tell(task.data, task.now, say)


class _Progress:
    """Says how far a step is, now and then; ends it between two documents when we are to stop."""

    def __init__(self, say: Say, told: threading.Event) -> None:
        self._say = say
        self._told = told
        self._last = time.monotonic()

    def __call__(self, step: str, done: int, of: int) -> None:
        if self._told.is_set():
            raise Stopped
        if time.monotonic() - self._last > _SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            self._say(f"{step}: {done:,} of {of:,}")


_STEPS: dict[str, Callable[[Task, Say], int]] = {
    "process": process,
    "check": check,
    "export": export,
    "backup": backup,
    "alerts": alerts,
}
