"""What speaks for a letter and what against it, as a reader is shown it: each sign with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from archive.linking import Shelf, authorities_of, decide
from archive.linking.case import Case
from archive.linking.evidence import weigh
from archive.linking.topic import is_about_ofsted, topic_of
from archive.linking.weights import points_of, words_in_common
from archive.records import HeldLetter, Item, Link, Period
from archive.words.mentions import mentions_of
from tests.archive.linking.test_linking import FOCUSED, INSPECTION, LETTERS, MONITORING, day
from tests.archive.linking.test_linking_places import INVENTED


def decision(
    text: str,
    published: str | None = "2025-07-10",
    title: str = "",
    letters: Sequence[HeldLetter] = LETTERS,
    **item: object,
) -> Link:
    given_day = day(published) if published else None
    release = Item("press_release", "x", title, text, given_day, day("2025-07-11"), "90001")
    return decide(replace(release, **item), letters)[0]  # type: ignore[arg-type]


def weighed(
    text: str,
    published: str | None = "2025-07-10",
    title: str = "",
    letters: Sequence[HeldLetter] = LETTERS,
    links: tuple[str, ...] = (),
    published_in: Period | None = None,
) -> dict[str, dict[str, str]]:
    """By letter, what each sign on it says."""
    given_day = day(published) if published else None
    item = Item("press_release", "x", title, text, given_day, day("2025-07-11"), "90001",
                outbound_links=links, published_in=published_in)  # fmt: skip
    mentions = mentions_of(title, text, item.told_on)
    case = Case(item, text, topic_of(title, text), mentions, letters)
    return {
        one.letter.id: {sign.name: sign.words for sign in one.signs} for one in weigh(case, Shelf())
    }


FV, MV, IN = (letter.id for letter in LETTERS)
RATED = "Ofsted rated children’s services inadequate overall."
GRADED = replace(
    INSPECTION, grades=(("overall", "inadequate"), ("leaders", "good"), ("in_care", "good"))
)
OLDER = replace(INSPECTION, id="99000104", published=day("2019-05-02"), visit_windows=())


def test_a_grade_told_as_news_tells_of_an_inspection_and_of_no_visit() -> None:
    found = weighed(RATED, "2024-03-01")
    assert found[IN]["kind named"] == "tells of an inspection"
    assert found[IN]["overall grade"] == "names its overall grade (inadequate)"
    assert found[FV]["no visit of this kind"] == "names grades, and a visit gives none"
    assert "kind named" not in found[FV]


def test_a_graded_inspection_by_its_name_is_no_visit() -> None:
    words = "{} full inspection of children’s services in Tarnshire, much was weak. " + RATED
    found = weighed(words.format("After Ofsted’s"), "2024-03-01")
    assert found[FV]["another kind"] == "tells of an inspection"
    # Told of the past, it does not say that the news is one.
    past = weighed(words.format("Since Ofsted’s last"), "2024-03-01")
    assert "another kind" not in past[FV]


def test_an_inspection_that_is_told_without_grades_may_be_any_visit() -> None:
    found = weighed("Ofsted made a full inspection of children’s services.")
    assert "another kind" not in found[FV]
    assert "another kind" not in found[MV]


@pytest.mark.parametrize(
    ("said", "sign", "words"),
    [
        ("a joint targeted area inspection", "another kind", "tells of a joint targeted area inspection"),
        ("a focused visit", "another visit", "tells of a focused visit"),
    ],
)  # fmt: skip
def test_another_kind_is_told_in_the_words_of_the_field(said: str, sign: str, words: str) -> None:
    found = weighed(f"Ofsted made {said} to Tarnshire’s children’s services.", "2025-03-04")
    assert found[MV][sign] == words


def test_what_a_visit_looked_at_speaks_for_it_or_against_it() -> None:
    themed = replace(FOCUSED, theme="care leavers; children in care")
    words = "Ofsted made a focused visit to look at {} in Tarnshire’s children’s services."
    found = weighed(words.format("care leavers"), letters=(themed,))[FV]
    assert found["theme"] == "tells of what the visit looked at (care leavers)"
    found = weighed(words.format("the front door"), letters=(themed,))[FV]
    assert found["another theme"] == "tells of a look at front door"


@pytest.mark.parametrize(
    ("said", "sign"), [("second", "visit number"), ("third", "another number")]
)
def test_a_monitoring_visit_is_told_by_its_number(said: str, sign: str) -> None:
    text = "This is the second monitoring visit to Tarnshire since the inspection."
    numbered = replace(MONITORING, text=text)
    words = f"Ofsted’s {said} monitoring visit to children’s services saw progress."
    found = weighed(words, "2025-03-04", letters=(numbered,))[MV]
    assert found[sign] == f"is about the {said} monitoring visit"
    assert len({"visit number", "another number"} & found.keys()) == 1


def test_a_grade_that_was_kept_speaks_for_the_later_of_two_inspections() -> None:
    text = "Ofsted: children’s services have retained their inadequate rating."
    found = weighed(text, "2024-03-01", letters=(INSPECTION, OLDER))
    assert found[IN]["grade kept"] == "says that it was inadequate before"
    assert "grade kept" not in found[OLDER.id]


def test_grades_that_are_named_are_told_in_words() -> None:
    text = (
        "Ofsted has published its report on children’s services. Support for care leavers was "
        "rated outstanding, leaders good and help inadequate."
    )
    found = weighed(text, "2024-03-01", letters=(GRADED,))[IN]
    assert found["grades named"] == "names its grades (good, inadequate)"


def test_a_link_to_the_file_says_so() -> None:
    found = weighed("Ofsted on services for children.", links=(FOCUSED.url,))
    assert found[FV]["links to the letter"] == "links to Ofsted's file"
    assert "links to the letter" not in found[MV]


@pytest.mark.parametrize(
    ("out", "text", "sign"),
    [
        ("2025-12-01", "In March 2026 a new director came.", "speaks of March 2026, after the letter"),
        ("2025-01-10", "In 2026 a new director came.", "speaks of 2026, after the letter"),
        ("2025-10-20", "In 2026 a new director came.", None),  # it may be January
    ],
)  # fmt: skip
def test_an_undated_item_is_as_late_as_what_it_tells_of(
    out: str, text: str, sign: str | None
) -> None:
    letters = (replace(FOCUSED, published=day(out)),)
    found = weighed(f"Ofsted has rated children’s services. {text}", None, letters=letters)[FV]
    assert found.get("later days named", found.get("later years named")) == sign


def test_days_without_a_year_are_of_the_item_s_own() -> None:
    text = "Ofsted inspected children’s services on 10 and 11 June."
    assert decision(text).letter == FV
    later = decision(text, "2026-07-10")
    assert (later.decision, later.letter) == ("letter_not_held", None)
    assert "other days" in [sign["sign"] for sign in later.evidence["signs"]]
    assert weighed(text, "2026-07-10")[FV]["other days"] == "names other days (10 and 11 June)"


@pytest.mark.parametrize("published", ["2025-07-10", None])
def test_a_month_that_is_told_as_news_is_that_of_a_letter_not_held(published: str | None) -> None:
    text = "Children’s services: Ofsted said in February 2025 that much is good practice."
    found = decision(text, published, letters=())
    assert found.decision in ("letter_not_held", "not_about_a_letter")
    assert found.reason


def test_an_item_that_mentions_ofsted_in_passing_says_so() -> None:
    found = decision("Our children’s services say that Ofsted is expected.", letters=())
    assert (found.decision, found.reason) == (
        "not_about_a_letter",
        "it mentions Ofsted in passing",
    )


def test_a_release_some_days_ahead_of_its_letter_is_open_and_not_of_another() -> None:
    text = "Ofsted has been to see children’s services, and we look forward to what it says."
    ahead = decision(text, "2025-07-04", letters=(replace(FOCUSED, visit_windows=()),))
    assert ahead.decision != "letter_not_held"


@pytest.mark.parametrize(
    "text",
    ["The JTAI letter on our multi-agency work is out.", "Inspectors praise children’s services."],
)
def test_ofsted_may_be_meant_without_its_name(text: str) -> None:
    assert is_about_ofsted("", text)


def test_a_topic_says_whether_it_begins_with_services_for_children() -> None:
    topic = topic_of("Ofsted on our children’s services", "It says they are good. Ofsted came.")
    assert (topic.at_once, topic.of_services, topic.once) == (True, True, True)
    other = topic_of("Bins", "They are emptied. Ofsted came. Ofsted went. Ofsted wrote.")
    assert (other.of_services, other.once) == (False, False)


def test_words_in_common_count_from_what_chance_brings_up_to_the_most() -> None:
    assert words_in_common(0.0) == words_in_common(1.0) == 0.0
    assert words_in_common(2.8) == pytest.approx(1.0)
    assert words_in_common(1_000) == points_of("words in common")


def test_the_authorities_of_an_area_share_an_item_that_names_none() -> None:
    item = Item("news_report", "x", "", "The council was inspected.", None, day("2025-07-11"))
    for usual in (["90001"], ["90001", "90002"]):
        assert sum(place.share for place in authorities_of(item, INVENTED, usual)) == 1.0


QUOTES_IT = (
    "Ofsted made {} Tarnshire’s children’s services. It wrote: “Social workers know the children "
    "they work with and visit them as often as they need.”"
)


def test_months_later_a_report_that_quotes_the_letter_must_name_the_visit_too() -> None:
    told = decision(QUOTES_IT.format("a focused visit to"), "2025-10-20",
                    document_kind="news_report")  # fmt: skip
    assert (told.decision, told.letter) == ("linked", FV)
    bare = decision(QUOTES_IT.format("notes on"), "2025-10-20", document_kind="news_report")
    assert bare.letter is None
    assert {sign["sign"] for sign in bare.evidence["signs"]} >= {"long after", "words in common"}


def test_a_visit_named_far_down_leaves_open_what_else_is_told_of_its_letter() -> None:
    letters = (replace(FOCUSED, text=f"{FOCUSED.text} Orla Quill sees to it.", visit_windows=()),)
    far = "Much else is told here of the town and its ways. " * 60
    words = f"Ofsted praises children’s services in Tarnshire. {far} Orla Quill is glad. {{}}"
    told = decision(words.format("It was a focused visit."), "2025-10-20", letters=letters)
    assert told.decision == "unsure"
    assert decision(words.format(""), "2025-10-20", letters=letters).decision != "unsure"


def test_a_grade_in_the_title_is_the_grade_that_is_claimed() -> None:
    title = "Inadequate – Ofsted on Tarnshire’s services for children"
    found = weighed("Leaders are good, it says.", "2024-03-01", title=title, letters=(GRADED,))
    assert found[IN]["overall grade"] == "names its overall grade (inadequate)"


def test_a_month_counts_and_not_the_whole_of_its_year() -> None:
    words = "Ofsted has rated children’s services. In March 2026 a new director came. In 2026 much was done."
    letters = (replace(FOCUSED, published=day("2025-12-01")),)
    found = weighed(words, None, letters=letters)
    assert found[FV]["later days named"] == "speaks of March 2026, after the letter"


def test_a_grade_of_the_past_tells_of_no_new_inspection() -> None:
    text = "Ofsted came to see children’s services, which were rated inadequate overall in 2019."
    found = weighed(text, "2024-03-01")
    assert not {"kind named", "overall grade"} & found[IN].keys()


def test_a_kind_in_the_title_speaks_for_it_where_it_is_told_as_news() -> None:
    found = weighed("Ofsted wrote of children’s services.", title="Focused visit to our services")
    assert found[FV]["kind in the title"] == "names a focused visit in its title"
    past = weighed(
        "Ofsted made a focused visit to children’s services.",
        title="What we did since the last focused visit",
    )
    assert "kind in the title" not in past[FV]


def test_an_inspection_of_services_is_not_the_area_s_send_inspection() -> None:
    send = replace(FOCUSED, kind="area_send")
    found = weighed("Ofsted made a full inspection of children’s services.", letters=(send,))
    assert found[FV]["another kind"] == "tells of an inspection"


def test_an_outcome_that_only_send_inspections_have_names_the_kind() -> None:
    send = replace(FOCUSED, kind="area_send")
    text = "Ofsted’s report tells of widespread systemic failings. Children wait too long."
    found = weighed(text, letters=(send,))
    assert found[FV]["kind named"] == "tells of what comes of an area SEND inspection"
    assert "kind named" not in weighed(text)[FV]


@pytest.mark.parametrize(
    "link",
    [
        FOCUSED.url,
        "https://files.ofsted.gov.uk/v1/file/99000101?download=1",
        "https://files.api.ofsted.gov.uk/v1/file/99000101",
    ],
)
def test_a_file_is_known_by_its_number_or_its_address(link: str) -> None:
    assert "links to the letter" in weighed("Ofsted wrote of us.", links=(link,))[FV]
    unnumbered = replace(FOCUSED, url="https://reports.example.org/a-letter.pdf")
    found = weighed("Ofsted wrote of us.", letters=(unnumbered,), links=(unnumbered.url,))
    assert "links to the letter" in found[FV]


def test_an_item_about_something_else_shows_what_was_weighed() -> None:
    text = "A new director has been appointed. Services were rated inadequate by Ofsted."
    found = decision(text, "2025-05-20", "New director for children’s services")
    assert found.decision == "not_about_a_letter"
    assert found.reason.startswith("it is about ")
    assert found.evidence["signs"]


def test_a_topic_of_services_for_children_must_name_ofsted_too() -> None:
    assert not topic_of("Children’s services open a new office", "It is in town.").of_services
    assert not topic_of("Ofsted is here", "It is in town.").of_services


def test_months_later_a_few_short_quotations_of_one_letter_are_enough_of_its_words() -> None:
    words = " Lamps burn late. Boats lie idle. Kites fly high there. Owls hoot softly."
    letters = (replace(FOCUSED, text=FOCUSED.text + words),)
    text = (
        "Ofsted made {} Tarnshire’s children’s services. It wrote “lamps burn”, then “boats lie”, "
        "then “kites fly” and then “owls hoot”. Visits were in June 2025."
    )
    told = text.format("a focused visit to")
    late = decision(told, "2025-10-20", letters=letters, document_kind="news_report")
    assert (late.decision, late.letter) == ("linked", FV)
    assert "words in common" not in [sign["sign"] for sign in late.evidence["signs"]]
    unquoted = told.replace("“", "").replace("”", "")
    bare = decision(unquoted, "2025-10-20", letters=letters, document_kind="news_report")
    assert bare.letter is None


GOOD_AGAIN = tuple(
    replace(INSPECTION, id=f"9900020{n}", published=day(f"{year}-03-01"), visit_windows=(),
            grades=(("overall", "outstanding"),))
    for n, year in enumerate((2015, 2019, 2024))
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("a third consecutive “outstanding” rating", "99000202"),
        ("an outstanding rating for the second time in a row", "99000201"),
    ],
)
def test_a_grade_kept_so_many_times_in_a_row_is_of_one_letter(words: str, kept: str) -> None:
    found = weighed(f"Ofsted has given the services {words}.", None, letters=GOOD_AGAIN)
    assert [one for one, signs in found.items() if "grade kept" in signs] == [kept]


def test_a_grade_is_not_kept_where_it_is_no_longer_another() -> None:
    same = tuple(
        replace(one, grades=(("overall", "requires improvement"),)) for one in GOOD_AGAIN[:2]
    )
    text = "Services are no longer inadequate, but still require improvement, Ofsted says."
    assert not any("grade kept" in signs for signs in weighed(text, None, letters=same).values())


def test_what_is_quoted_of_an_earlier_letter_is_not_the_news_of_a_visit_on_other_days() -> None:
    text = (
        "Ofsted inspectors visited on September 11 and 12 and found that services for children had "
        f"not improved. The earlier report read: “{INSPECTION.text[:400]}”"
    )
    assert decision(text, None, letters=[GRADED]).decision == "letter_not_held"


def test_an_undated_item_that_names_the_year_of_a_grade_is_not_about_that_inspection() -> None:
    text = "Services have slipped since they were rated outstanding in 2019, say Ofsted inspectors."
    found = weighed(text, None, letters=GOOD_AGAIN)
    assert "told as earlier" in found["99000201"]
    assert "told as earlier" not in found["99000202"]


def test_another_grade_for_the_whole_speaks_against_an_inspection_that_has_it_for_a_part() -> None:
    text = "Ofsted rated children’s services good overall. A home for boys is inadequate, it adds."
    found = weighed(text, None, letters=[GRADED])
    assert "another overall grade" in found[IN]


def test_a_step_between_inspections_so_far_apart_that_one_is_missing_is_none() -> None:
    then, now = GOOD_AGAIN[0], replace(GOOD_AGAIN[2], grades=(("overall", "good"),))
    text = "Services are good, down from outstanding, Ofsted says."
    assert "step" not in weighed(text, None, letters=[then, now])[now.id]


def test_one_grade_for_all_that_was_judged_tells_of_letters_with_one_grade() -> None:
    whole = replace(INSPECTION, id="99000105", grades=(("overall", "good"), ("leaders", "good")))
    parts = replace(whole, id="99000106", grades=(("overall", "good"), ("leaders", "outstanding")))
    text = "Children’s services were rated good in all areas by Ofsted, inspectors said."
    found = weighed(text, None, letters=(whole, parts))
    assert found["99000105"]["every grade"] == (
        "tells of one grade for all that was judged (in all areas)"
    )
    assert "every grade" not in found["99000106"]
    other = weighed(text.replace("good", "inadequate"), None, letters=(whole, parts))
    assert "every grade" not in other["99000105"]


def test_a_numbered_visit_is_a_monitoring_visit_and_no_focused_one() -> None:
    text = "Ofsted wrote to the council after the second monitoring visit to children’s services."
    assert "monitoring visits have these" in weighed(text)[FV]["another number"]


def test_the_title_tells_which_grade_is_the_whole() -> None:
    good = replace(GRADED, id="99000107", grades=(("overall", "good"), ("leaders", "outstanding")))
    title = "Outstanding leaders see Tarnshire rated good by Ofsted"
    found = weighed("Inspectors came to children’s services.", None, title, (good, GRADED))
    assert found["99000107"]["overall grade"] == "names its overall grade (good)"
    lead = replace(good, id="99000108", grades=(("overall", "outstanding"), ("leaders", "good")))
    found = weighed("Inspectors came to children’s services.", None, title, (lead, GRADED))
    assert "overall grade" not in found["99000108"]


def test_recruiting_is_no_other_subject_where_inspectors_tell_of_it() -> None:
    text = "Recruiting social workers for children’s services is still hard, Ofsted has said."
    assert topic_of("Recruiting still hard", text).other is None
    assert topic_of("Recruiting still hard", text.replace(", Ofsted has said", "")).other


def test_a_numbered_visit_of_the_past_says_nothing_against_a_monitoring_letter() -> None:
    text = "Since the second monitoring visit to children’s services Ofsted has not written."
    assert "another number" not in weighed(text)[MV]


def test_a_title_that_names_an_inspection_tells_what_its_text_is_about() -> None:
    text = "Apologies were received. Interests were declared."
    assert topic_of("Ofsted inspection of Tarnshire’s children’s services", text).tells_outcome
    assert not topic_of("Tarnshire’s children’s services", text).tells_outcome


def test_a_plan_beside_outcomes_or_in_what_inspectors_say_is_no_other_subject() -> None:
    text = "The committee considered them."
    assert topic_of("Ofsted inspection outcomes and action plan", text).other is None
    assert topic_of("Ofsted inspection action plan", text).other
    said = "The improvement plan is working, Ofsted has said."
    assert topic_of("Children’s services", said).other is None
    assert topic_of("Children’s services", "The improvement plan is working.").other
