"""A crawl: what it is told, as a command of its own and as a step of a night."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from archive.store import Archive
from crawler.catalogue import Catalogue, chosen_catalogue
from crawler.run import Crawl, crawl
from schedules.cluster.brought import BROUGHT, merge_left_over
from schedules.cluster.crawling import crawl_on_cluster
from schedules.leash import wear
from schedules.lock import only_run
from schedules.logs import JsonLines

_EXIT_CODES = {"done": 0, "failed": 1, "stopped": 5}


@dataclass(frozen=True, slots=True)
class Crawling:
    """What a crawl is told. `run`, `leash` and `log` come from the night that started it."""

    data: Path
    contact: str
    sources: tuple[str, ...] = ()
    replica: str | None = None
    since: dt.date | None = None
    timeout: int = 30  # seconds
    largest: int = 25  # megabytes
    run: str | None = None
    leash: int | None = None
    log: Path | None = None
    log_format: str = "plain"
    cluster: str | None = None  # the address of a Dask scheduler

    def catalogue(self) -> Catalogue:
        """Where it is to look. Raises SourceMisconfigured, and OSError without its replica."""
        return chosen_catalogue(self.replica, self.sources)

    def command(self, run: str, log: Path) -> list[str]:
        """The command by which a night starts it."""
        options = {
            "--data": self.data,
            "--contact": self.contact,
            "--replica": self.replica,
            "--since": self.since,
            "--timeout": self.timeout,
            "--largest": self.largest,
            "--run": run,
            "--log": log,
            "--log-format": self.log_format,
            "--cluster": self.cluster,
        }
        given = [str(word) for name, value in options.items() if value for word in (name, value)]
        return [sys.executable, "-m", "schedules.cli", "crawl", *self.sources, *given]


def crawl_sources(job: Crawling) -> int:
    """Crawl; return the exit code. Raises AnotherRunIsOn unless a night holds the lock for us."""
    if job.leash is not None:
        wear(job.leash)
    work = Crawl(
        data=job.data,
        catalogue=job.catalogue(),
        contact=job.contact,
        replica=job.replica,
        since=job.since,
        run=job.run,
        log_file=job.log,
        timeout=job.timeout,
        largest=job.largest * 1024 * 1024,
        log_lines=JsonLines() if job.log_format == "json" else None,
    )
    with only_run(job.data) if job.run is None else nullcontext():
        if job.cluster:
            return _EXIT_CODES[crawl_on_cluster(job.cluster, work, click.echo)]
        if any((job.data / BROUGHT).glob("*")):
            with Archive(job.data) as archive:
                merge_left_over(archive, click.echo)
        return _EXIT_CODES[crawl(work)]
