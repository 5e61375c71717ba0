"""The units for systemd: what they say, and that systemd understands them."""

from __future__ import annotations

import configparser
import getpass
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from schedules.cli import main
from schedules.systemd import calendar
from schedules.timetable import TIMETABLE
from tests.shared import go_without

NAMES = ["ofsted-letters-nightly.service", "ofsted-letters-nightly.timer",
         "ofsted-letters-site.service"]  # fmt: skip


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = Path(sys.executable).with_name("ofsted-letters")
    monkeypatch.setattr(sys, "argv", [str(program)])
    data = tmp_path / "the data"
    words = ["schedule", "--data", str(data), "--contact", "Ann Reader <ann@example.org>"]
    folder = tmp_path / "units"
    done = CliRunner().invoke(main, [*words, "systemd", "--into", str(folder)])
    assert done.exit_code == 0, done.output
    assert data.is_dir()  # the one that may be written to has to be there
    return folder


def unit(path: Path) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(path)
    return parsed


def test_there_is_a_night_its_hour_and_the_site(units: Path) -> None:
    assert sorted(path.name for path in units.iterdir()) == NAMES
    night, site = unit(units / NAMES[0])["Service"], unit(units / NAMES[2])["Service"]
    data = units.parent / "the data"
    assert f'nightly --data "{data}" --contact "Ann Reader <ann@example.org>"' in night["ExecStart"]
    assert site["ExecStart"].endswith(f'serve --data "{data}"')
    for service in (night, site):
        assert service["User"] == getpass.getuser()  # not root, unless root prints them
        assert service["ReadWritePaths"] == f'"{data}"'
    (job,) = TIMETABLE
    assert unit(units / NAMES[1])["Timer"]["OnCalendar"] == calendar(job.cron)


def test_a_time_of_cron_is_written_as_systemd_has_it() -> None:
    assert calendar("30 3 * * *") == "*-*-* 03:30:00 Europe/London"
    assert calendar("5 14 * * mon-fri") == "Mon..Fri *-*-* 14:05:00 Europe/London"
    with pytest.raises(ValueError, match="first"):
        calendar("0 3 first * *")


def test_systemd_understands_them(units: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        go_without("there is no systemd-analyze here (Debian: apt install systemd)")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(units.iterdir()))],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
