"""An authority's own page at Ofsted's site: every document it ever published on it."""

from __future__ import annotations

import datetime as dt
import re

from parsel import Selector

from archive.records import ListedLetter
from crawler.errors import PageChanged
from crawler.pages.dates import date_of_text, date_of_timestamp
from crawler.pages.page import Page, attribute, text_of
from crawler.pages.trimming import words

# The forms of a document's address: today's and two older ones, each with its number.
_FILE = re.compile(
    r"/v1/file/(\d+)|/provider/files/(\d+)/|/find-inspection-report/provider/\w+/(\d+)"
)
# What stands behind the label: ", pdf - 15 July 2024", " - 08 December 2021, pdf", " as pdf - …"
_SUFFIX = re.compile(
    r"\s*(?:,|\bas\b|-|–)?\s*\bpdf\b|\s*[-–]\s*\d{1,2}\s+\w+\s+\d{4}", re.IGNORECASE
)


class ProviderPage(Page):
    """The page of one authority."""

    def name(self) -> str:
        """The authority's name as Ofsted has it."""
        return self.text("h1.heading--title")

    def letters(self, urn: str) -> list[ListedLetter]:
        """Every document on the page, whatever its label. There may be none."""
        timeline = self.one("ol.timeline")
        found: dict[str, ListedLetter] = {}
        for anchor in timeline.css("a.publication-link[href]"):
            letter = self._letter(anchor, urn)
            found.setdefault(letter.file, letter)
        expected = len(timeline.css("div.event a[href], li a[target=_blank][href]"))
        if expected and not found:
            raise PageChanged(self.url, "a.publication-link in the timeline's events")
        return list(found.values())

    def _letter(self, anchor: Selector, urn: str) -> ListedLetter:
        url = self.absolute(attribute(anchor, "href"))
        number = _FILE.search(url)
        if not number:
            raise PageChanged(self.url, f"a file number in the address of each document ({url})")
        text = text_of(anchor)
        return ListedLetter(
            file=next(group for group in number.groups() if group),
            local_authority=urn,
            label=self._label(anchor, text),
            url=url,
            provider_url=self.url,
            published=self._published(anchor, text),
        )

    def _label(self, anchor: Selector, text: str) -> str:
        # The visible words; where there are none, those for screen readers.
        visible = anchor.xpath(
            ".//text()[not(ancestor::time or ancestor::*"
            "[contains(@class,'nonvisual') or contains(@class,'filetype')])]"
        ).getall()
        label = words(_SUFFIX.sub(" ", words("".join(visible)) or text)).strip(" ,-–")
        if not label:
            raise PageChanged(self.url, "a label on each document")
        return label

    def _published(self, anchor: Selector, text: str) -> dt.date | None:
        """By the <time> of the document itself or of its event, else by the words of the link."""
        for place in (anchor, anchor.xpath("ancestor::*[contains(@class,'event__title')][1]"),
                      anchor.xpath("ancestor::div[contains(@class,'event')][1]")):  # fmt: skip
            times = place.css("time")
            if len(times) == 1:
                return _of_time(times[0])
        return date_of_text(text) or self._day_of_timeline(anchor)

    def _day_of_timeline(self, anchor: Selector) -> dt.date | None:
        day = anchor.xpath("ancestor::li[contains(@class,'timeline__day')][1]")
        times = day.css(".timeline__date time")
        return _of_time(times[0]) if len(times) == 1 else None


def _of_time(time: Selector) -> dt.date | None:
    return date_of_timestamp(attribute(time, "datetime")) or date_of_text(text_of(time))
