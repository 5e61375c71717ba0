"""Jadu CMS: articles at `/news/article/NUMBER/…`, a feed of twenty at `/rss/news`."""

from __future__ import annotations

import re

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList


class Listing(MarkedList):
    """The list's markup differs from council to council; the articles' addresses do not."""

    address = re.compile(r"/news/article/\d+(?:/|$)")
    date_css = (".meta--date", ".list__date", ".date", ".published")
    empty_css = ("ul.list--listing", ".list--news", ".no-results")


class Article(ArticlePage):
    """A summary and the editor's text; "Published: Monday, 2nd June 2025" in words."""

    title_css = ("h1.page-heading", "main h1", "#content h1", "h1")
    lead_css = ("#content .summary", "main .summary", "p.summary")
    body_css = ("#content .editor", "main .editor", ".editor", ".byEditor", "main article",
                "article", "#content", "main")  # fmt: skip
    date_css = (".meta--date", "p.published", ".published", ".date-published", ".article__date",
                ".small-text", "main p.date", "article p.date")  # fmt: skip
    drop_css = (".meta--date", ".published", ".date-published", ".article__date", ".small-text",
                ".imageCaption", ".image-caption", ".image_with_caption", ".rss-feed", ".meta",
                ".page-meta", "page-meta", ".share", ".social-share", ".feedback", ".supplements",
                ".related", "p.date")  # fmt: skip
