"""Ofsted's search for local authority children's services, sorted by the latest report."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from parsel import Selector

from crawler.errors import PageChanged
from crawler.pages.dates import date_of_text
from crawler.pages.page import Page, attribute, text_of

PAGE_SIZE = 100  # the site gives no more, whatever is asked for

_QUERY = {
    "q": "", "location": "", "lat": "", "lon": "", "radius": "",
    "level_1_types": "3",      # children's social care
    "level_2_types[]": "12",   # local authority children's services
    "sort": "date", "order": "desc",
}  # fmt: skip

_PROVIDER = re.compile(r"/provider/\d+/(\w+)/?$")


@dataclass(frozen=True, slots=True)
class FoundAuthority:
    """One result. `latest` is None where the site gives no date of a latest report."""

    urn: str
    name: str
    url: str
    latest: dt.date | None


def search_address(site: str, start: int = 0) -> str:
    """The address of the search from its `start`-th result on."""
    return f"{site}?{urlencode({**_QUERY, 'start': start, 'rows': PAGE_SIZE})}"


class SearchPage(Page):
    """One page of results."""

    def total(self) -> int:
        """How many results the whole search has."""
        counts = {text_of(found) for found in self.some(".js-results-count, .results-count")}
        numbers = {
            int(count.replace(",", "")) for count in counts if count.replace(",", "").isdigit()
        }
        if len(numbers) != 1:
            raise PageChanged(self.url, f"one count of results, not {sorted(counts)}")
        return numbers.pop()

    def authorities(self) -> list[FoundAuthority]:
        """The results on this page, in page order."""
        if self.total() == 0:
            return []
        return [self._authority(box) for box in self.some("li.search-result")]

    def next_page(self) -> str | None:
        """The next page's address, None on the last: by the count, as the link comes and goes."""
        parts = urlsplit(self.url)
        start = int(parse_qs(parts.query).get("start", ["0"])[0])
        here = len(self.selector.css("li.search-result"))
        if not here or start + here >= self.total():
            return None
        site = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
        return search_address(site, start + here)

    def _authority(self, box: Selector) -> FoundAuthority:
        anchors = box.css(".search-result__title a[href], h3 a[href]")
        found = _PROVIDER.search(attribute(anchors[0], "href")) if anchors else None
        if not found:
            raise PageChanged(self.url, "a link to the provider in each result")
        return FoundAuthority(
            urn=found[1],
            name=text_of(anchors[0]),
            url=self.absolute(attribute(anchors[0], "href")),
            latest=self._latest(box),
        )

    def _latest(self, box: Selector) -> dt.date | None:
        for line in box.css("li"):
            if text_of(line).lower().startswith("latest report"):
                return date_of_text(text_of(line))
        return None
