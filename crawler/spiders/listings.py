"""The way in which newsrooms and outlets alike are walked: a listing, its older pages, and the
articles they lead to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

import scrapy
from scrapy.http import Response, TextResponse

from archive.records import ListedPage, Source
from crawler.errors import PageChanged
from crawler.health import problem_of
from crawler.items import Gone, ListingRead, Problem, StillThere, Walked
from crawler.night import Night
from crawler.pages import design
from crawler.revisits import UNCHANGED, Known, Memory

MOST_PAGES = 1000  # of one listing: a "next" link that leads in a circle must end somewhere


def html_of(response: Response) -> str:
    """The text of a page. Raises PageChanged where the answer is no text at all."""
    if not isinstance(response, TextResponse):
        kind = (response.headers.get("Content-Type") or b"an unknown type").decode("latin-1")
        raise PageChanged(response.url, f"text, and came as {kind}")
    return response.text


class ListingSpider(scrapy.Spider):
    """Walks the sources of one kind. A subclass says which, and what an article is to be called."""

    kind: ClassVar[str]  # what the entries of a listing are: release or report

    def __init__(self, night: Night, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.night = night
        self.memory = Memory(night.archive)

    def sources(self) -> tuple[Source, ...]:
        """The sources to walk tonight."""
        raise NotImplementedError

    def read_article(self, response: Response, source: Source, listed: Known) -> Any:
        """The item that an article's page becomes."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request a source: its listing."""
        for source in self.sources():
            self.night.tally(source.id)
            yield self.ask_listing(source, source.url, 1)

    def ask_listing(self, source: Source, url: str, number: int) -> scrapy.Request:
        """A request for the `number`-th page of a listing."""
        return scrapy.Request(
            url,
            self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"source": source, "number": number},
            meta={"source": source.id, "listing": True, "page": number},
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

    def parse_listing(self, response: Response, source: Source, number: int) -> Iterator[Any]:
        """Note the entries, ask for those we do not hold, and go on to the older ones if needed."""
        listing = design(source.design).Listing(response.url, html_of(response))
        entries = [entry for entry in listing.entries() if self._is_wanted(entry)]
        older = listing.next_page()
        more = older is not None and number < MOST_PAGES and self._leads_on(source, entries)
        # Both are asked before the entries are noted: afterwards all of them are known.
        fresh = [e for e in entries if self.memory.document_at(source.id, e.url) is None]
        yield ListingRead(source.id, response.url, self.kind, tuple(entries))
        for entry in fresh:
            known = Known(entry.url, self.kind, None, entry.title, entry.published)
            yield self.ask_article(source, known)
        if more and older is not None:
            yield self.ask_listing(source, older, number + 1)
            return
        yield from self.end_of_walk(source)

    def end_of_walk(self, source: Source) -> Iterator[Any]:
        """The listing is done: look again at what is due."""
        yield Walked(source.id)
        for page in self.memory.due(source.id, self.kind, self.night.now()):
            yield self.ask_article(source, page)

    def _is_wanted(self, entry: ListedPage) -> bool:
        since = self.night.since
        return since is None or entry.published is None or entry.published >= since

    def _leads_on(self, source: Source, entries: list[ListedPage]) -> bool:
        # A page that only leads to the list (a landing page's feed) has no entries of its own.
        if not entries:
            return self.night.since is None
        return not all(self.memory.seen_by_a_walk(source.id, entry.url) for entry in entries)

    def parse_article(self, response: Response, source: Source, listed: Known) -> Iterator[Any]:
        """Read an article, unless it is the one we hold."""
        if UNCHANGED in response.flags and listed.document:
            yield StillThere(source.id, listed.url, self.kind, listed.document)
            return
        yield self.read_article(response, source, listed)

    def listing_failed(self, failure: Any) -> Iterator[Any]:
        """A listing could not be had. The end of a paged feed is a 404, and no failure."""
        request = failure.request
        status = getattr(getattr(failure.value, "response", None), "status", None)
        if status == 404 and request.meta["page"] > 1:
            yield from self.end_of_walk(request.cb_kwargs["source"])
            return
        yield problem_of(failure.value, request, self.night)

    def article_failed(self, failure: Any) -> Iterator[Gone | Problem]:
        """An article could not be had."""
        request = failure.request
        status = getattr(getattr(failure.value, "response", None), "status", None)
        if status in (404, 410) and request.cb_kwargs["listed"].document:
            yield Gone(request.meta["source"], request.meta["listed_as"])
            return
        yield problem_of(failure.value, request, self.night)
