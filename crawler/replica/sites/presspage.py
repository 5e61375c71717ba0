"""PressPage: the day is spread over seven elements, with the place before it."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = (
    "/search",
    "/services/",
)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>Newsroom</h1>
<div class="release-list">
{% for page in pages %}
<div class="release"><h3><a href="{{ page.url|relative }}">{{ page.title }}</a></h3>
{% if page.published %}<div class="release-date">{{ page.published|day }}</div>{% endif %}

<p>{{ page|summary }}</p></div>
{% endfor %}
</div>
{% if following %}<nav><a href="{{ following }}" aria-label="Next">›</a></nav>{% endif %}

</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + BODY
    + """
<main>
<h1 class="headline">{{ page.title }}</h1>
{% if page.published %}
<div class="dateline"><span>{{ source.publisher }},</span>
<span>{{ page.published.day }}</span>
<span>{{ page.published.strftime("%B") }}</span>
<span>{{ page.published.year }}</span>
<span>|</span>
<span>14:33</span>
<span>Europe/London</span></div>
{% endif %}
<div class="ppmodule_textblock">
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
<div class="gallery"><div class="gallery_thumbnail_single"><img src="/g.jpg" alt="Cllr Penn">
<p>Cllr Penn</p></div></div>
</div>
<div class="ppmodule_contacts"><p>Press office</p></div>
{% for other in related %}
<a href="{{ other.url|relative }}">{{ other.title }}</a>
{% endfor %}
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE, feed="/feed/en")
answer, not_found = _SITE.answer, _SITE.not_found
