"""Contensis, in two forms: Cheshire East's media hub, and the generic list and record.

The listing's address decides: one under `/media_hub/` is the media hub, which has its own module.
"""

from __future__ import annotations

from crawler.replica import answers
from crawler.replica.addresses import Address, page_key
from crawler.replica.answers import Answer
from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites.contensis_hub import answer_hub
from crawler.replica.sites.contensis_shell import BODY, END, TOP
from crawler.replica.sites.markup import find_page, has_more, slice_of, template

DISALLOWED = ("/contensis/", "/search.aspx")
LIST = "NewsList_List"

_LIST = template(
    TOP
    + """
<link rel="alternate" type="application/rss+xml"
  href="{{ source.url|relative }}?{{ parameter }}_SyndicationType=1">
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
<div class="sys_pagingcontrol"><a
  href="{{ source.url|relative }}?{{ parameter }}_GoToPage={{ following }}">Next page</a></div>
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

_FEED = template("""
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel>
<title>{{ source.publisher }} news</title><link>{{ source.url }}</link>
<description>News</description>
{% for page in pages %}
<item><title>{{ page.title }}</title><link>{{ page.url }}</link>
{% if page.published %}<pubDate>{{ page.published|feed_date }}</pubDate>{% endif %}
<guid>{{ page.url }}</guid>
<description>{{ page|summary }}</description></item>
{% endfor %}
</channel></rss>
""")

_NOT_FOUND = template(
    TOP + BODY + "<main><h1>{{ title }}</h1><p>This page is not here.</p></main>" + END
)


def answer(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer | None:
    if "/media_hub/" in source.url:
        return answer_hub(source, address, pages)
    page = find_page(address.url, pages)
    if page is not None:
        html = _RECORD.render(source=source, title=page.title, page=page)
        return answers.page(html, modified=page.modified)
    if page_key(f"https://{address.host}{address.path}") != page_key(source.url):
        return None
    return _list(source, address, pages)


def not_found(source: NewsSource) -> Answer:
    return answers.page(_NOT_FOUND.render(source=source, title="Page not found"), status=404)


def _list(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer:
    if address.parameter(f"{LIST}_SyndicationType") == "1":
        xml = _FEED.render(source=source, pages=pages[:10])
        return Answer(xml.encode(), "text/xml; charset=utf-8")
    number = address.number(f"{LIST}_GoToPage", 1)
    html = _LIST.render(
        source=source,
        title="News",
        pages=slice_of(pages, number),
        following=number + 1 if has_more(pages, number) else None,
        parameter=LIST,
    )
    return answers.page(html)
