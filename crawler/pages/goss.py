"""GOSS iCM: articles at `/article/NUMBER/Title`; a list is an article itself, paged by `?p=N`."""

from __future__ import annotations

from crawler.pages.article_page import ArticlePage
from crawler.pages.marked_list import MarkedList


class Listing(MarkedList):
    """A news hub, a page of search results, or a list of news items. Menus lead to `/article/` as
    well, so that the boxes decide and not the addresses."""

    box_css = (
        ".newshub__otheritem, .newshub__item, .newshub__otheritem--fullwidth",
        ".searchresults__item, .search-list > li",
        ".news-item",
        ".grid__cell--news",
        ".listing__item, .listing .item",
    )
    link_css = (
        ".newshub__itemtitle a[href]", ".searchresults__itemtitle a[href]",
        "a.searchresults__itemtitle", ".news-item__heading a[href]", ".pa-block__title a[href]",
        "h2 a[href]", "h3 a[href]", "a[href]",
    )  # fmt: skip
    date_css = (".news-item__published-date", ".newshub__itemdate", ".searchresults__itemdate")
    empty_css = (".newshub", ".searchresults", ".news-list")


class Article(ArticlePage):
    """An introduction and a body, each with the kind of article in its class."""

    title_css = ("h1.a-heading__title", "main h1", "h1")
    lead_css = (".a-intro",)
    body_css = (".a-body--newsitembody", ".a-body--newsitem", ".a-body__inner", ".a-body",
                ".id-content-bottom", ".page-content", "main article")  # fmt: skip
    date_css = (".a-meta time", ".a-published", ".a-date", ".news-item__published-date",
                ".published-date", "main time")  # fmt: skip
    drop_css = (".a-published", ".a-date", ".a-meta", ".a-image__caption", ".snippet", "time",
                ".id-govmetric", ".a-related", ".a-share", ".published-date")  # fmt: skip
