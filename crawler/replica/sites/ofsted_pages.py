"""The pages of reports.ofsted.gov.uk as templates. No logic."""

from __future__ import annotations

from crawler.replica.sites.markup import template

_TOP = """
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ title }} - Find an Inspection Report - Ofsted</title>
</head>
<body>
<header class="header"><a class="header__home-link" href="/">Ofsted</a></header>
<main id="main">
"""
_END = """
</main>
<footer class="footer"><ul><li><a href="/terms-and-conditions">Terms and conditions</a></li>
<li><a href="/copyright">Copyright</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>
</body>
</html>
"""

_HEADING = """
<div class="search-results__heading {{ size }}"><h2><strong
  class="results-count js-results-count">{{ count }}</strong><strong> results</strong></h2>
</div>
"""

SEARCH = template(
    _TOP
    + """
<form class="form form--inline search-filters freetext-search" action="/search"><input
  type="text" name="q"></form>
<select name="sort_by" class="js-sort-by">
{% for name, address in orders %}
<option value="{{ address }}">{{ name }}</option>
{% endfor %}
</select>
{% for size in ["visible-xs", "visible-sm visible-md visible-lg"] %}"""
    + _HEADING.strip("\n")
    + """
{% endfor %}
<ul class="results-list list-unstyled">
{% for provider in providers %}
<li class="search-result">
<h3 class="search-result__title heading--main"><a
  href="/provider/44/{{ provider.urn }}">{{ provider.name }}</a></h3>
<ul class="search-result__provider-info">
<li>Category: <strong>Local authority children's services</strong></li></ul>
<address class="search-result__address"></address>
<ul class="search-result__provider-info">
{% if provider.latest %}
<li>Latest report: <strong><time>{{ provider.latest|padded_day }}</time></strong></li>
{% endif %}
<li>URN: <strong>{{ provider.urn }}</strong></li>
</ul>
</li>
{% endfor %}
</ul>
{% if following %}
<div class="pagination"><a class="pagination__next" href="{{ following }}">Next</a></div>
{% endif %}
<p class="search__alerts"><a class="email-alerts" href="/search/subscribe">Get email alerts</a></p>
"""
    + _END
)

PROVIDER = template(
    _TOP
    + """
<h1 class="heading--title">{{ provider.name }}</h1>
<ul class="title-block"><li>Local authority children's services</li>
<li>URN: {{ provider.urn }}</li></ul>
<h2>Inspection reports</h2>
<ol class="timeline">
{% for document in provider.documents %}
<li class="timeline__day">
{% if document.published %}
<p class="timeline__date"><time>{{ document.published|padded_day }}</time></p>
{% endif %}
<div class="event">
<span class="event__title heading--sub"><a class="publication-link" target="_blank"
  href="https://files.ofsted.gov.uk/v1/file/{{ document.file }}">
{{ document.label }} <span class="nonvisual">{{ words(document) }}</span></a>
{% if document.published and document.label.startswith("Joint") %}
<div class="event__metadata"><time>{{ document.published|padded_day }}</time></div>
{% endif %}
</span>
</div>
</li>
{% endfor %}
<li class="timeline__day timeline__day--opened"><div class="event"><span
  class="event__title">Opened</span></div></li>
</ol>
"""
    + _END
)

NOT_FOUND = template(_TOP + "<h1>{{ title }}</h1><p>The page you asked for is not here.</p>" + _END)
