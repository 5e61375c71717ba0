"""The nightly job, step by step. Each step is a process of its own, that can fail alone, is ended
when it takes too long, and is repeated on the next night.

one run at a time            the lock, or AnotherRunIsOn
crawl                        -> originals, letters, releases, reports
process                      what is new                   -> facts, links, quotations
check                        is the archive whole? what can be mended is
outcome                      finished, needs_a_look, failed, interrupted
export                       CSV of every table, whole or not at all
backup                       where one is asked for
alerts                       to readers and to the keeper, each thing once
report                       in the terminal, in `runs` and `run_steps`, as a file
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.keeping.run_report import RunReport, as_text, report_of
from archive.read_only import opened
from archive.records import Problem
from archive.store import Archive
from schedules.crawling import Crawling
from schedules.leash import Ended, run_on_leash
from schedules.lock import only_run
from schedules.signals import heeding_signals

LOGS = "logs"
REPORTS = "reports"
_LOGS_KEPT = 30
_REPORTS_KEPT = 400

HOUR = 3600.0
# Far beyond what a step takes (a first night crawls for hours), and the night is over before the
# next one begins.
_LIMITS = {"crawl": 12, "process": 6, "check": 4, "export": 1, "backup": 2, "alerts": 0.25}
_OUTCOMES = {0: "done", 3: "needs_a_look", 5: "stopped"}
_FREE_BYTES = 500_000_000  # below that a night may not find room for its files

EXIT_CODES = {"finished": 0, "needs_a_look": 3, "interrupted": 5}

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a night ended: the row of `runs`, its steps, and what each source gave."""

    report: RunReport

    @property
    def run(self) -> dict[str, Any]:
        """The row of `runs`."""
        return self.report.run

    @property
    def exit_code(self) -> int:
        """0: all is well. 1: something failed. 3: it is done, and a person should look. 5: it was
        told to stop."""
        return EXIT_CODES.get(self.run["outcome"], 1)


def nightly(
    job: Crawling, say: Say = print, *, backup: Path | None = None, longest: float | None = None
) -> Outcome:
    """Run one night; `say` gets a line for each thing done. `longest`: seconds a step may take.

    Raises AnotherRunIsOn, what a bad catalogue raises, and sqlite3.Error or OSError where not even
    the run can be noted; anything else that goes wrong is in the outcome.
    """
    with only_run(job.data) as lock, heeding_signals() as told:
        clock = job.catalogue().now
        with Archive(job.data) as archive:
            run = archive.runs.start(clock())
            _look_around(archive, run, clock())
        night = _Night(job, run, clock, lock, told, say, backup, longest)
        well = night.steps(("crawl", "process", "check"))
        night.finish(well)
        # After the end of the run is written, so that the files know of it.
        later = ("export", *(("backup",) if backup else ()), "alerts")
        if not night.steps(later) or told.is_set():
            night.finish(well=False)
        return night.outcome()


@dataclass
class _Night:
    job: Crawling
    run: str
    clock: Callable[[], str]
    lock: int
    told: threading.Event
    say: Say
    backup: Path | None
    longest: float | None
    position: int = 0

    def steps(self, names: Sequence[str]) -> bool:
        """Run steps, each whatever became of those before it; were all of them done?"""
        done = [self.step(name) for name in names]
        return all(done)

    def step(self, name: str) -> bool:
        """Run one step; was it done? Nothing that happens in it ends the night."""
        self.position += 1
        began, moment = self.clock(), time.monotonic()
        self._note(lambda archive: archive.runs.start_step(self.run, self.position, name, began))
        if self.told.is_set():
            outcome, said = "skipped", "told to stop"
        else:
            outcome, said = self._run(name)
        facts = {
            "finished": self.clock(),
            "outcome": outcome,
            "seconds": round(time.monotonic() - moment, 1),
            "said": said,
        }
        self._note(lambda archive: archive.runs.finish_step(self.run, self.position, facts))
        if outcome not in ("done", "needs_a_look"):
            self.say(f"{name}: {outcome}: {said}")
        return outcome in ("done", "needs_a_look")

    def _run(self, name: str) -> tuple[str, str]:
        limit = self.longest or _LIMITS[name] * HOUR
        command = self._command(name)
        # The child holds the lock as well, so that no other night begins while it still writes.
        ended = run_on_leash(command, keep=(self.lock,), limit=limit, told=self.told, say=self.say)
        if ended.why == "too long":
            return "ended", f"it took longer than {limit / HOUR:g} hours, and was ended"
        if ended.why:
            return "stopped", ended.why
        return _OUTCOMES.get(ended.code, "failed"), _last_words(ended)

    def _command(self, name: str) -> list[str]:
        if name == "crawl":
            log = _new_file(self.job.data / LOGS, f"{self.run}.log", _LOGS_KEPT)
            self.say(f"crawling; the log is {log}")
            return self.job.command(self.run, log)
        options = ["--data", str(self.job.data), "--run", self.run, "--at", self.clock()]
        into = ["--into", str(self.backup)] if name == "backup" else []
        if name == "process" and self.job.cluster:
            options += ["--cluster", self.job.cluster]
        return [sys.executable, "-m", "schedules.cli", "step", name, *options, *into]

    def finish(self, well: bool) -> None:
        """Write the end of the run."""

        def write(archive: Archive) -> None:
            problems = archive.runs.problems_of(self.run)
            outcome = "interrupted" if self.told.is_set() else "failed" if not well else ""
            archive.runs.finish(
                self.run, self.clock(), outcome or ("needs_a_look" if problems else "finished")
            )

        self._note(write)

    def _note(self, write: Callable[[Archive], None]) -> None:
        """Write to the archive; where that cannot be done (a full disk), the night goes on."""
        try:
            with Archive(self.job.data) as archive:
                write(archive)
        except (sqlite3.Error, OSError) as error:
            self.say(f"the archive takes no row: {error}")

    def outcome(self) -> Outcome:
        """What is to be told; kept as a file as well."""
        with closing(opened(self.job.data / "archive.db")) as db:
            report = report_of(db, self.run)
        if report is None:
            raise LookupError(self.run)
        try:
            path = _new_file(self.job.data / REPORTS, f"{self.run}.txt", _REPORTS_KEPT)
            path.write_text(as_text(report) + "\n", encoding="utf-8")
        except OSError as error:
            self.say(f"the report could not be kept as a file: {error}")
        return Outcome(report)


def _look_around(archive: Archive, run: str, now: str) -> None:
    """What may spoil a night before it begins: a full disk, a clock that was set back."""
    free = shutil.disk_usage(archive.folder).free
    if free < _FREE_BYTES:
        detail = f"Only {free / 1e6:,.0f} MB are free on the disk of {archive.folder}: make room."
        archive.runs.put_problem(Problem("archive", "disk", "disk nearly full", detail), run, now)
    else:
        archive.runs.resolve("disk", now)
    before = archive.rows("SELECT max(started) AS latest FROM runs WHERE id <> ?", [run])
    latest = before[0]["latest"]
    if latest and latest > now:
        detail = (
            f"This machine's clock says {now}, and an earlier run began at {latest}: the clock was "
            "set back, or was wrong then. Set it right; nothing that is kept is lost."
        )
        archive.runs.put_problem(Problem("archive", "clock", "clock set back", detail), run, now)
    else:
        archive.runs.resolve("clock", now)


def _last_words(ended: Ended) -> str:
    lines = [line for line in ended.lines if line.strip()]
    if ended.code in _OUTCOMES:
        return "\n".join(lines[-5:])
    how = f"signal {-ended.code}" if ended.code < 0 else f"exit code {ended.code}"
    return "\n".join([*lines[-5:], f"it ended with {how}"])


def _new_file(folder: Path, name: str, keep: int) -> Path:
    folder.mkdir(exist_ok=True)
    for old in sorted(folder.glob(f"*{Path(name).suffix}"))[:-keep]:
        with suppress(OSError):
            old.unlink()
    return folder / name
