"""Newsquest: a story's number stands before its name; teasers between its paragraphs."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/search/",
    "/my/",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>News</h1>
<div class="mar-collection">
{% for page in pages %}
<article class="mar-teaser"><a href="{{ page.url|relative }}"><img src="/t.jpg" alt=""></a>
<h3><a href="{{ page.url|relative }}">{{ page.title }}</a></h3>
{% if page.published %}
<time datetime="{{ (page.published|moment).isoformat() }}">{{ page.published|day
}}</time>{% endif %}

</article>
{% endfor %}
</div>
{% if following %}<nav class="pagination"><a href="{{ following }}">Next</a></nav>{% endif %}

</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + """
<meta property="og:title" content="{{ page.title }}">
<script type="application/ld+json">{{ {"@type": "NewsArticle", "headline": page.title,
  "author": [{"@type": "Person", "name": page.byline}] if page.byline else [],
  "datePublished": (page.published|moment).isoformat() if page.published else ""}|json_ld if
  page.published else {"@type": "WebPage"}|json_ld }}</script>
"""
    + BODY
    + """
<main>
<article class="mar-article">
<h1 class="mar-article__headline">{{ page.title }}</h1>
{% if page.byline %}<p class="mar-article__byline">By {{ page.byline }}</p>{% endif %}

{% if page.published %}
<p class="mar-article__timestamp"><time datetime="{{ (page.published|moment).isoformat() }}">{{
page.published|ordinal_day }}</time></p>
{% endif %}
<div class="article-body" id="subscription-content">
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% if loop.first %}<p>Read more: <a href="/news/1000001.another-story/">Another story</a>
</p>{% endif %}

{% endfor %}
<div class="newsletter-signup"><p>Sign up for our newsletter</p></div>
<p>Comments: Our rules</p>
<p>We want our comments to be lively.</p>
</div>
</article>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, feed="/news/rss/", per_page=20)
answer, not_found = _SITE.answer, _SITE.not_found
