"""The labelled set: no wrong link, nearly all that should be linked, and hardly a doubt."""

from __future__ import annotations

import pytest

from benchmarks.labelled_links import Outcome, invented, outcomes, outcomes_without


@pytest.fixture(scope="module")
def found() -> list[Outcome]:
    return outcomes(*invented())


def test_the_set_is_large_and_half_of_it_is_hard(found: list[Outcome]) -> None:
    assert len(found) >= 150
    assert sum(one.labelled.trap is not None for one in found) * 2 >= len(found)


def test_no_item_is_linked_to_a_letter_that_it_is_not_about(found: list[Outcome]) -> None:
    assert [one.labelled.item.document for one in found if one.is_wrong] == []


def test_an_item_whose_letter_is_not_here_is_linked_to_no_other() -> None:
    found = outcomes_without(*invented())
    assert len(found) >= 100
    assert [one.labelled.item.document for one in found if one.is_wrong] == []


def test_nearly_all_items_about_a_letter_are_linked_to_it(found: list[Outcome]) -> None:
    due = [one for one in found if one.labelled.about]
    missed = [one.labelled.item.document for one in due if not one.is_right]
    assert len(missed) <= 0.03 * len(due), missed


def test_few_items_are_left_open(found: list[Outcome]) -> None:
    unsure = [one.labelled.item.document for one in found if one.decision == "unsure"]
    assert len(unsure) <= 0.05 * len(found), unsure


def test_every_decision_says_why(found: list[Outcome]) -> None:
    assert [one for one in found if not all(link.reason for link in one.links)] == []
