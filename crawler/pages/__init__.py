"""How pages are read: one module per website design. Pure: text in, records out, no I/O.

A design module has `Listing(url, html)` with `entries()` and `next_page()`, and
`Article(url, html)` with `title()`, `published()`, `paragraphs()`, `links()` and `byline()`.
"""

from __future__ import annotations

from typing import Any, Protocol

from crawler.pages import article, contensis, nub_news, wordpress
from crawler.pages.page import ArticlePage, ListingPage


class Design(Protocol):
    """What a design module offers."""

    Listing: type[ListingPage]
    Article: type[ArticlePage]


DESIGNS: dict[str, Any] = {
    "article": article,
    "contensis": contensis,
    "nub_news": nub_news,
    "wordpress": wordpress,
}


def design(name: str) -> Design:
    """The module of a design. Raises KeyError for a name that is none."""
    module: Design = DESIGNS[name]
    return module
