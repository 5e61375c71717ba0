"""PressPage: a newsroom by itself; its feed is at `/feed/en`, its day in several elements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from crawler.pages.article_page import ArticlePage
from crawler.pages.dates import date_alone
from crawler.pages.marked_list import MarkedList
from crawler.pages.page import text_of


class Listing(MarkedList):
    """The feed, or the tiles of the front page."""

    box_css = (".release-list .release", ".news-item", ".tile--release", ".pp-list-item",
               "article.release")  # fmt: skip
    date_css = (".release-date", ".date", ".pp-date")
    empty_css = (".release-list", ".news-items")


class Article(ArticlePage):
    """A release. Its date line is "Tarnmouth, 26 October 2022 | 14:33 Europe/London", each word in
    an element of its own."""

    title_css = ("h1.headline", "h1.title", "main h1", "h1")
    lead_css = (".subtitle", ".ppmodule_subheadline")
    body_css = (".ppmodule_textblock", ".text_companyprofile", ".release-body")
    date_css = (".release-date time",)
    drop_css = (".gallery", ".gallery_thumbnail_single", ".caption", ".ppmodule_boilerplate",
                ".ppmodule_contacts", ".release-date", ".dateline", ".share")  # fmt: skip

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        yield from super()._dates()
        for line in self.selector.css(".release-date, .dateline, .date, .ppmodule_dateline"):
            yield "label", date_alone(" ".join(line.css("::text").getall()))
        for line in self.selector.css("main p, main div, main span"):
            text = text_of(line)
            if len(text) < 80:
                yield "text", date_alone(" ".join(line.css("::text").getall()))
