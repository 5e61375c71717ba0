"""GOSS iCM: a news hub that is an article itself, paged by numbers only; menus lead to articles."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/site/search",
    "/article/9",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>News</h1>
<div class="newshub">
{% for page in pages %}
<div class="newshub__otheritem newshub__otheritem--fullwidth">
<a class="newshub__itemimage" href="{{ page.url|relative }}"><img src="/i.jpg" alt=""></a>
<h2 class="newshub__itemtitle"><a href="{{ page.url|relative }}">{{ page.title }}</a></h2>
{% if page.published %}<p class="newshub__itemdate">{{ page.published|ordinal_day }}</p>{% endif %}

<p>{{ page|summary }}</p>
</div>
{% endfor %}
</div>
<div class="paging">
{% if following %}<a href="{{ following }}">{{ number + 1 }}</a>{% endif %}

</div>
<ul class="quicklinks"><li><a href="/article/2/Pay-for-it">Pay for it</a></li></ul>
</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + BODY
    + """
<main>
<h1 class="a-heading__title">{{ page.title }}</h1>
<div class="a-intro"><p>{{ source.publisher }} news</p></div>
<div class="a-body a-body--newsitem a-body--newsitembody">
{% if page.published %}
<p class="a-published">Published {{ page.published|ordinal_day }}</p>{% endif %}

<p class="a-image__caption">Cllr Penn</p><img src="/i.jpg" alt="Cllr Penn">
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
<p>Ends</p>
<p>Share this page</p>
</div>
<div class="a-related"><h2>More news</h2>
{% for other in related %}
<a href="{{ other.url|relative }}">{{ other.title }}</a>
{% endfor %}
</div>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, parameter="p", feed="?format=rss")
answer, not_found = _SITE.answer, _SITE.not_found
