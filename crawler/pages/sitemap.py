"""Sitemaps: the addresses of a site's news, where it has neither a feed nor a list. Pure."""

from __future__ import annotations

import re

from lxml import etree

from archive.records import ListedPage
from crawler.pages.dates import date_of_timestamp

# A whole site stands in a sitemap; of it, what lies under a folder that says it is news.
_NEWS = re.compile(r"/[\w-]*(?:news|press|media-release|stories)[\w-]*/[^?#]*[\w-]", re.IGNORECASE)
_NO_PAGE = re.compile(r"\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|mp[34]|zip)$", re.IGNORECASE)
# Nothing outside the text is fetched, and no entity grows.
_PARSER = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)


def looks_like_sitemap(text: str) -> bool:
    """Does this text begin as a sitemap or an index of sitemaps does?"""
    head = text[:2000].lower()
    return "<urlset" in head or "<sitemapindex" in head


def sitemap_entries(text: str) -> list[ListedPage]:
    """The news in a sitemap, the newest first where it tells; an index has none. When a page last
    changed is not the day it was published on."""
    found = []
    for place in _places(text, "url"):
        url = _word(place, "loc")
        if _NEWS.search(url) and not _NO_PAGE.search(url):
            day = date_of_timestamp(_word(place, "publication_date"))
            found.append(
                (_word(place, "lastmod"), ListedPage(url, _word(place, "title") or None, day))
            )
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [page for _, page in found]


def news_sitemap(text: str) -> str | None:
    """Of the sitemaps in an index, the one that is likeliest to hold the news."""
    urls = [_word(place, "loc") for place in _places(text, "sitemap")]
    named = [url for url in urls if re.search(r"news|press|post|article", url, re.IGNORECASE)]
    return next(iter([*named, *urls]), None)


def _places(text: str, name: str) -> list[etree._Element]:
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError:  # not even its forgiving reader finds anything
        return []
    return [] if root is None else root.findall(f".//{{*}}{name}")


def _word(place: etree._Element, name: str) -> str:
    return (place.findtext(f".//{{*}}{name}") or "").strip()
