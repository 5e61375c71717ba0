"""The wheel as somebody installs it: in an environment of its own, outside any clone, with an empty
home. What it needs beside itself is lent by the environment of the tests."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import free_port, wait_for
from tests.shared import go_without

ROOT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

pytestmark = pytest.mark.thorough


class Installed:
    """The command of an installed copy, run from an empty folder."""

    def __init__(self, environment: Path, folder: Path) -> None:
        self.python = environment / "bin" / "python"
        self.program = str(environment / "bin" / "ofsted-letters")
        self.folder = folder
        self.settings = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.program, *map(str, words)],
            cwd=self.folder, env=self.settings, capture_output=True, text=True, timeout=300,
        )  # fmt: skip

    @contextmanager
    def running(self, *words: str | Path, says: str) -> Iterator[None]:
        log = self.folder / f"{words[0]}.log"
        with log.open("wb") as file:
            server = subprocess.Popen(
                [self.program, *map(str, words)],
                cwd=self.folder, env=self.settings, stdout=file, stderr=file,
            )  # fmt: skip
        try:
            wait_for(log, says, seconds=240)
            yield
        finally:
            server.terminate()
            server.wait(60)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    if importlib.util.find_spec("hatchling") is None:
        go_without("there is no hatchling here (it is in requirements-dev.lock)")
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    (wheel,) = folder.glob("ofsted_letters-*.whl")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    subprocess.run(
        [*pip, "--python", python, "install", "-q", "--no-deps", "--no-index", wheel], check=True
    )
    # The others' packages, without the line that leads from there to this clone.
    (own,) = environment.glob("lib/python*/site-packages")
    (own / "lent.pth").write_text(sysconfig.get_path("purelib"))
    (folder / "home").mkdir()
    return Installed(environment, folder / "home")


def shown(address: str) -> str:
    """A page, within half a minute."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return str(answer.read().decode("utf-8", "replace"))
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionError):
                raise
            time.sleep(0.1)
    raise AssertionError(f"nobody answers at {address}")


def test_nothing_of_it_is_the_clones(installed: Installed) -> None:
    assert installed.run("--version").stdout.split()[-1] == VERSION
    where = "import archive, crawler, schedules as s; print(archive.__file__, s.__file__)"
    done = subprocess.run(
        [installed.python, "-c", where], cwd=installed.folder, env=installed.settings,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert all("/environment/lib/" in path for path in done.stdout.split())
    assert str(ROOT) not in done.stdout


def test_the_demo_shows_every_kind_of_page(installed: Installed) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with installed.running("demo", "--port", str(port), says="The site is on"):
        assert "Wexmoor" in shown(f"{site}/")
        assert "letters_of_authority" in shown(f"{site}/archive")  # metadata.yml
        assert "docs/accuracy.md" not in shown(f"{site}/accuracy")
        assert "Quotations" in shown(f"{site}/accuracy")  # docs/accuracy.md
        assert "Kelderby" in shown(f"{site}/authorities/kelderby")
        assert "font-family" in shown(f"{site}/assets/site.css")
        assert shown(f"{site}/letters/99000105/original").startswith("%PDF")
        assert "PNG" in shown(f"{site}/letters/99000105/pages/1.png")[:8]


def test_a_night_and_what_is_taken_away(installed: Installed) -> None:
    port, site_port = free_port(), free_port()
    replica = f"http://127.0.0.1:{port}"
    with installed.running("replica", "--port", str(port), says="The replica is on"):
        shown(f"{replica}/-/night")
        night = installed.run("nightly", "--replica", replica, "--backup", "backups")
    assert night.returncode == 3, night.stderr  # the world has two broken pages
    assert (installed.folder / "data/exports/letters.csv").stat().st_size > 1000
    assert installed.run("status").stdout.startswith("Last night")
    assert installed.run("check").stdout == "The archive is whole.\n"
    assert installed.run("sources", "--data", "nowhere").stdout.count("\n") > 150
    for form in ("--spreadsheet", "--warc", "--snapshot"):
        done = installed.run("export", form[2:], form)
        assert done.returncode == 0, done.stderr
    held = (installed.folder / "data/exports/letters.csv").read_bytes()
    restored = installed.run("restore", "backups", "--data", "again")
    assert restored.returncode == 0, restored.stderr
    assert installed.run("export", "once-more", "--data", "again").returncode == 0
    assert (installed.folder / "once-more/letters.csv").read_bytes() == held
    with installed.running("serve", "--port", str(site_port), says="The site is on"):
        assert "Wexmoor" in shown(f"http://127.0.0.1:{site_port}/")
