from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.quotations import LetterText, check, difference_of
from archive.records import HeldLetter, Item, Quotation

LETTER = (
    "Focused visit to Tarnshire children’s services\n\n"
    "Leaders have appropriate plans in place to strengthen and sustain improvements in practice. "
    "Nevertheless, the quality of help for disabled children is not consistent.\n\n"
    "Social workers know their children well. They visit them often, and children say that this "
    "matters to them. However, caseloads are too high in two of the four teams.\n\n"
    "• Contingency plans are too often missing.\n"
    "• Supervision does not help social workers to reflect."
)
OTHER = "The response to children who go missing was swift and well recorded in every case."


def letter(text: str = LETTER, number: str = "1") -> LetterText:
    return LetterText(
        HeldLetter(number, "90001", "focused_visit", "", "", text, page_starts=(0, 250))
    )


def verdicts(text: str) -> list[Quotation]:
    item = Item("press_release", "x", "Title", text, None, dt.date(2025, 7, 1))
    return check(item, letter(), [letter(OTHER, "2")])[0]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("leaders have appropriate plans in place", "exact"),
        ("Leaders have “appropriate” plans", "exact"),
        ("They visit them often, and children say that this matters to them", "cut_short"),
        ("strengthen and sustain improvements in practice", "cut_short"),
        ("Social workers know their children well. They visit them often", "exact"),
        ("Social workers … know their children well", "exact"),
        ("[Staff] know their children well", "exact"),
        ("Leaders have appropriate plans in place. Supervision does not help social workers to"
         " reflect.", "joined"),
        ("Social workers know their children well … children say that this matters to them",
         "joined"),
        ("Social workers know their children. They visit them often", "altered"),
        ("senior leaders have appropriate plans in place to strengthen and sustain improvements",
         "altered"),
        ("the quality of help for disabled children is consistent", "altered"),
        ("the response to children who go missing was swift", "another_letter"),
        ("every single family in the borough is delighted with us", "not_found"),
    ],
)  # fmt: skip
def test_verdicts_on_words_given_as_ofsteds(said: str, verdict: str) -> None:
    said = said.replace("“", "‘").replace("”", "’")
    (quotation,) = verdicts(f"The letter says: “{said}”.")
    assert quotation.verdict == verdict


def test_an_alteration_is_shown_as_the_words_that_differ() -> None:
    (quotation,) = verdicts(
        "Ofsted said “senior leaders have appropriate plans in place to strengthen and sustain "
        "improvements” in Tarnshire."
    )
    assert quotation.difference == (
        "[+senior+] leaders have appropriate plans in place to strengthen and sustain "
        "improvements [… in practice]"
    )
    assert quotation.letter_words is not None
    assert quotation.letter_words.startswith("Leaders have appropriate plans")


def test_a_lost_not_is_seen() -> None:
    lost = difference_of("help is consistent", "help is not consistent")
    assert lost == "help is [-not-] consistent"


def test_a_cut_is_shown_with_what_the_letter_says_next() -> None:
    (quotation,) = verdicts("Ofsted said “children say that this matters to them” in Tarnshire.")
    assert quotation.difference is not None
    assert "However, caseloads are too high" in quotation.difference


def test_a_quotation_knows_its_page_and_place() -> None:
    (quotation,) = verdicts("Ofsted: “They visit them often, and children say”.")
    assert quotation.page == 2
    assert LETTER[quotation.start : quotation.end] == "They visit them often, and children say"


def test_a_councillors_words_are_not_held_against_the_letter() -> None:
    (quotation,) = verdicts("Cllr Ada Penn said: “We are proud of our social workers here.”")
    assert (quotation.verdict, quotation.speaker) == ("not_ofsted", "Cllr Ada Penn")


def test_without_a_letter_nothing_is_said_of_ofsteds_words_but_that_they_are_not_held() -> None:
    item = Item("press_release", "x", "", "Ofsted said “plans are very good”.", None, dt.date.min)
    quotations, passages = check(item, None)
    assert [q.verdict for q in quotations] == ["not_found"]
    assert passages == []


def test_words_shared_without_marks_are_found_and_quoted_ones_left_out() -> None:
    text = (
        "Ofsted says leaders have appropriate plans in place to strengthen and sustain their work. "
        "It added: “Contingency plans are too often missing.”"
    )
    item = Item("press_release", "x", "", text, None, dt.date(2025, 7, 1))
    _, (passage,) = check(item, letter())
    assert passage.text == "leaders have appropriate plans in place to strengthen and sustain"
    assert passage.words == 10


@given(st.text(alphabet="ab “”‘’\"'.\n", max_size=400))
def test_any_text_gives_a_result(text: str) -> None:
    item = Item("press_release", "x", "", text, None, dt.date(2025, 7, 1))
    check(item, letter())


@given(st.lists(st.sampled_from(LETTER.split()), min_size=4, max_size=30))
def test_only_words_that_stand_in_the_letter_in_this_order_are_exact(words: list[str]) -> None:
    said = " ".join(word.strip("•.,’") for word in words)
    for quotation in verdicts(f"Ofsted said: “{said}”"):
        if quotation.verdict == "exact":
            assert quotation.letter_words is not None
            assert quotation.letter_words.lower().split()[0].strip("•.,") == said.lower().split()[0]
