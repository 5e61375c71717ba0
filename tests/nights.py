"""Runs nights over a replica as a keeper does: the real command, in a process of its own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml

from tests.merged import MOMENTS


def command(*words: str | Path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run `ofsted-letters` with these words."""
    return subprocess.run(
        [sys.executable, "-m", "schedules.cli", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=timeout,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def night(data: Path, replica: str, *words: str) -> subprocess.CompletedProcess[str]:
    """One nightly run over a replica."""
    return command("nightly", *words, "--data", data, "--replica", replica)


def crawl(data: Path, replica: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The crawl of a night alone."""
    return command("crawl", *words, "--data", data, "--replica", replica)


def raise_night(replica: str, number: int) -> None:
    """Tell a replica that it is another night."""
    request = urllib.request.Request(f"{replica}/-/night/{number}", method="POST")
    urllib.request.urlopen(request, timeout=10).close()


def requests_of(replica: str, *, forget: bool = False) -> list[dict[str, Any]]:
    """What a replica was asked; `forget` starts its list anew."""
    with urllib.request.urlopen(f"{replica}/-/requests", timeout=10) as answer:
        asked: list[dict[str, Any]] = json.load(answer)
    if forget:
        request = urllib.request.Request(f"{replica}/-/requests", method="DELETE")
        urllib.request.urlopen(request, timeout=10).close()
    return asked


def rows(
    data: Path, sql: str, parameters: Iterable[Any] = (), *, before: str = ""
) -> list[dict[str, Any]]:
    """Rows of the archive in a folder; `before`: what is to be executed first."""
    with closing(sqlite3.connect(data / "archive.db")) as db:
        db.row_factory = sqlite3.Row
        db.execute(before or "SELECT 1")
        return [dict(row) for row in db.execute(sql, tuple(parameters))]


def tables(data: Path) -> dict[str, list[str]]:
    """All that an archive says, without when a run looked: equal for equal archives."""
    names = [r["name"] for r in rows(data, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    left_out = (
        "sqlite_",
        "_sqlite",
        "search_index",
        "runs",
        "run_steps",
        "source_runs",
        "fetches",
        "table_sums",
        "alerted",
        "examinations",
    )
    return {
        name: sorted(json.dumps(_lasting(row), sort_keys=True) for row in rows(data, f"SELECT * FROM {name}"))
        for name in names
        if not name.startswith(left_out)
    }  # fmt: skip


def _lasting(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in MOMENTS}


def write_manifest(folder: Path, manifest: dict[str, Any], texts: dict[str, str]) -> Path:
    """Write a manifest and the text files it names; return its path."""
    for name, text in texts.items():
        (folder / name).write_text(text)
    path = folder / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False))
    return path
