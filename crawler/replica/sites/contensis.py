"""Contensis, in two forms: Cheshire East's media hub, and the generic list and record.

The listing's address decides: one under `/media_hub/` is the media hub, which has its own module.
"""

from __future__ import annotations

from crawler.replica.addresses import Address
from crawler.replica.answers import Answer
from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites.contensis_hub import answer_hub
from crawler.replica.sites.contensis_shell import BODY, END, TOP
from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import Newsroom

DISALLOWED = ("/contensis/", "/search.aspx")
LIST = "NewsList_List"

_LIST = template(
    TOP
    + """
<link rel="alternate" type="application/rss+xml"
  href="{{ feed|relative }}">
"""
    + BODY
    + """
<main>
<h1>{{ title }}</h1>
<div class="sys_itemslist">
{% for page in pages %}
<div class="sys_subitem">
<h2 class="sys_subitem-heading"><a href="{{ page.url|relative }}">{{ page.title }}</a></h2>
{% if page.published %}
<dl><dd class="sys_news-datepublished">{{ page.published|slashed }}</dd></dl>
{% endif %}
<p>{{ page|summary }}</p>
</div>
{% endfor %}
</div>
{% if following %}
<div class="sys_pagingcontrol"><a href="{{ following }}">Next page</a></div>
{% endif %}
</main>
"""
    + END
)

_RECORD = template(
    TOP
    + """
<meta name="description" content="{{ page|summary }}">
"""
    + BODY
    + """
<main>
<div class="sys_record-control sys_news-record">
<h1>{{ page.title }}</h1>
{% if page.published %}
<dl><dd class="sys_news-datepublished">{{ page.published|slashed }}</dd></dl>
{% endif %}
<div class="sys_record-image-control"><img src="/images/news/{{ page.url|number_of }}.jpg"
  alt="{{ page.banner or 'News' }}"></div>
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
</div>
</main>
"""
    + END
)

_SITE = Newsroom(
    _LIST,
    _RECORD,
    parameter=f"{LIST}_GoToPage",
    feed=f"?{LIST}_SyndicationType=1",
    feed_items=10,
)


def answer(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer | None:
    if "/media_hub/" in source.url:
        return answer_hub(source, address, pages)
    return _SITE.answer(source, address, pages)


not_found = _SITE.not_found
