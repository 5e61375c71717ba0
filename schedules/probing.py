"""`sources probe`: visits every newsroom, tells what became of it, and writes what it would change
in the file of sources as a patch, for a person to accept."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.catalogue import SOURCES, chosen_catalogue
from crawler.probe import Found, probe, with_change

_FILE = "newsrooms.yml"
_KEYS = ("url", "feed", "tagged", "design", "confidence", "notes")


@dataclass(frozen=True, slots=True)
class Probing:
    """What a probe is told."""

    contact: str
    out: Path
    sources: tuple[str, ...] = ()
    replica: str | None = None
    timeout: int = 30  # seconds


def probe_sources(job: Probing, today: dt.date) -> tuple[list[Found], str]:
    """Visit the newsrooms; what was found, and the patch that was written to `job.out`. Raises
    SourceMisconfigured, and OSError without its replica."""
    newsrooms = chosen_catalogue(job.replica, job.sources).newsrooms
    found = probe(newsrooms, job.contact, job.replica, job.timeout)
    patch = proposed(found, (SOURCES / _FILE).read_text(encoding="utf-8"), f"{today:%B %Y}")
    if patch:
        job.out.write_text(patch, encoding="utf-8")
    return found, patch


def proposed(found: Sequence[Found], text: str, month: str) -> str:
    """A patch to the file of sources, as `git apply` takes it; empty where nothing changes."""
    changed = text
    for one in found:
        changed = _with(changed, one.source.id, with_change(one, month))
    name = f"crawler/sources/{_FILE}"
    lines = difflib.unified_diff(
        text.splitlines(keepends=True), changed.splitlines(keepends=True),
        f"a/{name}", f"b/{name}",
    )  # fmt: skip
    return "".join(lines)


def _with(text: str, name: str, changes: dict[str, str]) -> str:
    """The file with some lines of one entry replaced; its order and comments stay."""
    entry = re.search(rf"^{name}:\n((?:  .*\n|\n(?=  ))*)", text, re.MULTILINE)
    if entry is None or not changes:
        return text
    block = entry[1]
    for key in _KEYS:
        if key in changes:
            block = _with_line(block, key, changes[key])
    return text[: entry.start(1)] + block + text[entry.end(1) :]


def _with_line(block: str, key: str, value: str) -> str:
    line = re.compile(rf"^  {key}:.*\n(?:    .*\n)*", re.MULTILINE)
    written = f'"{value}"' if key == "notes" else value
    new = f"  {key}: {written}\n" if value else ""
    if line.search(block):
        return line.sub(lambda _: new, block, count=1)
    return block + new


def as_lines(found: Sequence[Found]) -> list[str]:
    """What a person reads: first what needs a look, then how many are well."""
    ill = [one for one in found if one.verdict != "works"]
    lines = [f"{one.source.id}: {one.verdict}. {one.reason}" for one in ill]
    return [*lines, f"{len(found) - len(ill)} of {len(found)} newsrooms work as they stand."]
