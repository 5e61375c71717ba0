from __future__ import annotations

from collections import Counter

import pytest

from crawler.health import verdict_on
from crawler.night import Tally


@pytest.mark.parametrize(
    ("counts", "listing_failed", "verdict"),
    [
        ({"listed": 10, "new": 2}, None, "healthy"),
        ({"listed": 10, "changed": 1}, None, "healthy"),
        ({"listed": 10}, None, "quiet"),
        ({}, None, "empty"),
        ({"listed": 10, "new": 1, "unreadable": 5}, None, "changed_shape"),
        ({"listed": 10, "new": 5, "unreadable": 1}, None, "healthy"),
        ({}, "page changed", "changed_shape"),
        ({}, "not a feed", "changed_shape"),
        ({}, "blocked", "blocked"),
        ({}, "disallowed", "blocked"),
        ({}, "timed out", "unreachable"),
        ({}, "server error", "unreachable"),
        ({}, "not there", "unreachable"),
    ],
)
def test_the_verdict_on_a_source(
    counts: dict[str, int], listing_failed: str | None, verdict: str
) -> None:
    tally = Tally(Counter(counts), listing_failed=listing_failed)
    assert verdict_on(tally)[0] == verdict
