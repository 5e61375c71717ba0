"""Whole documents with the traits that have misled readers, on their own and together."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.records import Letter, VisitWindow
from tests.archive.letters import test_inspections, test_joint_inspections, test_send_inspections
from tests.archive.letters.build import FOCUSED, letter_of

REMOTE = """
9 April 2021

Ms Marian Tollgate
Director of Children’s Services
Copy to: Mr Idris Fenn, Chief Executive, Ashmere Children’s Services Trust
Ashmere Metropolitan Borough Council
Civic Way, AS1 2ZZ

Dear Ms Tollgate,

# Focused visit to Ashmere Children’s Services Trust

Her Majesty’s Chief Inspector is leading work on how the care system has worked in the
COVID-19 (coronavirus) pandemic.

This letter summarises the findings of a focused visit on 23 and 24 February 2021 to
Ashmere Metropolitan Borough Council’s children’s services. It was carried out partly by
remote means. Her Majesty’s Inspectors were Jory Penrose, Adaeze Whitlock, Corin Vale,
Odile Marsh (HMI Schools) and Máire O’Dowd-Lee, all of whom worked remotely.

The visit was carried out in line with the inspection of local authority children’s services
(ILACS) framework.

# What needs to improve in this area of social work practice

• The range of flats

• The timeliness of plans.

# Findings

• Children are seen.

• They are heard.

Your sincerely,

Jory Penrose
Her Majesty’s Inspector
"""


def test_a_remote_visit_to_a_trust_with_a_copy_and_the_days_before_the_council() -> None:
    letter = letter_of(REMOTE)
    assert letter.kind == "focused_visit"
    assert letter.published == dt.date(2021, 4, 9)
    assert letter.visit_windows == (VisitWindow(dt.date(2021, 2, 23), dt.date(2021, 2, 24)),)
    assert (letter.addressee, letter.addressee_role) == (
        "Marian Tollgate",
        "Director of Children’s Services",
    )
    assert letter.copied_to == (
        "Mr Idris Fenn, Chief Executive, Ashmere Children’s Services Trust",
    )
    assert letter.provider == "Ashmere Children’s Services Trust"
    assert letter.authority_as_printed is not None
    assert letter.authority_as_printed.startswith("Ashmere")
    assert [one.name for one in letter.inspectors] == [
        "Jory Penrose",
        "Adaeze Whitlock",
        "Corin Vale",
        "Odile Marsh",
        "Máire O’Dowd-Lee",
    ]
    assert [point.text for point in letter.improvement_points] == [
        "The range of flats",
        "The timeliness of plans.",
    ]
    assert letter.headline is None
    assert "The document has no headline section." in letter.warnings
    assert letter.signed_by == ("Jory Penrose",)


def test_a_title_without_the_council_takes_it_from_the_sentence() -> None:
    text = FOCUSED.replace(
        "# Focused visit to Ashmere children’s services", "# Focused visit to children’s services"
    ).replace("9 and 10 April 2024", "31 March and 1 April 2024")
    letter = letter_of(text)
    assert letter.authority_as_printed == "Ashmere"
    assert (letter.visit_start, letter.visit_end) == (dt.date(2024, 3, 31), dt.date(2024, 4, 1))


def test_a_year_with_a_figure_too_many_is_taken_from_the_list() -> None:
    text = FOCUSED.replace("14 May 2024", "14 May 20224", 1)
    assert letter_of(text, dt.date(2024, 5, 14)).published == dt.date(2024, 5, 14)
    assert letter_of(text).published == dt.date(2024, 5, 14)  # one year alone fits the visit
    for letter in (letter_of(text), letter_of(text, dt.date(2024, 5, 14))):
        assert "20224" in letter.warnings[0]


def test_a_letter_dated_a_year_before_its_visit_is_named() -> None:
    text = FOCUSED.replace("14 May 2024", "14 May 2023", 1)
    assert letter_of(text, dt.date(2024, 5, 14)).published == dt.date(2024, 5, 14)
    assert any("2023" in warning for warning in letter_of(text).warnings)


def test_a_visit_that_cannot_have_lasted_a_year_is_mended_and_said_so() -> None:
    text = FOCUSED.replace("on 9 and 10 April 2024", "on 9 April 2023 to 10 April 2024")
    letter = letter_of(text)
    assert letter.visit_windows == (VisitWindow(dt.date(2024, 4, 9), dt.date(2024, 4, 10)),)
    assert "one year was taken to be mistyped" in letter.warnings[0]


def test_findings_may_stand_before_the_points() -> None:
    start, end = FOCUSED.index("# What needs"), FOCUSED.index("# Main findings")
    farewell = FOCUSED.index("Yours sincerely")
    text = FOCUSED[:start] + FOCUSED[end:farewell] + FOCUSED[start:end] + FOCUSED[farewell:]
    assert letter_of(text).improvement_points == letter_of(FOCUSED).improvement_points


def test_points_go_on_over_the_page() -> None:
    text = FOCUSED.replace(
        "• The detail of pathway plans. (", "\f\n• The detail of pathway plans. ("
    )
    letter = letter_of(text)
    assert [point.page for point in letter.improvement_points] == [1, 2]
    assert len(letter.improvement_points) == 2


def test_bullets_above_the_headline_are_no_points() -> None:
    text = FOCUSED.replace(
        "Inspectors looked at the local authority’s arrangements for care leavers.",
        "Inspectors looked at the local authority’s arrangements for:\n\n• care leavers\n\n• flats",
    )
    letter = letter_of(text)
    assert letter.improvement_points == letter_of(FOCUSED).improvement_points
    assert letter.areas_covered == ("care leavers", "flats")
    assert letter.theme == "care leavers"


def test_no_priority_actions_said_in_a_bullet_are_none() -> None:
    text = test_joint_inspections.LETTER.replace(
        "• Police must send notices on the same day.", "• There are no areas for priority action."
    )
    points = letter_of(text).improvement_points
    assert [point.kind for point in points] == ["improvement", "improvement"]


def test_a_table_of_actions_goes_on_over_the_page() -> None:
    text = test_send_inspections.REPORT.format(outcome=test_send_inspections.FAILINGS).replace(
        "Ashmere Integrated Care Board || Leaders should",
        "\f\nAshmere Integrated Care Board || Leaders should",
    )
    points = [p for p in letter_of(text).improvement_points if p.kind == "priority_action"]
    assert [point.responsible for point in points] == [
        "Ashmere Council",
        "Ashmere Integrated Care Board",
    ]
    assert [point.page for point in points] == [1, 2]


def inspection(lead: str, dates: str = "4 to 15 March 2024") -> Letter:
    text = test_inspections.OPENING.replace(
        "# Lead inspector: Jory Penrose, His Majesty’s Inspector", lead
    )
    table, heading = test_inspections.APART, test_inspections.HELP
    return letter_of(text.format(table=table, dates=dates, help=heading))


@pytest.mark.parametrize(
    ("lead", "names"),
    [
        (
            "# Lead inspectors: Jory Penrose, HMI, and\n# Bo Marsh, HMI",
            ["Jory Penrose", "Bo Marsh"],
        ),
        ("# Lead inspector: Jory Penrose\n# Her Majesty’s Inspector", ["Jory Penrose"]),
        ("# Lead inspector: Jory Penrose HMI, Social Care", ["Jory Penrose"]),
        ("# Lead Inspector: Dr Jory de la Penrose, SHMI", ["Jory de la Penrose"]),
    ],
)
def test_leads_stand_on_one_line_or_two(lead: str, names: list[str]) -> None:
    letter = inspection(lead)
    assert [one.name for one in letter.inspectors] == names
    assert [one.status for one in letter.judgements] == ["awarded"] * 5
    assert letter.warnings == ()


def test_a_running_title_with_another_day_is_not_the_inspection_s() -> None:
    text = test_inspections.OPENING.format(
        table=test_inspections.APART, dates="4 to 15 March 2024", help=test_inspections.HELP
    )
    footer = "\n\n^ Inspection of Ashmere children’s services\n^ 11 February 2023\n"
    letter = letter_of(text.rstrip() + footer)
    assert letter.visit_as_printed == "4 to 15 March 2024"
    assert letter.warnings == ()
