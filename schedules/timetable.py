"""When things run. The one place; cron, systemd and the scheduler are all made from it."""

from __future__ import annotations

from dataclasses import dataclass

ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class Job:
    """A command of ours and its time, as cron's five fields. Weekdays are written as names: cron's
    0 is Sunday, APScheduler's is Monday."""

    name: str
    cron: str
    command: tuple[str, ...]


# 03:30 exists once on every day of the year. On the nights of the clock change 01:30 happens twice,
# or not at all.
TIMETABLE = (Job("nightly", "30 3 * * *", ("nightly",)),)
