"""Drupal 7 and 8: rows of a view, a body that is a field, days in figures."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/admin/",
    "/user/",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>News</h1>
<div class="view view-news"><div class="view-content">
{% for page in pages %}
<div class="views-row">
<div class="views-field views-field-title"><h3>
<a href="{{ page.url|relative }}">{{ page.title }}</a></h3>
</div>
{% if page.published %}
<span class="date-display-single">{{ page.published|padded_day }}</span>
{% endif %}
<div class="views-field-body"><p>{{ page|summary }}</p></div>
</div>
{% endfor %}
</div></div>
{% if following %}
<ul class="pager"><li class="pager-next"><a href="{{ following }}">next ›</a></li></ul>
{% endif %}
</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + BODY
    + """
<main>
<h1 class="page-header">{{ page.title }}</h1>
<article class="node node--type-news" role="article">
<div class="field field--name-field-image"><img src="/p.jpg" alt="Cllr Penn"></div>
{% if page.published %}
<div class="submitted">Submitted on <span class="date-display-single">{{ page.published|slashed
}}</span>
</div>
{% endif %}
<div class="field field--name-body" property="content:encoded">
<p class="image-caption">Cllr Penn</p>
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
</div>
<div class="sharethis-buttons"><p>Share this</p></div>
</article>
<div class="block-views"><h2>Latest news</h2>
{% for other in related %}
<a href="{{ other.url|relative }}">{{ other.title }}</a>
{% endfor %}
</div>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, first=0, feed="/rss.xml", feed_items=10)
answer, not_found = _SITE.answer, _SITE.not_found
