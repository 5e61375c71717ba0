"""Any site without a known design: a list of links, pages with JSON-LD and Open Graph."""

from __future__ import annotations

from typing import Any

from crawler.replica import answers
from crawler.replica.addresses import Address, page_key, real_address
from crawler.replica.answers import Answer
from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites.markup import (
    find_page,
    has_more,
    json_ld,
    moment,
    slice_of,
    summary,
    template,
)

DISALLOWED = ("/login", "/search/results")

_SHELL_TOP = """
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{{ title }} | {{ source.publisher }}</title>
"""
_SHELL_NAVIGATION = """
</head>
<body>
<header><a href="/">{{ source.publisher }}</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="{{ source.url|relative }}">News</a></li>
<li><a href="/contact-us">Contact us</a></li></ul></nav></header>
"""
_SHELL_END = """
<footer><p>© {{ source.publisher }}. <a href="/accessibility">Accessibility</a>
<a href="/privacy">Privacy</a></p></footer>
</body>
</html>
"""

_LISTING = template(
    _SHELL_TOP
    + _SHELL_NAVIGATION
    + """
<main>
<h1>News</h1>
<ul>
{% for page in pages %}
<li><a href="{{ page.url|relative }}">{{ page.title }}</a>
{% if page.published %}<span>{{ page.published|day }}</span>{% endif %}
<p>{{ page|summary }}</p></li>
{% endfor %}
</ul>
{% if following %}<a rel="next"
  href="{{ source.url|relative }}{{ '&' if '?' in source.url else '?' }}page={{ following
  }}">Older</a>{% endif %}
</main>
"""
    + _SHELL_END
)

_ARTICLE = template(
    _SHELL_TOP
    + """
<link rel="canonical" href="{{ page.url }}">
<meta property="og:type" content="article">
<meta property="og:title" content="{{ page.title }}">
<meta property="og:description" content="{{ page|summary }}">
<meta property="og:url" content="{{ page.url }}">
{% if page.published %}
<meta property="article:published_time" content="{{ (page.published|moment).isoformat() }}">
{% endif %}
<script type="application/ld+json">
{{ linked_data }}
</script>
"""
    + _SHELL_NAVIGATION
    + """
<main>
<article>
<h1>{{ page.title }}</h1>
{% if page.byline %}<p class="byline">By {{ page.byline }}</p>{% endif %}
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
</article>
</main>
"""
    + _SHELL_END
)

_NOT_FOUND = template(
    _SHELL_TOP
    + _SHELL_NAVIGATION
    + "<main><h1>{{ title }}</h1><p>We cannot find that page.</p></main>"
    + _SHELL_END
)


def answer(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer | None:
    page = find_page(address.url, pages)
    if page is not None:
        linked = json_ld(_linked_data(source, page))
        html = _ARTICLE.render(title=page.title, source=source, page=page, linked_data=linked)
        return answers.page(html, modified=page.modified)
    if not _is_listing(source, address):
        return None
    number = address.number("page", 1)
    following = number + 1 if has_more(pages, number) else None
    shown = slice_of(pages, number)
    return answers.page(
        _LISTING.render(title="News", source=source, pages=shown, following=following)
    )


def not_found(source: NewsSource) -> Answer:
    html = _NOT_FOUND.render(title="Page not found", source=source)
    return answers.page(html, status=404)


def _is_listing(source: NewsSource, address: Address) -> bool:
    own = real_address(source.url)
    return page_key(f"https://{address.host}{address.path}") == page_key(
        f"https://{own.host}{own.path}"
    )


def _linked_data(source: NewsSource, page: NewsPage) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": summary(page),
        "mainEntityOfPage": page.url,
        "publisher": {"@type": "GovernmentOrganization", "name": source.publisher},
    }
    if page.byline:
        data["author"] = {"@type": "Person", "name": page.byline}
    if page.published:
        data["datePublished"] = moment(page.published).isoformat()
    return data
