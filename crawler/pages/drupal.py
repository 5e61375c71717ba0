"""Drupal without LocalGov: views of rows, bodies as fields, in the forms of Drupal 7 and later."""

from __future__ import annotations

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList


class Listing(MarkedList):
    """Rows of a view, paged by `?page=N` from 0."""

    box_css = (".view-content .views-row", "div.views-row, li.views-row", ".view-content > *",
               ".views-table tbody tr", "main article.node, main article[role=article]",
               ".collections-listing tr", ".news-listing li", "main .item-list li")  # fmt: skip
    link_css = (".views-field-title a[href]", "h2 a[href]", "h3 a[href]", "h4 a[href]", "a[href]")
    date_css = (".date-display-single", ".views-field-created", ".views-field-field-date",
                ".field--name-created", ".date")  # fmt: skip
    empty_css = (".view-empty", ".view-content", ".view")


class Article(ArticlePage):
    """A node: its body is a field, under one of the names that Drupal has given to it."""

    title_css = ("h1.page-title", "h1#page-title", "h1.page-header", "main h1", "h1")
    body_css = ('div[property="content:encoded"]', 'div[property="schema:text"]',
                ".field--name-body", ".field-name-body", ".field--name-field-news-content",
                "article.node--type-news", "article .node__content", "main article",
                "article")  # fmt: skip
    date_css = (".date-display-single", ".field--name-field-date time", ".field-name-field-date",
                ".field--name-field-published-date", ".field--name-created", ".submitted",
                ".node__submitted time", "article time", ".news-date")  # fmt: skip
    drop_css = (".field--name-field-image", ".field-name-field-image", ".submitted",
                ".node__submitted", ".links.inline", ".field--name-created", ".block-views",
                ".view-related-news", ".social-share", ".sharethis-buttons", "time",
                ".date-display-single", ".image-caption")  # fmt: skip
