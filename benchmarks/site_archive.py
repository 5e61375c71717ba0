"""The archive that the site is measured over: an invented country, read, linked and checked, with a
year of nights behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from archive.letters.reading import reading_pool
from archive.processing.process import Process
from archive.store import Archive
from benchmarks.world import LAST, World
from benchmarks.world_archive import NOW, write

_NIGHTS = 365


def build(folder: Path, documents: int, say: Callable[[str], None]) -> None:
    """Fill an empty folder."""
    write(folder, World(documents), say)
    with Archive(folder) as archive, reading_pool() as pool:
        say(str(Process(archive, NOW, executor=pool).everything()))
        _remember(archive)
        archive.db.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")
        archive.db.execute("ANALYZE")


def _remember(archive: Archive) -> None:
    """The nights of a year, on which each source gave something once in fifty."""
    sources = [row["id"] for row in archive.rows("SELECT id FROM sources")]
    nights = [(LAST - dt.timedelta(_NIGHTS - n)).isoformat() for n in range(_NIGHTS)]
    archive.db.table("runs").insert_all(
        {"id": f"{night}-a", "started": f"{night}T03:30:00Z", "finished": f"{night}T04:00:00Z",
         "outcome": "finished"}
        for night in nights
    )  # fmt: skip
    archive.db.table("source_runs").insert_all(
        {"run": f"{night}-a", "source": source, "started": f"{night}T03:30:00Z", "reached": "",
         "new": int(n % 50 == 0), "verdict": "healthy", "reason": "1 new, 0 changed."}
        for night in nights
        for n, source in enumerate(sources)
    )  # fmt: skip
