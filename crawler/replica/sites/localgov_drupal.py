"""LocalGov Drupal: teasers ten a page, numbered from 0; the day in UTC, which is the day before."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/search/",
    "/admin/",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>News</h1>
<div class="view--teasers lgd-teaser-list">
{% for page in pages %}
<article class="lgd-teaser lgd-teaser--localgov-news-article">
<div class="lgd-teaser__image"><img src="/files/t.jpg" alt="{{ page.title }}"></div>
<div class="lgd-teaser__content"><h3><a href="{{ page.url|relative }}" rel="bookmark">{{ page.title
}}</a></h3>
<div class="lgd-teaser__body">{{ page|summary }}</div>
{% if page.published %}<div class="lgd-teaser__date">{{ page.published|day }}</div>{% endif %}

</div></article>
{% endfor %}
</div>
{% if following %}
<nav class="pager"><ul class="pager__items"><li class="pager__item pager__item--next"><a
  href="{{ following }}" rel="next">Next</a></li></ul></nav>
{% endif %}
<aside class="newsroom__sidebar"><h2>Contact</h2></aside>
</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + """
<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">
"""
    + BODY
    + """
<main>
<article class="news-article node--view-mode-full">
<div class="banner"><p>News from the council</p></div>
<h1 class="news-article__title">{{ page.title }}</h1>
<div class="news-article__metadata">
{% if page.published %}
<time class="news-article__metadata-item news-article__metadata-item--date"
  datetime="{{ page.published|midnight_utc }}">{{ page.published|day }}</time>
{% endif %}
<ul class="news-article__metadata-item--categories"><li class="news-article__category">Children</li>
</ul></div>
<div class="news-article__content node__content">
<p>This article is more than 1 year old</p>
<figure><img src="/files/p.jpg" alt="Cllr Penn"><figcaption>Cllr Penn</figcaption></figure>
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
</div>
<h2 class="news-article__related-title">Related news</h2>
{% for other in related %}
<a href="{{ other.url|relative }}">{{ other.title }}</a>
{% endfor %}
</article>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, parameter="page", first=0, feed="/rss.xml", feed_items=10)
answer, not_found = _SITE.answer, _SITE.not_found
