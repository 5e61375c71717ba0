"""WordPress: found through its feed, which is paged by `?paged=N` and ends with a 404."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from archive.records import ListedPage
from crawler.pages.dates import date_alone, date_of_timestamp
from crawler.pages.feed import feed_entries, looks_like_feed
from crawler.pages.page import ArticlePage, ListingPage, cut_tail, text_of

_TAIL = re.compile(
    r"share this\b|like this:|related(?: posts| news)?\s*:?$|filed under\b", re.IGNORECASE
)


class Listing(ListingPage):
    """The feed; or a page of the site, which names its feed in its head."""

    def entries(self) -> list[ListedPage]:
        """The feed's entries; none on a page that only leads to the feed."""
        if not looks_like_feed(self.html) and self._feed_address():
            return []
        return feed_entries(self.url, self.html)

    def next_page(self) -> str | None:
        """From a page its feed; from a feed the same with the next number, while it has entries."""
        if not looks_like_feed(self.html):
            return self._feed_address()
        if not feed_entries(self.url, self.html):
            return None
        parts = urlsplit(self.url)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        query["paged"] = str(int(query.get("paged", "1")) + 1)
        return urlunsplit(parts._replace(query=urlencode(query)))

    def _feed_address(self) -> str | None:
        for link in self.selector.css('link[rel="alternate"][type="application/rss+xml"][href]'):
            url = self.absolute(link.attrib["href"])
            if "comments" not in url:
                return None if url == self.url else url
        return None


class Article(ArticlePage):
    """A post: `.entry-content`, and a <time> in its head."""

    body_css = (".entry-content", ".td-post-content", ".post_text", "article")
    title_css = "h1"
    drop_css = (".sharedaddy", ".jp-relatedposts", ".related", ".wp-caption-text",
                ".post-navigation", ".cookie-notice", ".share", ".tags")  # fmt: skip

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        yield from super()._dates()
        for time in self.selector.css("time.entry-date[datetime], time.published[datetime]"):
            yield "time", date_of_timestamp(time.attrib["datetime"])
        for line in self.selector.css(".entry-meta-date, .entry-meta, .posted-on"):
            yield "text", date_alone(text_of(line))

    def byline(self) -> str | None:
        """The author's name, as the post's head gives it."""
        found = self.maybe(".author .fn, .byline .author, a[rel=author], .byline")
        return text_of(found).removeprefix("By ").strip() or None if found is not None else None

    def trim(self, paragraphs: list[str]) -> list[str]:
        """Without the title and without what the theme adds below."""
        return cut_tail(super().trim(paragraphs), _TAIL)
