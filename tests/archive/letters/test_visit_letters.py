"""Letters on focused, monitoring and assurance visits, from 2016 on."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.records import VisitWindow
from tests.archive.letters.build import FOCUSED, letter_of

MONITORING = """
3 June 2025
Marian Tollgate
Director of Children’s Services
Ashmere Council

Dear Marian

# Monitoring visit to Ashmere children’s services

This letter summarises the findings of the second monitoring visit to Ashmere children’s
services on 29 and 30 April 2025, since the local authority was judged inadequate in
March 2024. His Majesty’s Inspectors for this visit were Jory Penrose and Adaeze Whitlock.

# Areas covered by this visit

Inspectors reviewed the progress made in the following areas of concern identified at the
last inspection:

• decisions at the front door
• the management of caseloads in
> the teams

# Headline findings

Help comes sooner than it did.

# Findings and evaluation of progress

Plans are still long.

I am copying this letter to the Department for Education.

Yours sincerely

Jory Penrose
His Majesty’s Inspector
"""
OLD_MONITORING = """
2 November 2016

Mr Corin Vale
Director of Children’s Services
Ashmere Borough Council

Dear Mr Vale

# Monitoring visit of Ashmere Borough Council children’s services

This letter summarises the findings of the monitoring visit to Ashmere Borough Council
children’s services on 4 and 5 October 2016. The visit was the first monitoring visit
since the local authority was judged inadequate in February 2016. The inspectors were
Jory Penrose HMI and Adaeze Whitlock HMI.

# Areas covered by the visit

During the course of this visit, inspectors reviewed the progress made in the area of help
and protection.

# Summary of findings

• Social workers know the children.
• Records are late.

# Evaluation of progress

Much is still to be done.

Yours sincerely

Jory Penrose
"""


def test_a_focused_visit_s_letter_is_read_whole() -> None:
    letter = letter_of(FOCUSED)
    assert (letter.kind, letter.framework, letter.status) == ("focused_visit", "ILACS", "read")
    assert letter.title == "Focused visit to Ashmere children’s services"
    assert letter.authority_as_printed == "Ashmere"
    assert (letter.published, letter.published_source) == (dt.date(2024, 5, 14), "letter")
    assert letter.visit_windows == (VisitWindow(dt.date(2024, 4, 9), dt.date(2024, 4, 10)),)
    assert letter.visit_as_printed == "9 and 10 April 2024"
    assert letter.theme == "care leavers"
    assert letter.areas_covered == ("care leavers",)
    assert letter.addressee == "Marian Tollgate"
    assert letter.addressee_role == "Director of Children’s Services"
    assert letter.salutation == "Dear Marian"
    assert letter.signed_by == ("Jory Penrose",)
    assert letter.lead_inspector == "Jory Penrose"
    assert [one.name for one in letter.inspectors] == ["Jory Penrose", "Adaeze Whitlock"]
    assert letter.headline is not None
    assert letter.headline.startswith("Young people who leave care in Ashmere")
    assert [point.text for point in letter.improvement_points] == [
        "The range of flats that are kept for care leavers.",
        "The detail of pathway plans. (Outcome 1, national framework)",
    ]
    assert letter.improvement_points[1].framework_refs == ("Outcome 1",)
    assert letter.judgements == ()
    assert letter.warnings == ()


def test_a_monitoring_visit_s_letter_says_which_it_is_and_what_it_follows() -> None:
    letter = letter_of(MONITORING)
    assert (letter.kind, letter.framework) == ("monitoring_visit", "ILACS")
    assert letter.visit_number == 2
    assert letter.previous_judgement == "inadequate"
    assert letter.previous_judgement_month == "2024-03"
    assert letter.previous_judgement_as_printed is not None
    assert "judged inadequate in March 2024" in letter.previous_judgement_as_printed
    assert letter.areas_covered == (
        "decisions at the front door",
        "the management of caseloads in the teams",
    )
    assert letter.theme == "front door"
    assert [section.heading for section in letter.sections] == [
        "Areas covered by this visit",
        "Headline findings",
        "Findings and evaluation of progress",
    ]
    assert letter.improvement_points == ()
    assert letter.warnings == ()


def test_a_focused_visit_s_letter_that_lists_no_points_says_so() -> None:
    start = FOCUSED.index("# What needs")
    letter = letter_of(FOCUSED[:start] + FOCUSED[FOCUSED.index("# Main findings") :])
    assert letter.improvement_points == ()
    assert letter.warnings == (
        "The letter has no heading under which it lists what needs to improve.",
    )


def test_a_monitoring_visit_of_2016_belongs_to_the_single_inspection() -> None:
    letter = letter_of(OLD_MONITORING)
    assert (letter.kind, letter.framework) == ("monitoring_visit", "SIF")
    assert letter.authority_as_printed == "Ashmere Borough Council"
    assert (letter.visit_number, letter.previous_judgement_month) == (1, "2016-02")
    assert letter.theme == "children in need and protection"
    assert letter.headline == "• Social workers know the children.\n• Records are late."
    assert [one.role for one in letter.inspectors] == ["lead", "inspector"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Focused visit to Ashmere’s children’s services", "Ashmere"),
        ("Focused visit to St Helen’s children’s services", "St Helen’s"),
        ("Focused visit to the Isle of Ash local authority children’s services", "Isle of Ash"),
        ("Focused visit to Ashmere and Vale children and families services", "Ashmere and Vale"),
        ("Focused visit to Ashmere County Council’s children’s services", "Ashmere County Council"),
    ],
)
def test_the_authority_is_what_the_title_names(title: str, name: str) -> None:
    text = FOCUSED.replace("# Focused visit to Ashmere children’s services", f"# {title}")
    assert letter_of(text).authority_as_printed == name


def test_a_visit_to_a_trust_is_recognised_and_names_it() -> None:
    text = FOCUSED.replace(
        "His Majesty’s Inspectors",
        "Services are run by Ashmere Children’s Trust. His Majesty’s Inspectors",
    )
    assert letter_of(text).provider == "Ashmere Children’s Trust"
    assert letter_of(FOCUSED).provider is None


def test_an_assurance_visit_is_one() -> None:
    letter = letter_of(FOCUSED.replace("Focused visit", "Assurance visit").replace("focused", ""))
    assert letter.kind == "assurance_visit"


def test_a_letter_s_date_is_held_against_the_list() -> None:
    assert letter_of(FOCUSED, dt.date(2024, 5, 14)).warnings == ()
    letter = letter_of(FOCUSED, dt.date(2024, 5, 16))
    assert letter.published == dt.date(2024, 5, 14)
    assert letter.warnings == (
        "The document is dated 14 May 2024; Ofsted's list says 16 May 2024.",
    )


def test_a_date_that_is_misspelt_is_unread_and_not_missing() -> None:
    letter = letter_of(FOCUSED.replace("14 May 2024", "14 Mya 2024", 1))
    assert letter.published is None
    assert letter.warnings == ("The document's date “14 Mya 2024” could not be read.",)
    assert letter.addressee == "Marian Tollgate"


def test_a_letter_without_a_date_says_so() -> None:
    letter = letter_of(FOCUSED.replace("14 May 2024\n", "", 1))
    assert letter.published is None
    assert letter.warnings == ("The document prints no date of its own.",)


def test_a_visit_whose_days_are_not_named_has_none() -> None:
    letter = letter_of(FOCUSED.replace("\non 9 and 10 April 2024", ""))
    assert letter.visit_windows == ()
    assert "The visit's dates could not be read." in letter.warnings


def test_two_stretches_of_days_are_two_windows() -> None:
    letter = letter_of(
        FOCUSED.replace("on 9 and 10 April 2024", "on 9 and 10 April 2024 and on 16 April 2024")
    )
    assert letter.visit_windows == (
        VisitWindow(dt.date(2024, 4, 9), dt.date(2024, 4, 10)),
        VisitWindow(dt.date(2024, 4, 16), dt.date(2024, 4, 16)),
    )
    assert (letter.visit_start, letter.visit_end) == (dt.date(2024, 4, 9), dt.date(2024, 4, 16))


def test_who_signs_alone_and_is_not_named_first_is_mentioned() -> None:
    letter = letter_of(FOCUSED.replace("sincerely\n\nJory Penrose", "sincerely\n\nAdaeze Whitlock"))
    assert letter.lead_inspector == "Jory Penrose"
    assert letter.warnings == (
        "Jory Penrose is named first, but the letter is signed by Adaeze Whitlock.",
    )


def test_what_the_letter_lacks_is_warned_of_one_by_one() -> None:
    bare = """
# Focused visit to Ashmere children’s services

The visit went well.
"""
    letter = letter_of(bare)
    assert letter.published is None
    assert letter.lead_inspector is None
    assert len(letter.warnings) >= 6
    assert all(warning.endswith(".") for warning in letter.warnings)


def test_priority_actions_are_kept_apart() -> None:
    text = FOCUSED.replace(
        "# Main findings",
        "# Area for priority action\n\nThe council must act at once on visits.\n\n# Main findings",
    )
    points = letter_of(text).improvement_points
    assert [point.kind for point in points] == ["improvement", "improvement", "priority_action"]
    assert points[2].text == "The council must act at once on visits."


def test_the_date_may_stand_right_above_the_salutation() -> None:
    moved = FOCUSED.replace("14 May 2024\n", "", 1).replace(
        "Dear Marian", "14 May 2024\n\nDear Marian"
    )
    letter = letter_of(moved)
    assert letter.published == dt.date(2024, 5, 14)
    assert letter.addressee == "Marian Tollgate"
    assert letter.warnings == ()


def test_a_title_above_the_address_leaves_the_address_out_of_what_was_looked_at() -> None:
    title = "# Focused visit to Ashmere children’s services\n\n"
    letter = letter_of(title + FOCUSED.replace(title, "").lstrip())
    assert letter.title == "Focused visit to Ashmere children’s services"
    assert (letter.addressee, letter.areas_covered) == ("Marian Tollgate", ("care leavers",))
    assert letter.headline == letter_of(FOCUSED).headline


def test_a_letter_that_names_no_authority_says_so() -> None:
    letter = letter_of(
        """
14 May 2024

Dear Marian

# Focused visit to children’s services

The visit took place on 9 and 10 April 2024.
"""
    )
    assert letter.kind == "focused_visit"
    assert letter.authority_as_printed is None
    assert (
        "The authority's name could not be read from the title or the first sentences."
        in letter.warnings
    )
