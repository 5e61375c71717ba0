"""One run of the spiders, in this process. Scrapy's reactor starts once in a process's life, so
whoever runs several nights gives each a process of its own."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.signals import spider_closed

from archive.store import Archive
from crawler.catalogue import Catalogue
from crawler.health import close_sources
from crawler.night import Night
from crawler.settings import LARGEST, TIMEOUT, settings_of
from crawler.spiders.news_reports import NewsReports
from crawler.spiders.ofsted_letters import OfstedLetters
from crawler.spiders.press_releases import PressReleases
from crawler.vanished import count_vanished


@dataclass(frozen=True, slots=True)
class Crawl:
    """What to crawl, and how. `run` is the run to write to; None begins one."""

    data: Path
    catalogue: Catalogue
    contact: str
    replica: str | None = None
    since: dt.date | None = None
    run: str | None = None
    log_file: Path | None = None
    timeout: int = TIMEOUT  # seconds
    largest: int = LARGEST  # bytes
    log_lines: logging.Formatter | None = None  # how a line of the log is written


def crawl(job: Crawl) -> str:
    """Run the spiders of all sources in the catalogue: `done`, `failed` where the archive could not
    take something, `stopped` where we were told to stop. What went wrong on the sites stands in
    `problems`."""
    with Archive(job.data) as archive:
        archive.places.put_authorities(job.catalogue.authorities)
        archive.places.put_sources(job.catalogue.sources())
        night = Night(archive, "", job.catalogue, job.since)
        night.run = job.run or archive.runs.start(night.now())
        log = {"LOG_FILE": str(job.log_file)} if job.log_file else {}
        process = AsyncCrawlerProcess(
            settings_of(job.contact, job.replica, job.timeout, job.largest, **log)
        )
        _write_log(job.log_lines)
        reasons: list[str] = []
        for spider in _spiders(job.catalogue):
            crawler = process.create_crawler(spider)
            crawler.signals.connect(_noting(reasons), spider_closed, weak=False)
            process.crawl(crawler, night=night)
        try:
            process.start()
            stopped = "shutdown" in reasons
            if stopped:
                _leave_out_unfinished(night)
            else:
                count_vanished(night)
            close_sources(night)
        finally:
            night.batches.close()
        return "failed" if night.broken else "stopped" if stopped else "done"


def _noting(reasons: list[str]) -> Callable[[str], None]:
    def closed(reason: str) -> None:
        reasons.append(reason)

    return closed


def _write_log(lines: logging.Formatter | None) -> None:
    for handler in logging.root.handlers if lines else ():
        handler.setFormatter(lines)


def _leave_out_unfinished(night: Night) -> None:
    """A source that we left in the middle has no verdict: it did nothing wrong."""
    night.tallies = {
        source: tally
        for source, tally in night.tallies.items()
        if tally.walked or tally.listing_failed
    }


def _spiders(catalogue: Catalogue) -> list[type[Spider]]:
    wanted: list[tuple[type[Spider], Any]] = [
        (OfstedLetters, catalogue.ofsted),
        (PressReleases, catalogue.newsrooms),
        (NewsReports, catalogue.outlets),
    ]
    return [spider for spider, sources in wanted if sources]
