"""PRgloo: cards in a grid, each linked three times; short months."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = ("/search",)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>Latest news</h1>
<div class="grid grid-news">
{% for page in pages %}
<div class="cell cell-contained no-padding">
<div class="thumbnail"><a href="{{ page.url|relative }}"><img src="/t.jpg" alt="{{ page.title }}">
</a></div>
{% if page.published %}<p class="date">{{ page.published|short_day }}</p>{% endif %}

<h3><a href="{{ page.url|relative }}">{{ page.title }}</a></h3>
<p>{{ page|summary }} <a href="{{ page.url|relative }}">Read more</a></p>
</div>
{% endfor %}
</div>
{% if following %}<div class="pagination"><a href="{{ following }}">Next page</a></div>{% endif %}

</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + BODY
    + """
<main>
{% if page.published %}<p class="date">{{ page.published|short_day }}</p>{% endif %}

<h1 class="content-title">{{ page.title }}</h1>
<div class="content-media"><img src="/p.jpg" alt="Cllr Penn"><p class="caption">Cllr Penn</p></div>
<div class="content-body">
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
<p>ENDS</p>
<p>Media enquiries</p>
<p>The press office answers on weekdays.</p>
</div>
<div class="related-news"><h2>Related news</h2>
{% for other in related %}
<a href="{{ other.url|relative }}">{{ other.title }}</a>
{% endfor %}
</div>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, per_page=12, feed="/feed/rss")
answer, not_found = _SITE.answer, _SITE.not_found
