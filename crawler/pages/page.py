"""The strict reader. A selector that should match and does not is a PageChanged, never an empty
value; what may be absent is asked for by `maybe`, in so many words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from parsel import Selector, SelectorList

from archive.records import ListedPage
from crawler.errors import PageChanged
from crawler.pages.trimming import words


class Page:
    """A page as it came: its address and its text."""

    def __init__(self, url: str, html: str) -> None:
        self.url = url
        self.html = html

    @cached_property
    def selector(self) -> Selector:
        """The parsed page; a feed's text is never parsed as one."""
        # A NUL ends the document for libxml2; nothing on a page is worth that.
        return Selector(self.html.replace("\x00", "") or " ", type="html", base_url=self.url)

    def one(self, css: str) -> Selector:
        """The only match. Anything else means that the page changed."""
        found = self.selector.css(css)
        if len(found) != 1:
            raise PageChanged(self.url, f"exactly one {css!r}, not {len(found)}")
        return found[0]

    def text(self, css: str) -> str:
        """The words of the only match, of which there must be some."""
        text = text_of(self.one(css))
        if not text:
            raise PageChanged(self.url, f"words in {css!r}")
        return text

    def maybe(self, css: str) -> Selector | None:
        """The first match, or None where there is none."""
        found = self.selector.css(css)
        return found[0] if found else None

    def some(self, css: str) -> SelectorList[Selector]:
        """All matches, of which there must be at least one."""
        found = self.selector.css(css)
        if not found:
            raise PageChanged(self.url, f"at least one {css!r}")
        return found

    def absolute(self, href: str) -> str:
        """An address on the page as an absolute one, without a fragment."""
        try:
            return urljoin(self.url, href.strip()).partition("#")[0]
        except ValueError:  # "http://[": an editor's slip, and no address at all
            return self.url

    def meta(self, *names: str) -> str | None:
        """The content of the first of some <meta> that there is, by property or name."""
        return next((self._metas[name] for name in names if name in self._metas), None)

    @cached_property
    def _metas(self) -> dict[str, str]:
        """Every <meta> that says something, by its property or name; the first of each counts."""
        found: dict[str, str] = {}
        for element in self.selector.root.iter("meta"):
            name = element.get("property") or element.get("name")
            content = (element.get("content") or "").strip()
            if name and content:
                found.setdefault(name, content)
        return found

    def json_ld(self) -> Iterator[dict[str, Any]]:
        """Every object in the page's JSON-LD blocks, lists and graphs taken apart."""
        for script in self.selector.css('script[type="application/ld+json"]::text').getall():
            try:
                # Some sites leave raw line breaks inside strings.
                yield from _objects(json.loads(script, strict=False))
            except (ValueError, RecursionError):
                continue  # structured data is a convenience; the page's own words follow


class ListingPage(Page):
    """A page or feed that lists articles, newest first."""

    def entries(self) -> list[ListedPage]:
        """The articles listed here; none is allowed, an unreadable page is not."""
        raise NotImplementedError

    def next_page(self) -> str | None:
        """The address of the older entries, None at the end."""
        return None

    def feeds_in_head(self, *kinds: str) -> Iterator[str]:
        """The feeds of the media types `kinds` that the page names in its head, those of readers'
        comments apart."""
        for kind in kinds:
            for link in self.selector.css(f'link[rel="alternate"][type="{kind}"][href]'):
                url = self.absolute(attribute(link, "href"))
                if "comments" not in url:
                    yield url


def site_of(url: str) -> str:
    """The host without `www.`: the same site answers on both."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def attribute(element: Selector, name: str) -> str:
    """An attribute of an element, empty where it has none. parsel's `attrib` reads all of them,
    and fails where one of the others has a name that cannot be."""
    return str(element.root.get(name) or "")


def text_of(selector: Selector) -> str:
    """The visible words of an element."""
    parts = selector.xpath(".//text()[not(ancestor::script or ancestor::style)]").getall()
    return words("".join(parts))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _objects(part)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))
        yield from _objects(value.get("itemListElement", []))
