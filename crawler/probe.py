"""Do the addresses of the newsrooms still work, and where did those go that do not? Asks as
politely as a night does, keeps nothing, and decides nothing: a person reads what it found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse

from archive.records import Source
from crawler.courtesy import REFUSED, is_challenge, is_public
from crawler.errors import CrawlerError
from crawler.likely_places import likely_places, tagged_place
from crawler.pages import design
from crawler.pages.feed import looks_like_feed
from crawler.robots import RobotsUnread
from crawler.settings import TIMEOUT, settings_of

_AT_ONCE = 16  # sources; each asks one thing after another
_HOPS = 5
_ENOUGH = 3  # entries that a page must list, before it is believed to be a list of another design
# Words in a list's markup that only one design writes.
_MARKS = {
    "localgov_drupal": "localgov-news-article",
    "jadu": "/news/article/",
    "goss": "newshub__",
    "contensis": "sys_itemslist",
    "prgloo": "cell-contained",
    "presspage": "presspage",
    "mynewsdesk": "mynewsdesk",
    "govdelivery": "/bulletins/",
    "drupal": "views-row",
    "umbraco": "news-snippet-item",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one source. `verdict`: works, moved, redesigned, blocked, gone, not_found."""

    source: Source
    verdict: str
    reason: str
    url: str = ""
    design: str = ""
    tagged: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    """One address that was asked: where it led in the end, and what came; or why nothing did."""

    url: str
    html: str = ""
    wrong: str = ""
    blocked: bool = False


_SETTINGS: dict[str, Any] = {
    "LOG_LEVEL": "ERROR",
    "RETRY_TIMES": 1,
    # Nothing is kept, and where an address leads to is what we want to know.
    "ITEM_PIPELINES": {},
    "SPIDER_MIDDLEWARES": {},
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
        "crawler.courtesy.PublicAddresses": 50,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "crawler.robots.RobotsTxt": 100,
    },
}


def probe(
    sources: tuple[Source, ...], contact: str, replica: str | None = None, timeout: int = TIMEOUT
) -> list[Found]:
    """Visit sources; in their order, what was found of each. Runs a reactor: once a process."""
    found: dict[str, Found] = {}
    process = AsyncCrawlerProcess(settings_of(contact, replica, timeout, **_SETTINGS))
    process.crawl(Probe, sources=sources, found=found)
    process.start()
    return [found[source.id] for source in sources if source.id in found]


class Probe(scrapy.Spider):
    """Each source in a task of its own."""

    name = "probe"

    def __init__(self, sources: tuple[Source, ...], found: dict[str, Found]) -> None:
        super().__init__()
        self.sources = sources
        self.found = found
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """All is asked from here; the engine gets nothing to schedule."""
        await asyncio.gather(*(self._look_at(source) for source in self.sources))
        nothing: tuple[scrapy.Request, ...] = ()
        for request in nothing:
            yield request

    async def _look_at(self, source: Source) -> None:
        async with self._free:
            found = await self._verdict(source)
            tagged = await self._tagged(found) if found.url and not source.tagged else ""
            self.found[source.id] = replace(found, tagged=tagged)

    async def _tagged(self, found: Found) -> str:
        """What the site has tagged "Ofsted", where its design has such a place and it lists any."""
        place = tagged_place(found.url, found.design)
        if place is None:
            return ""
        answer = await self._ask(place)
        # Where there is no such tag, some sites lead to all their news.
        is_it = "ofsted" in urlsplit(answer.url).path and not answer.wrong
        return answer.url if is_it and _entries(found.design, answer) else ""

    async def _verdict(self, source: Source) -> Found:
        if not source.url:
            return Found(source, "not_found", "Nobody has found its address yet.")
        first = await self._ask(source.url)
        if first.blocked:
            return Found(source, "blocked", first.wrong)
        read_by = _design_of(source, first)
        if read_by and first.url == source.url:
            if read_by == source.design:
                return Found(source, "works", "Its list can be read.", source.url, read_by)
            reason = f"Its list reads as {read_by}, and no longer as {source.design}."
            return Found(source, "redesigned", reason, source.url, read_by)
        if read_by:
            return Found(source, "moved", f"It leads to {first.url}.", first.url, read_by)
        wrong = first.wrong or "what is there is no list of news"
        for url in likely_places(source, first.url, first.html):
            answer = await self._ask(url)
            read_by = _design_of(source, answer)
            if read_by:
                reason = f"At its address {wrong}; its news is at {answer.url}."
                return Found(source, "moved", reason, answer.url, read_by)
        return Found(source, "gone", f"At its address {wrong}, and nothing was found elsewhere.")

    async def _ask(self, url: str) -> _Answer:
        for _ in range(_HOPS):
            if not is_public(url):
                return _Answer(url, wrong="it leads into a private network")
            try:
                request = scrapy.Request(url, meta={"handle_httpstatus_all": True})
                response = await self.crawler.engine.download_async(request)
            except RobotsUnread as error:
                return _Answer(url, wrong=f"its robots.txt cannot be read ({error})", blocked=True)
            except IgnoreRequest:
                return _Answer(url, wrong="robots.txt asks us not to look", blocked=True)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                return _Answer(url, wrong=f"nothing answers ({type(error).__name__})")
            target = response.headers.get("Location")
            if response.status not in (301, 302, 303, 307, 308) or target is None:
                return _answer(url, response)
            url = urljoin(url, target.decode("latin-1"))
        return _Answer(url, wrong="it leads in a circle")


def _answer(url: str, response: Response) -> _Answer:
    if is_challenge(response) or response.status in REFUSED:
        return _Answer(url, wrong=f"the site keeps us out (HTTP {response.status})", blocked=True)
    if response.status != 200:
        return _Answer(url, wrong=f"the site answers with HTTP {response.status}")
    if not isinstance(response, TextResponse):
        return _Answer(url, wrong="something else than a page came")
    return _Answer(url, html=response.text)


def _design_of(source: Source, answer: _Answer) -> str | None:
    """The design by which a page lists news: the source's own, else the one whose marks it has."""
    if answer.wrong or not answer.html:
        return None
    if _entries(source.design, answer):
        return source.design
    if looks_like_feed(answer.html):
        return None  # every design reads feeds alike: this one is empty
    marked = [name for name, mark in _MARKS.items() if mark in answer.html]
    fits = [name for name in (*marked, "article") if _entries(name, answer) >= _ENOUGH]
    return next((name for name in fits if name != source.design), None)


def _entries(name: str, answer: _Answer) -> int:
    try:
        entries = design(name).Listing(answer.url, answer.html).entries()
    except CrawlerError:
        return 0
    return sum(bool(entry.title) for entry in entries)


def with_change(found: Found, month: str) -> dict[str, str]:
    """The lines of a source's entry that are to change, by their keys. `month`: it was seen in."""
    source = found.source
    if found.verdict not in ("works", "moved", "redesigned"):
        return {}
    changes = {"url": found.url, "design": found.design, "confidence": "seen"}
    held = {"url": source.url, "design": source.design, "confidence": source.confidence}
    news = {key: value for key, value in changes.items() if held[key] != value}
    if found.tagged:
        news["tagged"] = found.tagged
    if source.feed and found.url == source.feed:
        news["feed"] = ""  # it is walked itself now
    if news and found.verdict != "works":
        news["notes"] = f"Found there in {month}; before at {source.url}"
    return news
