"""Reach: a story's number stands at its end; a feed wherever it is asked for."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/search/",
    "/account",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>News</h1>
<div class="primary">
{% for page in pages %}
<div class="teaser"><a href="{{ page.url|relative }}"><img src="/t.jpg" alt=""></a>
<a class="headline" href="{{ page.url|relative }}">{{ page.title }}</a>
{% if page.published %}<span class="date-published">{{ page.published|day }}</span>{% endif %}

</div>
{% endfor %}
</div>
{% if following %}<div class="pagination"><a href="{{ following }}">Older</a></div>{% endif %}

</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + """
<meta property="og:title" content="{{ page.title }}">
{% if page.published %}
<meta property="article:published_time" content="{{ (page.published|moment).isoformat() }}">
{% endif %}
"""
    + BODY
    + """
<main>
<article class="article-main">
<h1 itemprop="headline name">{{ page.title }}</h1>
{% if page.byline %}<div class="byline"><span class="author-label">By <a href="/authors/x">{{
page.byline }}</a></span></div>{% endif %}

{% if page.published %}
<time class="date-published" datetime="{{ (page.published|moment).isoformat() }}">{{
page.published|day
}}</time>
{% endif %}
<div class="article-body" itemprop="articleBody">
<figure class="in-article-image"><img src="/i.jpg" alt="The town hall"><figcaption>The town hall
</figcaption></figure>
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% if loop.first %}<p>READ MORE: <a href="/news/another-1234567">Another story</a></p>{% endif %}

{% endfor %}
<p>Sign up for our newsletter to get the latest news.</p>
</div>
</article>
<ul class="tag-list"><li>Council</li></ul>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, feed="?service=rss", per_page=20)
answer, not_found = _SITE.answer, _SITE.not_found
