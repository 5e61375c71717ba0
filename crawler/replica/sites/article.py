"""Any site without a known design: a list of links, pages with JSON-LD and Open Graph."""

from __future__ import annotations

from typing import Any

from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites.markup import moment, summary, template
from crawler.replica.sites.newsroom import Newsroom

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
{% if following %}<a rel="next" href="{{ following }}">Older</a>{% endif %}
</main>
"""
    + _SHELL_END
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
{{ linked_data(source, page)|json_ld }}
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
    + _SHELL_END,
    linked_data=_linked_data,
)

_SITE = Newsroom(_LISTING, _ARTICLE)
answer, not_found = _SITE.answer, _SITE.not_found
