from __future__ import annotations

import pytest

from archive.checking.quoted import find_quoted


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


def test_a_quotation_opened_with_one_mark_and_closed_with_another() -> None:
    assert said('Ofsted said: “Plans are in place" and left it there.') == [
        ("Ofsted", "Plans are in place")
    ]
    assert said("Ofsted said: ‘Plans are in place for every child.”") == [
        ("Ofsted", "Plans are in place for every child.")
    ]


def test_two_quotations_in_single_marks_stay_two() -> None:
    text = "Staff feel ‘listened to by managers’ and ‘valued by their leaders’, Ofsted said."
    assert [words for _, words in said(text)] == [
        "listened to by managers",
        "valued by their leaders",
    ]


def test_what_is_quoted_within_speech_is_a_quotation_of_its_own() -> None:
    text = "Cllr Ada Penn said: “The report says ‘leaders know their staff well’, and I agree.”"
    assert [(speaker, words) for speaker, words in said(text)][1] == (
        "Ofsted",
        "leaders know their staff well",
    )
    assert find_quoted(text)[1].is_nested


def test_a_block_quote_is_a_quotation() -> None:
    text = "Inspectors said:\n\n> Plans are in place.\n> Leaders know it.\n\nThe council agreed."
    assert said(text) == [("Ofsted", "Plans are in place.\nLeaders know it.")]


@pytest.mark.parametrize(
    "text",
    [
        "The service is ‘requires improvement to be good’, Ofsted said.",
        "Ofsted praised the ‘Family Safeguarding Hertbeck’ team.",
        "Services were “rated good overall” by Ofsted.",
    ],
)
def test_grades_and_names_in_marks_are_no_quotations(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The report was blunt. It said: “Leaders lost their way.”", "Ofsted"),
        ("Cllr Ada Penn was there. She added: “Leaders lost their way.”", "Cllr Ada Penn"),
        ("The council’s own report says: “Leaders lost their way.”", "council"),
        ("A report to councillors says: “Leaders lost their way.”", "councillors"),
        ("Children told inspectors: “Nobody ever asked us.”", "unknown"),
        ("The inspectors’ letter says that “leaders lost their way”.", "Ofsted"),
        ("Described by inspectors as “far from good enough” for children.", "Ofsted"),
        ("Services were described as “far from good enough” by the watchdog.", "Ofsted"),
        ("Lead inspector Ida Mott wrote: “Leaders lost their way.”", "Ofsted"),
        ("Here is some of it:\n\n• “Leaders lost their way.”", "unknown"),
        ("Inspectors found:\n\n• “Leaders lost their way.”", "Ofsted"),
    ],
)  # fmt: skip
def test_who_speaks_where_the_words_around_are_harder(text: str, speaker: str) -> None:
    assert speaker.lower() in said(text)[0][0].lower()


def test_a_quotation_knows_how_sure_its_speaker_is() -> None:
    (quoted,) = find_quoted("Ofsted has a view of the “very warm welcome” in Tarn.")
    assert (quoted.speaker, quoted.is_certain) == ("Ofsted", False)
    (quoted,) = find_quoted("In 2014 inspectors said that “leaders lost their way”.")
    assert quoted.is_earlier
    (quoted,) = find_quoted("Ofsted said: “Plans are in place.\n\nThe council said nothing else.")
    assert not quoted.is_closed


BLOCK = "The report was read out:\n\nPlans are in place.\n\nLeaders act on them.\n\nThe end."


def test_a_block_quote_is_a_quotation_without_marks() -> None:
    (quoted,) = find_quoted(BLOCK.replace("was read out", "says"), blocks=(2, 3))
    assert (quoted.speaker, quoted.is_certain) == ("Ofsted", True)
    assert quoted.text == "Plans are in place.\nLeaders act on them."
    whole = BLOCK.replace("was read out", "says")
    assert whole[quoted.start : quoted.end] == "Plans are in place.\n\nLeaders act on them."
    assert find_quoted(BLOCK) == []


@pytest.mark.parametrize(
    ("under", "speaker"),
    [
        ("— Ofsted", "Ofsted"),
        ("Ofsted inspection report, June 2025", "Ofsted"),
        ("Ada Penn, director of children’s services", "Ada Penn"),
    ],
)
def test_the_line_under_a_block_quote_names_its_speaker(under: str, speaker: str) -> None:
    text = f"This came today.\n\nStaff know each child by name.\n\n{under}\n\nThe end."
    (quoted,) = find_quoted(text, blocks=(2, 3))
    assert (quoted.speaker, quoted.text) == (speaker, "Staff know each child by name.")


def test_of_a_block_quote_nobody_is_said_to_have_said_nothing_is_certain() -> None:
    (quoted,) = find_quoted("Some news.\n\nStaff know each child by name.\n\nThe end.", (2,))
    assert (quoted.speaker, quoted.is_certain) == ("unknown", False)


def test_marks_within_a_block_quote_count_and_what_it_repeats_does_not() -> None:
    text = "Some news.\n\n“We are glad,” said Cllr Ada Penn.\n\nThe end."
    assert [(q.speaker, q.text) for q in find_quoted(text, (2,))] == [
        ("Cllr Ada Penn", "We are glad,")
    ]
    pulled = "Cllr Ada Penn said: “We are glad of what they saw.”\n\nglad of what they saw\n\nEnd."
    assert [q.text for q in find_quoted(pulled, (2,))] == ["We are glad of what they saw."]
