"""PRgloo: a newsroom by itself, cards on a grid, a lead and a body."""

from __future__ import annotations

import re

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList


class Listing(MarkedList):
    """Cards; the picture, the headline and "Read more" all lead to the same release."""

    box_css = (".cell.cell-contained",)
    address = re.compile(r"/news/[^/]+")
    date_css = ("p.date", ".date")
    empty_css = (".grid-news", ".news-list")


class Article(ArticlePage):
    """A release: `p.date`, `.content-summary.lead` and `.content-body`."""

    title_css = ("h1.content-title", "main h1", "h1")
    lead_css = (".content-summary.lead", ".content-summary")
    body_css = (".content-body",)
    date_css = ("p.date", ".content-date", ".date")
    drop_css = (".gallery", ".content-media", ".caption", ".downloads", ".share", "p.date",
                ".related-news", ".contact-card")  # fmt: skip
