"""Jadu CMS: articles under a number, a feed of twenty, the day in words with its weekday."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/site/search",
    "/xfp/",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main id="content">
<h1 class="page-heading">News</h1>
<ul class="list list--listing">
{% for page in pages %}
<li class="list__item">
<a href="{{ page.url|relative }}" class="list__image"><img src="/images/i.jpg"
  alt="{{ page.title }}"></a>
<h2 class="list__heading"><a class="list__link" href="{{ page.url|relative }}">{{ page.title }}</a>
</h2>
{% if page.published %}<p class="meta--date">Published: {{ page.published|weekday }}</p>{% endif %}

<p>{{ page|summary }}</p></li>
{% endfor %}
</ul>
{% if following %}
<nav class="pagination"><a class="pagination__next" href="{{ following }}">Next</a></nav>
{% endif %}
</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + BODY
    + """
<main id="content">
<p class="site-banner">Tell us what you think</p>
<h1 class="page-heading">{{ page.title }}</h1>
{% if page.published %}<p class="published">Published: {{ page.published|weekday }}</p>{% endif %}

<div class="image_with_caption"><img src="/images/c.jpg" alt="Cllr Penn"><p>Cllr Penn</p></div>
<div class="editor">
<p>Cllr Penn</p>
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
<p>Notes to editors</p>
<p>The press office answers on weekdays.</p>
</div>
<div class="supplements"><h2>More news</h2><ul>
{% for other in related %}
<li><a href="{{ other.url|relative }}">{{ other.title }}</a></li>
{% endfor %}
</ul></div>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, feed="/rss/news", generator="Jadu CMS")
answer, not_found = _SITE.answer, _SITE.not_found
