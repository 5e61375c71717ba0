"""Mynewsdesk: a newsroom on a shared host, under the council's own name in the address."""

from __future__ import annotations

import re

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList


class Listing(MarkedList):
    """News and releases of one newsroom; pictures, videos and documents stand among them."""

    box_css = (".article.news", ".newsroom-item", ".material")
    address = re.compile(r"/(?:news|pressreleases|blog_posts)/[\w-]+", re.IGNORECASE)
    date_css = (".material-date", ".date")
    empty_css = (".latest-news", ".newsroom-items")


class Article(ArticlePage):
    """A release: `.newsroom-article`, with topics and contacts below."""

    title_css = (".newsroom-article h1", "main h1", "h1")
    lead_css = (".article-leadtext", ".leadtext")
    body_css = (".newsroom-article .article-text", ".newsroom-article")
    date_css = (".material-date", ".newsroom-article time", ".type__date")
    drop_css = (".material-date", ".topics", ".tags", ".contact-people", ".related-material",
                ".social-share", ".type", ".type__date", ".image-caption", "h1")  # fmt: skip
