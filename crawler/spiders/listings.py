"""The way in which newsrooms and outlets alike are walked: a listing, its older pages, and the
articles they lead to."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import scrapy
from scrapy.http import Response

from archive.records import ListedPage, Problem, Source
from crawler.decoding import html_of
from crawler.errors import CrawlerError
from crawler.health import BLOCKED, problems_of
from crawler.items import Gone, ListingRead, StillThere, Walked
from crawler.memory import Known, Memory
from crawler.night import Night
from crawler.pages import design
from crawler.pages.article_page import ArticlePage, Published
from crawler.revisits import UNCHANGED

MOST_PAGES = 1000  # of one listing: a "next" link that leads in a circle must end somewhere
PASSED_OVER = "passed_over"  # the kind of an entry that is noted and never fetched


@dataclass
class Walk:
    """What one source's listing has shown tonight."""

    seen: set[str] = field(default_factory=set)  # addresses of entries
    visited: set[str] = field(default_factory=set)  # pages of the listing
    oldest: dt.date | None = None
    whole: bool = False  # it was followed to its very end

    def note(self, entries: Iterable[ListedPage]) -> None:
        """Take in what one page of the listing shows."""
        for entry in entries:
            self.seen.add(entry.url)
            if entry.published and (self.oldest is None or entry.published < self.oldest):
                self.oldest = entry.published


class ListingSpider(scrapy.Spider):
    """Walks the sources of one kind. A subclass says which, and what an article is to be called."""

    kind: ClassVar[str]  # what the entries of a listing are: release or report

    def __init__(self, night: Night, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.night = night
        self.memory = Memory(night.archive)
        self.walks: dict[str, Walk] = {}

    def sources(self) -> tuple[Source, ...]:
        """The sources to walk tonight."""
        raise NotImplementedError

    def item_of(
        self, page: ArticlePage, response: Response, source: Source, listed: Known, day: Published
    ) -> Any:
        """The item that an article's page becomes."""
        raise NotImplementedError

    def is_worth_fetching(self, entry: ListedPage) -> bool:  # noqa: ARG002
        """Is an entry to be fetched, by what the listing says of it?"""
        return True

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request a source: its listing. A source without an address is only noted."""
        for source in self.sources():
            tally = self.night.tally(source.id)
            if source.url:
                yield self.ask_listing(source, source.url, 1)
            else:
                tally.listing_failed = "not found"
                tally.first_problem = source.notes

    def ask_listing(
        self, source: Source, url: str, number: int, *, tagged: bool = False
    ) -> scrapy.Request:
        """A request for the `number`-th page of a listing, or of what it has `tagged` on Ofsted."""
        self.walks.setdefault(source.id, Walk()).visited.add(url)
        return scrapy.Request(
            url,
            self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"source": source, "number": number, "tagged": tagged},
            # Of the pages on Ofsted less is asked: without them the source is still well.
            meta={"source": source.id, "listing": not tagged, "page": number},
            dont_filter=True,
        )

    def ask_article(self, source: Source, page: Known) -> scrapy.Request:
        """A request for an article that a listing leads to."""
        return scrapy.Request(
            page.url,
            self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"source": source, "listed": page},
            meta={"source": source.id, "listed_as": page.url},
        )

    def parse_listing(
        self, response: Response, source: Source, number: int, tagged: bool = False
    ) -> Iterator[Any]:
        """Note the entries, ask for those we do not hold, and go on to the older ones if needed."""
        try:
            listing = design(source.design).Listing(response.url, html_of(response))
            entries = [entry for entry in listing.entries() if self._is_in_time(entry)]
            older = listing.next_page()
        except CrawlerError as error:
            assert response.request is not None
            yield from self._listing_unread(error, response.request, source)
            return
        walk = self.walks[source.id]
        walk.note(entries)
        wanted = [entry for entry in entries if self.is_worth_fetching(entry)]
        passed = [entry for entry in entries if not self.is_worth_fetching(entry)]
        # Both are asked before the entries are noted: afterwards all of them are known.
        more = older is not None and self._leads_on(source, entries, number, older, tagged)
        held = self.memory.documents_at(source.id, [entry.url for entry in wanted])
        yield ListingRead(source.id, response.url, self.kind, tuple(wanted))
        if passed:
            yield ListingRead(source.id, response.url, PASSED_OVER, tuple(passed))
        for entry in wanted:
            if entry.url not in held:
                known = Known(entry.url, self.kind, None, entry.title, entry.published)
                yield self.ask_article(source, known)
        if more and older is not None:
            yield self.ask_listing(source, older, number + 1, tagged=tagged)
            return
        walk.whole = older is None
        yield from self.end_of_walk(source, tagged)

    def end_of_walk(self, source: Source, tagged: bool = False) -> Iterator[Any]:
        """The listing is done: look again at what is due, and at what it shows no longer.

        Where we fill back, a site's page on Ofsted comes first: it goes further back than a
        listing or feed that shows the last few entries only.
        """
        if self.night.since and source.tagged and not tagged:
            yield self.ask_listing(source, source.tagged, 1, tagged=True)
            return
        yield Walked(source.id)
        walk = self.walks[source.id]
        if self.night.since is None and walk.seen:
            vanished = self.memory.vanished(
                source.id, self.kind, walk.seen, None if walk.whole else walk.oldest
            )
            for page in vanished:
                yield self.ask_article(source, page)
        for page in self.memory.due(source.id, self.kind, self.night.now()):
            yield self.ask_article(source, page)

    def _is_in_time(self, entry: ListedPage) -> bool:
        since = self.night.since
        return since is None or entry.published is None or entry.published >= since

    def _leads_on(
        self, source: Source, entries: list[ListedPage], number: int, older: str, tagged: bool
    ) -> bool:
        if number >= MOST_PAGES or older in self.walks[source.id].visited:
            return False
        # A page that only leads to the list (a landing page's feed) has no entries of its own.
        if not entries:
            return self.night.since is None
        # What a walk of the listing saw says nothing of what stands behind it on another page.
        urls = [entry.url for entry in entries]
        return tagged or not self.memory.all_seen_by_a_walk(source.id, urls, self.night.since)

    def parse_article(self, response: Response, source: Source, listed: Known) -> Iterator[Any]:
        """Read an article, unless it is the one we hold."""
        if UNCHANGED in response.flags and listed.document:
            yield StillThere(source.id, listed.url, self.kind, listed.document)
            return
        page = design(source.design).Article(response.url, html_of(response))
        page.title()  # first of all: what has no heading is no article
        day = page.published()
        ahead = day[0] if self._is_to_come(day[0]) else None
        if ahead:
            day = (None, None)
        if day[0] is None and listed.published and not self._is_to_come(listed.published):
            day = (listed.published, "listing")
        yield self.item_of(page, response, source, listed, day)
        if ahead:  # after the item, which ends the problems of its page
            detail = f"The page says that it was published on {ahead}, which is still to come."
            yield Problem(source.id, listed.url, "date to come", detail)

    def _is_to_come(self, day: dt.date | None) -> bool:
        today = dt.date.fromisoformat(self.night.now()[:10])
        return day is not None and day > today + dt.timedelta(days=1)

    def listing_failed(self, failure: Any) -> Iterator[Any]:
        """A listing could not be had. The end of a paged feed is a 404, and no failure."""
        request = failure.request
        source, tagged = request.cb_kwargs["source"], request.cb_kwargs["tagged"]
        status = getattr(getattr(failure.value, "response", None), "status", None)
        if status == 404 and request.meta["page"] > 1:
            self.walks[source.id].whole = True
            yield from self.end_of_walk(source, tagged)
            return
        yield from self._listing_unread(failure.value, request, source)

    def _listing_unread(
        self, error: BaseException, request: scrapy.Request, source: Source
    ) -> Iterator[Any]:
        """Say so; and where the newsroom's feed is known, read that instead tonight."""
        yield from problems_of(error, request, self.night)
        if request.cb_kwargs["tagged"]:
            yield from self.end_of_walk(source, tagged=True)
            return
        tally, feed = self.night.tally(source.id), source.feed
        left_alone = tally.keeps_us_out or tally.listing_failed in BLOCKED
        if feed and feed not in self.walks[source.id].visited and not left_alone:
            yield self.ask_listing(source, feed, 1)

    def article_failed(self, failure: Any) -> Iterator[Gone | Problem]:
        """An article could not be had."""
        request = failure.request
        status = getattr(getattr(failure.value, "response", None), "status", None)
        if status in (404, 410) and request.cb_kwargs["listed"].document:
            yield Gone(request.meta["source"], request.meta["listed_as"])
            return
        yield from problems_of(failure.value, request, self.night)
