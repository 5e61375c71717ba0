"""How to cite the archive as it stood: the day, and a checksum that vouches for every row."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from archive.outgoing.checksums import CHECKSUMS
from archive.outgoing.export import EXPORTS, changed_since
from archive.site.plain_words import day


def citation(folder: Path) -> str:
    """A line to cite. The checksum is that of the list of checksums of the night's CSV files, so
    whoever holds those files can prove what the archive said on that day."""
    sums = folder / EXPORTS / CHECKSUMS
    if not sums.is_file():
        return "Ofsted letters. No night's files have been written yet."
    written = dt.datetime.fromtimestamp(sums.stat().st_mtime, tz=dt.UTC)
    checksum = hashlib.sha256(sums.read_bytes()).hexdigest()
    line = f"Ofsted letters, archive as of {day(written.date().isoformat())}, SHA-256 {checksum}"
    if changed_since(folder / "archive.db", folder / EXPORTS):
        line += ". The pages show more than these files: the archive was written to since"
    return line
