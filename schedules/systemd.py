"""Units for systemd: a service and a timer for each job of the one timetable, and the site. No
I/O."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from schedules.timetable import TIMETABLE, ZONE, Job

NAME = "ofsted-letters"


def units(program: Path, options: Sequence[str], data: Path, user: str) -> dict[str, str]:
    """File name to text, for /etc/systemd/system. `data`: the one folder that may be written to; it
    has to be there, and be `user`'s, who runs it all."""
    files = {f"{NAME}-site.service": _site(program, data, user)}
    for job in TIMETABLE:
        stem = f"{NAME}-{job.name}"
        files[f"{stem}.service"] = _service(job, program, options, data, user)
        files[f"{stem}.timer"] = _timer(job)
    return files


def _service(job: Job, program: Path, options: Sequence[str], data: Path, user: str) -> str:
    command = _command(str(program), *job.command, *options)
    return f"""[Unit]
Description=ofsted-letters: the {job.name} job
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={command}
# 3: done, and something needs a look; 4: another run is going on; 5: told to stop.
SuccessExitStatus=3 4 5
TimeoutStartSec=24h
# It stops within 10 seconds of being told.
TimeoutStopSec=20
KillMode=mixed
Nice=10
{_confined(data, user)}"""


def _site(program: Path, data: Path, user: str) -> str:
    return f"""[Unit]
Description=ofsted-letters: the site
After=network.target

[Service]
ExecStart={_command(str(program), "serve", "--data", str(data))}
# Before the first night there is nothing to show: it tries again.
Restart=always
RestartSec=60
{_confined(data, user)}
[Install]
WantedBy=multi-user.target
"""


def _confined(data: Path, user: str) -> str:
    """What a service may do. The site, too, writes beside the archive: SQLite's shared memory."""
    return f"""User={user}
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=read-only
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
ReadWritePaths={_quoted(str(data))}
"""


def _timer(job: Job) -> str:
    return f"""[Unit]
Description=ofsted-letters: when the {job.name} job runs

[Timer]
OnCalendar={calendar(job.cron)}
# A night on which the machine was off is caught up when it is on again.
Persistent=yes

[Install]
WantedBy=timers.target
"""


def calendar(cron: str) -> str:
    """Cron's five fields as systemd writes them. Raises ValueError for what is no plain time."""
    minute, hour, day, month, weekday = cron.split()
    if not (minute.isdigit() and hour.isdigit()) or (day, month) != ("*", "*"):
        raise ValueError(cron)
    days = "" if weekday == "*" else f"{weekday.title().replace('-', '..')} "
    return f"{days}*-*-* {int(hour):02}:{int(minute):02}:00 {ZONE}"


def _command(*words: str) -> str:
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    plain = all(c.isalnum() or c in "/._-@:+=" for c in word)
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return word if plain else f'"{escaped}"'
