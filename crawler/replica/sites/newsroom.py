"""What the newsroom designs share: a paged list, a feed, pages, and a page for what is not there.
A design gives its templates and the forms of its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from jinja2 import Template

from crawler.replica import answers
from crawler.replica.addresses import Address, page_key, real_address
from crawler.replica.answers import Answer
from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites.markup import find_page, has_more, host, slice_of, template

TOP = """
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ title }} | {{ source.publisher }}</title>
"""
# A wall that asks for consent stands in front of the page, with words of its own.
BODY = """
</head>
<body>
<div id="cookie-banner" class="cookie-banner" role="dialog"><p>We use cookies on this website. Some
are needed to make it work.</p><button>Accept all</button></div>
<header><a href="/">{{ source.publisher }}</a><nav><ul><li><a href="/article/1/Home">Home</a></li>
<li><a href="{{ source.url|relative }}">News</a></li></ul></nav></header>
"""
END = """
<footer><p>© {{ source.publisher }}</p><a href="/privacy">Privacy</a></footer>
</body>
</html>
"""
NOT_FOUND = TOP + BODY + "<main><h1>{{ title }}</h1><p>We cannot find that page.</p></main>" + END

FEED = """
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>{{ source.publisher }}</title>
<link>{{ source.url }}</link>
<description>News</description>
{% if generator %}<generator>{{ generator }}</generator>{% endif %}

{% for page in pages %}
<item><title>{{ page.title }}</title><link>{{ page.url }}</link>
<description>{{ page|summary }}</description>
{% if page.published %}<pubDate>{{ page.published|feed_date }}</pubDate>{% endif %}
<guid isPermaLink="true">{{ page.url }}</guid></item>
{% endfor %}
</channel></rss>
"""


@dataclass(frozen=True)
class Newsroom:
    """One design. `parameter`: the name of the page's number in addresses, from `first` on; `feed`:
    the feed's path, or its query where it begins with `?`; `feed_items`: at most so many."""

    listing: Template
    article: Template
    per_page: int = 10
    parameter: str = "page"
    first: int = 1
    feed: str | None = None
    feed_items: int = 20
    generator: str | None = None

    def answer(
        self, source: NewsSource, address: Address, pages: tuple[NewsPage, ...]
    ) -> Answer | None:
        """The page at an address, None where this source has none there."""
        page = find_page(address.url, pages)
        if page is not None:
            return self._article(source, page, pages)
        if self._is_feed(source, address):
            return self._feed(source, pages)
        if _same_path(source.url, address.url):
            return self._listing(source, address, pages)
        return None

    def not_found(self, source: NewsSource) -> Answer:
        """The page for what is not there."""
        html = _NOT_FOUND.render(title="Page not found", source=source)
        return answers.page(html, status=404)

    def feed_address(self, source: NewsSource) -> str | None:
        """Where the source's feed is."""
        if self.feed is None:
            return None
        if self.feed.startswith("?"):
            return source.url.partition("?")[0] + self.feed
        return f"https://{host(source.url)}{self.feed}"

    def _is_feed(self, source: NewsSource, address: Address) -> bool:
        feed = self.feed_address(source)
        return feed is not None and page_key(feed) == page_key(address.url)

    def _article(self, source: NewsSource, page: NewsPage, pages: tuple[NewsPage, ...]) -> Answer:
        related = [other for other in pages if other is not page][:3]
        html = self.article.render(
            title=page.title, source=source, page=page, related=related,
            feed=self.feed_address(source),
        )  # fmt: skip
        return answers.page(html, modified=page.modified)

    def _feed(self, source: NewsSource, pages: tuple[NewsPage, ...]) -> Answer:
        xml = _FEED.render(
            source=source, pages=pages[: self.feed_items], generator=self.generator
        )  # fmt: skip
        days = [page.modified for page in pages if page.modified]
        media_type = "application/rss+xml; charset=utf-8"
        return Answer(xml.encode(), media_type, modified=max(days, default=None))

    def _listing(self, source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer:
        number = address.number(self.parameter, self.first) - self.first + 1
        more = has_more(pages, number, self.per_page)
        query = urlencode({self.parameter: number + self.first})
        path = real_address(source.url).path
        html = self.listing.render(
            title="News", source=source, pages=slice_of(pages, number, self.per_page),
            following=f"{path}?{query}" if more else None, number=number,
            feed=self.feed_address(source),
        )  # fmt: skip
        return answers.page(html)


def _same_path(one: str, other: str) -> bool:
    here, there = real_address(one), real_address(other)
    return page_key(f"https://{here.host}{here.path}") == page_key(
        f"https://{there.host}{there.path}"
    )


_NOT_FOUND = template(NOT_FOUND)
_FEED = template(FEED)
