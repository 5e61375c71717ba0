"""What workers have brought, from the moment it is on the writer's disk to its being merged."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from archive.keeping.merging import merge
from archive.originals import NotWhole, OriginalDamaged
from archive.store import Archive
from schedules.cluster import parcels
from schedules.cluster.at_worker import LOG

BROUGHT = "brought"  # the folder of what has come and is not merged yet
SUFFIX = ".parcel"
SPOILT = (parcels.ParcelDamaged, NotWhole, OriginalDamaged)


def merge_left_over(archive: Archive, say: Callable[[str], None]) -> None:
    """Merge what had come when an earlier writer was killed."""
    for path in (archive.folder / BROUGHT).glob("*/"):
        shutil.rmtree(path, ignore_errors=True)  # what it had in hand, in the middle of it
    for path in sorted((archive.folder / BROUGHT).glob(f"*{SUFFIX}")):
        try:
            merge_parcel(archive, path, None)
            say(f"{path.name} had been brought and not merged: it is now")
        except SPOILT as error:  # its sources are asked again in any case
            say(f"{path.name} had been brought and cannot be merged: {error}")


def merge_parcel(archive: Archive, path: Path, log: Path | None) -> None:
    """Merge what a worker brought; then, and not before, it goes."""
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        folder = Path(name)
        try:
            parcels.unpack(path.read_bytes(), folder)
            merge(archive, folder)
        except SPOILT:
            path.rename(path.with_suffix(".spoilt"))
            raise
        if log is not None and (folder / LOG).exists():
            with log.open("ab") as whole:
                whole.write((folder / LOG).read_bytes())
    path.unlink()
