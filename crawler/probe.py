"""Do the addresses of the newsrooms still work, and where did those go that do not? Asks as
politely as a night does, keeps nothing, and decides nothing: a person reads what it found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

import scrapy
from parsel import Selector
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.settings import Settings

from archive.records import Source
from crawler.courtesy import is_challenge, is_public
from crawler.errors import CrawlerError
from crawler.pages import design
from crawler.pages.feed import looks_like_feed
from crawler.robots import RobotsUnread
from crawler.settings import CONTACT, REPLICA

_AT_ONCE = 16  # sources; each asks one thing after another
_HOPS = 5
_ENOUGH = 3  # entries that a page must list, before it is believed to be a list of another design
# Where the designs keep their feeds, and where councils keep their news.
_FEEDS = {
    "contensis": ("?Listing_SyndicationType=1",),
    "drupal": ("/rss.xml",),
    "goss": ("?format=rss",),
    "jadu": ("/rss/news",),
    "localgov_drupal": ("/rss.xml",),
    "newsquest": ("/news/rss/",),
    "presspage": ("/feed/en",),
    "prgloo": ("/feed/rss",),
    "reach": ("?service=rss",),
    "umbraco": ("?format=rss",),
    "wordpress": ("/feed/",),
    "article": ("/rss/news", "/feed/", "/news/rss", "/rss.xml"),
}
# Where a design keeps what is tagged "Ofsted", for filling back.
_TAGGED = {"wordpress": "/tag/ofsted/feed/"}
_LISTS = ("/news", "/newsroom", "/latest-news", "/")


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


def probe(
    sources: tuple[Source, ...], contact: str, replica: str | None = None, timeout: int = 30
) -> list[Found]:
    """Visit sources; in their order, what was found of each. Runs a reactor: once a process."""
    found: dict[str, Found] = {}
    process = AsyncCrawlerProcess(
        Settings(
            {
                "ADDONS": {"crawler.settings.OurSettings": 0},
                CONTACT: contact,
                REPLICA: replica,
                "DOWNLOAD_TIMEOUT": timeout,
                "DOWNLOAD_MAXSIZE": 25 * 1024 * 1024,
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
        )
    )
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
        path = _TAGGED.get(found.design)
        if path is None:
            return ""
        answer = await self._ask(urljoin(found.url, path))
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
        for url in _candidates(source, first):
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
    if is_challenge(response) or response.status in (401, 403, 429):
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


def _candidates(source: Source, first: _Answer) -> Iterator[str]:
    """Where else to look, the likeliest first; each once."""
    seen = {source.url, first.url}
    for url in (*_told(source, first), *_usual(source, first.url)):
        if url not in seen and is_public(url):
            seen.add(url)
            yield url


def _told(source: Source, first: _Answer) -> Iterator[str]:
    """What our own entry and the page that came say."""
    if source.feed:
        yield source.feed
    if first.html:
        page = Selector(text=first.html, type="html")
        for link in page.css('link[rel="alternate"][href]'):
            if "rss" in link.attrib.get("type", "") or "atom" in link.attrib.get("type", ""):
                yield urljoin(first.url, link.attrib["href"])


def _usual(source: Source, led_to: str) -> Iterator[str]:
    """Where sites of this design have their feed, and sites of any kind their list."""
    for base in dict.fromkeys((led_to, source.url)):
        parts = urlsplit(base)
        site = f"{parts.scheme}://{parts.netloc}"
        for path in _FEEDS.get(source.design, ()):
            yield f"{site}{parts.path}{path}" if path.startswith("?") else f"{site}{path}"
        yield from (f"{site}{path}" for path in _LISTS)
        yield f"{site}/sitemap.xml"


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
