"""Rows become judgements, and the report's own headings are heard."""

from __future__ import annotations

import pytest

from archive.letters.awards import award
from archive.letters.grades import canonical
from archive.letters.judgements import Row
from archive.letters.ledger import Ledger
from archive.letters.paragraphs import Paragraph
from tests.archive.letters.build import body_of

HEADING = body_of("# The experiences and progress of children in care: good").paragraphs[0]


def row(printed: str | None, rivals: tuple[str, str] | None = None) -> Row:
    return Row("in_care", printed, HEADING.lines, rivals)


def judge(
    one: Row | None, headings: dict[str, tuple[str, Paragraph]] | None = None
) -> tuple[str | None, str, str]:
    ledger = Ledger()
    judgement = award("in_care", one, headings or {}, ledger)
    return judgement.grade, judgement.status, " ".join(ledger.warnings)


def test_the_table_s_grade_is_awarded() -> None:
    assert judge(row("Requires Improvement to be good")) == ("requires improvement", "awarded", "")


def test_a_heading_that_says_otherwise_is_named() -> None:
    grade, status, said = judge(row("Inadequate"), {"in_care": ("good", HEADING)})
    assert (grade, status) == ("inadequate", "awarded")
    assert "good" in said


def test_a_heading_speaks_where_the_table_cannot_be_read() -> None:
    grade, status, said = judge(row(None), {"in_care": ("good", HEADING)})
    assert (grade, status) == ("good", "awarded")
    assert "heading" in said


def test_what_cannot_be_read_is_unread_and_not_none() -> None:
    assert judge(None)[:2] == (None, "unread")
    grade, status, said = judge(row(None, rivals=("good", "inadequate")))
    assert (grade, status) == (None, "unread")
    assert "good" in said
    assert "inadequate" in said


def test_a_grade_said_not_to_be_awarded_is_not_awarded() -> None:
    assert judge(row("Not judged")) == (None, "not_awarded", "")


@pytest.mark.parametrize(
    "printed",
    ["Outstanding", "GOOD", "Requires\nimprovement", "require improvement to be good", "Adequate"],
)
def test_grades_have_one_name(printed: str) -> None:
    assert canonical(printed) in ("outstanding", "good", "requires improvement", "adequate")


def test_any_other_word_is_no_grade() -> None:
    with pytest.raises(ValueError, match="not a grade"):
        canonical("Satisfactory")


@pytest.mark.parametrize("printed", ["Good", "Not judged", None])
def test_a_judgement_says_on_which_page_it_stands(printed: str | None) -> None:
    on_second = body_of("# Report\f# The experiences of children in care").paragraphs[1]
    judgement = award("in_care", Row("in_care", printed, on_second.lines), {}, Ledger())
    assert judgement.page == 2


def test_a_grade_from_a_heading_says_where_the_heading_stands() -> None:
    heading = body_of("# Report\f# The experiences of children in care: good").paragraphs[1]
    ledger = Ledger()
    judgement = award("in_care", row(None), {"in_care": ("good", heading)}, ledger)
    assert (judgement.page, judgement.as_printed) == (2, heading.text)
    assert [(one.field, one.page, one.words) for one in ledger.evidence] == [
        ("judgements.in_care", 2, heading.text)
    ]
    assert ledger.warnings == [
        "The grade for children in care could not be read in the table; “good” was taken from the "
        "report's own heading."
    ]
