from __future__ import annotations

import datetime as dt
import shlex
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from schedules.scheduler import crontab, run_job, scheduler_for, trigger_of
from schedules.timetable import TIMETABLE, ZONE, Job

LONDON = ZoneInfo(ZONE)
(NIGHT,) = TIMETABLE


def firings(start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
    trigger, found, now = trigger_of(NIGHT), [], start
    while (moment := trigger.get_next_fire_time(None, now)) and moment < end:
        found.append(moment)
        now = moment + dt.timedelta(seconds=1)
    return found


@pytest.mark.parametrize(
    "sunday", [dt.date(2027, 3, 28), dt.date(2027, 10, 31), dt.date(2026, 7, 5)]
)
def test_the_night_runs_once_on_each_day_of_the_year(sunday: dt.date) -> None:
    start = dt.datetime.combine(sunday, dt.time(), tzinfo=LONDON)
    (moment,) = firings(start, start + dt.timedelta(days=1))
    assert (moment.hour, moment.minute) == (3, 30)


@pytest.mark.parametrize("job", TIMETABLE, ids=lambda job: job.name)
def test_weekdays_are_names(job: Job) -> None:
    weekdays = job.cron.split()[4]
    assert not any(character.isdigit() for character in weekdays)


def test_one_run_at_a_time_and_a_missed_night_is_run_once() -> None:
    scheduler = scheduler_for(TIMETABLE, [], print)
    (job,) = scheduler.get_jobs()
    assert (job.max_instances, job.coalesce) == (1, True)
    assert job.misfire_grace_time >= 3600
    assert str(scheduler.timezone) == ZONE


def test_a_job_is_a_process_of_its_own_and_its_exit_code_is_told() -> None:
    said: list[str] = []
    code = run_job(Job("status", "", ("status",)), ["--data", "/nowhere"], said.append)
    assert code == 2
    assert said == ["status ended with exit code 2"]


def test_the_crontab_line_runs_this_very_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "with space" / "ofsted-letters"
    monkeypatch.setattr(sys, "argv", [str(program)])
    lines = crontab(["--data", "/data", "--contact", "a@b.example"], tmp_path).splitlines()
    line, catching_up = [line for line in lines if "nightly" in line]
    assert catching_up.startswith(f"47 * * * * '{program}' nightly --if-due --data /data ")
    assert line.startswith(f"30 3 * * * '{program}' nightly --data /data --contact a@b.example >> ")


def test_the_crontab_line_runs_in_a_shell_as_it_is_on_the_first_night(tmp_path: Path) -> None:
    folder = tmp_path / "100% new" / "data"  # cron ends a command at a bare per cent sign
    options = ["--data", str(folder), "--contact", "a%b@c.example"]
    line = next(line for line in crontab(options, folder).splitlines() if " nightly " in line)
    assert line.count("%") == line.count("\\%") == 3
    command = line.removeprefix("30 3 * * * ").replace("\\%", "%")  # as cron hands it on
    told = command.replace(shlex.quote(str(Path(sys.argv[0]).resolve())), "echo", 1)
    done = subprocess.run(["/bin/sh", "-c", told], env={"HOME": "/", "PATH": "/usr/bin:/bin"})
    assert done.returncode == 0
    assert (folder / "cron.log").read_text() == f"nightly {' '.join(options)}\n"
