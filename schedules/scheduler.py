"""Stays and runs the timetable; or prints it for cron."""

from __future__ import annotations

import datetime as dt
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from archive.moments import written
from archive.read_only import opened
from schedules.timetable import TIMETABLE, ZONE, Job

# A machine that slept through the hour runs the night when it wakes, if it wakes within six hours.
_GRACE_SECONDS = 6 * 3600
_SECOND = dt.timedelta(seconds=1)
# Cron runs nothing that it missed, so it looks every hour whether the night is missing.
_CATCH_UP = Job("catch up", "47 * * * *", ("nightly", "--if-due"))


def schedule(options: Sequence[str], say: Callable[[str], None] = print) -> None:
    """Run the timetable until told to stop (SIGTERM, SIGINT). Each job is a process of its own."""
    scheduler = scheduler_for(TIMETABLE, options, say)
    signal.signal(signal.SIGTERM, lambda *_: scheduler.shutdown(wait=False))
    for job in TIMETABLE:
        say(f"{job.name}: {job.cron} ({ZONE})")
    if is_due(Path(options[1]), dt.datetime.now(dt.UTC)):
        say("tonight's run is missing: it is caught up now")
        scheduler.add_job(
            run_job, args=[TIMETABLE[0], (*options, "--if-due"), say], id="catch up",
            misfire_grace_time=None,
        )  # fmt: skip
    try:
        scheduler.start()
    except KeyboardInterrupt:
        say("stopped")


def scheduler_for(
    jobs: Sequence[Job], options: Sequence[str], say: Callable[[str], None]
) -> BlockingScheduler:
    """A scheduler with these jobs, not started."""
    scheduler = BlockingScheduler(timezone=ZONE)
    for job in jobs:
        scheduler.add_job(
            run_job,
            trigger_of(job),
            args=[job, tuple(options), say],
            id=job.name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=_GRACE_SECONDS,
        )
    return scheduler


def trigger_of(job: Job) -> Any:
    """The moments at which a job runs."""
    return CronTrigger.from_crontab(job.cron, timezone=ZONE)


def last_due(now: dt.datetime) -> dt.datetime:
    """When the night last should have begun."""
    trigger = trigger_of(TIMETABLE[0])
    moment: dt.datetime = trigger.get_next_fire_time(None, now - dt.timedelta(days=2))
    while (following := trigger.get_next_fire_time(moment, moment + _SECOND)) <= now:
        moment = following
    return moment


def is_due(data: Path, now: dt.datetime) -> bool:
    """Was the last night missed, or cut off? One that failed is not repeated before the next."""
    if not (data / "archive.db").exists():
        return True
    with closing(opened(data / "archive.db")) as db:
        (ended,) = db.execute(
            """SELECT count(*) FROM runs WHERE started >= ?
               AND outcome IN ('finished', 'needs_a_look', 'failed')""",
            [written(last_due(now))],
        ).fetchone()
    return not ended


def run_job(job: Job, options: Sequence[str], say: Callable[[str], None]) -> int:
    """Run a job in a process of its own: a Twisted reactor starts once in a process's life."""
    command = [sys.executable, "-m", "schedules.cli", *job.command, *options]
    code = subprocess.run(command, check=False).returncode
    say(f"{job.name} ended with exit code {code}")
    return code


def crontab(options: Sequence[str], folder: Path) -> str:
    """Lines for `crontab -e`, for the program as it is installed here. Makes the folder: cron's
    shell writes the log there before the program begins, and runs nothing where it cannot."""
    program = Path(sys.argv[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"# Times are {ZONE}'s; where cron knows no CRON_TZ (Debian's), the machine's.",
        f"CRON_TZ={ZONE}",
        *(_cron_line(job, program, options, folder) for job in TIMETABLE),
        "# A night that was missed, with the machine off, is caught up within the hour.",
        _cron_line(_CATCH_UP, program, options, folder),
    ]
    return "\n".join(lines)


def _cron_line(job: Job, program: Path, options: Sequence[str], folder: Path) -> str:
    command = shlex.join([str(program), *job.command, *options])
    log = shlex.quote(str(folder.resolve() / "cron.log"))
    # Cron ends a command at a bare per cent sign.
    return f"{job.cron} " + f"{command} >> {log} 2>&1".replace("%", r"\%")
