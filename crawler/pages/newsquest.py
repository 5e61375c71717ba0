"""Newsquest's titles: stories at `/news/NUMBER.headline/`, a feed at `/news/rss/`."""

from __future__ import annotations

import re

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList
from crawler.pages.trimming import TAIL, words

_TEASER = re.compile(r"(?:read more|read next|see also|recommended)\b\W", re.IGNORECASE)


class Listing(MarkedList):
    """The feed or a section's front page."""

    address = re.compile(r"/\d{6,}\.[\w-]+", re.IGNORECASE)
    empty_css = (".mar-collection", ".section-list")


class Article(ArticlePage):
    """A story; appeals to subscribe and teasers of others stand between its paragraphs."""

    title_css = (
        "h1.mar-article__headline",
        "article h1.headline",
        "h1.headline",
        "article h1",
        "h1",
    )
    body_css = ("#subscription-content", "[itemprop=articleBody]", ".article-body", "article")
    date_css = (".mar-article__timestamp time", ".mar-article__timestamp", "article time",
                "time[itemprop=datePublished]")  # fmt: skip
    byline_css = ("[itemprop=author] [itemprop=name]", ".mar-article__byline", "p.author-name",
                  ".article-byline a")  # fmt: skip
    drop_css = (".mar-inline-advert", ".advert", ".mar-article__share", ".related-content",
                ".newsletter-signup", ".caption", ".mar-gallery", ".read-more", ".comments",
                ".mar-article__byline", ".mar-article__timestamp", "h1")  # fmt: skip
    tail = re.compile(
        rf"{TAIL.pattern}|get more .{{1,60}} news\b|.{{0,40}}\bsubscribe (?:now|here|today)\b|"
        r"comments: our rules|are you on facebook|a message from the editor\b|"
        r"to keep up to date with all the latest",
        re.IGNORECASE,
    )

    def trim(self, paragraphs: list[str]) -> list[str]:
        """Without the teasers of other stories."""
        return super().trim([p for p in paragraphs if not _TEASER.match(words(p))])
