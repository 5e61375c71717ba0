"""Nub News: a town's front page with every link thrice, JSON-LD in a list, much advertising."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from crawler.replica import answers
from crawler.replica.addresses import Address, page_key
from crawler.replica.answers import Answer
from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites.markup import (
    find_page,
    has_more,
    host,
    json_ld,
    moment,
    slice_of,
    summary,
    template,
)

DISALLOWED = ("/api/", "/account")
PER_PAGE = 20

_TOP = """
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ title }} | {{ source.publisher }}</title>
"""
_BODY = """
</head>
<body>
<header><a href="/">{{ source.publisher }}</a> <a href="/news">News</a>
<a href="/whats-on">What's On</a> <a href="/jobs">Jobs</a></header>
"""
_END = """
<footer><p>{{ source.publisher }} is part of the Nub News network.</p></footer>
</body>
</html>
"""

_LISTING = template(
    _TOP
    + """
<script type="application/ld+json">{{ linked_data }}</script>
"""
    + _BODY
    + """
<main>
{% for page in pages %}
<div class="card">
<a href="{{ page.url|relative }}"><img src="{{ image }}/{{ page.url|number_of }}/category.png"
  alt="{{ page.title }}"></a>
<a href="{{ page.url|relative }}">{{ page.title }}</a>
<a href="{{ page.url|relative }}#comments">comments</a>
</div>
{% endfor %}
<a href="/jobs/support-worker-12345">Support worker wanted</a>
{% if following %}<a rel="next" href="/news?page={{ following }}">More news</a>{% endif %}
</main>
"""
    + _END
)

_ARTICLE = template(
    _TOP
    + """
<meta property="og:title" content="{{ page.title }}">
<meta property="og:description" content="{{ page|summary }}">
<meta property="og:image" content="{{ image }}/{{ page.url|number_of }}/article.png">
{% if page.published %}
<meta property="article:published_time"
  content="{{ (page.published|moment).strftime('%Y-%m-%dT%H:%M:%S%z') }}">
{% endif %}
"""
    + _BODY
    + """
<main>
<article>
<h1>{{ page.title }}</h1>
{% if page.byline %}<p>By {{ page.byline }}</p>{% endif %}
<p>{% if page.published %}{{ page.published|ordinal_day }} | {% endif %}Local News</p>
<div class="w-full overflow-hidden">
<img src="{{ image }}/{{ page.url|number_of }}/article.png" alt="{{ caption }}">
<p class="caption">{{ caption }}</p>
</div>
<div class="prose max-w-none leading-snug">
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
</div>
<p>Download our Nub News App!</p>
<p>It’s FREE and available now on the App Store and Google Play.</p>
<p>Local news is in crisis.</p>
<p>Please consider supporting us with a small monthly sum.</p>
<p>Monthly supporters will enjoy fewer advertisements.</p>
</article>
</main>
"""
    + _END
)

_NOT_FOUND = template(
    _TOP + _BODY + "<main><h1>{{ title }}</h1><p>That page has moved or gone.</p></main>" + _END
)


def answer(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer | None:
    page = find_page(address.url, pages)
    if page is not None:
        caption = f"A library picture ({_photographer(page)})"
        html = _render(_ARTICLE, source, page.title, page=page, caption=caption)
        return answers.page(html, modified=page.modified)
    if not _is_listing(source, address):
        return None
    number = address.number("page", 1)
    shown = slice_of(pages, number, PER_PAGE)
    following = number + 1 if has_more(pages, number, PER_PAGE) else None
    values = {"pages": shown, "following": following, "linked_data": _linked_data(shown)}
    return answers.page(_render(_LISTING, source, "News", **values))


def not_found(source: NewsSource) -> Answer:
    return answers.page(_render(_NOT_FOUND, source, "Page not found"), status=404)


def _is_listing(source: NewsSource, address: Address) -> bool:
    """The front page and /news show the same list; the manifest may name either."""
    here = page_key(f"https://{address.host}{address.path}")
    front = f"https://{host(source.url)}"
    return here in {page_key(front), page_key(f"{front}/news"), page_key(source.url)}


def _photographer(page: NewsPage) -> str:
    return f"Photo: {page.byline}" if page.byline else "Photo: Nub News"


def _linked_data(pages: Sequence[NewsPage]) -> Markup:
    """A list as the real site writes it: a raw line break stands inside its strings."""
    entries = [_linked_entry(page) for page in pages]
    return Markup(json_ld(entries).replace("\\n", "\n"))  # noqa: S704


def _linked_entry(page: NewsPage) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "url": page.url,
        "description": summary(page) + "\n",
    }
    if page.published:
        entry["datePublished"] = f"{moment(page.published):%Y-%m-%d %H:%M:%S}"
    return entry


def _render(made: Template, source: NewsSource, title: str, **values: object) -> str:
    """Pictures come from the network's own host, one step above the town's."""
    network = host(source.url).partition(".")[2]
    image = f"https://{network}/api/image"
    return made.render(source=source, title=title, image=image, **values)
