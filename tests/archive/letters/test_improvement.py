"""What needs to improve: every item, whole, and nothing that only introduces the list."""

from __future__ import annotations

import pytest

from archive.letters.improvement import framework_refs, items, listed_items, to_points
from archive.letters.ledger import Ledger
from tests.archive.letters.build import body_of


def found(text: str) -> list[str]:
    return [item.text for item in items(body_of(text).paragraphs)]


def test_items_are_points_and_their_lead_in_is_not() -> None:
    text = "The council should improve:\n\n• the range of flats\n• the detail of plans."
    assert found(text) == ["the range of flats", "the detail of plans."]


def test_items_nested_under_one_belong_to_it() -> None:
    text = "• Plans, so that they are:\n> • short\n> • clear\n• Visits."
    assert found(text) == ["Plans, so that they are:\n• short\n• clear", "Visits."]


def test_a_numbered_lead_in_gives_way_to_its_list() -> None:
    text = "3. The council should:\n\n> • write shorter plans\n> • visit more often."
    assert found(text) == ["write shorter plans", "visit more often."]


def test_paragraphs_are_points_where_there_is_no_list() -> None:
    assert found("The range of flats.\n\nThe detail of plans.") == [
        "The range of flats.",
        "The detail of plans.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "There are no areas for priority action.",
        "• None.",
        "This inspection did not identify any.",
        "No areas for improvement were found.",
    ],
)
def test_a_sentence_that_there_are_none_is_no_point(text: str) -> None:
    assert found(text) == []


def test_prose_beside_a_list_is_not_listed() -> None:
    text = "Some words on why.\n\n• The range of flats."
    assert [item.text for item in listed_items(body_of(text).paragraphs)] == ["The range of flats."]
    assert listed_items(body_of("Some words.").paragraphs) == []


def test_points_keep_number_page_and_evidence() -> None:
    ledger = Ledger()
    body = body_of("1. The range of flats.\n\n2. Plans for care leavers. (Outcome 4, Enabler 2)")
    one, two = to_points([("improvement", item) for item in items(body.paragraphs)], ledger)
    assert (one.number, one.text, one.page) == ("1", "The range of flats.", 1)
    assert two.framework_refs == ("Outcome 4", "Enabler 2")
    assert "care leavers" in two.themes
    assert [evidence.field for evidence in ledger.evidence] == [
        "improvement_points.1",
        "improvement_points.2",
    ]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("plans (outcome 1, national framework)", ("Outcome 1",)),
        ("plans (Outcomes 1 and 4; enabler 3)", ("Outcome 1", "Outcome 4", "Enabler 3")),
        ("plans. (Outcomes 2, 3 & 4)", ("Outcome 2", "Outcome 3", "Outcome 4")),
        ("plans (Principle 4 and principle 4)", ("Principle 4",)),
        ("outcomes for 12 children", ()),
    ],
)
def test_the_national_framework_s_parts_are_named(text: str, refs: tuple[str, ...]) -> None:
    assert framework_refs(text) == refs


def test_where_there_is_no_list_the_sentence_that_leads_in_is_no_point() -> None:
    prose = body_of("The council should look to:\n\nThe quality of plans.\n\nVisits.").paragraphs
    assert [item.text for item in items(prose)] == ["The quality of plans.", "Visits."]
