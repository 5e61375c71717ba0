"""An invented country of any size: its authorities, Ofsted's letters on them, what their newsrooms
and papers print, and what is new on the next night. The same size gives the same country.

    python benchmarks/world.py manifest FOLDER [--documents N]     a manifest and its files
    python benchmarks/world.py replica --port PORT [--documents N] [--new N]
                                                                   its sites as they stand tonight
    python benchmarks/world.py archive FOLDER [--documents N]      its archive, written directly

One item in a hundred is about a letter of its authority, and quotes it; some tell of a school's
report; the rest are about roads and libraries. The replica shows of each site what a night looks
at: the newest pages. From its second night on there are `--new` more items, and two more letters.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from benchmarks.world_letters import (
    FIRST_NAMES,
    GONE_BY,
    SYLLABLES,
    Place,
    WorldLetter,
    about,
    letter_of,
)
from benchmarks.world_words import Words
from crawler.replica.manifest_entry import Nights
from crawler.replica.records import Document, Manifest, NewsPage, NewsSource, Provider

LAST = dt.date(2026, 11, 20)  # the day before the world is first seen whole
FIRST = dt.date(2014, 1, 7)
AUTHORITIES = 150
RELEVANT, OF_SCHOOLS = 100, 33  # one item in so many
SHOWN = 60  # of a site's pages the replica shows the newest: three pages of its listing
DOCUMENTS = 10_000
_NEW_LETTERS = 2
_REGIONS = ("North", "South", "East", "West", "Middle")


class World:
    """Everything there is on the first night, and the items that come after it."""

    def __init__(
        self, documents: int = DOCUMENTS, new: int = 200, authorities: int = AUTHORITIES
    ) -> None:
        self.documents, self.new = documents, new
        self.words = Words()
        letters = min(20 * authorities, max(authorities, documents // 10))
        self.letters_each = letters // authorities
        items = documents - letters
        self.reports_each = items * 85 // 100 // authorities
        self.releases_each = items // authorities - self.reports_each
        self.places = [_place(n) for n in range(authorities)]
        self.letter = lru_cache(maxsize=4000)(self._letter)

    @cached_property
    def authorities(self) -> tuple[dict[str, Any], ...]:
        """Facts on the authorities, as a manifest has them."""
        return tuple(
            {"urn": place.urn, "name": place.name, "slug": place.slug,
             "aliases": [f"{place.name} Council"], "gss_code": _code(place.number),
             "region": _REGIONS[place.number % len(_REGIONS)], "type": "unitary",
             "statistical_neighbours": [_code(place.number + n) for n in range(1, 11)]}
            for place in self.places
        )  # fmt: skip

    def sites(self) -> Iterator[tuple[Place, NewsSource, int]]:
        """Each newsroom and paper without its pages, and how many it has."""
        for place in self.places:
            yield place, _newsroom(place), self.releases_each
        for place in self.places:
            yield place, _paper(place), self.reports_each

    def page(self, place: Place, source: NewsSource, n: int) -> NewsPage:
        """The n-th page of a site; the last has the highest number."""
        chance = random.Random(f"{source.id}/{n}")
        many = self.releases_each if source.kind == "newsroom" else self.reports_each
        title = self.words.title(chance)
        paragraphs = self.words.text(chance, 4)
        day = self._day(n, many)
        is_new = n >= many
        turn = (n + 7 * place.number) % RELEVANT if not is_new else place.number % RELEVANT
        if turn == 0:
            letter = self.letter(place, int(chance.random() * self.letters_each))
            title, paragraphs = about(letter, chance, paragraphs)
            day = letter.published + dt.timedelta(days=int(chance.random() * 3))
            if is_new:
                day = self._day(n, many)
        elif turn % OF_SCHOOLS == 5:
            title = f"School in {place.name} rated good by Ofsted"
        elif source.kind == "news_outlet":
            title = f"Families: {title}"
        return NewsPage(
            url=_address(source, place, n),
            title=title,
            text="\n\n".join(paragraphs),
            published=day,
            byline=f"{chance.choice(FIRST_NAMES)} Penn" if source.kind == "news_outlet" else None,
            nights=Nights(2) if is_new else Nights(),
        )

    def newest(
        self, place: Place, source: NewsSource, many: int, shown: int | None = SHOWN
    ) -> list[NewsPage]:
        """The newest pages of a site, and what is about a letter of the same days; None: all."""
        first = 0 if shown is None else max(0, many - shown)
        pages = [self.page(place, source, n) for n in range(first, many)]
        if first:
            early = pages[0].published
            start = -7 * place.number % RELEVANT
            told = (self.page(place, source, n) for n in range(start, first, RELEVANT))
            pages += [page for page in told if page.published and early and page.published >= early]
        return pages

    def _day(self, n: int, many: int) -> dt.date:
        if n >= many:
            return LAST + dt.timedelta(days=1)
        return LAST - (LAST - FIRST) * (many - 1 - n) // max(many, 1)

    def _letter(self, place: Place, number: int) -> WorldLetter:
        apart = (LAST - FIRST - GONE_BY).days // max(self.letters_each, 1)
        visit = FIRST + dt.timedelta(days=number * apart + place.number)
        if number >= self.letters_each:  # new tonight
            visit = LAST - GONE_BY + dt.timedelta(days=1)
        visit -= dt.timedelta(days=visit.weekday())
        published = min(visit + GONE_BY, LAST + dt.timedelta(days=1))
        return letter_of(place, number, visit, published)

    def letters(self, place: Place) -> list[WorldLetter]:
        """The letters on an authority on the first night."""
        return [self.letter(place, n) for n in range(self.letters_each)]

    # --- as a replica shows it ---

    def manifest(self, folder: Path, shown: int | None = SHOWN) -> Manifest:
        """The sites, with so many pages each (None: all), the letters' sources in `folder`."""
        sites = []
        for number, (place, source, many) in enumerate(self.sites()):
            sites_there = 2 * len(self.places)
            more = self.new // sites_there + (number < self.new % sites_there)
            pages = [self.page(place, source, n) for n in range(many, many + more)]
            sites.append(_with_pages(source, [*self.newest(place, source, many, shown), *pages]))
        providers = [self._provider(place, folder) for place in self.places]
        return Manifest(providers=tuple(providers), sources=tuple(sites),
                        authorities=self.authorities)  # fmt: skip

    def _provider(self, place: Place, folder: Path) -> Provider:
        folder.mkdir(parents=True, exist_ok=True)
        new = place.number < _NEW_LETTERS if self.new else False
        documents = []
        for number in range(self.letters_each + new):
            letter = self.letter(place, number)
            path = folder / f"{letter.file}.md"
            if not path.exists():
                path.write_text(letter.source, encoding="utf-8")
            nights = Nights(2) if number >= self.letters_each else Nights()
            documents.append(document_of(letter, path, nights))
        return Provider(place.urn, place.name, tuple(documents), Nights())


def document_of(letter: WorldLetter, path: Path, nights: Nights) -> Document:
    """A letter on its provider's page."""
    label = "Inspection" if letter.number % 3 == 0 else "Focused visit"
    return Document(letter.file, f"Children's services: {label}", letter.published, path,
                    is_printed=True, link_form="current", nights=nights)  # fmt: skip


def _with_pages(source: NewsSource, pages: list[NewsPage]) -> NewsSource:
    return NewsSource(source.id, source.kind, source.url, source.design, source.publisher,
                      source.local_authority, None, tuple(pages))  # fmt: skip


def _code(number: int) -> str:
    return f"E99{number % AUTHORITIES:06}"


def _place(number: int) -> Place:
    name = f"{SYLLABLES[number % 20]}{SYLLABLES[number // 20]}by".capitalize()
    return Place(number, f"9{number:04}", name)


def _newsroom(place: Place) -> NewsSource:
    url = f"https://www.{place.slug}.gov.example/news"
    return NewsSource(f"{place.slug}_news", "newsroom", url, "jadu", f"{place.name} Council",
                      place.urn, None, ())  # fmt: skip


def _paper(place: Place) -> NewsSource:
    url = f"https://www.{place.slug}-post.example/news/"
    return NewsSource(f"{place.slug}_post", "news_outlet", url, "newsquest", f"{place.name} Post",
                      place.urn, None, ())  # fmt: skip


def _address(source: NewsSource, place: Place, n: int) -> str:
    if source.kind == "newsroom":
        return f"https://www.{place.slug}.gov.example/news/article/{1000 + n}/item-{n}"
    return f"https://www.{place.slug}-post.example/news/{20_000_000 + n}.item-{n}/"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("manifest", "replica", "archive"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--authorities", type=int, default=AUTHORITIES)
    parser.add_argument("--new", type=int, default=200)
    parser.add_argument("--port", type=int, default=8100)
    given = parser.parse_args()
    world = World(given.documents, given.new, given.authorities)
    if given.what != "replica" and given.folder is None:
        parser.error("name a folder")
    if given.what == "archive":
        from benchmarks.world_archive import write

        write(given.folder, world, print)
    elif given.what == "manifest":
        from benchmarks.world_manifest import write_manifest

        print(write_manifest(given.folder, world))
    else:
        _serve(world, given.port)
    return 0


def _serve(world: World, port: int) -> None:
    import uvicorn

    from crawler.replica.replica import Replica
    from crawler.replica.server import application

    with tempfile.TemporaryDirectory() as folder:
        app = application(Replica(world.manifest(Path(folder))))
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", lifespan="off")


if __name__ == "__main__":
    sys.exit(main())
