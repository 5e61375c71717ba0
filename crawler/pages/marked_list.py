"""Lists of releases by the marks of a design: the boxes of its entries, or the form of their
addresses; and how a list leads on to its older pages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from parsel import Selector

from archive.records import ListedPage
from crawler.errors import PageChanged
from crawler.pages.dates import date_alone, date_of_text, date_of_timestamp
from crawler.pages.feed import feed_entries, is_feed_address, looks_like_feed
from crawler.pages.page import ListingPage, attribute, text_of
from crawler.pages.trimming import undated

# The links by which pagers lead on, the plainest first.
_NEXT = (
    'a[rel~="next"][href]', 'link[rel="next"][href]', ".pager__item--next a[href]",
    ".pager-next a[href]", "a.pagination__next[href]", ".pagination__next a[href]",
    ".pagination-next a[href]", "li.next a[href]", "a.next[href]",
)  # fmt: skip
_NEXT_WORDS = re.compile(
    r"\W*(?:next|older)(?: page| results| articles| news| entries| posts| stories)?\W*",
    re.IGNORECASE,
)
_PAGE_PARAMETERS = frozenset({"page", "p", "pg", "paged", "pagenumber", "currentpage"})


class MarkedList(ListingPage):
    """A list or feed of one design. A page that is neither has changed."""

    box_css: ClassVar[tuple[str, ...]] = ()  # an entry's box; the first that is there
    link_css: ClassVar[tuple[str, ...]] = ("h2 a[href]", "h3 a[href]", "h4 a[href]", "a[href]")
    address: ClassVar[re.Pattern[str] | None] = None  # what an entry's path looks like
    date_css: ClassVar[tuple[str, ...]] = ()  # besides <time> and lines that are only a date
    empty_css: ClassVar[tuple[str, ...]] = ()  # the frame of a list that holds nothing

    def entries(self) -> list[ListedPage]:
        """The releases listed here, each once, in page order."""
        if looks_like_feed(self.html):
            return self._of_feed()
        if is_feed_address(self.url):
            feed_entries(self.url, self.html)  # says what came in the feed's place
        found: dict[str, ListedPage] = {}
        for box in self._boxes():
            entry = self._entry(box)
            if entry is not None:
                held = found.get(entry.url)
                found[entry.url] = _joined(held, entry) if held else entry
        if not found and not any(self.selector.css(css) for css in self.empty_css):
            raise PageChanged(self.url, f"a list of releases by {self._marks()}")
        return list(found.values())

    def _of_feed(self) -> list[ListedPage]:
        """A site's own feed may hold all that is new on it: those of the right form, if any is."""
        found = feed_entries(self.url, self.html)
        return [entry for entry in found if self._is_entry(entry.url)] or found

    def _marks(self) -> str:
        forms = [*self.box_css, *([self.address.pattern] if self.address else [])]
        return " or ".join(forms)

    def _boxes(self) -> Iterator[Selector]:
        """The entries' boxes: by class name, else around each link of the right form."""
        for css in self.box_css:
            found = self.selector.css(css)
            if any(self._entry(box) for box in found):
                yield from found
                return
        if self.address is not None:
            for anchor in self.selector.css("main a[href], #content a[href], body a[href]"):
                if self._is_entry(attribute(anchor, "href")):
                    yield anchor

    def _entry(self, box: Selector) -> ListedPage | None:
        anchors = [box] if box.root.tag == "a" else self._anchors(box)
        for anchor in anchors:
            href = attribute(anchor, "href")
            if self._is_entry(href):
                title = undated(text_of(anchor)) or None
                around = _around(anchor) if box is anchor else box
                return ListedPage(self.absolute(href), title, self._day(around))
        return None

    def _anchors(self, box: Selector) -> Iterator[Selector]:
        for css in self.link_css:
            yield from (anchor for anchor in box.css(css) if text_of(anchor))

    def _is_entry(self, href: str) -> bool:
        url = urlsplit(self.absolute(href))
        if url.scheme not in ("http", "https") or url.path == urlsplit(self.url).path:
            return False
        return self.address is None or bool(self.address.search(url.path))

    def _day(self, box: Selector) -> dt.date | None:
        for css in (*self.date_css, "time"):
            for label in box.css(css):
                stamp = date_of_timestamp(attribute(label, "datetime"))
                day = stamp or date_of_text(text_of(label))
                if day:
                    return day
        lines = (date_alone(text_of(line)) for line in box.css(".date, p, span, small, div, li"))
        return next(filter(None, lines), None)

    def next_page(self) -> str | None:
        """The address of the older entries; a feed has none."""
        return None if looks_like_feed(self.html) else next_of(self)


def next_of(page: ListingPage) -> str | None:
    """The address to which a list's pager leads on, None at the end."""
    for css in _NEXT:
        for anchor in page.selector.css(css):
            return _another(page, attribute(anchor, "href"))
    pagers = page.selector.css("nav, [class*=pag], [class*=Pag]")
    for anchor in pagers.css("a[href]"):
        said = (
            text_of(anchor),
            attribute(anchor, "aria-label"),
            attribute(anchor, "title"),
        )
        if any(_NEXT_WORDS.fullmatch(words) for words in said):
            return _another(page, attribute(anchor, "href"))
    return _by_number(page)


def _another(page: ListingPage, href: str) -> str | None:
    url = page.absolute(href)
    return url if url.startswith("http") and url != page.url else None


def _by_number(page: ListingPage) -> str | None:
    """Pagers that only show numbers: the link whose number is this page's and one more."""
    here = _number(page.url)
    for anchor in page.selector.css("a[href]"):
        url = page.absolute(attribute(anchor, "href"))
        if urlsplit(url).path.rstrip("/") != urlsplit(page.url).path.rstrip("/"):
            continue
        number = _number(url)
        if number is None:
            continue
        # Some systems count from 0: on the first page, the link that says 2 decides.
        if number == here + 1 if here is not None else text_of(anchor) == "2":
            return url
    return None


def _number(url: str) -> int | None:
    for name, values in parse_qs(urlsplit(url).query).items():
        if name.lower() in _PAGE_PARAMETERS and values[0].isascii() and values[0].isdigit():
            return int(values[0])
    return None


def _around(anchor: Selector) -> Selector:
    """The nearest box about a link that has words of its own, else its parent."""
    boxes = anchor.xpath("ancestor::*[self::li or self::article or self::tr or self::dl][1]")
    boxes = boxes or anchor.xpath("ancestor::div[1]") or anchor.xpath("..")
    return boxes[0]


def _joined(held: ListedPage, again: ListedPage) -> ListedPage:
    """The same release linked twice: by its picture, and by its heading."""
    return ListedPage(
        held.url, held.title or again.title, held.published or again.published, held.summary
    )
