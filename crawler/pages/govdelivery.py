"""GovDelivery: bulletins that councils send by mail and leave on the web; tables for paragraphs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from crawler.pages.article_page import ArticlePage
from crawler.pages.dates import date_of_text
from crawler.pages.marked_list import MarkedList
from crawler.pages.page import text_of
from crawler.pages.trimming import TAIL

# "… sent this bulletin at 13/05/2025 04:21 PM BST": the zone says whose order of day and month.
_SENT = re.compile(
    r"sent this bulletin at (?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4}) .*"
    r"\b(?:BST|GMT|UTC)\b",
    re.IGNORECASE,
)


class Listing(MarkedList):
    """The bulletins of an account, or the feed of one of its topics."""

    address = re.compile(r"/accounts/\w+/bulletins/[0-9a-f]+")
    date_css = (".bulletin_date", ".date")
    empty_css = ("#bulletins", ".bulletins")


class Article(ArticlePage):
    """A bulletin: its subject, who sent it when, the mail itself, the sender's small print."""

    title_css = ("h1.bulletin_subject", "h1")
    body_css = ("#bulletin_body", ".bulletin_body", "#bulletin_content")
    drop_css = (".bulletin_subject", ".dateline", "#gd_footer", ".gd_footer", ".sharebar")
    tail = re.compile(
        rf"{TAIL.pattern}|(?:manage|update) your (?:preferences|subscriptions)|unsubscribe\b|"
        r"subscriber services|stay connected|this (?:email|bulletin) was sent (?:to|using)\b|"
        r"privacy (?:policy|notice)\b|having trouble viewing",
        re.IGNORECASE,
    )

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        yield from super()._dates()
        for line in self.selector.css(".dateline"):
            sent = _SENT.search(text_of(line))
            if sent:
                yield "label", date_of_text(f"{sent['day']}/{sent['month']}/{sent['year']}")
            elif not re.search(r"\d[/-]\d", text_of(line)):
                yield "label", date_of_text(text_of(line))
