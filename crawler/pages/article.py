"""Any other site: its feed, else its sitemap, else a page of links; and articles with the marks
that search engines ask for, else by what their text looks like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from archive.records import ListedPage
from crawler.errors import PageChanged
from crawler.pages.any_site import day_of, extracted
from crawler.pages.article_page import ArticlePage
from crawler.pages.dates import date_alone, date_of_text, date_of_timestamp
from crawler.pages.feed import feed_entries, is_feed_address, looks_like_feed
from crawler.pages.marked_list import next_of
from crawler.pages.page import ListingPage, attribute, site_of, text_of
from crawler.pages.sitemap import looks_like_sitemap, news_sitemap, sitemap_entries

_LONGEST = 500_000  # characters that htmldate may search; a page of prose has a tenth
_LATEST = dt.date(2100, 1, 1)  # htmldate must not ask a clock; the spider refuses days to come


class Listing(ListingPage):
    """Headings that lead to pages of the same site; where there are none, the list's entries; and
    where a page lists nothing at all, the feed or the sitemap that stands behind it."""

    def entries(self) -> list[ListedPage]:
        """One entry a link, in page order."""
        if looks_like_sitemap(self.html):
            return sitemap_entries(self.html)
        if looks_like_feed(self.html) or is_feed_address(self.url):
            return feed_entries(self.url, self.html)
        found: dict[str, ListedPage] = {}
        for anchor in self._headings() or self._items():
            url = self.absolute(attribute(anchor, "href"))
            if self._leads_below(url):
                headings = [*anchor.css("h2, h3, h4"), anchor]
                found.setdefault(
                    url, ListedPage(url, text_of(headings[0]) or None, _day_near(anchor))
                )
        return list(found.values())

    def _leads_below(self, url: str) -> bool:
        """To a page of this site that is neither this one nor one above it."""
        here, there = urlsplit(self.url), urlsplit(url)
        above = here.path.rstrip("/").startswith(there.path.rstrip("/"))
        return site_of(url) == site_of(self.url) and there.scheme in ("http", "https") and not above

    def _headings(self) -> list[Selector]:
        self._main()
        for level in ("h2", "h3", "h4"):
            found = self.selector.css(f"main {level} a[href], main a[href]:has({level})")
            if found:
                return list(found)
        return []

    def _items(self) -> list[Selector]:
        items = self.selector.xpath(
            "//main//*[(self::li and not(ancestor::nav) and not(.//li)) or self::article]"
        )
        return [anchors[0] for anchors in (item.css("a[href]") for item in items) if anchors]

    def _main(self) -> Selector:
        if self.selector.css("main"):
            return self.one("main")
        # A page that is made by a program in the browser names its feed at least.
        if self._feed() is None:
            raise PageChanged(self.url, "exactly one 'main', or a feed in its head")
        return self.selector

    def next_page(self) -> str | None:
        """The next page of the list; from a page that lists nothing, its feed or the sitemap."""
        if looks_like_sitemap(self.html):
            return news_sitemap(self.html)
        if looks_like_feed(self.html):
            return None
        if self.entries():
            return next_of(self)
        return self._feed() or urljoin(self.url, "/sitemap.xml")

    def _feed(self) -> str | None:
        named = self.feeds_in_head("application/rss+xml", "application/atom+xml")
        return next((url for url in named if url != self.url), None)


class Article(ArticlePage):
    """JSON-LD and Open Graph first, then <time>, then a line that is a date."""

    title_css = ("article h1", "main h1", "h1")
    body_css = ("[itemprop=articleBody]", "article", "main")
    date_css = ("[itemprop=datePublished]", "article time", "main time")
    drop_css = (".share", ".related", ".breadcrumb", ".breadcrumbs", ".tags", ".caption",
                "#breadcrumb", ".pagination", ".cookie", ".newsletter")  # fmt: skip

    def title(self) -> str:
        """The page's own heading, else the title it gives to others."""
        try:
            return super().title()
        except PageChanged:
            told = self._told_title()
            if told:
                return told
            raise

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        yield from super()._dates()
        for label in self.selector.css("main .date, main [class*=publish], main [class*=posted]"):
            text = text_of(label)
            yield "label", date_of_text(text) if len(text) < 60 else None
        for paragraph in self._own().css("p, .date, time")[:6]:
            yield "text", date_alone(text_of(paragraph))
        if len(self.html) < _LONGEST:
            yield "htmldate", day_of(self.html, self.url, _LATEST)

    def _own(self) -> Selector:
        try:
            return self.element()
        except PageChanged:
            return self.selector

    def byline(self) -> str | None:
        """The author in the structured data."""
        return super().byline() or self.meta("author")

    @cached_property
    def _extracted(self) -> tuple[list[str], list[str]] | None:
        """What trafilatura finds; asked only where the page does not mark its article as one."""
        marked = self.selector.css("[itemprop=articleBody], article")
        return None if len(marked) == 1 else extracted(self.html, self.url)

    def paragraphs(self) -> list[str]:
        """The words of the one article that is marked, else what looks like the main text."""
        if self._extracted is None:
            return super().paragraphs()
        found = self.trim(self._extracted[0])
        return found or super().paragraphs()

    def links(self) -> tuple[str, ...]:
        """Links out of the main text."""
        if self._extracted is None:
            return super().links()
        return self.outside(self._extracted[1])


def _day_near(anchor: Selector) -> dt.date | None:
    own = anchor.css("h2, h3, h4")  # a card that is a link as a whole holds its day itself
    box = anchor if own else anchor.xpath("ancestor::*[self::article or self::li or self::div][1]")
    for time in box.css("time[datetime]"):
        return date_of_timestamp(attribute(time, "datetime"))
    return next(
        filter(None, (date_alone(text_of(line)) for line in box.css(".date, time, p, span"))), None
    )
