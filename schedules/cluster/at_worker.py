"""What a worker does with a batch of sources: the ordinary crawl, in a process of its own, in the
slice of the archive that came with them; what is new goes back.

    python -m schedules.cluster.at_worker FOLDER --leash FD      the process
"""

from __future__ import annotations

import pickle
import sys
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.run import Crawl
from schedules.cluster import parcels
from schedules.leash import run_on_leash, wear

# Names of files in a parcel, and of folders where it is unpacked.
SEED, DATA, NEWS = "seed", "data", "news"
LOG = "crawl.log"
_JOB, _OUTCOME = "job", "outcome"

_LAST_LINES = 5


class BatchFailed(Exception):
    """The crawl of a batch broke off. Another worker may do it."""


class BatchStopped(Exception):
    """Nobody waits for this batch any more."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a batch brought: a parcel with an archive of what is new and the log; and how the crawl
    ended: done, or failed (what could be stored is in it)."""

    parcel: bytes
    outcome: str


Answer = Brought | Exception  # what came of a batch: what it brought, or why it did not


def crawl_parcel(seed: bytes, crawl: Crawl, told: threading.Event | None = None) -> Brought:
    """Crawl in the slice that is in `seed`. `crawl.data` and `crawl.log_file` are set here; `told`:
    nobody waits for it any more. Raises BatchFailed, BatchStopped and ParcelDamaged."""
    from archive.store.slices import as_it_was_cut, only_news

    with tempfile.TemporaryDirectory(prefix="ofsted-letters-") as name:
        folder = Path(name)
        parcels.unpack(seed, folder / SEED)
        as_it_was_cut(folder / SEED, folder / DATA)
        here = replace(crawl, data=folder / DATA, log_file=folder / LOG)
        (folder / _JOB).write_bytes(pickle.dumps(here))
        command = [sys.executable, "-m", "schedules.cluster.at_worker", str(folder)]
        ended = run_on_leash(command, told=told, say=lambda _line: None)
        if told is not None and told.is_set():
            raise BatchStopped
        if ended.code != 0:
            said = "\n".join(ended.lines[-_LAST_LINES:])
            raise BatchFailed(f"the crawl of {_names(crawl)} broke off (code {ended.code}): {said}")
        only_news(folder / DATA, folder / SEED, folder / NEWS)
        if (folder / LOG).exists():
            (folder / LOG).rename(folder / NEWS / LOG)
        outcome = (folder / _OUTCOME).read_text(encoding="utf-8")
        return Brought(parcels.pack(folder / NEWS), outcome)


def _names(crawl: Crawl) -> str:
    names = [source.id for source in crawl.catalogue.sources()]
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0]


def main(folder: Path, leash: int) -> int:
    """The process: crawl, and say how it ended."""
    from crawler.run import crawl

    wear(leash)
    job: Crawl = pickle.loads((folder / _JOB).read_bytes())  # noqa: S301 - ours, of this moment
    outcome = crawl(job)
    if outcome == "stopped":
        return 5
    (folder / _OUTCOME).write_text(outcome, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[3])))
