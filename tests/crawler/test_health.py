from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from archive.records import Source
from crawler.expectations import History, on_freshness
from crawler.health import verdict_on
from crawler.night import Tally


@pytest.mark.parametrize(
    ("counts", "listing_failed", "verdict"),
    [
        ({"listed": 10, "new": 2}, None, "healthy"),
        ({"listed": 10, "new": 5, "worded": 5}, None, "changed_shape"),
        ({"listed": 10, "changed": 1}, None, "healthy"),
        ({"listed": 10}, None, "quiet"),
        ({}, None, "empty"),
        ({"listed": 10, "new": 1, "unreadable": 5}, None, "changed_shape"),
        ({"listed": 10, "new": 5, "dated": 5, "worded": 5, "unreadable": 1}, None, "healthy"),
        ({}, "page changed", "changed_shape"),
        ({}, "not a feed", "changed_shape"),
        ({}, "blocked", "blocked"),
        ({}, "disallowed", "blocked"),
        ({}, "timed out", "unreachable"),
        ({}, "server error", "unreachable"),
        ({}, "not there", "unreachable"),
        ({}, "redirected elsewhere", "unreachable"),
        ({}, "not found", "not_found"),
    ],
)
def test_the_verdict_on_a_source(
    counts: dict[str, int], listing_failed: str | None, verdict: str
) -> None:
    tally = Tally(Counter(counts), listing_failed=listing_failed)
    assert verdict_on(tally, History())[0] == verdict


def test_a_source_that_kept_us_out_in_the_middle_is_blocked() -> None:
    tally = Tally(Counter({"listed": 10, "new": 3}), keeps_us_out=True)
    assert verdict_on(tally, History())[0] == "blocked"


# Twenty releases, each with its day and its words.
USUAL = History(20, 20, 20, 20, dt.date(2026, 11, 20), 4)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ({"new": 2, "dated": 2, "worded": 2}, "healthy"),
        ({"new": 2, "dated": 1, "worded": 1}, "healthy"),  # one page's own fault
        ({"new": 1}, "healthy"),
        ({"new": 2, "worded": 2}, "changed_shape"),
        ({"changed": 2, "dated": 2}, "changed_shape"),
        ({"changed": 3, "dated": 3, "worded": 3, "shrunk": 2}, "changed_shape"),
        ({"undated_entries": 10}, "changed_shape"),
        ({"undated_entries": 1, "dated_entries": 9}, "quiet"),
    ],
)
def test_what_a_source_always_had_and_has_no_more_is_a_change_of_shape(
    counts: dict[str, int], verdict: str
) -> None:
    tally = Tally(Counter({"listed": 10, **counts}), titles={"One", "Two", "Three"})
    assert verdict_on(tally, USUAL)[0] == verdict


def test_a_source_that_never_had_days_has_not_lost_them() -> None:
    tally = Tally(Counter({"listed": 10, "new": 3, "worded": 3}), titles={"One", "Two", "Three"})
    assert verdict_on(tally, History(20, 0, 20, 20))[0] == "healthy"


def test_pages_that_are_all_called_the_same_are_not_read_by_their_titles() -> None:
    tally = Tally(Counter({"listed": 10, "new": 3, "worded": 3, "dated": 3}), titles={"News"})
    assert verdict_on(tally, USUAL)[0] == "changed_shape"


def test_a_silence_longer_than_any_before_is_said() -> None:
    source = Source("tarn", "newsroom", "https://www.tarn.example/news", "jadu")
    assert on_freshness(source, USUAL, dt.date(2026, 11, 30)) == ""
    assert "40 days old" in on_freshness(source, USUAL, dt.date(2026, 12, 30))


def test_ofsted_s_letters_have_their_days_in_their_files() -> None:
    counts = Counter({"listed": 22, "new": 22})
    assert verdict_on(Tally(counts=counts, walked=True), None)[0] == "healthy"
