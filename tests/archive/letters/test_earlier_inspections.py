"""Inspections before the single framework; theirs is a scale with “adequate” in it."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.records import Judgement
from tests.archive.letters.build import letter_of

REPORT = """
# Inspection of local authority arrangements for the protection of children

Ashmere

Inspection dates: 4 – 13 February 2013
Lead inspector: Jory Penrose HMI

Age group: All
Published: 22 March 2013
\f
# Overall effectiveness

{overall}

# Areas for improvement

In order to improve the quality of help, the local authority should:

Immediately:

• visit each child

Within three months:

• write shorter plans.
"""


def test_a_report_is_read_whole() -> None:
    text = REPORT.format(overall="The overall effectiveness is judged to be adequate.")
    letter = letter_of(text.replace("is judged to be", "is"))
    assert (letter.kind, letter.framework) == ("inspection", "pre-SIF")
    assert letter.authority_as_printed == "Ashmere"
    assert (letter.published, letter.published_source) == (dt.date(2013, 3, 22), "cover")
    assert (letter.visit_start, letter.visit_end) == (dt.date(2013, 2, 4), dt.date(2013, 2, 13))
    assert letter.lead_inspector == "Jory Penrose"
    assert letter.judgements == (Judgement("overall", "adequate", "adequate", "awarded", 2),)
    assert [point.text for point in letter.improvement_points] == [
        "visit each child",
        "write shorter plans.",
    ]
    assert letter.warnings == ()


@pytest.mark.parametrize(
    ("overall", "grade"),
    [
        ("Grade 3 (Adequate)", "adequate"),
        (
            "The overall effectiveness of help and protection in Ashmere is inadequate.",
            "inadequate",
        ),
        ("Help comes early, and much of it is good.", None),
        ("Overall effectiveness: good.\n\nOverall effectiveness: adequate.", None),
    ],
)
def test_the_grade_is_what_is_said_of_overall_effectiveness(overall: str, grade: str) -> None:
    (judgement,) = letter_of(REPORT.format(overall=overall)).judgements
    assert judgement.grade == grade
    assert judgement.status == ("awarded" if grade else "unread")


def test_where_safeguarding_and_care_are_judged_apart_neither_is_the_whole_s() -> None:
    text = REPORT.format(overall="Grade 3 (Adequate)").replace(
        "local authority arrangements for the protection of children",
        "safeguarding and looked after children services",
    )
    (judgement,) = letter_of(text).judgements
    assert (judgement.grade, judgement.status) == (None, "unread")
