"""The archive that the benchmarks write directly is the one that a crawl makes of the same world."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.keeping.check import check
from benchmarks.world import World
from benchmarks.world_archive import write
from crawler.replica import serving
from tests.nights import command, crawl, rows, tables

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same small world, written directly and crawled; both processed."""
    folder = tmp_path_factory.mktemp("worlds")
    world = World(300, authorities=5)
    direct, crawled = folder / "direct", folder / "crawled"
    write(direct, world)
    with serving(world.manifest(folder / "letters", shown=None)) as replica:
        assert crawl(crawled, replica).returncode == 0
    for data in (direct, crawled):
        assert command("process", "--data", data).returncode == 0
    return direct, crawled


def test_they_are_equal_table_by_table(both: tuple[Path, Path]) -> None:
    direct, crawled = (tables(data) for data in both)
    assert direct.keys() == crawled.keys()
    assert [name for name in direct if direct[name] != crawled[name]] == []
    assert len(crawled["letters"]) == 30
    assert len(crawled["links"]) == len(crawled["listings"]) - 30 - 5
    assert {name for name in ("quotations", "answers", "recurring_points") if crawled[name]} == {
        "quotations", "answers", "recurring_points"}  # fmt: skip


@pytest.mark.parametrize(
    "sql",
    [
        # Of the pages of listings a site of long standing has shown many; of the rest the last.
        """SELECT url, status, sha256, media_type, bytes, etag, last_modified, used, source
           FROM fetches WHERE url IN (SELECT url FROM listings) ORDER BY url""",
        "SELECT term, doc, cnt FROM words ORDER BY term",
    ],
)
def test_what_was_fetched_and_what_is_found_by_searching_are_equal(
    both: tuple[Path, Path], sql: str
) -> None:
    found = []
    for data in both:
        words = "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search_index', 'row')"
        found.append(rows(data, sql, before=words if "words" in sql else ""))
    assert len(found[0]) > 100
    assert found[0] == found[1]


def test_both_are_whole(both: tuple[Path, Path]) -> None:
    assert [check(data) for data in both] == [[], []]
