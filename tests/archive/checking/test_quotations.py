from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.checking.difference import differences
from archive.checking.elsewhere import Elsewhere
from archive.checking.letter_text import SoughtText
from archive.checking.quotations import (
    LetterText,
    ReleaseText,
    check,
    difference_of,
    quotations_of,
)
from archive.checking.quoted import find_quoted
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
TODAY = dt.date(2025, 7, 1)
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


def quoted(text: str, of: LetterText | None = None) -> Quotation:
    """The one quotation of a text, against the letter above or another."""
    (found,) = check(Item("press_release", "x", "", text, None, dt.date.min), of or letter())[0]
    return found


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("two of the 4 teams", "two of the four teams"),
        ("the multiagency hub is well coordinated", "The multi-agency hub is well co-ordinated."),
        ("92 per cent of visits are on time", "92% of visits are on time."),
        ("health & police colleagues attend", "Health and police colleagues attend."),
        ("the focussed visit and its judgment organized", "The focused visit and its judgement organised."),
        ("plans are conﬁdent and clear", "Plans are confident and clear."),
        ("plans are clear. Visits are on time", "Plans are clear.\n\n7. Visits are on time."),
        ("the quality of plans. The timeliness of visits",
         "• The quality of plans. (Outcome 1, national framework)\n• The timeliness of visits."),
    ],
)  # fmt: skip
def test_how_words_are_set_is_no_alteration(said: str, theirs: str) -> None:
    assert quoted(f"Ofsted said: “{said}”.", letter(theirs)).verdict == "exact"


def test_part_of_a_word_is_not_a_word() -> None:
    assert (
        quoted("Ofsted said: “plan is over due”.", letter("The plan is overdue.")).verdict
        == "exact"
    )
    assert (
        quoted("Ofsted said: “the plan is over”.", letter("The plan is overdue.")).verdict
        != "exact"
    )


def test_an_ellipsis_that_hides_a_not_is_an_alteration() -> None:
    found = quoted("Ofsted said: “the quality of help for disabled children is … consistent”.")
    assert (found.verdict, found.grave) == ("altered", "“not” is left out")


def test_a_negation_right_before_the_words_is_shown() -> None:
    of = letter("Plans do not always reflect what children say.")
    found = quoted("Ofsted said that plans “reflect what children say”.", of)
    assert (found.verdict, found.difference) == ("cut_short", "[do not always …]")
    assert quoted("Plans do not “reflect what children say”, Ofsted said.", of).verdict == "exact"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("the quality of help for disabled children is consistent", "“not” is left out"),
        (
            "caseloads are too high in three of the four teams",
            "a number is changed (2 in the letter)",
        ),
        ("Contingency plans are sometimes missing", "“often” is left out or changed"),
        ("Social workers always know their children well", "“always” is put in"),
    ],
)
def test_a_grave_alteration_says_why(said: str, reason: str) -> None:
    found = quoted(f"Ofsted said: “{said}”.")
    assert (found.verdict, found.grave) == ("altered", reason)


def test_an_inspector_whom_the_letter_names_speaks_for_ofsted() -> None:
    of = LetterText(
        HeldLetter("1", "90001", "focused_visit", "", "", LETTER, inspectors=("Ida Mott",))
    )
    assert quoted("“Social workers know their children well,” said Ms Mott.", of).verdict == "exact"


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 inspectors said that “nobody knew where the children were”.",
        "The letter says: “Everybody is glad of what was done.\n\nThe council was pleased.",
        "Ofsted has views on “the very best of sea air” in Tarn.",
        "Ofsted praised “warm sea air”.",
    ],
)
def test_nothing_is_accused_where_it_is_not_certain(text: str) -> None:
    assert quoted(text).verdict == "unsure"


REISSUED = (
    "Too little was known. In the autumn nine young people were living in unregistered homes."
)
FIRST_ISSUE = REISSUED.replace("nine", "fourteen")


def on_reissued(said: str) -> Quotation:
    ready = LetterText(replace(letter(REISSUED).letter, earlier=(FIRST_ISSUE,)))
    item = Item("press_release", "x", "Title", f"The letter says: “{said}”.", None, TODAY)
    (quotation,) = check(item, ready, [])[0]
    return quotation


def test_what_was_quoted_before_ofsted_changed_the_letter_was_quoted_rightly() -> None:
    then = on_reissued("fourteen young people were living in unregistered homes")
    assert (then.verdict, then.earlier_issue) == ("exact", True)
    assert (then.start, then.page, then.letter) == (None, None, "1")
    now = on_reissued("nine young people were living in unregistered homes")
    assert (now.verdict, now.earlier_issue) == ("exact", False)
    assert now.start is not None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Twenty young people were living in unregistered homes",
         "[-nine-] [+Twenty+] young people were living in unregistered homes"),
        ("nine young people were living in unregistered flats",
         "nine young people were living in unregistered [-homes-] [+flats+]"),
        ("Inspectors did see that nine young people were living in unregistered homes",
         "[+Inspectors did see that+] nine young people were living in unregistered homes"),
    ],
)  # fmt: skip
def test_a_word_replaced_at_an_end_is_shown_with_the_letter_s_own(said: str, shown: str) -> None:
    assert on_reissued(said).difference == shown


def test_a_letter_without_text_accuses_nobody() -> None:
    assert quoted("Ofsted said: “plans are very good indeed”.", letter("")).verdict == "unsure"


def test_who_says_we_is_not_ofsted() -> None:
    assert (
        quoted("Ofsted heard: “We are proud of our streets and schools.”").verdict == "not_ofsted"
    )


def test_what_a_report_takes_from_the_release_is_traced_to_it() -> None:
    item = Item(
        "news_report", "x", "", "She said: “Everybody worked hard for this.”", None, dt.date.min
    )
    release = ReleaseText("r", "Cllr Penn said: “Everybody worked hard for this.”")
    (found,), _ = check(item, letter(), releases=[release])
    assert (found.verdict, found.press_release) == ("not_ofsted", "r")


def test_a_second_letter_that_the_item_is_about_is_no_other_letter() -> None:
    item = Item("press_release", "x", "", f"Ofsted said: “{OTHER[:-1]}”.", None, dt.date.min)
    (found,), _ = check(item, letter(), also=[letter(OTHER, "2")])
    assert (found.verdict, found.letter) == ("exact", "2")


def test_a_title_s_quotation_counts_where_it_is_the_letter_s_and_not_in_the_text() -> None:
    title = "Social workers “know their children well”, says Ofsted"
    item = Item("press_release", "x", title, "It is good news.", None, dt.date.min)
    (found,), _ = check(item, letter())
    assert (found.verdict, found.in_title) == ("exact", True)
    again = Item(
        "press_release", "x", title, "They “know their children well”, it says.", None, dt.date.min
    )
    assert [one.in_title for one in check(again, letter())[0]] == [False]


def test_names_days_and_formulas_are_not_shared_words() -> None:
    formula = (
        "Her Majesty’s Inspectors for this visit were Ida Mott and Bo Lund. This visit was carried "
        "out in line with the inspection of local authority children’s services (ILACS) framework."
    )
    item = Item("press_release", "x", "", formula, None, dt.date.min)
    assert check(item, letter(formula))[1] == []


def test_what_stands_in_two_of_the_other_letters_is_ofsted_s_way_of_writing() -> None:
    words = "Social workers know their children well and visit them often"
    item = Item("press_release", "x", "", f"It says that {words}.", None, dt.date.min)
    others = [letter(f"{words}.", "2"), letter(f"{words}.", "3")]
    assert check(item, letter(f"{words}."), others[:1])[1] != []
    assert check(item, letter(f"{words}."), others)[1] == []


def test_five_words_are_shared_only_where_two_of_them_are_rare() -> None:
    item = Item(
        "press_release",
        "x",
        "",
        "Now turbulent, fragmented case files abound here.",
        None,
        dt.date.min,
    )
    assert check(item, letter("Inspectors saw turbulent, fragmented case files abound."))[1] != []
    item = Item(
        "press_release", "x", "", "Here children and families get support.", None, dt.date.min
    )
    assert check(item, letter("Most children and families get support early."))[1] == []


@pytest.mark.parametrize("size", [1, 500])
def test_hundreds_of_quotations_give_hundreds_of_verdicts(size: int) -> None:
    found = verdicts(
        "\n\n".join(["Ofsted said: “Social workers know their children well.”"] * size)
    )
    assert len(found) == size


def test_what_is_quoted_of_another_councils_letter_is_not_held_against_this_one() -> None:
    """A report on two councils quotes two letters, of which one may not be here."""
    names = {"90001": ["Tarnshire"], "90002": ["Corran"]}
    said = "The report says: “{}, leaders answer every call before it rings”."
    item = Item("news_report", "x", "Two letters", said.format("In Corran"), None, TODAY)
    for elsewhere, verdict in ((Elsewhere(names, "90001"), "unsure"), (None, "not_found")):
        quoted = find_quoted(item.text)
        (found,) = quotations_of(
            item, quoted, SoughtText(item.text), [letter()], elsewhere=elsewhere
        )
        assert found.verdict == verdict


def test_a_county_council_is_not_another_authority_than_the_one_in_its_stead() -> None:
    names = {"90001": ["Tarnshire"], "90002": ["Corran"], "E1": ["Tarnshire County Council"]}
    elsewhere = Elsewhere(names, "90001")
    assert not elsewhere.is_meant("Tarnshire County Council has today said sorry")
    assert not elsewhere.is_meant("Tarnshire has today said sorry")
    assert elsewhere.is_meant("Corran Council has today said sorry")
    assert Elsewhere(names, "90002").is_meant("Tarnshire County Council has said sorry")


def test_two_set_phrases_of_an_old_letter_are_no_alteration_of_it() -> None:
    old = letter("Families in Tarnshire wait. Most children receive a highly effective service.")
    said = "Ofsted said that “families in Tarnshire receive a highly effective service”."
    item = Item("press_release", "x", "T", said, None, TODAY)
    ((quotation,), _) = check(item, letter("Nothing of that is here."), [old])
    assert quotation.verdict == "not_found"


@pytest.mark.parametrize(
    ("speaker", "verdict"),
    [("Inspector Ada Penn", "altered"), ("Ms Penn", "altered"), ("Cllr Bea Penn", "not_ofsted")],
)
def test_who_has_an_inspectors_surname_is_no_inspector(speaker: str, verdict: str) -> None:
    text = replace(
        letter("Social workers know their children well and see them alone.").letter,
        inspectors=("Ada Penn",),
    )
    said = f"{speaker} said: “Social workers know their children very well and see them alone.”"
    item = Item("news_report", "x", "T", said, None, TODAY)
    ((quotation,), _) = check(item, LetterText(text))
    assert quotation.verdict == verdict


def test_words_of_a_year_that_is_named_are_not_held_against_this_letter() -> None:
    (quotation,) = verdicts(
        "By 2021 things were worse, inspectors stating that the pace “was not what was promised”."
    )
    assert quotation.verdict == "unsure"


def test_a_few_common_words_are_laid_beside_the_place_that_is_nearest() -> None:
    text = (
        "Leaders improve in this area. Managers know each area of work. There has been "
        "improvement in most areas of practice since then."
    )
    item = Item("press_release", "x", "T", "Ofsted said it “improved in most areas”.", None, TODAY)
    ((quotation,), _) = check(item, letter(text))
    assert (quotation.verdict, quotation.letter_words) == ("altered", "improvement in most areas")


def test_words_of_which_only_the_stems_are_the_letters_are_not_its_words() -> None:
    text = "This significantly improved the child’s safety, and staff saw it."
    said = "Inspectors found “significant improvements to children’s services”."
    item = Item("press_release", "x", "T", said, None, TODAY)
    ((quotation,), _) = check(item, letter(text))
    assert quotation.verdict == "not_found"


def test_another_form_of_a_grades_word_is_no_other_grade() -> None:
    text = "Services for children in Tarnshire require improvement to be good."
    said = "Ofsted said that services “required improvement to be good”."
    item = Item("press_release", "x", "T", said, None, TODAY)
    ((quotation,), _) = check(item, letter(text))
    assert (quotation.verdict, quotation.grave) == ("altered", None)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("‘Social workers know their children well’, says Ofsted", ["exact"]),
        ("Caseloads ‘too high in both teams’, finds Ofsted", []),
        ("Leaders ‘visit disabled children often’, finds Ofsted", []),
    ],
)
def test_what_a_sub_editor_makes_of_a_letters_words_is_not_held_to_be_a_quotation(
    title: str, found: list[str]
) -> None:
    item = Item("news_report", "x", title, "A letter is out.", None, dt.date(2025, 7, 1))
    assert [one.verdict for one in check(item, letter())[0]] == found


def test_words_that_differ_side_by_side_are_shown_as_one_change() -> None:
    assert difference_of("they haven’t made plans", "they have not made good plans") == (
        "they [-have not-] [+haven’t+] made [-good-] plans"
    )
    assert difference_of("an impressive pace of change", "The pace of change") == (
        "[-The-] [+an impressive+] pace of change"
    )


@pytest.mark.parametrize(
    "said",
    ["they don’t always know why", "they don't always know why"],
)
def test_not_is_not_lost_where_it_is_drawn_into_the_word_before_it(said: str) -> None:
    assert differences(said, "they do not always know why").grave is None


def test_not_is_lost_where_the_word_that_held_it_is() -> None:
    assert differences("they do always know why", "they don’t always know why").grave
    assert differences("they won’t always know why", "they always know why").grave


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("turnover is among the lowest in the region", "exact"),
        ("help is strong in most places, and turnover is among the lowest in the region",
         "cut_short"),
        ("help is strong in most places", "exact"),
    ],
)  # fmt: skip
def test_a_turn_takes_back_the_clause_that_it_speaks_of(said: str, verdict: str) -> None:
    text = (
        "In Tarnshire help is strong in most places, and turnover is among the lowest in the "
        "region. However, help for disabled children is inconsistent."
    )
    item = Item("press_release", "x", "", f"Ofsted says “{said}”.", None, TODAY)
    (found,) = check(item, letter(text))[0]
    assert found.verdict == verdict


def test_a_turn_that_the_document_quotes_is_told() -> None:
    text = (
        "Waits for a settled home are far too long. However, this is not so "
        "everywhere. Babies with a plan for adoption are placed within weeks."
    )
    said = "Inspectors say “waits for a settled home are far too long”, while “babies with a plan "
    item = Item(
        "press_release", "x", "", f"{said}for adoption are placed within weeks”.", None, TODAY
    )
    assert [one.verdict for one in check(item, letter(text))[0]] == ["exact", "exact"]
