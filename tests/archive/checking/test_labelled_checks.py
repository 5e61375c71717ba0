"""The labelled sets keep what docs/accuracy.md promises of them."""

from __future__ import annotations

import collections

from tests.archive.labelled_sets import Labelled, claims, pairs_of_points, points, quotations


def wrong(found: list[Labelled], verdict: str | None = None) -> list[tuple[str, str, str]]:
    return [
        (one.words, one.right, one.found)
        for one in found
        if not one.is_right and verdict in (None, one.found)
    ]


def test_exact_and_not_found_are_never_wrong_and_all_verdicts_hardly_ever() -> None:
    found = list(quotations())
    assert len(found) >= 200
    assert wrong(found, "exact") == []
    assert wrong(found, "not_found") == []
    assert len(wrong(found)) <= 0.03 * len(found), wrong(found)


def test_every_verdict_is_labelled() -> None:
    verdicts = collections.Counter(one.right for one in quotations())
    assert {"exact", "cut_short", "joined", "altered", "another_letter", "not_found",
            "not_ofsted", "unsure", "none"} <= set(verdicts)  # fmt: skip
    assert min(verdicts.values()) >= 3


def test_grades_claimed_are_told_right() -> None:
    found = list(claims())
    assert len(found) >= 60
    assert len(wrong(found)) <= 0.02 * len(found), wrong(found)


def test_that_a_point_is_not_mentioned_is_said_rightly() -> None:
    found = list(points())
    assert pairs_of_points() >= 40
    said = [one for one in found if one.found == "not_mentioned"]
    assert len(said) > 0.8 * sum(one.right == "not_mentioned" for one in found)
    assert len(wrong(said)) <= 0.05 * len(said), wrong(said)
