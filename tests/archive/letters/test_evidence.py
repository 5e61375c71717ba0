"""Where a fact was read: its own words, its own lines, on its own page. A reader who is shown a
box must find in it what the record says, and no line more."""

from __future__ import annotations

import pytest

from archive.pdf.pdf_lines import PdfText
from archive.records import Evidence, Letter
from tests.archive.letters import test_joint_inspections, test_visit_letters
from tests.archive.letters.build import FOCUSED, letter_of, printed
from tests.archive.letters.test_read_letter import EVERY

TENTH = 0.05  # boxes are given to a tenth of a point


def inside(pdf: PdfText, evidence: Evidence) -> list[str]:
    """The lines that stand wholly in the box, down the page and from left to right."""
    lines = [
        line
        for line in pdf.pages[evidence.page - 1].lines
        if evidence.x0 - TENTH <= line.x0
        and line.x1 <= evidence.x1 + TENTH
        and evidence.y0 - TENTH <= line.y0
        and line.y1 <= evidence.y1 + TENTH
    ]
    return [line.text for line in sorted(lines, key=lambda line: (-line.y0, line.x0))]


def read(letter: Letter) -> dict[str, tuple[int, str]]:
    return {one.field: (one.page, one.words) for one in letter.evidence}


@EVERY
def test_the_box_holds_the_words_and_no_line_without_them(text: str) -> None:
    pdf = printed(text)
    for evidence in letter_of(text).evidence:
        lines = inside(pdf, evidence)
        words, shown = set(evidence.words.split()), " ".join(lines)
        assert words <= set(shown.split()) or evidence.words in shown, evidence
        assert all(words & set(line.split()) or evidence.words in line for line in lines), evidence


def test_boxes_are_exact_to_a_tenth_of_a_point() -> None:
    title = next(one for one in letter_of(FOCUSED).evidence if one.field == "title")
    assert (title.x0, title.y0, title.x1, title.y1) == (71.0, 585.0, 308.6, 596.6)


def test_each_fact_of_a_letter_shows_its_own_words() -> None:
    assert read(letter_of(FOCUSED)) == {
        "title": (1, "Focused visit to Ashmere children’s services"),
        "authority_as_printed": (1, "Ashmere"),
        "published": (1, "14 May 2024"),
        "visit_start": (1, "9 and 10 April 2024"),
        "visit_end": (1, "9 and 10 April 2024"),
        "addressee": (1, "Marian Tollgate"),
        "addressee_role": (1, "Director of Children’s Services"),
        "inspectors.1": (1, "Jory Penrose"),
        "inspectors.2": (1, "Adaeze Whitlock"),
        "lead_inspector": (1, "Jory Penrose"),
        "signed_by.1": (1, "Jory Penrose"),
        "areas_covered.1": (
            1,
            "Inspectors looked at the local authority’s arrangements for care leavers.",
        ),
        "theme": (1, "Inspectors looked at the local authority’s arrangements for care leavers."),
        "headline": (1, "Headline findings"),
        "improvement_points.1": (1, "• The range of flats that are kept for care leavers."),
        "improvement_points.2": (
            1,
            "• The detail of pathway plans. (Outcome 1, national framework)",
        ),
    }


def test_the_visit_s_number_and_the_judgement_it_follows_show_their_words_alone() -> None:
    found = read(letter_of(test_visit_letters.MONITORING))
    assert found["visit_number"] == (1, "second monitoring visit")
    assert found["previous_judgement"] == (1, "was judged inadequate in March 2024")


def test_a_name_beside_its_office_is_shown_without_it() -> None:
    text = FOCUSED.replace("Marian Tollgate\nDirector", "Marian Tollgate, Director")
    assert read(letter_of(text))["addressee"] == (1, "Marian Tollgate")
    joint = read(letter_of(test_joint_inspections.LETTER))
    assert joint["addressee"] == (1, "Marian Tollgate")


@pytest.mark.parametrize("heading", ["# Headline findings", "# What needs to improve"])
def test_what_stands_on_a_later_page_is_shown_there(heading: str) -> None:
    letter = letter_of(FOCUSED.replace(heading, f"\f\n{heading}"))
    assert read(letter)["published"][0] == 1
    assert [point.page for point in letter.improvement_points] == [2, 2]
    assert read(letter)["improvement_points.2"][0] == 2
    assert letter.sections[1].page == 2
