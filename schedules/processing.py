"""The `process` command: what waits is read, linked and checked, without any network."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from archive.letters.reading import reading_pool
from archive.process import Process, Processed
from archive.store import Archive
from schedules.lock import only_run


def process_waiting(data: Path, again: bool) -> Processed:
    """Process what waits; with `again`, everything anew. Raises AnotherRunIsOn."""
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with only_run(data), Archive(data) as archive, reading_pool() as pool:
        if again:
            archive.waiting.add_everything()
        return Process(archive, now, executor=pool).everything()
