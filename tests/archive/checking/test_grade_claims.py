from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.checking.elsewhere import Elsewhere
from archive.checking.grade_claims import grade_claims
from archive.records import GradeClaim, HeldLetter, Item

NAMES = {"1": ["Tarnshire"], "2": ["West Tarnshire"], "3": ["Corran"]}


def letter(
    number: str = "L", kind: str = "inspection", year: int = 2024, **grades: str
) -> HeldLetter:
    held = grades or {"overall": "good", "leaders": "good", "in_care": "requires improvement"}
    given = tuple(held.items()) if kind == "inspection" else ()
    return HeldLetter(
        number,
        "1",
        kind,
        "",
        "",
        "x",
        framework="ILACS",
        published=dt.date(year, 5, 1),
        grades=given,
    )


def claims(
    text: str, *others: HeldLetter, title: str = "", held: HeldLetter | None = None
) -> list[GradeClaim]:
    item = Item("press_release", "x", title, text, None, dt.date(2024, 5, 1))
    return grade_claims(item, held or letter(), others, Elsewhere(NAMES, "1"))


def verdicts(
    text: str, *others: HeldLetter, held: HeldLetter | None = None
) -> list[tuple[str, str, str]]:
    return [(one.area, one.claimed, one.verdict) for one in claims(text, *others, held=held)]


def test_a_claim_carries_its_sentence_its_letter_and_its_reason() -> None:
    (claim,) = claims("Today is a good day. Ofsted rated our children’s services good.")
    assert claim.sentence == "Ofsted rated our children’s services good."
    assert (claim.letter, claim.grade, claim.reason) == ("L", "good", "the letter gives this grade")
    assert (claim.document_start, claim.document_end) == (58, 62)


def test_a_wrong_grade_is_said_only_of_an_area_that_is_named() -> None:
    assert verdicts("Support for children in care was rated good.") == [
        ("in_care", "good", "wrong")
    ]
    assert verdicts("It was rated “requires improvement”.")[0][2] == "unsure"


def test_a_year_is_held_against_the_letter_of_that_year() -> None:
    older = letter("2019", year=2019, overall="inadequate")
    text = "In 2019 Ofsted rated our children’s services {}."
    (claim,) = claims(text.format("inadequate"), older)
    assert (claim.verdict, claim.letter, claim.grade) == ("older_inspection", "2019", "inadequate")
    (claim,) = claims(text.format("good"), older)
    assert (claim.verdict, claim.letter, claim.grade) == ("wrong", "2019", "inadequate")


def test_of_an_inspection_that_is_not_held_nothing_is_said_but_that_it_is_older() -> None:
    (claim,) = claims("In 2011 the council was rated inadequate.")
    assert (claim.verdict, claim.letter) == ("older_inspection", None)


@pytest.mark.parametrize(
    "text",
    [
        "Services in West Tarnshire were rated inadequate.",
        "In Corran, the council’s children’s services were rated inadequate.",
        "Oak Lane school was rated inadequate by Ofsted.",
        "We hope to be rated outstanding.",
        "The four grades are outstanding, good, requires improvement or inadequate.",
        "Inspectors saw good relationships and outstanding direct work.",
        "Services are rated at least ‘good’ everywhere.",
        "There are areas that still require improvement.",
    ],
)
def test_what_is_no_claim_of_this_authority_gives_none(text: str) -> None:
    assert verdicts(text) == []


def test_another_authority_named_before_does_not_hide_our_own() -> None:
    text = "Like Corran, Tarnshire was rated good overall by Ofsted."
    assert verdicts(text) == [("overall", "good", "right")]


def test_a_visit_grades_nothing() -> None:
    visit = letter("V", "focused_visit", 2025)
    said = "Inspectors judged the council’s children’s services good on their visit."
    assert verdicts(said, letter(), held=visit) == [("overall", "good", "wrong")]
    said = "The council was rated good at its last inspection."
    assert verdicts(said, letter(), held=visit) == [("overall", "good", "older_inspection")]
    said = "Tarnshire, whose services are rated good, spends more than most."
    assert [verdict for *_, verdict in verdicts(said, letter(), held=visit)] == ["unsure"]


def test_children_in_care_and_care_leavers_were_one_judgement() -> None:
    said = "The experiences of children in care and care leavers were judged to require improvement to be good."
    assert verdicts(said) == [("in_care", "requires improvement", "right")]


def test_a_claim_in_the_title_is_marked() -> None:
    (claim,) = claims("", title="Ofsted rates Tarnshire’s children’s services ‘good’")
    assert claim.in_title
    assert claim.verdict == "right"


@given(st.text(alphabet="abi ‘’“”.,\ngood outstanding rated inadequate from to 2019", max_size=300))
def test_any_text_gives_a_result(text: str) -> None:
    claims(text, letter("2019", year=2019))


def test_a_grade_that_goes_on_a_list_of_old_ones_is_old() -> None:
    said = "Since the last inspection in 2015, where services were rated good overall and services for care leavers rated outstanding, much has changed."
    assert [verdict for *_, verdict in verdicts(said)] == ["older_inspection", "older_inspection"]


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (dt.date(2024, 5, 1), "wrong"),  # the later letter did not yet exist
        (dt.date(2025, 6, 1), "unsure"),
        (None, "unsure"),
    ],
)
def test_a_later_letter_counts_only_for_what_was_written_after_it(
    day: dt.date | None, verdict: str
) -> None:
    later = letter("later", year=2025, overall="outstanding")
    item = Item(
        "press_release", "x", "", "Ofsted rated Tarnshire’s services outstanding.", day, dt.date.max
    )
    (claim,) = grade_claims(item, letter(), [later], Elsewhere(NAMES, "1"))
    assert (claim.claimed, claim.verdict) == ("outstanding", verdict)
