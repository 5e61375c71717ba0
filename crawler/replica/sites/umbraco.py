"""Umbraco: snippets, an editor's box, a picture whose text is its file's name."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/umbraco/",
    "/search",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main id="maincontent">
<h1>News</h1>
<div class="news-listing">
{% for page in pages %}
<div class="news-snippet-item">
<a class="news-snippet-title" href="{{ page.url|relative }}">{{ page.title }}</a>
{% if page.published %}<p class="news-snippet-date">{{ page.published|day }}</p>{% endif %}

<p>{{ page|summary }}</p></div>
{% endfor %}
</div>
{% if following %}<div class="paging"><a href="{{ following }}">Older news</a></div>{% endif %}

</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + BODY
    + """
<main id="maincontent">
<div class="hero"><p>Newsroom</p></div>
<div class="news-article-pad">
<h1>{{ page.title }}</h1>
{% if page.published %}
<p class="news-article-date">Published on: {{ page.published|day }}</p>{% endif %}

<img src="/p.jpg" alt="County Councillor Ada Penn.jpg">
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
</div>
<div class="related-news"><h2>Other news</h2>
{% for other in related %}
<a href="{{ other.url|relative }}">{{ other.title }}</a>
{% endfor %}
</div>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, feed="?format=rss")
answer, not_found = _SITE.answer, _SITE.not_found
