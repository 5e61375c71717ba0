"""Mynewsdesk: a newsroom on a shared host; pictures stand among the news."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/search",
    "/follow",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>Latest news</h1>
<div class="latest-news">
{% for page in pages %}
<div class="article news material"><h2><a href="{{ page.url|relative }}">{{ page.title }}</a></h2>
{% if page.published %}<span class="material-date">{{ page.published|day }}</span>{% endif %}

<p>{{ page|summary }}</p></div>
{% endfor %}
<div class="article image material"><h2><a href="/images/one-picture-1">A picture</a></h2></div>
</div>
{% if following %}<a rel="next" href="{{ following }}">More</a>{% endif %}

</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + BODY
    + """
<main>
<div class="newsroom-article">
<span class="type">News</span>
{% if page.published %}
<span class="material-date">{{ page.published|day }} 09:30 GMT</span>{% endif %}

<h1>{{ page.title }}</h1>
<div class="article-text">
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
</div>
<div class="topics"><h2>Topics</h2><p>Children</p></div>
<div class="contact-people"><p>Press office</p></div>
</div>
{% for other in related %}
<a href="{{ other.url|relative }}">{{ other.title }}</a>
{% endfor %}
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, feed="/rss/source/1")
answer, not_found = _SITE.answer, _SITE.not_found
