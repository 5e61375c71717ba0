"""The nightly job, step by step.

one run at a time            the lock, or AnotherRunIsOn
crawl                        in a process of its own       -> originals, letters, releases, reports
process                      what is new                   -> facts, links, quotations
check                        is the archive whole?         -> problems
export                       CSV of every table, whole or not at all
outcome                      finished, needs_a_look, failed
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.check import check
from archive.export import export
from archive.letters.reading import reading_pool
from archive.process import Process
from archive.records import Problem
from archive.store import Archive
from crawler.catalogue import Catalogue
from schedules.crawling import Crawling
from schedules.leash import run_on_leash
from schedules.lock import only_run

EXPORTS = "exports"
LOGS = "logs"
_LOGS_KEPT = 30
_WHOLE = "archive"  # the address of problems with the archive itself


Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a night ended: the row of `runs`, and what each source gave."""

    run: dict[str, Any]
    sources: list[dict[str, Any]]

    @property
    def exit_code(self) -> int:
        """0: all is well. 1: something failed. 3: it is done, and a person should look."""
        return {"finished": 0, "needs_a_look": 3}.get(self.run["outcome"], 1)


def nightly(job: Crawling, say: Say = print) -> Outcome:
    """Run one night; `say` gets a line for each step. Raises AnotherRunIsOn, and what a bad
    catalogue raises; anything else that goes wrong is in the outcome."""
    with only_run(job.data) as lock:
        now = _clock(job.catalogue())
        with Archive(job.data) as archive:
            run = archive.runs.start(now())
        well = _crawl(job, run, lock, say)
        with Archive(job.data) as archive:
            well &= _process(archive, run, now(), say)
            well &= _check(archive, run, now(), say)
            outcome = _finish(archive, run, now(), well)
            # After the end of the run is written, so that the files know of it.
            if not _export(job.data, say):
                outcome = _finish(archive, run, now(), well=False)
        return outcome


def _clock(catalogue: Catalogue) -> Callable[[], str]:
    """The moment in UTC. A replica's nights are a day apart, however fast they follow."""
    later = dt.timedelta(days=catalogue.night - 1)

    def now() -> str:
        return (dt.datetime.now(dt.UTC) + later).strftime("%Y-%m-%dT%H:%M:%SZ")

    return now


def _crawl(job: Crawling, run: str, lock: int, say: Say) -> bool:
    log = _log_file(job.data, run)
    say(f"crawling; the log is {log}")
    # The child holds the lock as well, so that no other night begins while it still writes.
    return run_on_leash(job.command(run, log), keep=(lock,)) == 0


def _log_file(data: Path, run: str) -> Path:
    folder = data / LOGS
    folder.mkdir(exist_ok=True)
    for old in sorted(folder.glob("*.log"))[:-_LOGS_KEPT]:
        old.unlink()
    return folder / f"{run}.log"


def _process(archive: Archive, run: str, now: str, say: Say) -> bool:
    try:
        with reading_pool() as pool:
            say(str(Process(archive, now, run, executor=pool).everything()))
    except Exception as error:  # noqa: BLE001 - the night is brought to its end in any case
        say(f"processing failed: {error!r}")
        return False
    return True


def _check(archive: Archive, run: str, now: str, say: Say) -> bool:
    wrong = check(archive.folder)
    for sentence in wrong:
        say(sentence)
        archive.runs.put_problem(Problem("archive", _WHOLE, "damaged", sentence), run, now)
    if not wrong:
        archive.runs.resolve(_WHOLE, now)
    return not wrong


def _finish(archive: Archive, run: str, now: str, well: bool) -> Outcome:
    problems = archive.runs.problems_of(run)
    outcome = "failed" if not well else "needs_a_look" if problems else "finished"
    row = archive.runs.finish(run, now, outcome)
    sources = archive.rows("SELECT * FROM source_runs WHERE run = ? ORDER BY source", [run])
    return Outcome(row, sources)


def _export(data: Path, say: Say) -> bool:
    try:
        export(data / "archive.db", data / EXPORTS)
    except (OSError, sqlite3.Error) as error:
        say(f"the CSV files could not be written: {error}")
        return False
    say(f"exported to {data / EXPORTS}")
    return True
