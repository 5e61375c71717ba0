"""WordPress: a feed that is paged, dated permalinks, and much around the text that is not it."""

from __future__ import annotations

from jinja2 import Template

from crawler.replica import answers
from crawler.replica.addresses import Address, page_key
from crawler.replica.answers import Answer
from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites.markup import find_page, has_more, host, slice_of, template

DISALLOWED = ("/wp-admin/", "/?s=")

_TOP = """
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="UTF-8">
<title>{{ title }} – {{ source.publisher }}</title>
<link rel="alternate" type="application/rss+xml" title="{{ source.publisher }} » Feed"
  href="{{ feed }}">
<meta name="generator" content="WordPress 6.8">
"""
_BODY = """
</head>
<body class="wp-embed-responsive">
<div id="cookie-notice" class="cookie-notice-container"><p>We use cookies to make this site
better. By using it you agree to our use of cookies.</p><a href="#">Accept</a></div>
<header id="masthead" class="site-header"><p class="site-title"><a href="{{ home }}"
  rel="home">{{ source.publisher }}</a></p></header>
<main id="main" class="site-main">
"""
_END = """
</main>
<aside class="widget-area"><section class="widget widget_search"><h2>Search</h2></section></aside>
<footer id="colophon" class="site-footer">© {{ source.publisher }}. Powered by WordPress.</footer>
</body>
</html>
"""

_LISTING = template(
    _TOP
    + _BODY
    + """
{% for page in pages %}
<article class="post type-post hentry">
<h2 class="entry-title"><a href="{{ page.url }}" rel="bookmark">{{ page.title }}</a></h2>
{% if page.published %}
<time class="entry-date published"
  datetime="{{ (page.published|moment).isoformat() }}">{{ page.published|day }}</time>
{% endif %}
<div class="entry-summary"><p>{{ page|summary }}</p></div>
</article>
{% endfor %}
{% if following %}
<nav class="navigation pagination"><div class="nav-links">
<a class="next page-numbers" href="{{ home }}page/{{ following }}/">Next</a></div></nav>
{% endif %}
"""
    + _END
)

_ARTICLE = template(
    _TOP
    + """
<link rel="canonical" href="{{ page.url }}">
<meta property="og:type" content="article">
<meta property="og:title" content="{{ page.title }}">
<meta property="og:site_name" content="{{ source.publisher }}">
{% if page.published %}
<meta property="article:published_time" content="{{ (page.published|moment).isoformat() }}">
{% endif %}
"""
    + _BODY
    + """
<article id="post-{{ page.url|number_of }}"
  class="post type-post status-publish hentry category-news">
<header class="entry-header">
<h1 class="entry-title">{{ page.title }}</h1>
<div class="entry-meta">
{% if page.published %}
<span class="posted-on"><time class="entry-date published"
  datetime="{{ (page.published|moment).isoformat() }}">{{ page.published|day }}</time></span>
{% endif %}
{% if page.byline %}
<span class="byline">by <span class="author vcard"><a class="url fn n"
  href="{{ home }}author/newsdesk/">{{ page.byline }}</a></span></span>
{% endif %}
</div>
</header>
<div class="entry-content">
{% for paragraph in page|paragraphs %}
<p>{{ paragraph }}</p>
{% endfor %}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul>
<li class="share-facebook"><a href="#">Share on Facebook</a></li>
<li class="share-x"><a href="#">Share on X</a></li></ul></div>
</div>
<footer class="entry-footer"><span class="cat-links">Posted in <a
  href="{{ home }}category/news/">News</a></span></footer>
</article>
{% if related %}
<section class="related-posts"><h3>Related posts</h3><ul>
{% for other in related %}
<li><a href="{{ other.url }}">{{ other.title }}</a></li>
{% endfor %}
</ul></section>
{% endif %}
"""
    + _END
)

_NOT_FOUND = template(
    _TOP
    + _BODY
    + """
<section class="error-404 not-found"><h1 class="page-title">{{ title }}</h1>
<p>It looks like nothing was found at this location. Maybe try a search?</p></section>
"""
    + _END
)

_FEED = template("""
<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{{ source.publisher }}</title>
<atom:link href="{{ feed }}" rel="self" type="application/rss+xml" />
<link>{{ home }}</link>
<description>News from {{ source.publisher }}</description>
<language>en-GB</language>
<generator>https://wordpress.org/?v=6.8</generator>
{% for page in pages %}
<item>
<title>{{ page.title }}</title>
<link>{{ page.url }}</link>
<dc:creator>{{ page.byline or "newsdesk" }}</dc:creator>
{% if page.published %}<pubDate>{{ page.published|feed_date }}</pubDate>
{% endif %}
<category>News</category>
<guid isPermaLink="false">https://{{ page.url|host }}/?p={{ page.url|number_of }}</guid>
<description>{{ page|summary }}</description>
</item>
{% endfor %}
</channel>
</rss>
""")


def answer(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer | None:
    page = find_page(address.url, pages)
    if page is not None:
        related = [other for other in pages if other is not page][:3]
        html = _render(_ARTICLE, source, page.title, page=page, related=related)
        return answers.page(html, modified=page.modified)
    return _feed(source, address, pages) or _listing(source, address, pages)


def not_found(source: NewsSource) -> Answer:
    return answers.page(_render(_NOT_FOUND, source, "Page not found"), status=404)


def _feed(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer | None:
    feeds = {page_key(_feed_address(source)), page_key(f"https://{host(source.url)}/feed/")}
    if _without_query(address) == page_key(f"https://{host(source.url)}/tag/ofsted/feed/"):
        pages = tuple(page for page in pages if "ofsted" in f"{page.title} {page.text}".casefold())
    elif _without_query(address) not in feeds:
        return None
    number = address.number("paged", 1)
    shown = slice_of(pages, number)
    if not shown and number > 1:
        return not_found(source)
    xml = _render(_FEED, source, source.publisher, pages=shown)
    days = [page.modified for page in pages if page.modified]
    media_type = "application/rss+xml; charset=UTF-8"
    return Answer(xml.encode(), media_type, modified=max(days, default=None))


def _listing(source: NewsSource, address: Address, pages: tuple[NewsPage, ...]) -> Answer | None:
    where, _, number = _without_query(address).partition("/page/")
    home = page_key(_feed_address(source).removesuffix("feed/"))
    if where != home or not (number or "1").isdigit():
        return None
    current = int(number or address.number("paged", 1))
    shown = slice_of(pages, current)
    if not shown and current > 1:
        return not_found(source)
    following = current + 1 if has_more(pages, current) else None
    return answers.page(_render(_LISTING, source, "News", pages=shown, following=following))


def _feed_address(source: NewsSource) -> str:
    """Below the site's own address; or that address itself, where it is the feed's."""
    address = source.url.rstrip("/")
    return f"{address}/" if address.endswith("/feed") else f"{address}/feed/"


def _without_query(address: Address) -> str:
    return page_key(f"https://{address.host}{address.path}")


def _render(made: Template, source: NewsSource, title: str, **values: object) -> str:
    feed = _feed_address(source)
    home = feed.removesuffix("feed/")
    return made.render(source=source, title=title, home=home, feed=feed, **values)
