"""Headings and what stands under them, set in bold or lost in one plain font."""

from __future__ import annotations

import pytest

from archive.letters.sections import Part, read_parts, to_sections
from tests.archive.letters.build import body_of

STYLED = """
# Headline findings

Help comes early in Ashmere, and it is of use.

# What needs to improve in this area of social work practice?

• The range of flats.

# Main findings

## Care leavers

They are known well.

Yours sincerely

Jory Penrose
"""
PLAIN = STYLED.replace("## ", "").replace("# ", "")


def parts(text: str) -> list[Part]:
    return read_parts(body_of(text))


def headings(text: str) -> list[str]:
    return [part.title for part in parts(text)[1:]]


def test_bold_and_large_lines_are_headings() -> None:
    assert headings(STYLED) == [
        "Headline findings",
        "What needs to improve in this area of social work practice?",
        "Main findings",
        "Care leavers",
    ]


def test_ofsted_s_own_headings_are_known_in_one_plain_font() -> None:
    assert headings(PLAIN) == [
        "Headline findings",
        "What needs to improve in this area of social work practice?",
        "Main findings",
    ]


def test_each_section_is_a_piece_of_the_text_and_ends_before_the_farewell() -> None:
    body = body_of(STYLED)
    sections = to_sections(read_parts(body), body)
    assert [section.text for section in sections] == [
        "Help comes early in Ashmere, and it is of use.",
        "• The range of flats.",
        "",
        "They are known well.",
    ]
    assert all(section.text in body.text for section in sections)
    assert [section.level for section in sections] == [2, 2, 2, 1]


def test_a_bold_sentence_is_no_heading() -> None:
    assert headings("# This sentence is set in bold.\n\nWords.") == []


def test_the_table_of_contents_is_no_list_of_headings() -> None:
    text = """
# Contents

# Executive summary 2
# The local authority 4
\f
# Executive summary

Words on this and that.

# The local authority

More of them.
"""
    assert headings(text) == ["Executive summary", "The local authority"]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("# The experiences and progress of children in care: good", "good"),
        ("# The experiences and progress of care leavers are outstanding", "outstanding"),
        (
            "# The impact of leaders on social work practice with children and families: "
            "requires improvement to be good",
            "requires improvement",
        ),
        ("# The experiences and progress of children in care || Good", "good"),
        ("# Children in care", None),
        ("# A good place to live", None),
    ],
)
def test_a_heading_s_grade_is_what_it_ends_with(text: str, grade: str | None) -> None:
    body = body_of(f"{text}\n\nWords that are not bold, to tell what is.")
    assert to_sections(read_parts(body), body)[0].grade == grade
