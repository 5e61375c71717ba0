"""Any other site: a page of links, and articles with the marks that search engines ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from parsel import Selector

from archive.records import ListedPage
from crawler.pages.dates import date_alone, date_of_timestamp
from crawler.pages.page import ArticlePage, ListingPage, text_of


class Listing(ListingPage):
    """Headings that lead to pages of the same site; where there are none, the list's entries."""

    def entries(self) -> list[ListedPage]:
        """One entry a link, in page order."""
        here = urlsplit(self.url)
        found: dict[str, ListedPage] = {}
        for anchor in self._headings() or self._items():
            url = self.absolute(anchor.attrib["href"])
            parts = urlsplit(url)
            if parts.netloc == here.netloc and parts.path != here.path:
                found.setdefault(url, ListedPage(url, text_of(anchor), _day_near(anchor)))
        return list(found.values())

    def _headings(self) -> list[Selector]:
        self.some("main")
        return list(self.selector.css("main h2 a[href], main h3 a[href], main h4 a[href]"))

    def _items(self) -> list[Selector]:
        items = self.selector.xpath("//main//li[not(ancestor::nav) and not(.//li)]")
        return [anchors[0] for anchors in (item.css("a[href]") for item in items) if anchors]

    def next_page(self) -> str | None:
        """The link that says it is the next page."""
        found = self.maybe('a[rel~="next"][href], link[rel="next"][href]')
        return self.absolute(found.attrib["href"]) if found is not None else None


class Article(ArticlePage):
    """JSON-LD and Open Graph first, then <time>, then a line that is a date."""

    def title(self) -> str:
        """The page's own heading, else the title it gives to others."""
        headings = self.selector.css("article h1, main h1, h1")
        if len({text_of(heading) for heading in headings}) == 1:
            return text_of(headings[0])
        return self.meta("og:title") or self.text("h1")

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        yield from super()._dates()
        for time in self.body().css("time[datetime]"):
            yield "time", date_of_timestamp(time.attrib["datetime"])
        for paragraph in self.body().css("p, .date, time")[:6]:
            yield "text", date_alone(text_of(paragraph))

    def byline(self) -> str | None:
        """The author in the structured data."""
        for thing in self.json_ld():
            author = thing.get("author")
            if isinstance(author, dict) and author.get("name"):
                return str(author["name"])
        return self.meta("author")

    def trim(self, paragraphs: list[str]) -> list[str]:
        """A line that is only the date is the page's frame."""
        return [p for p in super().trim(paragraphs) if not date_alone(p)]


def _day_near(anchor: Selector) -> dt.date | None:
    box = anchor.xpath("ancestor::*[self::article or self::li or self::div][1]")
    for time in box.css("time[datetime]"):
        return date_of_timestamp(time.attrib["datetime"])
    return next(
        filter(None, (date_alone(text_of(line)) for line in box.css(".date, time, p, span"))), None
    )
