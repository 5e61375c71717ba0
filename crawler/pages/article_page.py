"""A page with one release or report: what the designs share. A design says by class names where
its parts stand; the order of trust is the same for all: structured data, then labelled markup,
then visible text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, ClassVar

from parsel import Selector

from crawler.errors import PageChanged
from crawler.pages.body import Body
from crawler.pages.dates import date_alone, date_of_text, date_of_timestamp
from crawler.pages.page import Page, attribute, site_of, text_of
from crawler.pages.trimming import (
    TAIL,
    after_heading,
    cut_tail,
    without_captions,
    without_frame,
    words,
)

Published = tuple[dt.date | None, str | None]

# What schema.org calls a release or report.
_ARTICLES = frozenset(
    {"Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "PressRelease"}
)
_META_DATES = ("article:published_time", "og:article:published_time", "DCTERMS.issued",
               "dcterms.issued", "DC.date.issued", "dc.date.issued")  # fmt: skip
_BY = re.compile(r"^(?:written |posted )?by:?\s+", re.IGNORECASE)


class ArticlePage(Page):
    """The defaults read what most sites have."""

    title_css: ClassVar[tuple[str, ...]] = ("main h1", "h1")
    body_css: ClassVar[tuple[str, ...]] = ("article", "main")  # the first that is there
    lead_css: ClassVar[tuple[str, ...]] = ()  # a summary that stands before the body
    date_css: ClassVar[tuple[str, ...]] = ()  # where the day of publication is labelled as such
    byline_css: ClassVar[tuple[str, ...]] = ()
    drop_css: ClassVar[tuple[str, ...]] = ()  # parts of the body that are not the article's words
    tail: ClassVar[re.Pattern[str]] = TAIL

    def title(self) -> str:
        """The headline: the only one there is, else the one the page names to others as well."""
        for css in self.title_css:
            found = [text for text in map(text_of, self.selector.css(css)) if text]
            told = self._told_title()
            if len(set(found)) == 1 or (found and found[0] == told):
                return found[0]
            if told in found:
                return told
        raise PageChanged(self.url, f"exactly one heading by {' or '.join(self.title_css)}")

    def _told_title(self) -> str:
        headline = self.structured.get("headline")
        told = headline if isinstance(headline, str) and headline else self.meta("og:title")
        return words(told or "")

    @cached_property
    def structured(self) -> dict[str, Any]:
        """The page's own article in its JSON-LD, empty where there is none; a list of other
        articles says nothing of this one."""
        found = [thing for thing in self.json_ld() if _types(thing) & _ARTICLES]
        return found[0] if len({thing.get("headline") for thing in found}) == 1 else {}

    def published(self) -> Published:
        """The day of publication and where it stands; (None, None) where the page has none."""
        for source, value in self._dates():
            if value is not None:
                return value, source
        return None, None

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        yield "json-ld", date_of_timestamp(str(self.structured.get("datePublished", "")))
        for name in _META_DATES:
            yield "meta", date_of_timestamp(self.meta(name) or "")
        for css in self.date_css:
            for label in self.selector.css(css):
                yield "time", date_of_timestamp(attribute(label, "datetime"))
                yield "label", date_of_text(text_of(label))
        for line in self._body.paragraphs()[:6]:
            yield "text", date_alone(line)

    def byline(self) -> str | None:
        """Who wrote it, None where the page does not say."""
        for css in self.byline_css:
            for found in map(text_of, self.selector.css(css)):
                if found:
                    return _BY.sub("", found)
        author = self.structured.get("author")
        author = author[0] if isinstance(author, list) and author else author
        name = author.get("name") if isinstance(author, dict) else author
        return words(name) or None if isinstance(name, str) else None

    def element(self) -> Selector:
        """The element that holds the article."""
        for css in self.body_css:
            found = self.selector.css(css)
            if found:
                return found[0]
        raise PageChanged(self.url, f"an article in one of {self.body_css}")

    @cached_property
    def _body(self) -> Body:
        return Body(self.element().root, self.drop_css)

    @cached_property
    def _lead(self) -> Body | None:
        """The summary before the body; None where there is none, or it stands in the body."""
        for css in self.lead_css:
            for found in self.selector.css(css):
                if self.element().root not in found.root.iterancestors():
                    return Body(found.root, self.drop_css)
        return None

    def paragraphs(self) -> list[str]:
        """The article's own words, a string a paragraph; at least one."""
        lead = self._lead.paragraphs() if self._lead else []
        own = self._body.paragraphs()
        found = self.trim([*(p for p in lead if p not in own), *own])
        if not found:
            raise PageChanged(self.url, f"paragraphs in {self.body_css!r}")
        return found

    def block_quotes(self) -> tuple[int, ...]:
        """Which of the paragraphs stand in a block quote, counted from 1."""
        blocks = self.selector.css("blockquote")
        if not blocks:
            return ()
        quoted = {words(p) for block in blocks for p in Body(block.root).block_quotes()}
        numbered = enumerate(self.paragraphs(), start=1)
        return tuple(number for number, paragraph in numbered if words(paragraph) in quoted)

    def trim(self, paragraphs: list[str]) -> list[str]:
        """What is left when heads, captions and tails are taken off."""
        paragraphs = without_frame(after_heading(paragraphs, self.title()), self.byline())
        return cut_tail(without_captions(paragraphs, self._alternatives()), self.tail)

    def _alternatives(self) -> set[str]:
        alts = self.selector.css("img::attr(alt), figcaption::text").getall()
        return {words(alt) for alt in alts if alt.strip()}

    def links(self) -> tuple[str, ...]:
        """The addresses outside this site to which the article's own words lead."""
        bodies = filter(None, (self._lead, self._body))
        return self.outside(href for body in bodies for href in body.links())

    def outside(self, hrefs: Iterable[str]) -> tuple[str, ...]:
        """Of some addresses as written, those that lead to other sites, each once."""
        found = map(self.absolute, hrefs)
        here = site_of(self.url)
        return tuple(
            dict.fromkeys(url for url in found if url.startswith("http") and site_of(url) != here)
        )


def _types(thing: dict[str, Any]) -> set[str]:
    kind = thing.get("@type")
    return set(kind) if isinstance(kind, list) else {str(kind)}
