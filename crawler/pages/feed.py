"""RSS and Atom feeds, read with feedparser. Pure."""

from __future__ import annotations

import datetime as dt
import re
from calendar import timegm
from html import unescape
from typing import Any
from urllib.parse import urljoin

import feedparser

from archive.records import ListedPage
from crawler.errors import NotAFeed
from crawler.pages.dates import LONDON

_TAGS = re.compile(r"<[^>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XML may hold them, some feeds do
_FEED_ADDRESS = re.compile(
    r"(?:[/.]rss\b|/feed\b|/atom\b|\.atom\b|tagfeed|[?&](?:format|service)=rss|newsrss|"
    r"_SyndicationType=)", re.IGNORECASE,
)  # fmt: skip


def is_feed_address(url: str) -> bool:
    """Does an address say that a feed is there? An HTML page in its place is no list of ours."""
    return bool(_FEED_ADDRESS.search(url))


def looks_like_feed(text: str) -> bool:
    """Does this text begin as a feed does? Answers that are HTML come with any content type."""
    head = text[:2000].lower()
    return "<rss" in head or "<feed" in head or "<rdf:rdf" in head


def feed_entries(url: str, text: str) -> list[ListedPage]:
    """The entries of a feed. Raises NotAFeed where the text is something else.

    A feed that breaks off in the middle gives the entries it has.
    """
    if not looks_like_feed(text):
        raise NotAFeed(url, "an HTML page" if "<html" in text[:2000].lower() else "something else")
    # Bytes, so that feedparser does not take a short text for an address or a file name.
    try:
        parsed = feedparser.parse(
            _CONTROL.sub(" ", text).encode("utf-8", "replace"),
            response_headers={"content-type": "text/xml; charset=utf-8"},
        )
    except Exception as error:
        # Of some broken feeds its second, forgiving reader makes a KeyError or the like.
        raise NotAFeed(url, "a feed that is broken") from error
    return [
        ListedPage(address, _plain(entry.get("title")), _day(entry), _plain(entry.get("summary")))
        for entry in parsed.entries
        if (address := _address(url, str(entry.get("link", ""))))
    ]


def _address(url: str, link: str) -> str | None:
    if not link.startswith(("http://", "https://", "/")):
        return None
    try:
        return urljoin(url, link).partition("#")[0]
    except ValueError:  # "http://[": an editor's slip, and no address at all
        return None


def _plain(html: str | None) -> str | None:
    return " ".join(unescape(_TAGS.sub(" ", html or "")).split()) or None


def _day(entry: Any) -> dt.date | None:
    # feedparser gives UTC; the day is the one on which it was published here.
    moment = entry.get("published_parsed")
    if not moment:
        return None
    return dt.datetime.fromtimestamp(timegm(moment), tz=LONDON).date()
