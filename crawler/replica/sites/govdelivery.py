"""GovDelivery: bulletins sent by mail, laid out in tables."""

from __future__ import annotations

from crawler.replica.sites.markup import template
from crawler.replica.sites.newsroom import BODY, END, TOP, Newsroom

DISALLOWED = ("/accounts/login",)

_LISTING = template(
    TOP
    + BODY
    + """
<main>
<h1>Bulletins</h1>
<ul class="bulletins" id="bulletins">
{% for page in pages %}
<li><a href="{{ page.url|relative }}">{{ page.title }}</a>
{% if page.published %}<span class="bulletin_date">{{ page.published|slashed }}</span>{% endif %}

</li>
{% endfor %}
</ul>
{% if following %}<div class="pagination"><a href="{{ following }}">Next</a></div>{% endif %}

</main>
"""
    + END
)
_ARTICLE = template(
    TOP
    + BODY
    + """
<main>
<h1 class="bulletin_subject">{{ page.title }}</h1>
{% if page.published %}
<span class="dateline">{{ source.publisher }} sent this bulletin at {{ page.published|slashed }}
09:30 AM
GMT</span>
{% endif %}
<div id="bulletin_body"><table><tbody><tr><td><img src="/h.png" alt="Council logo"></td></tr><tr>
<td>
<h2>{{ page.title }}</h2>
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
</td></tr><tr><td><p>Manage your preferences | Unsubscribe</p></td></tr></tbody></table></div>
<div id="gd_footer"><p>Powered by govDelivery</p></div>
</main>
"""
    + END
)

_SITE = Newsroom(_LISTING, _ARTICLE)
answer, not_found = _SITE.answer, _SITE.not_found
