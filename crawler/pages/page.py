"""The strict reader. A selector that should match and does not is a PageChanged, never an empty
value; what may be absent is asked for by `maybe`, in so many words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from parsel import Selector, SelectorList

from archive.records import ListedPage
from crawler.errors import PageChanged
from crawler.pages.body import links_of, paragraphs_of
from crawler.pages.dates import date_of_timestamp

Published = tuple[dt.date | None, str | None]


def words(text: str) -> str:
    """Text on one line, with single spaces."""
    return " ".join(text.split())


class Page:
    """A page as it came: its address and its text."""

    def __init__(self, url: str, html: str) -> None:
        self.url = url
        self.html = html
        # A NUL ends the document for libxml2; nothing on a page is worth that.
        self.selector = Selector(html.replace("\x00", "") or " ", type="html", base_url=url)

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
        return urljoin(self.url, href.strip()).partition("#")[0]

    def meta(self, name: str) -> str | None:
        """The content of a <meta> by property or name, None where it is absent or empty."""
        found = self.maybe(f'meta[property="{name}"], meta[name="{name}"]')
        content = found.attrib.get("content", "").strip() if found is not None else ""
        return content or None

    def json_ld(self) -> Iterator[dict[str, Any]]:
        """Every object in the page's JSON-LD blocks, lists and graphs taken apart."""
        for script in self.selector.css('script[type="application/ld+json"]::text').getall():
            try:
                # Some sites leave raw line breaks inside strings.
                yield from _objects(json.loads(script, strict=False))
            except ValueError:
                continue  # structured data is a convenience; the page's own words follow


class ListingPage(Page):
    """A page or feed that lists articles, newest first."""

    def entries(self) -> list[ListedPage]:
        """The articles listed here; none is allowed, an unreadable page is not."""
        raise NotImplementedError

    def next_page(self) -> str | None:
        """The address of the older entries, None at the end."""
        return None


class ArticlePage(Page):
    """A page with one release or report. The defaults read what most sites have."""

    body_css: ClassVar[tuple[str, ...]] = ("article", "main")  # the first that is there
    title_css: ClassVar[str] = "h1"
    drop_css: ClassVar[tuple[str, ...]] = ()  # parts of the body that are not the article's words

    def title(self) -> str:
        """The headline."""
        return self.text(self.title_css)

    def published(self) -> Published:
        """The day of publication and where it stands; (None, None) where the page has none."""
        for source, value in self._dates():
            if value is not None:
                return value, source
        return None, None

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        for thing in self.json_ld():
            if "datePublished" in thing:
                yield "json-ld", date_of_timestamp(str(thing["datePublished"]))
        yield "meta", date_of_timestamp(self.meta("article:published_time") or "")

    def byline(self) -> str | None:
        """Who wrote it, None where the page does not say."""
        return None

    def body(self) -> Selector:
        """The element that holds the article."""
        for css in self.body_css:
            found = self.maybe(css)
            if found is not None:
                return found
        raise PageChanged(self.url, f"an article in one of {self.body_css}")

    def paragraphs(self) -> list[str]:
        """The article's own words, a string a paragraph; at least one."""
        found = self.trim(paragraphs_of(self.body().get(), drop=self.drop_css))
        if not found:
            raise PageChanged(self.url, f"paragraphs in {self.body_css!r}")
        return found

    def trim(self, paragraphs: list[str]) -> list[str]:
        """What is left when this design's heads and tails are taken off."""
        title = self.title()
        return [paragraph for paragraph in paragraphs if words(paragraph) != title]

    def links(self) -> tuple[str, ...]:
        """The addresses outside this site to which the article's own words lead."""
        here = urlsplit(self.url).netloc
        found = (self.absolute(href) for href in links_of(self.body().get(), drop=self.drop_css))
        outside = (url for url in found if url.startswith("http") and urlsplit(url).netloc != here)
        return tuple(dict.fromkeys(outside))


def text_of(selector: Selector) -> str:
    """The visible words of an element."""
    parts = selector.xpath(".//text()[not(ancestor::script or ancestor::style)]").getall()
    return words("".join(parts))


def cut_tail(paragraphs: list[str], starts: re.Pattern[str]) -> list[str]:
    """Paragraphs up to the first line that begins as `starts` says: the boilerplate's."""
    kept = []
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        cut = next((n for n, line in enumerate(lines) if starts.match(line.strip())), None)
        if cut is None:
            kept.append(paragraph)
            continue
        if cut:
            kept.append("\n".join(lines[:cut]))
        break
    return kept


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _objects(part)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))
        yield from _objects(value.get("itemListElement", []))
