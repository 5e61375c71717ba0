"""WordPress: found through its feed, which is paged by `?paged=N` and ends with a 404."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from archive.records import ListedPage
from crawler.pages.article_page import ArticlePage
from crawler.pages.dates import date_alone, date_of_timestamp
from crawler.pages.feed import feed_entries, looks_like_feed
from crawler.pages.page import ListingPage, attribute, text_of


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
        first = next(self.feeds_in_head("application/rss+xml"), None)
        return None if first == self.url else first


class Article(ArticlePage):
    """A post: `.entry-content`, and a <time> in its head."""

    title_css = ("h1.entry-title", ".entry-header h1", "article h1", "h1")
    body_css = (".entry-content", ".td-post-content", ".post_text", ".single-post-content",
                ".post-content", ".single-content", "#penci-post-entry-inner", ".entry",
                "article")  # fmt: skip
    date_css = ("time.entry-date", "time.published")
    byline_css = (".author .fn", ".byline .author", "a[rel=author]", ".byline")
    drop_css = (".sharedaddy", ".jp-relatedposts", ".related", ".wp-caption-text", ".entry-header",
                ".post-navigation", ".cookie-notice", ".share", ".tags", ".wp-block-image",
                ".gallery-caption", ".addtoany_share_save_container", ".entry-meta", ".yarpp",
                ".td-a-rec", ".post-tags", ".entry-footer")  # fmt: skip

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        yield from super()._dates()
        for line in self.selector.css(".entry-meta-date, .entry-meta, .posted-on, .entry-date"):
            yield "text", date_alone(text_of(line))
        for part in self.selector.css("time.entry-date, .td-post-date time"):
            yield "time", date_of_timestamp(attribute(part, "datetime"))
