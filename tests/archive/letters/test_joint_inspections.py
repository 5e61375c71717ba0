"""Joint targeted area inspections: letters to a whole partnership, with no inspectors named."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.archive.letters.build import letter_of

LETTER = """
9 February 2023

Marian Tollgate, Director of Children’s Services, Ashmere Council
Corin Vale, Chief Executive, Ashmere Integrated Care Board
Odile Marsh, Chief Constable, Ashmere Police

Dear Ashmere Local Safeguarding Partnership

# Joint targeted area inspection of Ashmere

This letter summarises the findings of the joint targeted area inspection (JTAI) of the
multi-agency response to the identification of initial need and risk in Ashmere.

This inspection took place from 5 to 9 December 2022. It was carried out by inspectors
from Ofsted, the Care Quality Commission and His Majesty’s Inspectorate of Constabulary.

# Headline findings

Partners know each other well.

# Areas for priority action

• Police must send notices on the same day.

# What needs to improve?

• The use of data.
• The voice of children in plans.

# Detailed findings

Much is done.

Yours sincerely

Tamsin Roe
National Director, Social Care, Ofsted
"""


def test_a_letter_is_read_whole() -> None:
    letter = letter_of(LETTER)
    assert (letter.kind, letter.framework) == ("jtai", "JTAI")
    assert letter.authority_as_printed == "Ashmere"
    assert (letter.published, letter.published_source) == (dt.date(2023, 2, 9), "letter")
    assert (letter.visit_start, letter.visit_end) == (dt.date(2022, 12, 5), dt.date(2022, 12, 9))
    assert letter.visit_as_printed == "5 to 9 December 2022"
    assert letter.theme == "front door"
    assert letter.addressee == "Marian Tollgate"
    assert letter.addressee_role is not None
    assert letter.addressee_role.startswith("Director of Children’s Services")
    assert len(letter.other_addressees) == 2
    assert letter.inspectors == ()
    assert letter.judgements == ()
    assert [(point.kind, point.text) for point in letter.improvement_points] == [
        ("priority_action", "Police must send notices on the same day."),
        ("improvement", "The use of data."),
        ("improvement", "The voice of children in plans."),
    ]
    assert letter.headline == "Partners know each other well."
    assert letter.warnings == ()


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Between 5 and 9 December 2022, Ofsted and others undertook an inspection.",
         "Between 5 and 9 December 2022"),
        ("The inspection was carried out from 5 December to 9 December 2022.",
         "5 December to 9 December 2022"),
        ("This inspection took place on 5, 6, 7, 8 and 9 December 2022.",
         "5, 6, 7, 8 and 9 December 2022"),
    ],
)  # fmt: skip
def test_when_it_took_place_is_said_in_several_ways(sentence: str, printed: str) -> None:
    letter = letter_of(
        LETTER.replace("This inspection took place from 5 to 9 December 2022.", sentence)
    )
    assert letter.visit_as_printed == printed
    assert (letter.visit_start, letter.visit_end) == (dt.date(2022, 12, 5), dt.date(2022, 12, 9))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Joint targeted area inspection of the multi-agency response to neglect in Vale Ash",
         "Vale Ash"),
        ("Joint targeted area inspection of Ashmere and Vale", "Ashmere and Vale"),
        ("Joint targeted area inspection of the multi-agency response to abuse and neglect in "
         "the Isle of Ash", "Isle of Ash"),
    ],
)  # fmt: skip
def test_the_place_is_at_the_title_s_end(title: str, name: str) -> None:
    text = LETTER.replace("Joint targeted area inspection of Ashmere\n", f"{title}\n")
    assert letter_of(text).authority_as_printed == name


def test_what_is_missing_is_warned_of() -> None:
    letter = letter_of("# Joint targeted area inspection of Ashmere\n\nIt went well.")
    assert letter.kind == "jtai"
    assert letter.visit_windows == ()
    assert len(letter.warnings) >= 4


def test_a_letter_that_names_no_place_and_lists_nothing_says_each() -> None:
    letter = letter_of("# Joint targeted area inspection\n\nDear partners\n\nIt went well.")
    assert letter.authority_as_printed is None
    for warning in (
        "The authority's name could not be read from the title.",
        "What the inspection looked at is not worded as any of the joint themes.",
        "The letter has no heading under which it lists what needs to improve.",
        "The document has no headline section.",
    ):
        assert warning in letter.warnings


def test_a_joint_area_review_says_what_it_does_not_print() -> None:
    letter = letter_of(
        """
# Joint area review of children’s services in Ashmere

Published: 19 May 2009
\f
# Main findings

Much is done.
"""
    )
    assert (letter.kind, letter.framework, letter.theme) == ("jtai", "pre-SIF", None)
    assert letter.authority_as_printed == "Ashmere"
    assert (letter.published, letter.published_source) == (dt.date(2009, 5, 19), "cover")
    assert letter.visit_windows == ()
    assert (
        "A joint area review does not print the inspection's dates as later ones do."
        in letter.warnings
    )
