"""The kinds, ways of inspecting, themes and outcomes that a text names."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.words.mentions import Mentions, mentions_of

DAY = dt.date(2025, 7, 10)


def kinds(said: Mentions) -> list[str]:
    return [kind.what for kind in said.kinds if not kind.past]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A focussed visit looked at the front door.", "focused_visit"),
        ("Its monitoring letter is out.", "monitoring_visit"),
        ("It is the fourth positive visit since services were judged.", "monitoring_visit"),
        ("Inspectors returned for a visit in May to monitor the plan.", "monitoring_visit"),
        ("A joint targeted area inspection looked at neglect.", "jtai"),
        ("A SEND inspection led by Ofsted is over.", "area_send"),
        ("The inspection of children’s services took three weeks.", "inspection"),
    ],
)
def test_a_kind_is_named_by_its_own_name(text: str, kind: str) -> None:
    assert kinds(mentions_of("", text, DAY)) == [kind]


def test_lessons_from_the_recent_inspection_are_of_the_news() -> None:
    assert kinds(mentions_of("Lessons from the recent full inspection", "", DAY)) == ["inspection"]


def test_loose_words_name_no_kind() -> None:
    assert kinds(mentions_of("", "an inspection, a letter, a visit, a report", DAY)) == []


@pytest.mark.parametrize(
    "text",
    [
        "It follows a series of monitoring visits.",
        "Since the last full inspection much has changed.",
        "A focused visit in July 2023 was critical.",
        "There is work to do ahead of a full inspection.",
        "In January a SEND inspection found two weaknesses.",
        "In May last year a full inspection found two weaknesses.",
        "Back in 2025 a full inspection found two weaknesses.",
        "The original full inspection found two weaknesses.",
    ],
)
def test_a_kind_told_of_the_past_is_not_the_news(text: str) -> None:
    assert kinds(mentions_of("", text, DAY)) == []


def test_a_visits_topic_may_stand_in_the_title() -> None:
    text = "They looked only at how we find homes for children in care."
    said = mentions_of("What inspectors said of permanence", text, None).themes
    assert said == {"permanence", "children in care"}


@pytest.mark.parametrize(
    ("text", "frameworks"),
    [
        ("The single inspection and the review of the LSCB are done.", ("single",)),
        ("It was their first ILACS inspection.", ("ILACS",)),
        ("Much has grown since the single inspection.", ()),
        ("An unannounced child protection inspection was made.", ("unannounced",)),
        ("Leadership, management and governance was judged good.", ("single",)),
    ],
)
def test_frameworks_told_as_news(text: str, frameworks: tuple[str, ...]) -> None:
    assert mentions_of("", text, None).frameworks == frameworks


def test_of_a_dated_text_its_day_tells_the_years_and_not_what_was_graded() -> None:
    text = "Leadership, management and governance was judged good."
    assert mentions_of("", text, DAY).frameworks == ()


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Inspectors looked at the front door. Care leavers sang.", {"front door"}),
        ("Care leavers are heard, says Ofsted.", {"care leavers"}),
        ("The inspection looked at neglect and early help.", {"neglect", "early help"}),
        ("Ofsted came and went.", set()),
    ],
)
def test_what_a_visit_looked_at(text: str, themes: set[str]) -> None:
    assert mentions_of("", text, DAY).themes == themes


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Children typically have positive experiences and outcomes.", {"positive"}),
        ("The experience of children with SEND in Tarn is inconsistent.", {"inconsistent"}),
        ("There are widespread and/or systemic failings.", {"systemic failings"}),
        ("There are widespread and serious failures.", set()),
    ],
)
def test_the_outcomes_of_area_send_inspections(text: str, outcomes: set[str]) -> None:
    assert mentions_of("", text, DAY).send_outcomes == outcomes
