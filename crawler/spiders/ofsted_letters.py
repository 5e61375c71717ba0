"""Walks Ofsted's site: the search sorted by latest report, the authorities' pages, the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy.http import Response

from archive.records import ListedPage, Problem, Source
from crawler.decoding import html_of
from crawler.errors import CrawlerError, NotAPdf
from crawler.health import problems_of
from crawler.items import Gone, LetterFile, ListingRead, ProviderRead, StillThere, Walked
from crawler.memory import MOST_PROVIDERS, Memory
from crawler.night import Night
from crawler.pages.ofsted_provider import ProviderPage
from crawler.pages.ofsted_search import SearchPage, search_address
from crawler.revisits import UNCHANGED

_FIRST_BYTES = b"%PDF-"
_LAST_BYTES = b"%%EOF"  # within the last kilobyte, ISO 32000 lets other bytes follow


class OfstedLetters(scrapy.Spider):
    """Few requests and nothing missed: the search says whose page has news, and every page is
    looked at once a week in any case, or at once where the search cannot be read."""

    name = "ofsted_letters"

    def __init__(self, night: Night, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.night = night
        self.memory = Memory(night.archive)

    @property
    def source(self) -> Source:
        """Ofsted's entry in the catalogue."""
        ofsted = self.night.catalogue.ofsted
        if ofsted is None:
            raise LookupError("this night does not visit Ofsted's site")
        return ofsted

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The first page of the search."""
        self.night.tally(self.source.id)
        yield self.ask_search(search_address(self.source.url))

    def ask_search(self, url: str) -> scrapy.Request:
        """A request for one page of the search."""
        return scrapy.Request(
            url,
            self.parse_search,
            errback=self.search_failed,
            meta={"source": self.source.id, "listing": True},
            dont_filter=True,
        )

    def parse_search(self, response: Response) -> Iterator[Any]:
        """Ask for the pages of authorities with news; go on while there is news on the page."""
        try:
            page = SearchPage(response.url, html_of(response))
            found, older = page.authorities(), page.next_page()
        except CrawlerError as error:
            assert response.request is not None
            yield from self._search_unread(error, response.request)
            return
        news = [a for a in found if self.memory.lacks_letters(a.urn, a.latest)]
        known = self.memory.all_seen_by_a_walk(self.source.id, [a.url for a in found])
        pages = tuple(ListedPage(authority.url, authority.name) for authority in found)
        yield ListingRead(self.source.id, response.url, "provider", pages)
        for authority in news:
            yield self.ask_provider(authority.url, authority.urn)
        if older and (news or not known):
            yield self.ask_search(older)
            return
        yield from self._check_total(page)
        yield Walked(self.source.id)
        yield from self.look_again(MOST_PROVIDERS)

    def _check_total(self, page: SearchPage) -> Iterator[Problem]:
        """A search that lists fewer authorities than there are has lost some."""
        expected = sum(a.active_to is None for a in self.night.catalogue.authorities)
        if page.total() < expected:
            detail = (
                f"Ofsted's search lists {page.total()} authorities, and {expected} are known; "
                "the missing ones are looked for on their own pages."
            )
            yield Problem(self.source.id, page.url, "authorities missing", detail)

    def search_failed(self, failure: Any) -> Iterator[Any]:
        """The search could not be had."""
        yield from self._search_unread(failure.value, failure.request)

    def _search_unread(self, error: BaseException, request: scrapy.Request) -> Iterator[Any]:
        """Without the search, be it away or be it another than we know, every authority's own page
        is asked."""
        yield from problems_of(error, request, self.night)
        yield from self.look_again(len(self.night.catalogue.authorities))

    def look_again(self, most: int) -> Iterator[Any]:
        """The authorities' pages and the files that are due, and pages never listed so far."""
        now = self.night.now()
        for page in self.memory.due(self.source.id, "provider", now, most):
            yield self.ask_provider(page.url, _number_in(page.url))
        for urn in self._never_listed()[:most]:
            url = self.night.catalogue.provider_address.format(urn=urn)
            yield ListingRead(self.source.id, url, "provider", (ListedPage(url),))
            yield self.ask_provider(url, urn)
        for page in self.memory.due(self.source.id, "letter", now):
            yield self.ask_file(page.url, page.document)

    def _never_listed(self) -> list[str]:
        """Authorities of today whose page no search has named."""
        listed = {_number_in(url) for url in self.memory.listed(self.source.id, "provider")}
        today = [a.urn for a in self.night.catalogue.authorities if a.active_to is None]
        return [urn for urn in today if urn not in listed and urn.isdigit()]

    def ask_provider(self, url: str, urn: str) -> scrapy.Request:
        """A request for an authority's page."""
        return scrapy.Request(
            url,
            self.parse_provider,
            errback=self.page_failed,
            cb_kwargs={"urn": urn},
            meta={"source": self.source.id, "listed_as": url},
        )

    def parse_provider(self, response: Response, urn: str) -> Iterator[Any]:
        """Note every document on the page, and ask for the files we do not hold."""
        page = ProviderPage(response.url, html_of(response))
        letters = page.letters(urn)
        missing = [letter for letter in letters if not self.memory.holds_file(letter.file)]
        yield ProviderRead(
            self.source.id, response.meta["listed_as"], urn, page.name(), tuple(letters)
        )
        for letter in missing:
            if self.night.since is None or (letter.published or dt.date.max) >= self.night.since:
                yield self.ask_file(letter.url, letter.file)

    def ask_file(self, url: str, letter: str | None) -> scrapy.Request:
        """A request for a letter's file."""
        return scrapy.Request(
            url,
            self.parse_file,
            errback=self.page_failed,
            cb_kwargs={"letter": letter or _number_in(url)},
            meta={"source": self.source.id, "listed_as": url},
        )

    def parse_file(self, response: Response, letter: str) -> Iterator[Any]:
        """Hand on a letter's file; one that is not a whole PDF is a problem as well."""
        url = response.meta["listed_as"]
        if UNCHANGED in response.flags:
            yield StillThere(self.source.id, url, "letter", letter)
            return
        wrong = _what_is_wrong(response.body)
        yield LetterFile(self.source.id, url, letter, response.meta["sha256"], wrong is None)
        if wrong:
            raise NotAPdf(url, wrong)

    def page_failed(self, failure: Any) -> Iterator[Gone | Problem]:
        """An authority's page or a file could not be had."""
        request = failure.request
        status = getattr(getattr(failure.value, "response", None), "status", None)
        letter = request.cb_kwargs.get("letter")
        if status in (404, 410) and letter and self.memory.holds_file(letter):
            yield Gone(self.source.id, request.meta["listed_as"])
            return
        yield from problems_of(failure.value, request, self.night)


def _number_in(url: str) -> str:
    """Ofsted's number of an authority or a letter, the last part of its address."""
    return url.rstrip("/").rsplit("/", 1)[1]


def _what_is_wrong(body: bytes) -> str | None:
    if not body.startswith(_FIRST_BYTES):
        return "an HTML page" if b"<html" in body[:1000].lower() else "a file of another kind"
    if _LAST_BYTES not in body[-1024:]:
        return f"a PDF that breaks off after {len(body):,} bytes"
    return None
