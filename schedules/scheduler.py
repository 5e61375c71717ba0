"""Stays and runs the timetable; or prints it for cron."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from schedules.timetable import TIMETABLE, ZONE, Job

# A machine that slept through the hour runs the night when it wakes, if it wakes within six hours.
_GRACE_SECONDS = 6 * 3600


def schedule(options: Sequence[str], say: Callable[[str], None] = print) -> None:
    """Run the timetable until told to stop (SIGTERM, SIGINT). Each job is a process of its own."""
    scheduler = scheduler_for(TIMETABLE, options, say)
    signal.signal(signal.SIGTERM, lambda *_: scheduler.shutdown(wait=False))
    for job in TIMETABLE:
        say(f"{job.name}: {job.cron} ({ZONE})")
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


def run_job(job: Job, options: Sequence[str], say: Callable[[str], None]) -> int:
    """Run a job in a process of its own: a Twisted reactor starts once in a process's life."""
    command = [sys.executable, "-m", "schedules.cli", *job.command, *options]
    code = subprocess.run(command, check=False).returncode
    say(f"{job.name} ended with exit code {code}")
    return code


def crontab(options: Sequence[str], folder: Path) -> str:
    """Lines for `crontab -e`, for the program as it is installed here."""
    program = Path(sys.argv[0]).resolve()
    lines = [
        f"# Times are {ZONE}'s; where cron knows no CRON_TZ (Debian's), the machine's.",
        f"CRON_TZ={ZONE}",
        *(_cron_line(job, program, options, folder) for job in TIMETABLE),
    ]
    return "\n".join(lines)


def _cron_line(job: Job, program: Path, options: Sequence[str], folder: Path) -> str:
    command = shlex.join([str(program), *job.command, *options])
    log = shlex.quote(str(folder.resolve() / "cron.log"))
    return f"{job.cron} {command} >> {log} 2>&1"
