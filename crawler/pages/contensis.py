"""Contensis, in the three shapes met: Cheshire East's landing page, its older list, and the list
that Contensis makes by itself (`sys_itemslist`)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from parsel import Selector

from archive.records import ListedPage
from crawler.errors import PageChanged
from crawler.pages.article_page import ArticlePage
from crawler.pages.dates import date_alone, date_of_text
from crawler.pages.feed import feed_entries, is_feed_address, looks_like_feed
from crawler.pages.marked_list import next_of
from crawler.pages.page import ListingPage, attribute, text_of
from crawler.pages.trimming import TAIL, undated

# Cheshire East's landing page shows other things too (campaigns, videos); each says what it is.
_RELEASE = re.compile(r"\b(?:media|press|news) release\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(_List_GoToPage=)(\d+)", re.IGNORECASE)
_TAIL = re.compile(rf"for more information\b|{TAIL.pattern}", re.IGNORECASE)


class Listing(ListingPage):
    """One of the three shapes; a page that has none of them has changed."""

    def entries(self) -> list[ListedPage]:
        """The releases listed here, in page order."""
        if looks_like_feed(self.html) or is_feed_address(self.url):
            return feed_entries(self.url, self.html)
        for shape in (self._generated_list, self._older_list, self._landing, self._results):
            found = shape()
            if found is not None:
                return found
        raise PageChanged(self.url, "a list of releases in a form that Contensis makes")

    def next_page(self) -> str | None:
        """The list's next page; from the landing page, the list itself."""
        here = _PAGE_NUMBER.search(self.url)
        number = int(here[2]) if here else 1
        for anchor in self.selector.css("a[href]"):
            match = _PAGE_NUMBER.search(attribute(anchor, "href"))
            if match and int(match[2]) == number + 1:
                return self.absolute(attribute(anchor, "href"))
        if here is None and self._is_landing():
            return self._whole_list()
        return None if looks_like_feed(self.html) else next_of(self)

    def _is_landing(self) -> bool:
        return bool(self.selector.css("div.media-info"))

    def _whole_list(self) -> str | None:
        for anchor in self.selector.css('a[href*="media-releases.aspx"]'):
            return self.absolute(attribute(anchor, "href"))
        return None

    def _generated_list(self) -> list[ListedPage] | None:
        def day(box: Selector) -> dt.date | None:
            return date_of_text("".join(box.css(".sys_news-datepublished ::text").getall()))

        return self._list("div.sys_itemslist", "div.sys_itemslist > div.sys_subitem", day)

    def _older_list(self) -> list[ListedPage] | None:
        def day(box: Selector) -> dt.date | None:
            return date_of_text(" ".join(box.css("b ::text").getall()))

        return self._list("ul.sys_itemslist", "ul.sys_itemslist > li", day)

    def _results(self) -> list[ListedPage] | None:
        """A list of search results, as Hertfordshire's archive is one."""

        def day(box: Selector) -> dt.date | None:
            days = (date_alone(text_of(line)) for line in box.css("p, span, time, div"))
            return next(filter(None, days), None)

        return self._list(".resultsList", ".resultsList__content", day)

    def _list(
        self, frame: str, boxes: str, day: Callable[[Selector], dt.date | None]
    ) -> list[ListedPage] | None:
        """A list's entries by their boxes; none where only its frame is there, None without it."""
        found = self.selector.css(boxes)
        if not found and not self.selector.css(frame):
            return None
        return [self._entry(self._link(box), day(box)) for box in found]

    def _link(self, box: Selector) -> Selector:
        anchors = [anchor for anchor in box.css("a[href]") if text_of(anchor)]
        if not anchors:
            raise PageChanged(self.url, "a link with a title in each entry of the list")
        return anchors[0]

    def _entry(self, anchor: Selector, day: dt.date | None) -> ListedPage:
        return ListedPage(self.absolute(attribute(anchor, "href")), undated(text_of(anchor)), day)

    def _landing(self) -> list[ListedPage] | None:
        if not self._is_landing():
            return None
        found = []
        for info in self.selector.css("div.media-info"):
            label = text_of(info)
            if not _RELEASE.search(label):
                continue
            anchors = info.xpath("following::h3[1]/a[@href]")
            if not anchors:
                raise PageChanged(self.url, "a heading with a link after each media-info")
            found.append(self._entry(anchors[0], date_of_text(label)))
        return found


class Article(ArticlePage):
    """A release: heading, a line with its date, paragraphs, and a tail for journalists."""

    title_css = ("main h1", ".sys_record-control h1", "[role=main] h1")
    body_css = ("main .sys_record-control", "main .sys_news-record", ".sys_news-record",
                "main#mainContent", "main", "[role=main]")  # fmt: skip
    date_css = (".sys_news-datepublished",)
    drop_css = (".sys_record-image-control", ".sys_news-datepublished", ".media-info")
    tail = _TAIL
