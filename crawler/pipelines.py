"""Hands what was fetched and read to the archive: bytes first, then what was read from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall

from archive.linking import is_about_ofsted
from archive.records import Fetch, ListedPage, Problem
from archive.store.items import Saved
from crawler import items
from crawler.expectations import WORDS
from crawler.health import note
from crawler.memory import Memory
from crawler.night import PartOfNight
from crawler.revisits import UNCHANGED

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class KeepOriginals(PartOfNight):
    """Spider middleware: every answer is kept before any callback reads it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        crawler.signals.connect(self.count_request, signals.request_reached_downloader)
        crawler.signals.connect(self.count_bytes, signals.response_received)

    def process_spider_input(self, response: Response) -> None:
        """Keep the body under its checksum; note the checksum for whoever reads it."""
        archive = self.night.archive
        if UNCHANGED in response.flags:
            archive.fetches.confirm(response.url, self.night.now())
            response.meta["sha256"] = response.meta["held"]
            return
        response.meta["sha256"] = archive.fetches.keep(self._fetch(response), self.night.run)

    def _fetch(self, response: Response) -> Fetch:
        return Fetch(
            url=response.url,
            fetched_at=self.night.now(),
            source=response.meta["source"],
            status=response.status,
            body=response.body,
            media_type=_header(response, "Content-Type"),
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
        )

    def count_request(self, request: Request) -> None:
        """A request leaves for the network."""
        if "source" in request.meta:
            self.night.tally(request.meta["source"]).counts["requests"] += 1

    def count_bytes(self, response: Response, request: Request) -> None:
        """An answer came."""
        if "source" not in request.meta:
            return
        counts = self.night.tally(request.meta["source"]).counts
        if UNCHANGED in response.flags:
            counts["unchanged"] += 1
        else:
            counts["bytes"] += len(response.body)


class ToArchive(PartOfNight):
    """Item pipeline: one method an item. Each is one transaction in the archive."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        crawler.signals.connect(self.item_failed, signals.item_error)
        crawler.signals.connect(self.begin_to_commit, signals.engine_started)
        crawler.signals.connect(self.stop_committing, signals.engine_stopped)
        self._often: AsyncioLoopingCall | LoopingCall | None = None
        self._store: dict[type, Callable[[Any], None]] = {
            items.ListingRead: self.listing,
            items.ProviderRead: self.provider,
            items.LetterFile: self.letter_file,
            items.ReleaseRead: self.release,
            items.ReportRead: self.report,
            items.StillThere: self.still_there,
            items.Gone: self.gone,
            items.Walked: self.walked,
            Problem: self.problem,
        }

    @property
    def memory(self) -> Memory:
        """What the archive remembers of the pages it was shown."""
        return Memory(self.night.archive)

    def begin_to_commit(self) -> None:
        """However slowly pages come, what is stored is on the disk within a second."""
        self._often = create_looping_call(self.night.batches.commit)
        self._often.start(1.0, now=False)

    def stop_committing(self) -> None:
        """The spider is done."""
        if self._often is not None:
            self._often.stop()
        self.night.batches.commit()

    def process_item(self, item: Any) -> Any:
        """Store an item by its type."""
        self._store[type(item)](item)
        self.night.batches.item_done()
        return item

    def item_failed(self) -> None:
        """The archive could not take something: the run has failed, whatever else it did."""
        self.night.broken = True

    def listing(self, item: items.ListingRead) -> None:
        """A listing: its entries are noted before any of them is fetched."""
        night = self.night
        archive = night.archive
        self._compare_days(item)
        archive.listings.shown(item.source, item.kind, item.pages, night.now())
        archive.fetches.use(item.url)
        night.tally(item.source).counts["listed"] += len(item.pages)
        night.archive.runs.resolve(item.url, night.now())

    def _compare_days(self, item: items.ListingRead) -> None:
        """Count the entries that once had a day: those that still have one, those that lost it."""
        counts = self.night.tally(item.source).counts
        dated = self.night.archive.listings.dated(item.source, [page.url for page in item.pages])
        for page in item.pages:
            if page.url in dated:
                counts["dated_entries" if page.published else "undated_entries"] += 1

    def provider(self, item: items.ProviderRead) -> None:
        """An authority's page: each document on it is a letter from now on."""
        night = self.night
        archive = night.archive
        now = night.now()
        archive.places.know_authority(item.urn, item.name)
        archive.letters.listed(item.letters, now)
        pages = [ListedPage(one.url, one.label, one.published) for one in item.letters]
        archive.listings.shown(item.source, "letter", pages, now)
        # Before what may be wrong with this page is noted, which would be over at once.
        archive.runs.resolve(item.url, now)
        self._miss(item)
        due = self.memory.next_look(item.source, item.url, now, item.urn)
        archive.listings.visited(item.source, item.url, now, item.urn, due=due)
        archive.fetches.use(item.url)
        night.tally(item.source).counts["listed"] += len(item.letters)

    def _miss(self, item: items.ProviderRead) -> None:
        archive = self.night.archive
        unlisted = archive.letters.no_longer_listed(item.urn, item.letters)
        doubted = set(unlisted) - archive.removals.accepted(item.source)
        if doubted and not item.letters:
            # All gone at once is the page's fault until a person says otherwise.
            detail = (
                f"The page lists no document, and {len(unlisted)} were there before. Nothing was "
                "marked as withdrawn. If they were taken down on purpose: "
                f"`ofsted-letters sources accept {item.source}`."
            )
            note(self.night, Problem(item.source, item.url, "page changed", detail))
            archive.removals.hold_back(item.source, item.url, sorted(doubted), self.night.now())
            return
        self.night.tally(item.source).gone += unlisted

    def letter_file(self, item: items.LetterFile) -> None:
        """A letter's file. One that is not sound is asked for again on the next night."""
        night = self.night
        archive = night.archive
        news = archive.letters.save_file(item.letter, item.sha256, night.now(), sound=item.sound)
        if item.sound:
            night.tally(item.source).counts[news] += 1
            self._stored(item.source, item.url, item.url, item.letter)

    def release(self, item: items.ReleaseRead) -> None:
        """A release."""
        release = item.release
        news = self.night.archive.items.save_release(
            release,
            source=item.source,
            sha256=item.sha256,
            about_ofsted=is_about_ofsted(release.title, release.text),
            now=self.night.now(),
        )
        self._read(item, news)
        self._measure(item.source, news, release.title, release.text, release.published)

    def report(self, item: items.ReportRead) -> None:
        """A report."""
        report = item.report
        news = self.night.archive.items.save_report(
            report,
            source=item.source,
            sha256=item.sha256,
            about_ofsted=is_about_ofsted(report.title, report.text),
            now=self.night.now(),
        )
        self._read(item, news)
        self._measure(item.source, news, report.title, report.text, report.published)

    def _read(self, item: items.ReleaseRead | items.ReportRead, saved: Saved) -> None:
        self.night.tally(item.source).counts[saved.news] += 1
        self._stored(item.source, item.url, item.fetched_from, saved.document)

    def _measure(
        self, source: str, saved: Saved, title: str, text: str, published: dt.date | None
    ) -> None:
        """What of a page that is new or changed could be read, for the verdict on its source."""
        if saved.news == "same":
            return
        tally = self.night.tally(source)
        tally.titles.add(title)
        tally.counts["dated"] += published is not None
        tally.counts["worded"] += len(text.split()) >= WORDS
        tally.counts["shrunk"] += len(text) * 3 < saved.length_before

    def _stored(self, source: str, url: str, fetched_from: str, document: str) -> None:
        night = self.night
        now = night.now()
        due = self.memory.next_look(source, url, now, document)
        night.archive.listings.visited(source, url, now, document, due=due)
        night.archive.fetches.use(fetched_from)
        night.archive.runs.resolve(url, night.now())

    def still_there(self, item: items.StillThere) -> None:
        """A page or file that has not changed."""
        night = self.night
        night.archive.items.seen(item.kind, item.document, night.now())
        due = self.memory.next_look(item.source, item.url, night.now(), item.document)
        night.archive.listings.visited(item.source, item.url, night.now(), due=due)
        night.archive.runs.resolve(item.url, night.now())
        night.tally(item.source).counts["same"] += 1

    def gone(self, item: items.Gone) -> None:
        """A page that answers 404: withdrawn after some nights, if it is not listed any more."""
        night = self.night
        if night.archive.listings.is_listed_since(item.source, item.url, night.run):
            detail = "The site lists this page, and says that there is none (HTTP 404)."
            note(night, Problem(item.source, item.url, "not there", detail))
            return
        night.tally(item.source).gone.append(item.url)

    def walked(self, item: items.Walked) -> None:
        """A source was walked to its end."""
        self.night.tally(item.source).walked = True

    def problem(self, item: Problem) -> None:
        """Something for a person to look at."""
        note(self.night, item)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
