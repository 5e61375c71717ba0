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
