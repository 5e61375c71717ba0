"""ILACS reports in the three forms their table has had. A grade belongs to its label."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.records import Letter
from tests.archive.letters.build import letter_of

OPENING = """
# Inspection of Ashmere local authority children’s services

# Inspection dates: {dates}

# Lead inspector: Jory Penrose, His Majesty’s Inspector

{table}

Services in Ashmere have become better since the last inspection. Leaders know
where they are weak.

# What needs to improve?

• The range of flats that are kept for care leavers.
• The detail of plans.

# The experiences and progress of children who need help and protection: {help}

1. Help comes early.

2. Plans are short.
"""
APART = """
Judgement || Grade

The impact of leaders on social work
practice with children and families || Good

The experiences and progress of
children who need help and protection || Requires improvement to be good

The experiences and progress of children
in care || Outstanding

The experiences and progress of care
leavers || Inadequate

Overall effectiveness || Good
"""
TOGETHER = """
Judgement || Grade

The impact of leaders on social work
practice with children and families || Good

The experiences and progress of
children who need help and protection || Requires improvement to be good

The experiences and progress of children
in care and care leavers || Outstanding

Overall effectiveness || Good
"""
NO_OVERALL = APART.replace("Overall effectiveness || Good\n", "")
HELP = "requires improvement to be good"


def report(table: str, dates: str = "4 to 15 March 2024", help_heading: str = HELP) -> Letter:
    return letter_of(OPENING.format(table=table, dates=dates, help=help_heading))


def grades(letter: Letter) -> dict[str, tuple[str | None, str]]:
    return {one.area: (one.grade, one.status) for one in letter.judgements}


FOUR_AND_OVERALL = {
    "overall": ("good", "awarded"),
    "leaders": ("good", "awarded"),
    "help_and_protection": ("requires improvement", "awarded"),
    "in_care": ("outstanding", "awarded"),
    "care_leavers": ("inadequate", "awarded"),
}


def test_a_report_is_read_whole() -> None:
    letter = report(APART)
    assert (letter.kind, letter.framework) == ("inspection", "ILACS")
    assert letter.title == "Inspection of Ashmere local authority children’s services"
    assert letter.authority_as_printed == "Ashmere"
    assert letter.published is None
    assert letter.visit_as_printed == "4 to 15 March 2024"
    assert (letter.visit_start, letter.visit_end) == (dt.date(2024, 3, 4), dt.date(2024, 3, 15))
    assert letter.lead_inspector == "Jory Penrose"
    assert letter.theme is None
    assert grades(letter) == FOUR_AND_OVERALL
    assert letter.judgements[2].as_printed == "Requires improvement to be good"
    assert all(one.page == 1 for one in letter.judgements)
    assert [point.text for point in letter.improvement_points] == [
        "The range of flats that are kept for care leavers.",
        "The detail of plans.",
    ]
    assert letter.headline == (
        "Services in Ashmere have become better since the last inspection. Leaders know where "
        "they are weak."
    )
    assert [section.grade for section in letter.sections] == [None, "requires improvement"]
    assert letter.sections[1].text == "1. Help comes early.\n\n2. Plans are short."
    assert letter.warnings == ()


def test_care_leavers_judged_with_children_in_care_have_a_row_that_says_so() -> None:
    assert grades(report(TOGETHER)) == {
        **FOUR_AND_OVERALL,
        "care_leavers": (None, "combined"),
    }


def test_since_april_2026_no_overall_judgement_is_awarded() -> None:
    letter = report(NO_OVERALL, "13 to 24 April 2026")
    assert grades(letter) == {**FOUR_AND_OVERALL, "overall": (None, "not_awarded")}
    assert letter.warnings == ()


def test_before_that_a_missing_overall_judgement_is_unread() -> None:
    letter = report(NO_OVERALL, "4 to 15 March 2024")
    assert grades(letter)["overall"] == (None, "unread")
    assert letter.warnings == ("The grade for overall effectiveness could not be read.",)


def test_an_overall_judgement_that_is_printed_is_read_whenever_it_was() -> None:
    assert grades(report(APART, "13 to 24 April 2026")) == FOUR_AND_OVERALL


def test_a_table_that_cannot_be_read_leaves_every_row_unread() -> None:
    letter = letter_of(
        """
# Inspection of Ashmere local authority children’s services

Inspection dates: 4 to 15 March 2024

Lead inspector: Jory Penrose

Services are good, and some are outstanding. None is inadequate.
"""
    )
    assert {one.area for one in letter.judgements} == set(FOUR_AND_OVERALL)
    assert {one.status for one in letter.judgements} == {"unread"}
    assert {one.grade for one in letter.judgements} == {None}
    assert sum("could not be read" in warning for warning in letter.warnings) == 5


def test_table_and_heading_that_disagree_are_both_named() -> None:
    letter = report(APART, help_heading="inadequate")
    assert grades(letter)["help_and_protection"] == ("requires improvement", "awarded")
    (warning,) = letter.warnings
    assert "Requires improvement to be good" in warning
    assert "inadequate" in warning


@pytest.mark.parametrize(
    ("dates", "start", "end"),
    [
        ("4 March 2024 to 15 March 2024", (4, 3), (15, 3)),
        ("26 February to 8 March 2024", (26, 2), (8, 3)),
        ("4 to 8 March 2024 and 18 to 22 March 2024", (4, 3), (22, 3)),
        ("4–15 March 2024", (4, 3), (15, 3)),
    ],
)
def test_dates_come_in_many_forms(dates: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    letter = report(APART, dates)
    assert letter.visit_start == dt.date(2024, start[1], start[0])
    assert letter.visit_end == dt.date(2024, end[1], end[0])
    assert letter.visit_as_printed == dates
    assert letter.warnings == ()


def test_the_name_may_stand_above_a_title_that_has_none() -> None:
    text = OPENING.replace(
        "# Inspection of Ashmere local authority children’s services",
        "### Ashmere\n\n# Inspection of children’s social care services",
    )
    letter = letter_of(text.format(table=APART, dates="4 to 15 March 2024", help=HELP))
    assert letter.authority_as_printed == "Ashmere"
    assert letter.kind == "inspection"


def test_a_label_that_wraps_over_the_page_keeps_its_grade() -> None:
    table = APART.replace(
        "The experiences and progress of care\nleavers || Inadequate",
        "The experiences and progress of care\f\nleavers || Inadequate",
    )
    read = grades(report(table))
    assert read["care_leavers"] in ((None, "unread"), ("inadequate", "awarded"))
    assert {area: value for area, value in read.items() if area != "care_leavers"} == {
        area: value for area, value in FOUR_AND_OVERALL.items() if area != "care_leavers"
    }


def test_every_row_of_the_table_has_its_page_and_its_printed_words() -> None:
    rows = [(one.area, one.page, one.as_printed) for one in report(TOGETHER).judgements]
    assert rows == [
        ("overall", 1, "Good"),
        ("leaders", 1, "Good"),
        ("help_and_protection", 1, "Requires improvement to be good"),
        ("in_care", 1, "Outstanding"),
        ("care_leavers", 1, None),  # judged with children in care, in the row above
    ]


def test_a_table_on_the_second_page_is_said_to_stand_there() -> None:
    letter = report("\f" + APART)
    assert grades(letter) == FOUR_AND_OVERALL
    assert {one.page for one in letter.judgements} == {2}
    assert {one.page for one in letter.evidence if one.field.startswith("judgements.")} == {2}
