"""Many nights on end, on which sites change and break at random: what they showed on each, and what
a keeper must have been told. One seed, one campaign."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from archive.records import Source
from crawler.pages.ofsted_search import search_address
from crawler.replica import BUNDLED_MANIFEST, load_manifest, serving
from crawler.replica.manifest_entry import Nights
from crawler.replica.records import Fault, Manifest, NewsPage, NewsSource, Provider
from tests.country import country, newsrooms, outlets, page_address
from tests.nights import command, raise_night, rows, write_manifest

PAGES = 8  # of each source when the campaign begins
OFSTED = "ofsted"
# How likely each is on one night: of a source, and of one of its pages.
_NEW, _EDITED, _GONE, _BREAKS = 0.3, 0.02, 0.005, 0.08
_LONGEST = 3  # nights for which a site stays broken
_SEARCH = search_address("https://reports.ofsted.gov.uk/search")
_MOST_SECONDS = 600  # of a night, on a machine that does other things
# Until then a source has given too little to be held against.
_FIRST_FAULT = 3

_PAGE = "<!DOCTYPE html><html><head><title>{}</title></head><body>{}</body></html>"
_HTML = "text/html; charset=utf-8"

# What may happen to a listing; `{url}` is its own address.
WAYS: dict[str, dict[str, Any]] = {
    "down": {"status": 503},
    "gone": {"status": 404},
    "slow": {"delay": 9.0},
    # With a body of its own: "not modified" has none that could be cut off.
    "cut off": {
        "body": _PAGE.format("News", "<p>Words.</p>" * 50).encode(),
        "content_type": _HTML,
        "truncate_at": 100,
    },
    "in a circle": {"redirect": "{url}", "status": 302},
    "moved away": {"redirect": "https://elsewhere.example/news", "status": 301},
    "into the house": {"redirect": "http://10.0.0.7/news", "status": 302},
    "refusing": {"status": 403},
    "asking for less": {"status": 429, "headers": (("Retry-After", "86400"),)},
    "behind a wall": {"body": _PAGE.format("Just a moment...", "").encode(), "content_type": _HTML},
    "a picture": {"body": b"PNG", "content_type": "image/png"},
    "too much": {"body": b"x" * 6_000_000, "content_type": _HTML},
    "redesigned": {
        "body": _PAGE.format("News", "<main><h1>News</h1></main>").encode(),
        "content_type": _HTML,
    },
    "closed to robots": {"body": b"User-agent: *\nDisallow: /\n", "content_type": "text/plain"},
}
# Of Ofsted's own site: its list of all providers.
_OF_OFSTED = ("down", "gone", "cut off", "refusing", "redesigned", "a picture")


@dataclass(frozen=True, slots=True)
class Site:
    """A source, its pages as they come, change and go, and the nights on which it is broken."""

    source: NewsSource
    broken: dict[int, str]

    def shows(self, number: int) -> dict[str, tuple[str, str]]:
        """Address -> title and text of what the site has on a night."""
        there = (page for page in self.source.pages if page.nights.include(number))
        return {page.url: (page.title, page.text) for page in there}


@dataclass
class Outcome:
    """What a campaign came to."""

    nights: int = 0
    sources: int = 0
    changes: int = 0  # pages that came, changed or went
    broken: int = 0  # nights of a source
    untold: list[str] = field(default_factory=list)  # broken, and its verdict said nothing
    false_alarms: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)  # not in the archive one healthy night later
    lost: list[str] = field(default_factory=list)  # words that were held and are not any more
    failed: list[str] = field(default_factory=list)  # nights that ended otherwise than they should


def campaign(folder: Path, nights: int, seed: int, each: int = 2) -> Outcome:
    """Run so many nights over `each` newsroom of every design, some papers and Ofsted's site."""
    chance = random.Random(seed)
    world = load_manifest(BUNDLED_MANIFEST)
    sites = [_site(source, nights, chance) for source in _sources(folder, each)]
    ofsted = _breaks(nights, chance, _OF_OFSTED)
    providers = tuple(_come_and_go(provider, nights, chance) for provider in world.providers)
    manifest = replace(
        world,
        providers=providers,
        sources=tuple(site.source for site in sites),
        faults=(*_faults(sites), *_faults_of_ofsted(ofsted)),
    )
    return _run(folder / "data", nights, sites, ofsted, manifest)


def _run(
    data: Path, nights: int, sites: Sequence[Site], ofsted: dict[int, str], manifest: Manifest
) -> Outcome:
    outcome = Outcome(nights, len(sites) + 1)
    with serving(manifest) as replica:
        for number in range(1, nights + 1):
            raise_night(replica, number)
            words = ("--data", data, "--replica", replica, "--timeout", "6", "--largest", "5")
            done = command("nightly", *words, timeout=_MOST_SECONDS)
            if done.returncode not in (0, 3):
                outcome.failed.append(f"night {number}: {done.stdout[-300:]}{done.stderr[-300:]}")
            _hold_against(outcome, data, sites, number)
            _hold_ofsted_against(outcome, data, manifest.providers, ofsted, number)
    checked = command("check", "--data", data)
    if checked.returncode:
        outcome.failed.append(f"check: {checked.stdout[-300:]}")
    return outcome


# --- what happens ---


def _sources(folder: Path, each: int) -> list[NewsSource]:
    by_design: dict[str, list[Source]] = {}
    for source in newsrooms():
        if source.url:
            by_design.setdefault(source.design, []).append(source)
    chosen = {s.id for some in by_design.values() for s in some[:each]}
    chosen |= {source.id for source in outlets(2 * each)}
    path = write_manifest(folder, country(folder, releases=1, papers=2 * each), {})
    return [source for source in load_manifest(path).sources if source.id in chosen]


def _site(source: NewsSource, nights: int, chance: random.Random) -> Site:
    pages: list[NewsPage] = []
    today = dt.datetime.now(dt.UTC).date()
    known = next(s for s in (*newsrooms(), *outlets(20)) if s.id == source.id)
    for n in range(PAGES):
        pages += _life(page_address(known, n), today - dt.timedelta(3 * n), 1, nights, chance)
    for number in range(2, nights + 1):
        if chance.random() < _NEW:
            day = today + dt.timedelta(number - 1)
            pages += _life(page_address(known, PAGES + number), day, number, nights, chance)
    pages.sort(key=lambda page: page.published or today)  # the newest last, as manifests have them
    return Site(replace(source, pages=tuple(pages)), _breaks(nights, chance, tuple(WAYS)))


def _life(
    url: str, day: dt.date, first: int, nights: int, chance: random.Random
) -> Iterator[NewsPage]:
    """The versions of a page from its first night on."""
    begun, edition = first, 1
    for number in range(first + 1, nights + 1):
        is_gone, is_edited = chance.random() < _GONE, chance.random() < _EDITED
        if is_gone or is_edited:
            yield _page(url, day, edition, Nights(begun, number - 1))
            begun, edition = number, edition + 1
        if is_gone:
            return
    yield _page(url, day, edition, Nights(begun))


def _page(url: str, day: dt.date, edition: int, nights: Nights) -> NewsPage:
    name = url.rstrip("/").rpartition("/")[2]
    text = (
        f"Inspectors from Ofsted have written about services for children. This is the page {name}, "
        f"and these are its words in edition {edition}.\n\nThey say that plans are clear, and that "
        "children who need help get it sooner than they did a year ago. There is more to do."
    )
    return NewsPage(url, f"Inspectors praise children’s services: {name}", text, day, nights=nights)


def _breaks(nights: int, chance: random.Random, ways: Sequence[str]) -> dict[int, str]:
    """The nights on which a site is broken, each with how."""
    broken: dict[int, str] = {}
    number = _FIRST_FAULT
    while number <= nights:
        if chance.random() < _BREAKS:
            way = chance.choice(ways)
            for _ in range(chance.randint(1, _LONGEST)):
                broken[number] = way
                number += 1
        number += 1
    return {number: way for number, way in broken.items() if number <= nights}


def _come_and_go(provider: Provider, nights: int, chance: random.Random) -> Provider:
    """Half of an authority's letters come while the campaign lasts."""
    documents = tuple(
        replace(one, nights=Nights(chance.randint(2, nights)))
        if one.nights == Nights() and chance.random() < 0.5
        else one
        for one in provider.documents
    )
    return replace(provider, documents=documents)


def _faults(sites: Sequence[Site]) -> Iterator[Fault]:
    for site in sites:
        for number, way in site.broken.items():
            # Whichever of them is walked.
            listings = {site.source.url, site.source.feed or site.source.url}
            if way == "closed to robots":
                listings = {urljoin(url, "/robots.txt") for url in listings}
            yield from (_fault(url, way, number) for url in sorted(listings))


def _faults_of_ofsted(broken: dict[int, str]) -> Iterator[Fault]:
    return (_fault(_SEARCH, way, number) for number, way in broken.items())


def _fault(url: str, way: str, number: int) -> Fault:
    told: dict[str, Any] = {
        key: value.replace("{url}", url) if isinstance(value, str) else value
        for key, value in WAYS[way].items()
    }
    return Fault(url, nights=Nights(number, number), **told)


# --- what must have come of it ---


def _verdicts(data: Path) -> dict[str, str]:
    sql = """SELECT source, verdict FROM source_runs
             WHERE run = (SELECT id FROM runs ORDER BY rowid DESC LIMIT 1)"""
    return {row["source"]: row["verdict"] for row in rows(data, sql)}


def _judge(outcome: Outcome, name: str, verdict: str | None, way: str | None, number: int) -> None:
    well = verdict in ("healthy", "quiet")
    if way is not None:
        outcome.broken += 1
    if way is not None and well:
        outcome.untold.append(f"night {number}: {name} is {way}, and its verdict {verdict}")
    if way is None and not well:
        outcome.false_alarms.append(f"night {number}: {name} is well, and its verdict {verdict}")


def _hold_against(outcome: Outcome, data: Path, sites: Sequence[Site], number: int) -> None:
    verdicts, held = _verdicts(data), _held(data)
    for site in sites:
        name, way = site.source.id, site.broken.get(number)
        shown = site.shows(number)
        outcome.changes += number > 1 and _differences(site.shows(number - 1), shown)
        _judge(outcome, name, verdicts.get(name), way, number)
        if way is None:
            outcome.late += [
                f"night {number}: {name}: {url}: {held.get(url)}"
                for url, words in shown.items()
                if not _is_as_shown(held.get(url), words)
            ]
            outcome.late += _still_there(site, held, number)
        outcome.lost += [
            f"night {number}: {name}: {page.url}, edition of night {page.nights.first}"
            for page in site.source.pages
            if _was_seen(site, page, number) and page.url not in held
        ]


def _is_as_shown(held: tuple[str, str, str | None] | None, shown: tuple[str, str]) -> bool:
    """A site may print a line of its own above the words."""
    return held is not None and held[0] == shown[0] and held[1].endswith(shown[1]) and not held[2]


def _differences(before: dict[str, Any], after: dict[str, Any]) -> int:
    return sum(before.get(url) != after.get(url) for url in {*before, *after})


def _was_seen(site: Site, page: NewsPage, number: int) -> bool:
    nights = range(page.nights.first, min(number, page.nights.last or number) + 1)
    return any(seen not in site.broken for seen in nights)


def _still_there(site: Site, held: dict[str, Any], number: int) -> Iterator[str]:
    """Pages gone for three nights on which the site was well, and not withdrawn."""
    well = [n for n in range(1, number + 1) if n not in site.broken]
    shown = {n: site.shows(n) for n in well}
    for url in {page.url for page in site.source.pages} & set(held):
        last = max((n for n in well if url in shown[n]), default=0)
        if sum(n > last for n in well) >= 3 and held[url][2] is None:
            yield f"night {number}: {url} is gone, and not withdrawn"


def _held(data: Path) -> dict[str, tuple[str, str, str | None]]:
    """Address -> title, text (of a report its beginning is not enough) and day of withdrawal."""
    found = {
        row["url"]: (row["title"], row["text"], row["withdrawn"])
        for row in rows(data, "SELECT url, title, text, withdrawn FROM press_releases")
    }
    sql = """SELECT r.url, r.title, t.text, r.withdrawn FROM news_reports r
             LEFT JOIN o.report_texts t ON t.sha256 = r.text_sha256"""
    attach = f"ATTACH '{data / 'originals.db'}' AS o"
    for row in rows(data, sql, before=attach):
        found[row["url"]] = (row["title"], row["text"], row["withdrawn"])
    return found


def _hold_ofsted_against(
    outcome: Outcome, data: Path, providers: Sequence[Provider], broken: dict[int, str], number: int
) -> None:
    verdicts = _verdicts(data)
    _judge(outcome, OFSTED, verdicts.get(OFSTED), broken.get(number), number)
    held = {row["id"]: row for row in rows(data, "SELECT id, status, withdrawn FROM letters")}
    for provider in providers:
        for one in provider.documents:
            outcome.changes += one.nights.first == number > 1
            if number not in broken and one.nights.include(number):
                row = held.get(one.file)
                if row is None or row["status"] != "read" or row["withdrawn"]:
                    outcome.late.append(f"night {number}: the letter {one.file}: {row}")
