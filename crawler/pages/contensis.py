"""Contensis, in the three shapes met: Cheshire East's landing page, its older list, and the list
that Contensis makes by itself (`sys_itemslist`)."""

from __future__ import annotations

import re

from parsel import Selector

from archive.records import ListedPage
from crawler.errors import PageChanged
from crawler.pages.article_page import ArticlePage
from crawler.pages.dates import date_alone, date_of_text
from crawler.pages.feed import feed_entries, is_feed_address, looks_like_feed
from crawler.pages.marked_list import next_of
from crawler.pages.page import ListingPage, attribute, text_of
from crawler.pages.trimming import TAIL

# Cheshire East's landing page shows other things too (campaigns, videos); each says what it is.
_RELEASE = re.compile(r"\b(?:media|press|news) release\b", re.IGNORECASE)
_DATED_TITLE = re.compile(r"^\d{1,2}/\d{1,2}/\d{4}\s*[-–]\s*")
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
        boxes = self.selector.css("div.sys_itemslist > div.sys_subitem")
        if not boxes:
            return [] if self.selector.css("div.sys_itemslist") else None
        found = []
        for box in boxes:
            anchor = self._link(box)
            day = "".join(box.css(".sys_news-datepublished ::text").getall())
            found.append(ListedPage(self.absolute(attribute(anchor, "href")), text_of(anchor),
                                    date_of_text(day)))  # fmt: skip
        return found

    def _older_list(self) -> list[ListedPage] | None:
        boxes = self.selector.css("ul.sys_itemslist > li")
        if not boxes:
            return [] if self.selector.css("ul.sys_itemslist") else None
        found = []
        for box in boxes:
            anchor = self._link(box)
            day = date_of_text(" ".join(box.css("b ::text").getall()))
            title = _DATED_TITLE.sub("", text_of(anchor))
            found.append(ListedPage(self.absolute(attribute(anchor, "href")), title, day))
        return found

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
            title = _DATED_TITLE.sub("", text_of(anchors[0]))
            url = self.absolute(attribute(anchors[0], "href"))
            found.append(ListedPage(url, title, date_of_text(label)))
        return found

    def _results(self) -> list[ListedPage] | None:
        """A list of search results, as Hertfordshire's archive is one."""
        boxes = self.selector.css(".resultsList__content")
        if not boxes:
            return [] if self.selector.css(".resultsList") else None
        found = []
        for box in boxes:
            anchor = self._link(box)
            days = (date_alone(text_of(line)) for line in box.css("p, span, time, div"))
            day = next(filter(None, days), None)
            found.append(ListedPage(self.absolute(attribute(anchor, "href")), text_of(anchor), day))
        return found

    def _link(self, box: Selector) -> Selector:
        anchors = [anchor for anchor in box.css("a[href]") if text_of(anchor)]
        if not anchors:
            raise PageChanged(self.url, "a link with a title in each entry of the list")
        return anchors[0]


class Article(ArticlePage):
    """A release: heading, a line with its date, paragraphs, and a tail for journalists."""

    title_css = ("main h1", ".sys_record-control h1", "[role=main] h1")
    body_css = ("main .sys_record-control", "main .sys_news-record", ".sys_news-record",
                "main#mainContent", "main", "[role=main]")  # fmt: skip
    date_css = (".sys_news-datepublished",)
    drop_css = (".sys_record-image-control", ".sys_news-datepublished", ".media-info")
    tail = _TAIL
