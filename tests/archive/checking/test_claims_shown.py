"""What a reader is shown of a claimed grade: of what, of when, with which words, and why it is not
certain. `wrong` is an accusation, and is made only where nothing else can be meant."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.records import HeldLetter
from tests.archive.checking.test_grade_claims import claims, letter, verdicts

OLDER = letter("2019", year=2019, overall="inadequate")
LATER = letter("2026", year=2026, in_care="good")
SEND = HeldLetter("S", "1", "area_send", "", "", "x", framework="SEND",
                  published=dt.date(2024, 5, 1), grades=(("send_outcome", "inconsistent"),))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "others", "verdict", "reason"),
    [
        ("Support for children in care was rated good.", (),
         "wrong", "the letter gives another grade"),
        ("Support for children in care was rated good.", (LATER,),
         "unsure", "a later inspection gives it"),
        ("Support for children in care was rated good, and a new board was set up in 2021.", (),
         "unsure", "the sentence speaks of another year as well"),
        ("It was rated “requires improvement”.", (),
         "unsure", "it is not plain what is graded"),
        ("Support for care leavers was rated good in three areas.", (OLDER,),
         "wrong", "the letter gives another grade"),
    ],
)  # fmt: skip
def test_a_claim_that_differs_is_wrong_only_where_nothing_else_can_be_meant(
    text: str, others: tuple[HeldLetter, ...], verdict: str, reason: str
) -> None:
    (claim,) = claims(text, *others)
    assert (claim.verdict, claim.reason, claim.letter) == (verdict, reason, "L")


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Care leavers’ support was rated good, as was leadership.", ["care_leavers", "leaders"]),
        ("Leadership was rated good, as was support for children in care.", ["leaders", "in_care"]),
        ("Ofsted rated leadership good, as were services overall.", ["leaders", "overall"]),
        ("Leadership was rated good by Ofsted for children in care.", ["in_care"]),
    ],
)
def test_a_grade_is_claimed_for_each_area_that_shares_it(text: str, areas: list[str]) -> None:
    assert [(one.area, one.claimed) for one in claims(text)] == [(area, "good") for area in areas]


def test_the_same_grade_is_marked_where_it_is_said() -> None:
    text = (
        "Leadership was rated good. Inspectors gave the same grade to support for care leavers "
        "and wrote of much more."
    )
    _, claim = claims(text)
    assert (claim.area, claim.claimed) == ("care_leavers", "good")
    assert text[claim.document_start : claim.document_end] == "the same grade"
    assert claim.sentence == text.split(". ", 1)[1]


def test_grades_of_areas_that_are_not_named_are_not_held_to_be_a_visit_s() -> None:
    visit = letter(kind="focused_visit")
    (named,) = claims("Following this visit, leadership was rated good.", held=visit)
    assert (named.verdict, named.reason) == ("wrong", "this visit grades nothing")
    for text in ("two areas were rated good", "Ofsted rated us good in three key areas"):
        (unnamed,) = claims(f"Following this visit, {text}.", held=visit)
        assert (unnamed.area, unnamed.verdict, unnamed.letter) == ("unknown", "unsure", None)


def test_the_inspection_which_gave_a_grade_is_the_one_whose_year_is_named() -> None:
    (claim,) = claims("It follows the 2019 inspection, which rated our services inadequate.", OLDER)
    assert (claim.verdict, claim.letter, claim.grade) == ("older_inspection", "2019", "inadequate")
    # A year in the clause itself is that of the grade.
    text = "It follows the 2019 inspection, which in 2024 rated our services good."
    assert verdicts(text, OLDER) == [("overall", "good", "right")]


@pytest.mark.parametrize(
    ("text", "claimed", "verdict"),
    [
        ("The report found that experiences are inconsistent.", "inconsistent", "right"),
        ("Inspectors say that children typically have positive experiences.", "positive", "wrong"),
        ("There are no systemic failings in the area.", "not systemic failings", "right"),
        ("Inspectors found no widespread or systemic failings.", "not systemic failings", "right"),
        ("Without systemic failings, the area may be proud.", "not systemic failings", "right"),
        ("The area avoided systemic failings.", "not systemic failings", "right"),
        ("Inspectors found no inconsistent experiences.", "not inconsistent", "unsure"),
    ],
)  # fmt: skip
def test_an_area_s_outcome_is_held_against_its_letter(
    text: str, claimed: str, verdict: str
) -> None:
    assert verdicts(text, held=SEND) == [("send_outcome", claimed, verdict)]


def test_an_outcome_that_is_hoped_for_is_no_claim() -> None:
    text = "We want all children to say they generally have positive experiences."
    assert claims(text, held=SEND) == []


def test_a_hope_is_no_claim_and_a_grade_found_is_one() -> None:
    assert claims("We hope to be rated good next time.") == []
    assert claims("It is our aim to be found good for leadership.") == []
    assert verdicts("Our aim was met: leadership was FOUND good.") == [("leaders", "good", "right")]


def test_good_in_every_area_of_a_letter_that_judges_none_is_of_the_whole() -> None:
    visit = letter(kind="focused_visit")
    (claim,) = claims("Ofsted rated us good in every area.", held=visit)
    assert (claim.area, claim.claimed) == ("overall", "good")


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Rated good for leadership, inadequate for adoption.",
         [("leaders", "good"), ("adoption", "inadequate")]),
        ("Leadership was rated good, and outstanding in adoption.",
         [("leaders", "good"), ("adoption", "outstanding")]),
        ("Leadership was rated good; outstanding in adoption are its staff.", [("leaders", "good")]),
        ("Leadership was rated good; its outstanding work in adoption goes on.",
         [("leaders", "good")]),
    ],
)  # fmt: skip
def test_a_list_of_grades_goes_on_at_a_comma_and_ends_at_a_semicolon(
    text: str, areas: list[tuple[str, str]]
) -> None:
    assert [(one.area, one.claimed) for one in claims(text)] == areas
