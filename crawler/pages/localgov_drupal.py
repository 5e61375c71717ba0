"""LocalGov Drupal: teasers of news articles, ten a page, numbered from 0; the theme's own classes
and those of the module it grew from."""

from __future__ import annotations

import re

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList


class Listing(MarkedList):
    """A newsroom's teasers, or the site's feed, which holds other things than news as well."""

    box_css = (
        "article.lgd-teaser--localgov-news-article",
        "article.teaser--localgov-news-article",
        ".lgd-teaser-list article",
        ".view--teasers article, .views-row article",
    )
    address = re.compile(r"/[\w-]*news[\w-]*/.+", re.IGNORECASE)
    date_css = (".teaser__metadata-item", ".lgd-teaser__metadata", ".lgd-teaser__date")
    empty_css = (".lgd-teaser-list", ".view--teasers", ".view-empty")


class Article(ArticlePage):
    """An article; "Related news" and the notice of its age are the site's."""

    title_css = ("h1.news-article__title", "h1.lgd-page-title-block__title", "main h1", "h1")
    body_css = (".news-article__content", "article.news-article", "article.node--view-mode-full")
    date_css = (
        "time.news-article__metadata-item--date",
        ".news-article__metadata time",
        ".news-article__date",
    )
    drop_css = (
        ".news-article__metadata", ".news-article__related", ".news-article__related-title",
        ".news-article__categories", ".newsroom__sidebar", ".localgov-share", ".media--type-image",
        ".field--name-localgov-news-related", ".alert--news-age",
    )  # fmt: skip
