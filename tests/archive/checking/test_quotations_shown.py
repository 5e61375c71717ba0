"""What a reader is shown of a quotation: where it stands, what was cut off, and why it is grave."""

from __future__ import annotations

import pytest

from archive.checking.letter_text import ReleaseText, SoughtText
from archive.checking.named import OFSTED
from archive.checking.quotations import check
from archive.checking.quoted import find_quoted
from archive.checking.shared_words import borrowed
from archive.checking.stems import stem
from archive.records import Item, Quotation
from tests.archive.checking.test_quotations import TODAY, letter, verdicts

DENIED = (
    "Focused visit to Tarnshire children’s services\n\nSupervision does not always help social "
    "workers to reflect on the harder parts of their work. They visit children often, but not "
    "always alone."
)


def quoted(said: str, text: str = DENIED) -> Quotation:
    item = Item("press_release", "x", "Title", said, None, TODAY)
    ((quotation,), _) = check(item, letter(text))
    return quotation


def test_a_denial_that_is_cut_off_is_grave_and_says_why() -> None:
    found = quoted(
        "Ofsted said: “help social workers to reflect on the harder parts of their work”."
    )
    assert (found.verdict, found.difference) == ("cut_short", "[does not always …]")
    assert found.grave == "the letter has “does not always” right before these words"


def test_a_sentence_that_turns_after_a_word_or_two_was_cut_short() -> None:
    found = quoted("Ofsted said: “They visit children”.")
    assert (found.verdict, found.difference) == ("cut_short", "[… often, but not always alone]")


def test_what_the_letter_goes_on_to_say_may_be_told_in_the_document_s_own_words() -> None:
    said = "Ofsted said “children say that this matters to them” in Tarnshire."
    (cut,) = verdicts(said)
    assert cut.verdict == "cut_short"
    (told,) = verdicts(f"{said} It adds that caseloads are too high in two of the four teams.")
    assert (told.verdict, told.difference) == ("exact", None)


def test_words_put_in_brackets_are_shown_beside_the_words() -> None:
    (found,) = verdicts("The letter says: “[Staff] know their children well”.")
    assert found.verdict == "exact"
    assert found.difference == "[+Staff+] know their children well"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Social workers know their children well. They visit them often, and children say", "exact"),
        ("know their children well", "not_ofsted"),
    ],
)  # fmt: skip
def test_a_councillor_who_says_the_letter_s_very_words_quotes_it_at_length(
    said: str, verdict: str
) -> None:
    (found,) = verdicts(f"Cllr Ada Penn said: “{said}.”")
    assert found.verdict == verdict


def test_a_quotation_within_speech_knows_its_own_place() -> None:
    text = (
        "Cllr Ada Penn said: “We are glad. Ofsted said ‘the pace of change has quickened’ here, "
        "and so it has.”"
    )
    outer, inner = find_quoted(text)
    assert (outer.is_nested, inner.is_nested) == (False, True)
    assert (inner.text, inner.speaker) == ("the pace of change has quickened", OFSTED)
    assert text[inner.start : inner.end] == "‘the pace of change has quickened’"
    assert inner.is_closed is True


def test_where_marks_do_not_end_a_paragraph_nobody_can_say_where_speech_ends() -> None:
    text = (
        "Cllr Ada Penn said: “We are glad of what they saw.\n\n"
        "It was hard work” is what she calls it, and it was long as well”"
    )
    (found, *_) = find_quoted(text)
    assert (found.text, found.is_closed) == ("We are glad of what they saw.", False)
    closed = find_quoted(text.replace("work” is", "work is"))[0]
    assert closed.is_closed
    assert closed.text.endswith("it was long as well")


@pytest.mark.parametrize(
    ("text", "speaker", "is_certain"),
    [
        ("Help was described as “swift and well recorded” by inspectors.", OFSTED, True),
        ("“We are glad to see all of it,” Cllr Ada Penn said.", "Cllr Ada Penn", True),
        ("“We are glad to see all of it,” which is what many in town wish for, Cllr Ada Penn said.",
         "unknown", False),
        ("Cllr Ada Penn said that she was glad. “We see it in all of the teams.”",
         "Cllr Ada Penn", False),
    ],
)  # fmt: skip
def test_who_speaks_is_certain_only_where_a_verb_of_theirs_is_near(
    text: str, speaker: str, is_certain: bool
) -> None:
    (found,) = find_quoted(text)
    assert (found.speaker, found.is_certain) == (speaker, is_certain)


def test_shared_words_are_marked_in_the_document_as_in_the_letter() -> None:
    text = "In short, leaders have appropriate plans in place to strengthen practice, we read."
    item = Item("press_release", "x", "Title", text, None, TODAY)
    _, (passage,) = check(item, letter())
    assert text[passage.document_start : passage.document_end] == passage.text
    assert passage.text == "leaders have appropriate plans in place to strengthen"
    assert passage.words == 8


def test_a_report_says_from_which_release_most_of_its_words_come() -> None:
    text = (
        "Leaders have appropriate plans in place to strengthen it. We are proud of all our staff."
    )
    little = ReleaseText("little", "The town is glad. We are proud of all our staff here.")
    much = ReleaseText("a-lot", f"Today we hear this. {text}")
    found = borrowed(SoughtText(text), letter(), [little, much])
    assert (found.letter, found.press_release) == ("1", "a-lot")
    assert (found.words, found.of_release) == (16, 16)
    assert found.of_letter == 8
    alone = borrowed(SoughtText(text), letter(), [ReleaseText("none", "The library is open.")])
    assert (alone.of_release, alone.press_release) == (0, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("process", "processes"), ("illness", "illnesses"), ("plan", "plans"), ("duty", "duties")],
)
def test_one_and_many_are_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_of_several_gaps_each_is_looked_into_for_what_it_hides() -> None:
    said = "Supervision … help social workers … on the harder parts"
    found = quoted(f"Ofsted said: “{said}”.")
    assert (found.verdict, found.grave) == ("altered", "“does not always” is left out")


@pytest.mark.parametrize(
    "between",
    ["\n\n• ", "\n\n", "\n\nThe “Good Start Plan” is here.\n\n", " “Good Start Plan” "],
    ids=["an item", "a paragraph", "a name in marks", "a name beside it"],
)
def test_speech_goes_on_with_its_speaker_over_names_and_items(between: str) -> None:
    text = f"Cllr Ada Penn said: “We are glad of it.”{between}“We see it in all of the teams.”"
    assert [one.speaker for one in find_quoted(text)] == ["Cllr Ada Penn", "Cllr Ada Penn"]
