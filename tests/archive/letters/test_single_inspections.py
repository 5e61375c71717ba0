"""Reports of the single inspection, and of safeguarding boards reviewed with it or alone."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.records import Letter
from tests.archive.letters.build import letter_of

REPORT = """
### Ashmere

# Inspection of services for children in need of help and protection, children
# looked after and care leavers

and

# Review of the effectiveness of the Local Safeguarding Children Board

Inspection date: 3 March 2015 to 26 March 2015

Report published: 19 May 2015

{overall}

1. Children who need help and protection || Requires improvement
2. Children looked after and achieving permanence || Requires improvement
> 2.1 Adoption performance || Good
> 2.2 Experiences and progress of care leavers || Inadequate
3. Leadership, management and governance || Requires improvement
\f
# Executive summary

Children in Ashmere are safe, but plans are late.

# Recommendations

1. Make plans shorter.

2. Visit more often.

# Summary for children and young people

We were told many things.
\f
# Section 2: The effectiveness of the Local Safeguarding Children Board

{board}

# What does the LSCB need to improve?

3. Write to schools.

# Information about this inspection

The inspection team consisted of three of Her Majesty’s Inspectors (HMI) from Ofsted.

The inspection team

Lead inspector: Jory Penrose

Deputy lead inspector: Adaeze Whitlock

Team inspectors: Corin Vale, Odile Marsh

Quality assurance manager: Tamsin Roe
"""
OVERALL = "The overall judgement is that children’s services require improvement"
BOARD = "The arrangements in place to evaluate the effectiveness of what is done by the authority\nand board partners to safeguard children are inadequate."


def report(overall: str = OVERALL, board: str = BOARD) -> Letter:
    return letter_of(REPORT.format(overall=overall, board=board))


def grades(letter: Letter) -> dict[str, tuple[str | None, str]]:
    return {one.area: (one.grade, one.status) for one in letter.judgements}


def test_a_report_is_read_whole() -> None:
    letter = report()
    assert (letter.kind, letter.framework) == ("inspection", "SIF")
    assert letter.authority_as_printed == "Ashmere"
    assert (letter.published, letter.published_source) == (dt.date(2015, 5, 19), "cover")
    assert (letter.visit_start, letter.visit_end) == (dt.date(2015, 3, 3), dt.date(2015, 3, 26))
    assert grades(letter) == {
        "overall": ("requires improvement", "awarded"),
        "leaders": ("requires improvement", "awarded"),
        "help_and_protection": ("requires improvement", "awarded"),
        "in_care": ("requires improvement", "awarded"),
        "care_leavers": ("inadequate", "awarded"),
        "adoption": ("good", "awarded"),
        "safeguarding_board": ("inadequate", "awarded"),
    }
    assert [(one.name, one.role) for one in letter.inspectors] == [
        ("Jory Penrose", "lead"),
        ("Adaeze Whitlock", "deputy"),
        ("Corin Vale", "inspector"),
        ("Odile Marsh", "inspector"),
        ("Tamsin Roe", "quality assurance"),
    ]
    assert [(point.number, point.text) for point in letter.improvement_points] == [
        ("1", "Make plans shorter."),
        ("2", "Visit more often."),
    ]
    assert letter.headline == "Children in Ashmere are safe, but plans are late."
    assert letter.warnings == ()


@pytest.mark.parametrize(
    ("overall", "grade"),
    [
        ("Children’s services in Ashmere are inadequate", "inadequate"),
        ("The overall judgement is good.", "good"),
        ("The overall judgement is that children’s services are outstanding", "outstanding"),
        ("Services in Ashmere are well thought of", None),
    ],
)
def test_the_overall_judgement_is_the_cover_s_own_sentence(overall: str, grade: str | None) -> None:
    status = "awarded" if grade else "unread"
    assert grades(report(overall))["overall"] == (grade, status)


@pytest.mark.parametrize(
    ("board", "grade"),
    [
        ("The Ashmere Safeguarding Children Board is good.", "good"),
        ("The LSCB requires improvement because plans are late.", "requires improvement"),
        ("The judgement for the Local Safeguarding Children Board is outstanding.", "outstanding"),
        ("The board met often, and its minutes are good.", None),
        ("The LSCB is good.\n\nThe LSCB is inadequate.", None),
    ],
)
def test_the_board_s_grade_is_said_in_a_sentence_of_its_own(board: str, grade: str | None) -> None:
    letter = report(board=board)
    status = "awarded" if grade else "unread"
    assert grades(letter)["safeguarding_board"] == (grade, status)
    assert bool(letter.warnings) is (grade is None)


def test_sentences_that_contradict_each_other_are_both_named() -> None:
    warning = report(board="The LSCB is good.\n\nThe LSCB is inadequate.").warnings[0]
    assert "good" in warning
    assert "inadequate" in warning


def test_a_cover_without_a_day_of_publication_says_so() -> None:
    letter = letter_of(
        REPORT.replace("Report published: 19 May 2015\n", "").format(overall=OVERALL, board=BOARD)
    )
    assert letter.published is None
    assert letter.warnings == ("The document prints no date of its own.",)


def test_a_review_of_the_board_alone_has_the_board_s_judgement_alone() -> None:
    letter = letter_of(
        """
### Ashmere Safeguarding Children Board

# Review of the effectiveness of the Local Safeguarding Children Board

Inspection date: 3 March 2015 to 26 March 2015

Report published: 19 May 2015
\f
The LSCB is inadequate.

# Recommendations

1. Write to schools.
"""
    )
    assert (letter.kind, letter.framework) == ("inspection", "SIF")
    assert letter.authority_as_printed == "Ashmere"
    assert grades(letter) == {"safeguarding_board": ("inadequate", "awarded")}
    assert [point.text for point in letter.improvement_points] == ["Write to schools."]


def test_each_heading_of_a_report_is_a_section_with_its_page() -> None:
    letter = report()
    assert [(one.heading, one.page) for one in letter.sections] == [
        ("Executive summary", 2),
        ("Recommendations", 2),
        ("Summary for children and young people", 2),
        ("Section 2: The effectiveness of the Local Safeguarding Children Board", 3),
        ("What does the LSCB need to improve?", 3),
        ("Information about this inspection", 3),
        ("The inspection team", 3),
    ]
    assert letter.sections[1].text == "1. Make plans shorter.\n\n2. Visit more often."


def test_each_judgement_has_its_page() -> None:
    pages = {one.area: one.page for one in report().judgements}
    assert pages.pop("safeguarding_board") == 3
    assert set(pages.values()) == {1}
