"""Nub News: one design for all its towns; the same story stands on several towns' hosts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from archive.records import ListedPage
from crawler.errors import PageChanged
from crawler.pages.article_page import ArticlePage
from crawler.pages.dates import date_alone, date_of_timestamp
from crawler.pages.page import ListingPage, attribute, text_of
from crawler.pages.trimming import cut_tail, words

_STORY = re.compile(r"-(\d{5,})/?$")
_CATEGORY = "Local News"  # beside the date, or alone where there is none
_BYLINE = re.compile(r"^By\s+(\S.{0,60})$")
# Where the story ends and the house's own appeals begin.
_TAIL = re.compile(
    r"download our nub news app|it['’]s free and available|local news is in crisis|"
    r"please consider (?:supporting|following)|monthly supporters|"
    r"would you like to know more about|free from clickbait|"
    r"we also have a weekly newsletter|check out our\b|share:$",
    re.IGNORECASE,
)


def story_number(url: str) -> str | None:
    """The number at an article's end, the same in every town, as `nub.news/NUMBER`."""
    found = _STORY.search(urlsplit(url).path)
    return f"nub.news/{found[1]}" if found else None


class Listing(ListingPage):
    """The list of a town's news: structured data where it is there, links in any case."""

    def entries(self) -> list[ListedPage]:
        """Each story once, however often the page links to it."""
        found: dict[str, ListedPage] = {}
        for thing in self.json_ld():
            if thing.get("headline") and thing.get("url"):
                url = self.absolute(str(thing["url"]))
                day = date_of_timestamp(str(thing.get("datePublished", "")))
                summary = words(str(thing.get("description") or "")) or None
                found[url] = ListedPage(url, words(str(thing["headline"])), day, summary)
        for anchor in self.selector.css('a[href*="/news/local-news/"]'):
            url = self.absolute(attribute(anchor, "href"))
            if story_number(url):
                listed = found.get(url) or ListedPage(url)
                found[url] = ListedPage(
                    url, listed.title or text_of(anchor) or None, listed.published, listed.summary
                )
        if not found:
            self.one("main")  # a town without news still has the page's frame
        return list(found.values())

    def next_page(self) -> str | None:
        """The link that says it is the next page; none has been seen on the real site."""
        found = self.maybe('a[rel~="next"][href]')
        return self.absolute(attribute(found, "href")) if found is not None else None


class Article(ArticlePage):
    """A story: heading, "By …", date, captions twice, paragraphs, appeals."""

    def title(self) -> str:
        """The heading."""
        headings = self.selector.css("article h1, main h1, h1")
        if not headings:
            raise PageChanged(self.url, "a heading")
        return text_of(headings[0])

    def _dates(self) -> Iterator[tuple[str, dt.date | None]]:
        yield from super()._dates()
        for line in self.element().css("p, time, span")[:12]:
            yield "text", date_alone(text_of(line))

    def byline(self) -> str | None:
        """The name after "By"."""
        for line in self.element().css("p, span")[:12]:
            found = _BYLINE.match(text_of(line))
            if found:
                return found[1]
        return None

    def trim(self, paragraphs: list[str]) -> list[str]:
        """The story's own paragraphs."""
        byline = self.byline()
        kept = [
            paragraph
            for paragraph in super().trim(paragraphs)
            if not date_alone(paragraph)
            and paragraph != _CATEGORY
            and not (byline and _BYLINE.match(paragraph))
        ]
        return cut_tail(kept, _TAIL)
