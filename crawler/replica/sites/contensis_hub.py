"""Cheshire East's media hub: a landing page of mixed items, a paged list, its article pages."""

from __future__ import annotations

import re

from markupsafe import Markup

from crawler.replica import answers
from crawler.replica.addresses import Address, page_key
from crawler.replica.answers import Answer
from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites.contensis_shell import BODY, END, TOP
from crawler.replica.sites.markup import absolute, find_page, has_more, slice_of, template

PARAMETER = "GenericListMediaMasterList_List_GoToPage"
ON_LANDING = 9

_LANDING = template(
    TOP
    + BODY
    + """
<main id="mainContent">
<h1><strong>Media hub</strong></h1>
<div class="media-item">
<div class="media-info">Podcast</div>
<h3><a href="{{ folder|relative }}podcasts/chamber.aspx">Round the chamber: our podcast</a></h3>
<p>Hear from the people behind local services.</p>
</div>
{% for page in pages %}
<div class="media-item">
<div class="media-info">{{ dated(page, "Media release") }}</div>
<img style="margin-bottom: 10px;" src="/images/media-hub/{{ page.url|number_of }}.png"
  alt="{{ dated(page, page.title) }}">
<h3><a href="{{ page.url|relative }}">{{ dated(page, page.title) }}</a></h3>
<p>{{ page|summary }}</p>
</div>
{% endfor %}
<div class="media-item">
<div class="media-info">Video</div>
<h3><a
  href="{{ folder|relative }}videos/a-day-with-the-gritters.aspx">A day with the gritters</a></h3>
<p>Watch our winter service at work.</p>
</div>
<p><a href="{{ list|relative }}">All media releases</a></p>
</main>
"""
    + END
)

_LISTING = template(
    TOP
    + BODY
    + """
<main id="mainContent">
<h1><strong>Media releases</strong></h1>
<ul class="sys_itemslist">
{% for page in pages %}
<li><a href="{{ page.url|relative }}">{{ page.title }}</a>
<b>Media release{% if page.published %} - {{ page.published|slashed }}{% endif %}</b>
<p>{{ page|summary }}</p></li>
{% endfor %}
</ul>
{% if following %}
<div class="sys_paging"><a class="sys_navigation_link"
  href="{{ list|relative }}?{{ parameter }}={{ following }}">Next</a></div>
{% endif %}
</main>
"""
    + END
)

_ARTICLE = template(
    TOP
    + """
<meta name="description" content="{{ page|summary }}">
<meta property="og:image" content="https://{{ page.url|host }}/images/non_user/cec-og.png">
"""
    + BODY
    + """
<main id="mainContent">
<p><img src="/images/media-hub/{{ page.url|number_of }}.png"
  alt="{{ page.banner or page.title }}"></p>
<h1><strong>{{ page.title }}</strong></h1>
{% if page.published %}
<p>{{ page.published|day }}</p>
{% endif %}
{% for paragraph in page|paragraphs %}
<p>{{ portrait(paragraph) }}{{ paragraph }}</p>
{% endfor %}
<p>For more information about our services for children and families, visit</p>
<p>{{ page.url|host }}/childrens-services</p>
</main>
"""
    + END
)


def answer_hub(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer | None:
    """A page of a media hub, or None where the address is none of its pages."""
    page = find_page(address.url, pages)
    if page is not None:
        html = _ARTICLE.render(source=source, title=page.title, page=page, portrait=_portrait)
        return answers.page(html, modified=page.modified)
    folder = source.url.partition("/media_hub/")[0] + "/media_hub/"
    here = page_key(f"https://{address.host}{address.path}")
    if here == page_key(absolute(folder, "media-hub.aspx")):
        return _landing(source, pages[:ON_LANDING], folder)
    if here == page_key(_list_address(folder)):
        return _listing(source, pages, address.number(PARAMETER, 1), _list_address(folder))
    return None


def _list_address(folder: str) -> str:
    return absolute(folder, "media_releases/media-releases.aspx")


def _landing(source: NewsSource, pages: tuple[NewsPage, ...], folder: str) -> Answer:
    html = _LANDING.render(
        source=source,
        title="Media hub",
        pages=pages,
        dated=_dated,
        folder=folder,
        list=_list_address(folder),
    )
    return answers.page(html)


def _listing(source: NewsSource, pages: tuple[NewsPage, ...], number: int, address: str) -> Answer:
    html = _LISTING.render(
        source=source,
        title="Media releases",
        pages=slice_of(pages, number),
        following=number + 1 if has_more(pages, number) else None,
        list=address,
        parameter=PARAMETER,
    )
    return answers.page(html)


def _dated(page: NewsPage, words: str) -> str:
    return f"{page.published:%d/%m/%Y} - {words}" if page.published else words


def _portrait(paragraph: Markup) -> Markup:
    """A councillor's portrait stands in the paragraph that introduces them, glued to its words."""
    found = re.match(r"Councillor [A-Z][\w’-]+ [A-Z][\w’-]+(?=,| said\b)", paragraph)
    if found is None:
        return Markup("")
    return Markup('<img src="/images/portraits/councillor.jpg" alt="{}">').format(found.group())
