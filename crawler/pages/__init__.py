"""How pages are read: one module per website design. Pure: text in, records out, no I/O.

A design module has `Listing(url, html)` with `entries()` and `next_page()`, and
`Article(url, html)` with `title()`, `published()`, `paragraphs()`, `block_quotes()`, `links()` and
`byline()`.
"""

from __future__ import annotations

from typing import Any, Protocol

from crawler.pages import (
    article,
    contensis,
    drupal,
    goss,
    govdelivery,
    jadu,
    localgov_drupal,
    mynewsdesk,
    newsquest,
    nub_news,
    presspage,
    prgloo,
    reach,
    umbraco,
    wordpress,
)
from crawler.pages.article_page import ArticlePage
from crawler.pages.page import ListingPage


class Design(Protocol):
    """What a design module offers."""

    Listing: type[ListingPage]
    Article: type[ArticlePage]


DESIGNS: dict[str, Any] = {
    "article": article,
    "contensis": contensis,
    "drupal": drupal,
    "goss": goss,
    "govdelivery": govdelivery,
    "jadu": jadu,
    "localgov_drupal": localgov_drupal,
    "mynewsdesk": mynewsdesk,
    "newsquest": newsquest,
    "nub_news": nub_news,
    "presspage": presspage,
    "prgloo": prgloo,
    "reach": reach,
    "umbraco": umbraco,
    "wordpress": wordpress,
}


def design(name: str) -> Design:
    """The module of a design. Raises KeyError for a name that is none."""
    module: Design = DESIGNS[name]
    return module
