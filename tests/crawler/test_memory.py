"""What is due is found without reading all that is held."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.records import ListedPage, PressRelease, Source
from archive.store import Archive
from crawler.memory import Memory

SOURCE = "town"
FIRST = "2026-01-01T03:30:00Z"


@pytest.fixture
def held(archive: Archive) -> Archive:
    """A source with a listed page for each of the last 90 days, a third of them about Ofsted."""
    archive.places.put_sources([Source(SOURCE, "newsroom", "https://town.example/news", "jadu")])
    memory = Memory(archive)
    for age in range(90):
        day = dt.date(2026, 1, 1) - dt.timedelta(days=age)
        url = f"https://town.example/{age}"
        archive.listings.shown(SOURCE, "release", [ListedPage(url, "A page", day)], FIRST)
        release = PressRelease(url, None, "Town", "A page", "Words.", day)
        about = age % 3 == 0
        saved = archive.items.save_release(
            release, source=SOURCE, sha256="0", about_ofsted=about, now=FIRST
        )
        due = memory.next_look(SOURCE, url, FIRST, saved.document)
        archive.listings.visited(SOURCE, url, FIRST, saved.document, due=due)
    return archive


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-01-01T20:00:00Z", 0),
        ("2026-01-02T03:30:00Z", 30),  # what is about Ofsted and was first seen within a month
        ("2026-01-08T03:30:00Z", 40),  # and the rest, no more than is asked in a night
    ],
)
def test_what_is_due_and_no_more_of_it_than_is_asked_in_a_night(
    held: Archive, moment: str, due: int
) -> None:
    assert len(Memory(held).due(SOURCE, "release", moment)) == due


def test_the_newest_come_before_what_is_due_for_longer(held: Archive) -> None:
    found = Memory(held).due(SOURCE, "release", "2026-01-08T03:30:00Z", 5)
    assert all(page.published and page.published > dt.date(2025, 12, 8) for page in found)


def test_a_page_that_was_never_stored_comes_first_of_all(held: Archive) -> None:
    new = ListedPage("https://town.example/new", "New", dt.date(2025, 1, 1))
    held.listings.shown(SOURCE, "release", [new], FIRST)
    assert Memory(held).due(SOURCE, "release", FIRST)[0].url == new.url


def test_a_page_that_grew_old_is_left_alone_for_longer(archive: Archive) -> None:
    archive.places.put_sources([Source(SOURCE, "newsroom", "https://town.example/news", "jadu")])
    archive.listings.shown(SOURCE, "letter", [ListedPage("https://x.example/1")], FIRST)
    ask = Memory(archive).next_look
    late = "2026-01-31T03:30:00Z"  # thirty days on: a day later it will be older
    assert ask(SOURCE, "https://x.example/1", FIRST) == "2026-01-01T23:30:00Z"
    assert ask(SOURCE, "https://x.example/1", late) == "2026-01-31T23:30:00Z"
    assert ask(SOURCE, "https://x.example/1", "2026-02-01T03:30:00Z") == "2026-02-08T03:30:00Z"


def plan(archive: Archive, sql: str) -> str:
    return " ".join(row[3] for row in archive.db.execute(f"EXPLAIN QUERY PLAN {sql}"))


def test_no_question_of_a_night_reads_all_pages(
    held: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each statement that a night asks of the listings goes by an index of its own."""
    asked: list[str] = []
    held.db.conn.set_trace_callback(asked.append)
    memory = Memory(held)
    memory.due(SOURCE, "release", "2026-01-08T03:30:00Z")
    memory.vanished(SOURCE, "release", set(), None)
    memory.vanished(SOURCE, "release", set(), dt.date(2025, 12, 1))
    held.runs.last_walk(SOURCE)
    held.runs.resolve("https://town.example/1", FIRST)
    held.db.conn.set_trace_callback(None)
    plans = [plan(held, sql) for sql in asked if not sql.startswith("--")]
    assert len(plans) >= 6
    assert [each for each in plans if "SCAN" in each] == []
    assert sum("idx_listings_expected" in each for each in plans) == 2
    assert sum("idx_listings_missing" in each for each in plans) == 1
