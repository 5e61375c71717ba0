"""The writer of a night on a cluster: cuts a slice for each batch of sources, sends it, keeps what
comes back, and merges it. Nobody else writes to the archive.

    left over    what an earlier night had brought and a killed writer had not merged comes first
    cut, send    a batch a worker; of those whose worker is lost, again to another
    keep, merge  a parcel is on the disk before it is merged, and goes when it is
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from archive.records import Problem
from archive.store import Archive
from archive.store.slices import cut
from crawler.catalogue import Catalogue
from crawler.pages.page import site_of
from crawler.run import Crawl
from schedules.cluster import parcels
from schedules.cluster.at_worker import Answer, Brought
from schedules.cluster.batches import Batch, batches
from schedules.cluster.brought import BROUGHT, SPOILT, SUFFIX, merge_left_over, merge_parcel
from schedules.signals import Stopped, stopping_at_once

_NOT_CRAWLED = "not crawled"  # the short name of what is wrong with a source
MOST_TRIES = 3  # of one batch; then its sources wait for the next night

Say = Callable[[str], None]


class Workers(Protocol):
    """Those who crawl."""

    def slots(self) -> int:
        """How many batches are crawled at once."""

    def crawl(self, seeds: dict[int, Callable[[], bytes]], crawls: dict[int, Crawl]) -> (
        Iterator[tuple[int, Answer]]
    ):  # fmt: skip
        """Send batches, and yield what came of each: what it brought, or why it did not."""


@dataclass
class ClusterNight:
    """The crawl of one night. `crawl`: as one machine would do all of it."""

    archive: Archive
    crawl: Crawl
    workers: Workers
    say: Say
    batches_a_slot: int = 1
    outcomes: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where parcels wait."""
        return self.archive.folder / BROUGHT

    def now(self) -> str:
        """This moment, as the catalogue's night counts it."""
        return self.crawl.catalogue.now()

    def run(self) -> str:
        """Crawl all sources: `done`, or `failed` where some could not be crawled or stored."""
        archive, catalogue = self.archive, self.crawl.catalogue
        archive.places.put_authorities(catalogue.authorities)
        archive.places.put_sources(catalogue.sources())
        merge_left_over(archive, self.say)
        run = self.crawl.run or archive.runs.start(self.now())
        self.crawl = replace(self.crawl, run=run)
        plan = dict(enumerate(self._plan()))
        self.folder.mkdir(exist_ok=True)
        tries = dict.fromkeys(plan, 0)
        while open_ones := {n: batch for n, batch in plan.items() if tries[n] < MOST_TRIES}:
            seeds = {n: self._seeding(batch) for n, batch in open_ones.items()}
            crawls = {n: self._part(batch) for n, batch in open_ones.items()}
            for n, answer in self.workers.crawl(seeds, crawls):
                tries[n] += 1
                spoilt = self._take(n, answer) if isinstance(answer, Brought) else answer
                if spoilt is None:
                    self._over(plan.pop(n))
                else:
                    self.say(f"batch {n + 1}: {spoilt}")
        for batch in plan.values():
            self._give_up(batch)
        return "failed" if plan or "failed" in self.outcomes else "done"

    def _plan(self) -> list[Batch]:
        sources = self.crawl.catalogue.sources()
        sites = sites_of(self.archive, self.crawl.catalogue)
        rows = self.archive.rows(
            """SELECT source, requests FROM source_runs WHERE rowid IN (
                   SELECT max(rowid) FROM source_runs WHERE finished IS NOT NULL GROUP BY source)"""
        )
        asked = {row["source"]: row["requests"] or 0 for row in rows}
        number = self.workers.slots() * self.batches_a_slot
        names = [source.id for source in sources]
        return batches({name: sites[name] for name in names}, asked, number)

    def _seeding(self, batch: Batch) -> Callable[[], bytes]:
        def seed() -> bytes:
            places = [f"{scheme}://{www}{site}/" for scheme in ("https", "http")
                      for www in ("", "www.") for site in batch.sites]  # fmt: skip
            with tempfile.TemporaryDirectory(dir=self.folder) as name:
                cut(self.archive, batch.sources, places, Path(name))
                return parcels.pack(Path(name))

        return seed

    def _part(self, batch: Batch) -> Crawl:
        return replace(self.crawl, catalogue=self.crawl.catalogue.only(batch.sources))

    def _take(self, number: int, brought: Brought) -> Exception | None:
        path = self.folder / f"{self.crawl.run}-{number:03}{SUFFIX}"
        parcels.keep(brought.parcel, path)
        try:
            merge_parcel(self.archive, path, self.crawl.log_file)
        except SPOILT as error:
            return error
        self.outcomes.append(brought.outcome)
        return None

    def _give_up(self, batch: Batch) -> None:
        """Sources that no worker could crawl tonight."""
        detail = f"No worker of the cluster could crawl this source in {MOST_TRIES} tries."
        for source, url in self._addresses(batch):
            problem = Problem(source, url, _NOT_CRAWLED, detail)
            self.archive.runs.put_problem(problem, self.crawl.run, self.now())

    def _over(self, batch: Batch) -> None:
        for _, url in self._addresses(batch):
            self.archive.runs.resolve(url, self.now(), only=_NOT_CRAWLED)

    def _addresses(self, batch: Batch) -> Iterator[tuple[str, str]]:
        """Each source with its own address: whoever reads its listing ends the problem."""
        for source in self.crawl.catalogue.only(batch.sources).sources():
            yield source.id, source.url or f"source/{source.id}"


def crawl_on_cluster(address: str, work: Crawl, say: Say) -> str:
    """Crawl as `crawler.run.crawl` does, on the cluster whose scheduler is at `address`. Raises
    NoCluster; `stopped` where we are told to stop."""
    from schedules.cluster.connection import connected
    from schedules.cluster.workers import DaskWorkers

    with stopping_at_once(), connected(address) as client, Archive(work.data) as archive:
        try:
            return ClusterNight(archive, work, DaskWorkers(client), say).run()
        except Stopped:
            return "stopped"


def sites_of(archive: Archive, catalogue: Catalogue) -> dict[str, set[str]]:
    """The sites that each source is on: where it is asked, and where its listings have led."""
    sites: dict[str, set[str]] = {}
    for source in catalogue.sources():
        asked = [source.url, source.feed, source.tagged]
        if source.kind == "ofsted":
            asked.append(catalogue.provider_address)
        sites[source.id] = {site_of(url) for url in asked if url}
    # Up to the first slash after https://.
    rows = archive.rows(
        """SELECT DISTINCT source, substr(url, 1, 8 + instr(substr(url, 9), '/')) AS url
           FROM listings"""
    )
    for row in rows:
        if row["source"] in sites:
            sites[row["source"]].add(site_of(row["url"]))
    return sites
