"""Umbraco and the .NET sites that look like it: each council's own class names, of a few kinds."""

from __future__ import annotations

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList


class Listing(MarkedList):
    """Snippets, cards or list items that say in their class that they are news."""

    box_css = (".news-snippet-item", ".pcg-news-item, .pcg-news-list li", "article.news-item",
               ".news-item", ".article-card", ".news-list > li, .news-listing > li",
               ".news-card", ".listing-item", "ul.news li")  # fmt: skip
    link_css = (".news-snippet-title a[href]", "a.news-snippet-title", "h2 a[href]", "h3 a[href]",
                "h4 a[href]", "a[href]")  # fmt: skip
    date_css = (".news-snippet-date", ".news-date", ".published-date", ".date", ".datesmall")
    empty_css = (".news-list", ".news-listing", ".pcg-news-page", "#newsArchive")


class Article(ArticlePage):
    """The editor's text in a box of its own: "Published on: 12 July 2024" stands above it."""

    title_css = ("main h1", "#maincontent h1", "h1")
    lead_css = (".news-article-intro", ".page-summary", "p.intro")
    body_css = (".news-article-pad", ".pcg-rte-wrapper", ".news-article__body", ".article-body",
                "article .rte", ".rte", "article", "#maincontent", "main")  # fmt: skip
    date_css = (".news-article-date", ".news-snippet-date", ".published-date", ".news-date",
                "p.date", "span.date", "article time", "main time")  # fmt: skip
    drop_css = (".news-article-date", ".news-snippet-date", ".published-date", ".news-date",
                ".caption", ".image-caption", ".breadcrumb", ".related-news", ".news-share",
                ".share", ".tags", "p.date", "span.date", "h1")  # fmt: skip
