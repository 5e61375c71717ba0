"""Tables of judgements in all their forms. What is not beside a label is never its grade."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.letters.judgements import ILACS, SINGLE, Labels, read_table
from archive.pdf.pdf_lines import Line
from tests.archive.letters.build import printed


def lines(text: str) -> list[Line]:
    return [line for page in printed(text).pages for line in page.lines]


def table(text: str, labels: Labels = ILACS) -> dict[str, str | None]:
    return {
        row.area: " ".join(row.printed.split()) if row.printed else None
        for row in read_table(lines(text), labels)
    }


FOUR = {
    "leaders": "Inadequate",
    "help_and_protection": "Requires improvement to be good",
    "in_care": "Good",
    "care_leavers": "Outstanding",
    "overall": "Inadequate",
}

APART = """
Judgement || Grade
The impact of leaders on social work
practice with children and families
|| Inadequate
The experiences and progress of
children who need help and protection
|| Requires improvement to be good
The experiences and progress of children in care || Good
The experiences and progress of care
leavers
|| Outstanding
Overall effectiveness || Inadequate
"""
GRADE_ON_THE_LAST_LINE = """
The impact of leaders on social work practice with children
and families Inadequate
The experiences and progress of children who need help and
protection Requires improvement to be good
The experiences and progress of children in care Good
The experiences and progress of care leavers Outstanding
Overall effectiveness Inadequate
"""
GRADE_ON_THE_FIRST_LINE = """
The impact of leaders on social work || Inadequate
practice with children and families
The experiences and progress of || Requires improvement to be good
children who need help and protection
The experiences and progress of children in care || Good
The experiences and progress of care || Outstanding
leavers
Overall effectiveness || Inadequate
"""
WRAPPED_GRADES = """
The impact of leaders on social work practice with children and families || Inadequate
The experiences and progress of children || Requires
who need help and protection || improvement
|| to be good
The experiences and progress of children in care || Good
The experiences and progress of care leavers || Outstanding
Overall effectiveness || Inadequate
"""
ONE_UNDER_THE_OTHER = """
The impact of leaders on social work practice with children and families
Inadequate
The experiences and progress of children who need help and protection
Requires improvement
to be good
The experiences and progress of children in care
Good
The experiences and progress of care leavers
Outstanding
Overall effectiveness
Inadequate
"""


@pytest.mark.parametrize(
    "text",
    [APART, GRADE_ON_THE_LAST_LINE, GRADE_ON_THE_FIRST_LINE, WRAPPED_GRADES, ONE_UNDER_THE_OTHER],
)
def test_every_form_of_cell_is_read(text: str) -> None:
    assert table(text) == FOUR


def test_children_in_care_and_care_leavers_may_be_judged_together() -> None:
    text = "The impact of leaders on social work practice with children and families Good\nThe experiences and progress of children in care and care\nleavers Good\nOverall effectiveness Good"
    assert table(text) == {"leaders": "Good", "in_care_and_leavers": "Good", "overall": "Good"}


def test_a_table_without_an_overall_grade_has_no_such_row() -> None:
    assert "overall" not in table(APART.replace("Overall effectiveness || Inadequate\n", ""))


def test_a_grade_may_be_said_not_to_be_awarded() -> None:
    text = APART.replace(
        "Overall effectiveness || Inadequate", "Overall effectiveness || Not judged"
    )
    assert table(text)["overall"] == "Not judged"


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_drawing_does_not_matter_where_cells_stand_side_by_side(seed: int) -> None:
    shuffled = lines(GRADE_ON_THE_FIRST_LINE)
    random.Random(seed).shuffle(shuffled)
    found = {row.area: row.printed for row in read_table(shuffled, ILACS)}
    assert all(printed in (None, FOUR[area]) for area, printed in found.items())
    columns = sorted(lines(GRADE_ON_THE_FIRST_LINE), key=lambda line: (line.x0, -line.y0))
    assert {row.area: row.printed for row in read_table(columns, ILACS)} == FOUR


def test_grades_before_their_labels_are_not_read_one_row_too_late() -> None:
    text = "Judgement Grade\nInadequate\nThe impact of leaders on social work practice with children and families\nGood\nThe experiences and progress of children in care\nOutstanding\nOverall effectiveness"
    assert not any(table(text).values())


def test_a_label_without_a_grade_does_not_take_the_next_one_s() -> None:
    text = "The experiences and progress of children in care\nThe experiences and progress of care leavers\nGood\nOverall effectiveness\nGood"
    assert table(text) == {"in_care": None, "care_leavers": "Good", "overall": "Good"}


def test_two_grades_after_one_label_are_none() -> None:
    assert (
        table("The experiences and progress of children in care\nGood\nInadequate")["in_care"]
        is None
    )


def test_prose_that_begins_with_a_grade_is_no_grade() -> None:
    text = "The experiences and progress of children in care\nGood work is done with children here."
    assert table(text)["in_care"] is None


SIF = """
1. Children who need help and protection || Requires
|| improvement
2. Children looked after and achieving
permanence
|| Good
2.1 Adoption performance || Outstanding
2.2 Experiences and progress of care leavers || Requires Improvement
3. Leadership, management and governance || Inadequate
"""


def test_the_single_inspection_s_table_is_read() -> None:
    assert {area: (grade or "").lower() for area, grade in table(SIF, SINGLE).items()} == {
        "help_and_protection": "requires improvement",
        "in_care": "good",
        "adoption": "outstanding",
        "care_leavers": "requires improvement",
        "leaders": "inadequate",
    }


def test_a_table_may_run_on_to_a_second_page() -> None:
    text = SIF.replace("2.2 Exp", "\f2.2 Exp")
    assert table(text, SINGLE)["care_leavers"] == "Requires Improvement"


def test_a_sentence_that_ends_with_a_grade_above_the_table_is_none_of_its_rows() -> None:
    text = "Children’s services in Ashmere are\ninadequate" + SIF
    assert table(text, SINGLE)["help_and_protection"] in (
        "Requires improvement",
        "Requires\nimprovement",
    )


def disturbed(table: list[Line], at: int, how: str, by: int = 0) -> list[Line]:
    """The table's lines with one of them lost, doubled, drawn last, or moved sideways."""
    lines, line = list(table), table[at]
    if how == "lost":
        del lines[at]
    elif how == "doubled":
        lines.insert(at, line)
    elif how == "drawn last":
        lines[at], lines[-1] = lines[-1], line
    else:
        lines[at] = dataclasses.replace(line, x0=line.x0 + by, x1=line.x1 + by)
    return lines


HOW = ("lost", "doubled", "drawn last", "moved")


@pytest.mark.parametrize("how", HOW)
def test_a_disturbance_leaves_each_grade_right_or_unread(how: str) -> None:
    table = lines(GRADE_ON_THE_FIRST_LINE)
    for at in range(len(table)):
        for by in (-30, -8, 8, 30) if how == "moved" else (0,):
            for row in read_table(disturbed(table, at, how, by), ILACS):
                assert row.printed in (None, FOUR[row.area]), (at, by, row.area)


@given(
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from(HOW), st.integers(-30, 30)), max_size=8)
)
def test_however_much_is_disturbed_only_what_is_printed_is_read(
    changes: list[tuple[int, str, int]],
) -> None:
    table = lines(GRADE_ON_THE_FIRST_LINE)
    for at, how, by in changes:
        if at < len(table):
            table = disturbed(table, at, how, by)
    for row in read_table(table, ILACS):
        assert row.printed is None or row.printed in FOUR.values()
        assert all(line.text in GRADE_ON_THE_FIRST_LINE for line in row.lines)
