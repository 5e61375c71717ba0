"""Area SEND reports: one outcome of three, actions beside those responsible, two teams."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.records import Inspector, Letter
from tests.archive.letters.build import letter_of

REPORT = """
# Area SEND inspection of Ashmere Local Area Partnership

Inspection dates: 6 to 10 November 2023

Dates of previous inspection: 3 to 7 June 2019

# Inspection outcome

{outcome}

The next full inspection will be within three years.

# What is it like to be a child or young person with special educational needs and/or
# disabilities (SEND) in this area?

Children wait.

# Areas for priority action

Responsible body || Areas for priority action

Ashmere Council || Leaders should agree on a plan that
|| shortens the waits.

Ashmere Integrated Care Board || Leaders should find the staff whom the
|| plan needs.

# Areas for improvement

Areas for improvement

Leaders across the partnership should improve the quality of plans.

Leaders across the partnership should share what they know.

# Local area partnership details

# Inspection team

Ofsted || Care Quality Commission

Jory Penrose, Ofsted HMI Lead inspector || Odile Marsh, CQC Lead inspector

Adaeze Whitlock, Ofsted Inspector || Corin Vale, CQC Inspector
"""
FAILINGS = (
    "There are widespread and/or systemic failings leading to significant concerns about the\n"
    "experiences and outcomes of children and young people."
)


def report(outcome: str = FAILINGS) -> Letter:
    return letter_of(REPORT.format(outcome=outcome))


def test_a_report_is_read_whole() -> None:
    letter = report()
    assert (letter.kind, letter.framework) == ("area_send", "SEND")
    assert letter.authority_as_printed == "Ashmere Local Area Partnership"
    assert letter.published is None
    assert (letter.visit_start, letter.visit_end) == (dt.date(2023, 11, 6), dt.date(2023, 11, 10))
    assert letter.previous_inspection == "3 to 7 June 2019"
    (judgement,) = letter.judgements
    assert (judgement.area, judgement.grade) == ("send_outcome", "systemic failings")
    assert judgement.as_printed == FAILINGS.replace("\n", " ")
    assert letter.inspectors == (
        Inspector("Jory Penrose", "lead", "Ofsted"),
        Inspector("Adaeze Whitlock", "inspector", "Ofsted"),
        Inspector("Odile Marsh", "lead", "CQC"),
        Inspector("Corin Vale", "inspector", "CQC"),
    )
    assert letter.lead_inspector == "Jory Penrose"
    assert [(point.kind, point.responsible, point.text) for point in letter.improvement_points] == [
        (
            "priority_action",
            "Ashmere Council",
            "Leaders should agree on a plan that shortens the waits.",
        ),
        (
            "priority_action",
            "Ashmere Integrated Care Board",
            "Leaders should find the staff whom the plan needs.",
        ),
        (
            "improvement",
            None,
            "Leaders across the partnership should improve the quality of plans.",
        ),
        ("improvement", None, "Leaders across the partnership should share what they know."),
    ]
    assert letter.warnings == ()


@pytest.mark.parametrize(
    ("outcome", "grade"),
    [
        ("The arrangements typically lead to positive experiences and outcomes.", "positive"),
        ("The arrangements lead to inconsistent experiences and outcomes.", "inconsistent"),
        (FAILINGS, "systemic failings"),
        ("The arrangements are as they are.", None),
        ("It is positive experiences and outcomes, and inconsistent experiences too.", None),
    ],
)
def test_the_outcome_is_one_of_three(outcome: str, grade: str | None) -> None:
    letter = report(outcome)
    (judgement,) = letter.judgements
    assert judgement.grade == grade
    assert judgement.status == ("awarded" if grade else "unread")
    assert bool(letter.warnings) is (grade is None)


def test_the_letters_before_2023_and_monitoring_visits_give_no_outcome() -> None:
    letter = letter_of(
        """
9 February 2018

Marian Tollgate
Director of Children’s Services
Ashmere Council

Dear Marian Tollgate

# Joint local area SEND inspection in Ashmere

Between 6 and 10 November 2017, Ofsted and the Care Quality Commission conducted a joint
inspection of the local area of Ashmere.

# Main findings

Much is done.

Yours sincerely

Jory Penrose
"""
    )
    assert (letter.kind, letter.framework) == ("area_send", "SEND")
    assert letter.published == dt.date(2018, 2, 9)
    assert letter.visit_start == dt.date(2017, 11, 6)
    assert letter.addressee == "Marian Tollgate"
    assert [one.status for one in letter.judgements] == ["not_awarded"]


def test_a_row_of_two_sentences_is_one_point() -> None:
    two = (
        "Leaders across the partnership should improve the quality of plans.\n\n"
        "Leaders across the partnership should share what they know."
    )
    row = (
        "Leaders should improve the quality of all plans and, together with the schools, their reach.\n"
        "They should share what they know."
    )
    letter = letter_of(REPORT.replace(two, row).format(outcome=FAILINGS))
    points = [one.text for one in letter.improvement_points if one.kind == "improvement"]
    assert points == [row.replace("\n", " ")]


def test_a_report_that_names_no_place_and_no_team_says_so() -> None:
    letter = letter_of(
        """
# Area SEND inspection

Inspection dates: 6 to 10 November 2023

# Inspection outcome

The arrangements lead to inconsistent experiences and outcomes.
"""
    )
    assert letter.authority_as_printed is None
    assert letter.warnings == (
        "The authority's name could not be read from the title.",
        "No lead inspector from Ofsted could be read.",
    )
    assert [(one.grade, one.page) for one in letter.judgements] == [("inconsistent", 1)]
