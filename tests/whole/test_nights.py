"""Nights in a row, and nights that were cut off, on the bundled world."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.nights import command, night, raise_night, requests_of, rows, tables

KEPT = ("letters", "press_releases", "news_reports", "versions", "links", "quotations")


def counts(data: Path) -> dict[str, int]:
    return {t: rows(data, f"SELECT count(*) AS n FROM {t}")[0]["n"] for t in KEPT}


def test_a_night_on_which_nothing_changed_adds_no_row_and_downloads_no_page(
    tmp_path: Path, replica: str
) -> None:
    night(tmp_path, replica)
    before = tables(tmp_path)
    requests_of(replica, forget=True)
    night(tmp_path, replica)
    assert tables(tmp_path) == before
    asked = [r for r in requests_of(replica) if r["path"] != "/robots.txt"]
    downloaded = {r["host"] + r["path"] for r in asked if r["status"] == 200}
    # One page is an error page and one file breaks off: these two cannot be "not modified".
    assert downloaded == {
        "www.keldervalleyherald.news.example/2026/03/04/number-14-saved/",
        "files.ofsted.gov.uk/v1/file/99000603",
    }


def test_the_second_night_brings_what_the_manifest_changes_and_nothing_else(
    tmp_path: Path, replica: str
) -> None:
    night(tmp_path, replica)
    before = counts(tmp_path)
    raise_night(replica, 2)
    assert night(tmp_path, replica).returncode == 3  # one page is still an error page
    after = counts(tmp_path)
    assert {t: after[t] - before[t] for t in KEPT[:3]} == {
        "letters": 1, "press_releases": 1, "news_reports": 1,
    }  # fmt: skip
    (second,) = [
        r["id"] for r in rows(tmp_path, "SELECT id FROM runs ORDER BY started DESC LIMIT 1")
    ]
    changed = rows(
        tmp_path,
        "SELECT sum(new) AS new, sum(changed) AS changed FROM source_runs WHERE run = ?",
        [second],
    )
    # New: a letter, its release, its report, and the file that broke off on the first night.
    # Changed: a release by a sentence, and a letter's file under the same number.
    assert changed == [{"new": 4, "changed": 2}]


@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(n, marks=pytest.mark.thorough if n < 2 else pytest.mark.endurance)
        for n in range(10)
    ],
)
def test_a_night_killed_at_any_moment_is_made_good_by_the_next(
    tmp_path: Path, replica: str, undisturbed: dict[str, list[str]], trial: int
) -> None:
    words = ["nightly", "--data", str(tmp_path), "--replica", replica]
    run = subprocess.Popen(
        [sys.executable, "-m", "schedules.cli", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(random.Random(trial).uniform(0.3, 5))
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert night(tmp_path, replica).returncode == 3
    assert tables(tmp_path) == undisturbed
    checked = command("check", "--data", tmp_path)
    assert (checked.returncode, checked.stdout) == (0, "The archive is whole.\n")


@pytest.mark.endurance
def test_a_night_whose_crawl_dies_says_so_and_the_next_is_whole(
    tmp_path: Path, replica: str, undisturbed: dict[str, list[str]]
) -> None:
    words = ["nightly", "--data", str(tmp_path), "--replica", replica]
    run = subprocess.Popen([sys.executable, "-m", "schedules.cli", *words], stdout=subprocess.PIPE)
    os.kill(_child_of(run.pid), signal.SIGKILL)
    assert run.wait() == 1
    assert rows(tmp_path, "SELECT outcome FROM runs") == [{"outcome": "failed"}]
    night(tmp_path, replica)
    assert tables(tmp_path) == undisturbed


def _child_of(parent: int) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    for _ in range(500):
        found = children.read_text().split()
        if found:
            return int(found[0])
        time.sleep(0.01)
    raise AssertionError("the night started no crawl")
