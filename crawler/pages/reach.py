"""Reach's titles: stories that end in a number, a feed wherever `?service=rss` is added."""

from __future__ import annotations

import re

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList
from crawler.pages.trimming import TAIL, words

_ASIDE = re.compile(
    r"(?:read (?:more|next)|see also|recommended|click here|join our|don[’']t miss|"
    r"sign up (?:to|for)|you can sign up|story continues below|get the (?:best|latest)|"
    r"for the latest)\b",
    re.IGNORECASE,
)


class Listing(MarkedList):
    """The feed or a section's front page."""

    address = re.compile(r"-\d{6,}/?$")
    date_css = (".date-published",)
    empty_css = (".teaser", ".primary")


class Article(ArticlePage):
    """A story; newsletters, polls and teasers stand between its paragraphs."""

    title_css = ("[itemprop='headline name']", "article h1", "h1")
    body_css = ("[itemprop=articleBody]", ".article-body", "article")
    date_css = ("time.date-published", ".date-published", "article time")
    byline_css = ("[itemprop=author] [itemprop=name]", ".author-label a", ".author-information a",
                  "a.author")  # fmt: skip
    drop_css = (".read-more-links", ".embedded-image-grid", ".newsletter-widget",
                ".in-article-image", ".image-caption", ".related-articles", ".social-sharing",
                ".tag-list", ".byline",
                ".date-published", ".author-label", ".comments", "h1")  # fmt: skip
    tail = re.compile(
        rf"{TAIL.pattern}|what do you think\?|have your say\b|follow .{{1,40}} on \w+$",
        re.IGNORECASE,
    )

    def trim(self, paragraphs: list[str]) -> list[str]:
        """Without the house's asides."""
        return super().trim([p for p in paragraphs if not _ASIDE.match(words(p))])
