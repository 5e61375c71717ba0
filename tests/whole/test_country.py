"""A night over every newsroom of the catalogue and twenty papers, and one on which twelve of them
are broken, each in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.records import Source
from crawler.replica import load_manifest, serving
from tests.country import country, newsrooms, outlets, page_address
from tests.nights import crawl, raise_night, rows, write_manifest

PAGES, LATER = 14, 2  # of each source, and how many of them appear on the second night
PAPERS = 20

_SHELL = "<!DOCTYPE html><html><head><title>News</title></head><body>{}</body></html>"
_TEASER = (
    '<article class="lgd-teaser lgd-teaser--localgov-news-article"><div class="lgd-teaser__content">'
    '<h3><a href="{}">Path</a></h3></div></article>'
)
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Broken:
    """One way of breaking: of which design a source is taken, what is done to its listing (or to
    what `where` says), and the verdict that is due."""

    design: str
    fault: dict[str, Any]
    verdict: str
    where: str = "listing"


BROKEN = {
    "down": Broken("jadu", {"status": 503}, "unreachable"),
    "gone": Broken("goss", {"status": 404}, "unreachable"),
    "slow": Broken("presspage", {"delay": 14}, "unreachable"),
    "cut off": Broken("drupal", {"truncate_at": 100}, "unreachable"),
    "in a circle": Broken("umbraco", {"redirect": "{url}", "status": 302}, "unreachable"),
    "moved away": Broken(
        "prgloo", {"redirect": "https://elsewhere.example/news", "status": 301}, "unreachable"
    ),
    "into the house": Broken(
        "contensis", {"redirect": "http://10.0.0.7/news", "status": 302}, "unreachable"
    ),
    "refusing": Broken("mynewsdesk", {"status": 403}, "blocked"),
    "behind a wall": Broken(
        "article",
        {"body": _SHELL.format("").replace("News", "Just a moment..."), "content_type": HTML},
        "blocked",
    ),
    "closed to robots": Broken(
        "drupal",
        {"body": "User-agent: *\nDisallow: /\n", "content_type": "text/plain"},
        "blocked",
        "robots",
    ),
    "feed that is a page": Broken(
        "wordpress", {"body": _SHELL.format("<h1>Home</h1>"), "content_type": HTML}, "changed_shape"
    ),
    "redesigned": Broken(
        "jadu",
        {"body": _SHELL.format("<main><h1>News</h1></main>"), "content_type": HTML},
        "changed_shape",
    ),
    "without days": Broken("localgov_drupal", {"body": "{teasers}"}, "changed_shape"),
    "without words": Broken(
        "article",
        {"body": _SHELL.format("<main><article><h1>{title}</h1><p>More soon.</p></article></main>")},
        "changed_shape",
        "new pages",
    ),
    "a picture": Broken("goss", {"body": "PNG", "content_type": "image/png"}, "changed_shape"),
    "too much": Broken("wordpress", {"body": "x", "size": 7_000_000}, "unreachable"),
}  # fmt: skip


def chosen() -> dict[str, Source]:
    """A source for each way of breaking, of the design it is to have."""
    free = [source for source in newsrooms() if source.url and not source.feed]
    taken: dict[str, Source] = {}
    for way, broken in BROKEN.items():
        fits = (s for s in free if s.design == broken.design and s not in taken.values())
        taken[way] = next(fits, None) or next(
            s for s in newsrooms() if s.design == broken.design and s not in taken.values()
        )
    return taken


def faults() -> Iterator[dict[str, Any]]:
    for way, source in chosen().items():
        broken = BROKEN[way]
        teasers = "".join(_TEASER.format(page_address(source, n)) for n in range(2, 12))
        filled = {
            key: value.replace("{url}", source.url).replace("{teasers}", _SHELL.format(teasers))
            if isinstance(value, str)
            else value
            for key, value in broken.fault.items()
        }
        for url in _where(broken, source):
            named = filled.get("body", "").replace("{title}", f"Title of {url[-6:]}")
            body = {"body": named} if "body" in filled else {}
            yield {"url": url, "from_night": 2, "content_type": HTML, **filled, **body}


def _where(broken: Broken, source: Source) -> list[str]:
    if broken.where == "robots":
        return [f"https://{source.url.split('/')[2]}/robots.txt"]
    if broken.where == "new pages":
        return [page_address(source, n) for n in range(LATER)]
    return [source.url]


pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, int]]]:
    """The archive after both nights, and what each source had given by the end of the first."""
    folder = tmp_path_factory.mktemp("country")
    manifest = country(folder, PAGES, PAPERS, LATER, faults=list(faults()))
    with serving(load_manifest(write_manifest(folder, manifest, {}))) as replica:
        data = folder / "data"
        assert crawl(data, replica, "--timeout", "6", "--largest", "5").returncode == 0
        first = held(data)
        assert rows(data, "SELECT * FROM problems") == []
        raise_night(replica, 2)
        assert crawl(data, replica, "--timeout", "6", "--largest", "5").returncode == 0
        yield data, first


def held(data: Path) -> dict[str, int]:
    sql = """SELECT source, count(*) AS n FROM press_releases GROUP BY source
             UNION ALL SELECT source, count(*) FROM news_reports GROUP BY source"""
    return {row["source"]: row["n"] for row in rows(data, sql)}


def test_every_item_of_the_first_night_is_found_once(nights: tuple[Path, dict[str, int]]) -> None:
    _, first = nights
    everyone = [source.id for source in (*newsrooms(), *outlets(PAPERS))]
    assert first == dict.fromkeys(everyone, PAGES - LATER)


@pytest.mark.parametrize("way", BROKEN)
def test_each_way_of_breaking_has_its_verdict(
    nights: tuple[Path, dict[str, int]], way: str
) -> None:
    assert verdicts(nights[0])[chosen()[way].id] == BROKEN[way].verdict


def test_no_healthy_source_has_a_wrong_verdict(nights: tuple[Path, dict[str, int]]) -> None:
    broken = {source.id for source in chosen().values()}
    well = {name: v for name, v in verdicts(nights[0]).items() if name not in broken}
    assert len(well) == 153 + PAPERS - len(broken)
    assert set(well.values()) == {"healthy"}


def test_the_healthy_ones_have_what_is_new_and_nothing_is_lost(
    nights: tuple[Path, dict[str, int]],
) -> None:
    data, first = nights
    broken = {source.id for source in chosen().values()}
    second = held(data)
    assert {name for name, n in second.items() if n < first[name]} == set()
    assert {n for name, n in second.items() if name not in broken} == {PAGES}


def test_each_broken_source_has_one_problem_and_the_others_none(
    nights: tuple[Path, dict[str, int]],
) -> None:
    found = [row["source"] for row in rows(nights[0], "SELECT source FROM problems")]
    quietly = {"without days", "without words"}  # read as ever: only their verdict says it
    assert sorted(found) == sorted(
        source.id for way, source in chosen().items() if way not in quietly
    )


def verdicts(data: Path) -> dict[str, str]:
    sql = """SELECT source, verdict FROM source_runs
             WHERE run = (SELECT id FROM runs ORDER BY started DESC LIMIT 1)"""
    return {row["source"]: row["verdict"] for row in rows(data, sql)}
