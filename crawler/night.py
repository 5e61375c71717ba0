"""One run of the crawler: the archive it fills, its moments, what each source has given so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from archive.store import Archive
from archive.store.batches import Batches
from crawler.catalogue import Catalogue

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


@dataclass
class Tally:
    """What one source has given in this run."""

    counts: Counter[str] = field(default_factory=Counter)
    walked: bool = False
    keeps_us_out: bool = False  # it has said no often enough: nothing more is asked tonight
    gone: list[str] = field(default_factory=list)  # addresses; counted when the night is over
    listing_failed: str | None = None  # the short name of what is wrong with the listing itself
    first_problem: str | None = None
    titles: set[str] = field(default_factory=set)  # of the pages that were new or changed


@dataclass
class Night:
    """Shared by the spiders and middlewares of one run, all in one process and one thread."""

    archive: Archive
    run: str
    catalogue: Catalogue
    since: dt.date | None = None
    tallies: dict[str, Tally] = field(default_factory=dict)
    broken: bool = False  # the archive could not take something
    batches: Batches = field(init=False)

    def __post_init__(self) -> None:
        self.batches = Batches(self.archive.db, self.archive.originals.db, self.archive.search)

    def now(self) -> str:
        """This moment, as the catalogue's night counts it."""
        return self.catalogue.now()

    def started(self, source: str) -> str:
        """When this run began with a source, as `now` gives it."""
        (row,) = self.archive.rows(
            "SELECT started FROM source_runs WHERE run = ? AND source = ?", [self.run, source]
        )
        return str(row["started"])

    def tally(self, source: str) -> Tally:
        """The tally of a source; the first call notes that the source was begun."""
        if source not in self.tallies:
            self.tallies[source] = Tally()
            self.archive.runs.start_source(self.run, source, self.now())
        return self.tallies[source]


class PartOfNight:
    """A middleware or pipeline of Scrapy's that knows the run in which its crawler takes part."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds it."""
        return cls(crawler)

    @property
    def night(self) -> Night:
        """The run."""
        return self.crawler.spider.night  # type: ignore[union-attr, no-any-return]
