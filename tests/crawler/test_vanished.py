"""One page gone is news after some nights; many at once are the site's fault, and change nothing."""

from __future__ import annotations

import pytest

from archive.records import ListedPage, Source
from archive.store import Archive
from crawler.catalogue import Catalogue
from crawler.night import Night
from crawler.vanished import count_vanished

NOW = "2026-11-22T03:30:00Z"


@pytest.mark.parametrize(
    ("gone", "listed", "counted"), [(1, 0, 1), (4, 0, 4), (5, 40, 5), (5, 10, 0), (20, 10, 0)]
)
def test_a_list_that_shrinks_beyond_the_usual_changes_nothing(
    archive: Archive, gone: int, listed: int, counted: int
) -> None:
    source = Source("tarn", "newsroom", "https://tarn.example/news", "jadu")
    archive.places.put_sources([source])
    night = Night(archive, archive.runs.start(NOW), Catalogue(None, "", (source,), (), ()))
    urls = [f"https://tarn.example/news/{number}" for number in range(gone)]
    archive.listings.shown("tarn", "release", [ListedPage(url, "x") for url in urls], NOW)
    tally = night.tally("tarn")
    tally.gone += [*urls, *urls]  # asked twice, counted once
    tally.counts["listed"] = listed
    count_vanished(night)
    night.batches.close()
    misses = [row["misses"] for row in archive.rows("SELECT misses FROM listings")]
    assert sum(misses) == counted
    problems = archive.rows("SELECT what FROM problems WHERE resolved IS NULL")
    assert [row["what"] for row in problems] == ([] if counted else ["list shrunk"])
