"""A letter's text as somebody pastes it: invented words in the shape that PDFs leave behind."""

from __future__ import annotations

import pytest

from archive.letters.plain_text import read_plain

INSPECTION = """Inspection of Tarnshire local authority children’s services
Inspection dates: 4 to 15 March 2024
Lead inspector: Rosalind Peake
Judgement Grade
The impact of leaders on social work
practice with children and families
Requires improvement to
be good
The experiences and progress of children who
need help and protection Inadequate
The experiences and progress of children in care Good
The experiences and progress of care leavers\tOutstanding
Overall effectiveness Inadequate
Services are inadequate because children wait. Much that is good was seen.
What needs to improve?
◼ The speed with which calls are answered, so that no
child waits.
◼ The plans of disabled children.
2
◼ Supervision, which is pre\ufffewritten. (Enabler 3,
national framework)
The experiences and progress of children who need help and
protection: inadequate
1. Children wait for a visit.
"""


def test_grades_are_read_by_their_labels_and_points_by_their_heading() -> None:
    read = read_plain(INSPECTION, "inspection")
    assert dict(read.grades) == {
        "leaders": "requires improvement",
        "help_and_protection": "inadequate",
        "in_care": "good",
        "care_leavers": "outstanding",
        "overall": "inadequate",
    }
    assert [point.text for point in read.points][1:] == [
        "The plans of disabled children.",
        "Supervision, which is pre-written. (Enabler 3, national framework)",
    ]
    assert read.unread == ()


def test_what_heads_every_page_is_no_point() -> None:
    head = "Inspection of Tarnshire – March 2024\n"
    pages = head + INSPECTION.replace("2\n◼", f"2\n{head}◼") + head
    assert read_plain(pages, "inspection").points[1].text == "The plans of disabled children."


def test_children_in_care_and_care_leavers_may_be_judged_as_one() -> None:
    text = "The experiences and progress of children in care and care leavers Good\n"
    assert read_plain(text, "inspection").grades == (("in_care", "good"),)


def test_the_single_inspections_table_and_its_sentence() -> None:
    text = (
        "Inspection of services for children in need of help and protection, children looked after "
        "and care leavers\nThe overall judgement is that children’s services require improvement to "
        "be good.\n1. Children who need help and protection Requires improvement\n2. Children looked "
        "after and achieving permanence Good\n2.1 Adoption performance Good\n2.2 Experiences and "
        "progress of care leavers Inadequate\n3. Leadership, management and governance Good\n"
    )
    read = read_plain(text, "inspection")
    assert dict(read.grades)["overall"] == "requires improvement"
    assert dict(read.grades)["adoption"] == "good"
    assert read.points == ()
    assert "from its PDF alone" in read.unread[0]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Focused visit to Tarnshire\n\nChildren are seen.\n", "focused_visit", "no heading on"),
        (
            "What needs to improve?\nThe plans of children\nThe speed of calls\n\nMain findings\n",
            "focused_visit",
            "no list can be told",
        ),
        ("Inspection of Tarnshire\nGood\nGood\nGood\n", "inspection", "shows no grade beside"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, kind: str, said: str) -> None:
    read = read_plain(text, kind)
    assert (read.grades, read.points) == ((), ())
    assert any(said in why for why in read.unread)


def test_a_visits_points_end_where_its_findings_begin() -> None:
    text = (
        "What needs to improve in this area of social work\npractice?\n\n- The quality of plans.\n"
        "- The timeliness of\nchecks.\n\nMain findings\n\n- Not a point.\n\n"
        "Areas for priority action\n\n• Answer every call.\n\nChildren are seen.\n"
    )
    read = read_plain(text, "focused_visit")
    assert [(point.item_kind, point.text) for point in read.points] == [
        ("improvement", "The quality of plans."),
        ("improvement", "The timeliness of checks."),
        ("priority_action", "Answer every call."),
    ]


def test_numbers_after_bullets_are_the_paragraphs_below_the_list() -> None:
    text = (
        "What needs to improve?\n◼ The speed of help.\n◼ The plans of disabled children.\n"
        "1. Children wait for a visit.\n2. Plans are short.\n"
    )
    assert [point.text for point in read_plain(text, "focused_visit").points] == [
        "The speed of help.",
        "The plans of disabled children.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What needs to improve?\nMuch has to be done.\n",
         "Under the letter's heading on what needs to improve, no list can be told."),
        ("Main findings\nMuch has to be done.\n",
         "The letter's text has no heading on what needs to improve."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_of_a_pasted_letter_is_said(text: str, said: str) -> None:
    assert read_plain(text, "focused_visit").unread == (said,)
