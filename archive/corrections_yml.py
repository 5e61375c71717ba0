"""`corrections.yml` in the data folder: read whole, and added to at its end. What stands in it
stays as people wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from archive.corrected.corrections import FILE
from archive.corrected.corrections_file import parse, written
from archive.records import Correction


def read(folder: Path, today: dt.date) -> tuple[list[Correction], list[str]]:
    """The entries, and a sentence for each that is none. No file holds none."""
    path = folder / FILE
    return parse(path.read_bytes() if path.exists() else b"", today)


def add(folder: Path, entries: Iterable[Correction], about: str = "") -> None:
    """Write entries to the end of the file. `about`: what they are about, for whoever reads it."""
    path = folder / FILE
    held = path.read_bytes() if path.exists() else b""
    gap = "" if not held or held.endswith(b"\n") else "\n"
    remark = f"# {' '.join(about.split())}\n" if about else ""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{gap}{remark}{written(entries)}")
