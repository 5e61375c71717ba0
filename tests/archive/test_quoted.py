from __future__ import annotations

import pytest

from archive.quoted import find_quoted


def said(text: str) -> list[tuple[str, str]]:
    return [(quoted.speaker, quoted.text) for quoted in find_quoted(text)]


def test_paragraphs_each_opened_and_only_the_last_closed_are_one_quotation() -> None:
    text = (
        "Cllr Ada Penn said: “We are very glad.\n\n“We know what is left to do.”\n\nThe end of it."
    )
    assert said(text) == [("Cllr Ada Penn", "We are very glad.\nWe know what is left to do.")]


def test_straight_marks_work_as_curly_ones_do() -> None:
    text = (
        '"Plans are in place," said the report.\n"Leaders know their services.\n"They act on it."'
    )
    assert said(text) == [
        ("Ofsted", "Plans are in place,"),
        ("Ofsted", "Leaders know their services.\nThey act on it."),
    ]


def test_one_or_two_words_are_a_manner_of_speaking() -> None:
    assert said("The ‘front door’ and the “@one team” were “inadequate”, Ofsted said.") == []


def test_single_marks_are_told_from_apostrophes() -> None:
    text = "Inspectors found ‘the parents’ views are heard and children’s plans work’ in Tarn."
    assert said(text) == [("Ofsted", "the parents’ views are heard and children’s plans work")]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "Ofsted said: “Plans are in place.\n\nThe council said nothing else."
    assert said(text) == [("Ofsted", "Plans are in place.")]


def test_quotations_within_a_quotation_are_part_of_it() -> None:
    assert said("She said: “It is ‘a very good plan’ for us.” Nobody else did.")[0][1] == (
        "It is ‘a very good plan’ for us."
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ofsted has found that in Tarn “leaders have the right plans” for it.", "Ofsted"),
        ("The letter goes on: “leaders have the right plans”.", "Ofsted"),
        ("“Leaders have the right plans,” inspectors concluded.", "Ofsted"),
        ("“Leaders have the right plans,” said Councillor Ada Penn.", "Councillor Ada Penn"),
        ("Cllr Ada Penn, lead member for children, said: “We have the right plans.”",
         "Cllr Ada Penn"),
        ("Councillor Ada PennCouncillor Ada Penn, chair, said: “We have the right plans.”",
         "Councillor Ada Penn"),
        ("Cllr Ada Penn, who welcomed the Ofsted report, said: “We have the right plans.”",
         "Cllr Ada Penn"),
        ("Ada Penn, director of children’s services, said inspectors had found “the right plans"
         " in place”.", "Ofsted"),
        ("The letter on West Tarn says: “Leaders have the right plans.”", "Ofsted"),
        ("Mayor of Tarn Ada Penn said: “We have the right plans.”", "Ada Penn"),
        ("A council spokesperson said: “We have the right plans.”", "spokesperson"),
        ("“We have the right plans” is written on the wall.", "unknown"),
    ],
)  # fmt: skip
def test_the_words_around_a_quotation_tell_who_said_it(text: str, speaker: str) -> None:
    assert said(text)[0][0] == speaker


def test_speech_that_goes_on_in_the_next_paragraph_keeps_its_speaker() -> None:
    text = "“We are very glad,” said Cllr Ada Penn.\n\n“There is more to do for us.”"
    assert [speaker for speaker, _ in said(text)] == ["Cllr Ada Penn", "Cllr Ada Penn"]


@pytest.mark.parametrize("text", ["", "“", "”””", '"""', "‘’‘’", "“" * 500, "a “b\n\n" * 300])
def test_unbalanced_marks_raise_nothing(text: str) -> None:
    find_quoted(text)
