"""Where else a newsroom's news may be, the likeliest place first."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from archive.records import Source
from crawler.courtesy import is_public
from crawler.pages.page import ListingPage

# Where the designs keep their feeds, and where councils keep their news.
_FEEDS = {
    "contensis": ("?Listing_SyndicationType=1",),
    "drupal": ("/rss.xml",),
    "goss": ("?format=rss",),
    "jadu": ("/rss/news",),
    "localgov_drupal": ("/rss.xml",),
    "newsquest": ("/news/rss/",),
    "presspage": ("/feed/en",),
    "prgloo": ("/feed/rss",),
    "reach": ("?service=rss",),
    "umbraco": ("?format=rss",),
    "wordpress": ("/feed/",),
    "article": ("/rss/news", "/feed/", "/news/rss", "/rss.xml"),
}
# Where a design keeps what is tagged "Ofsted", for filling back.
_TAGGED = {"wordpress": "/tag/ofsted/feed/"}
_LISTS = ("/news", "/newsroom", "/latest-news", "/")


def likely_places(source: Source, led_to: str, html: str) -> Iterator[str]:
    """Addresses to try, each once. `led_to`, `html`: what the source's own address gave, if
    anything."""
    seen = {source.url, led_to}
    for url in (*_told(source, led_to, html), *_usual(source, led_to)):
        if url not in seen and is_public(url):
            seen.add(url)
            yield url


def tagged_place(url: str, design: str) -> str | None:
    """Where a site of this design keeps what is tagged "Ofsted"; None where it has none."""
    path = _TAGGED.get(design)
    return urljoin(url, path) if path else None


def _told(source: Source, led_to: str, html: str) -> Iterator[str]:
    """What our own entry and the page that came say."""
    if source.feed:
        yield source.feed
    yield from ListingPage(led_to, html).feeds_in_head(
        "application/rss+xml", "application/atom+xml"
    )


def _usual(source: Source, led_to: str) -> Iterator[str]:
    """Where sites of this design have their feed, and sites of any kind their list."""
    for base in dict.fromkeys((led_to, source.url)):
        parts = urlsplit(base)
        site = f"{parts.scheme}://{parts.netloc}"
        for path in _FEEDS.get(source.design, ()):
            yield f"{site}{parts.path}{path}" if path.startswith("?") else f"{site}{path}"
        yield from (f"{site}{path}" for path in _LISTS)
        yield f"{site}/sitemap.xml"
