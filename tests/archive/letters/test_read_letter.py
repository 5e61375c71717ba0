"""What holds for every document: evidence for each fact, a reason for each gap, no guess."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.letters import PARSER_VERSION, read_letter, unread
from archive.pdf.pdf_lines import Line, PdfPage, PdfText
from archive.pdf.pdf_text import read_pdf
from archive.records import Letter
from benchmarks.accuracy_letters import silent_gaps
from tests.archive.letters import (
    test_earlier_inspections,
    test_inspections,
    test_joint_inspections,
    test_send_inspections,
    test_single_inspections,
    test_visit_letters,
)
from tests.archive.letters.build import FOCUSED, TODAY, letter_of, plain_pdf, printed

DOCUMENTS = {
    "focused": FOCUSED,
    "monitoring": test_visit_letters.MONITORING,
    "monitoring of 2016": test_visit_letters.OLD_MONITORING,
    "inspection": test_inspections.OPENING.format(
        table=test_inspections.APART, dates="4 to 15 March 2024", help=test_inspections.HELP
    ),
    "inspection, judged together": test_inspections.OPENING.format(
        table=test_inspections.TOGETHER, dates="4 to 15 March 2021", help=test_inspections.HELP
    ),
    "single": test_single_inspections.REPORT.format(
        overall=test_single_inspections.OVERALL, board=test_single_inspections.BOARD
    ),
    "earlier": test_earlier_inspections.REPORT.format(overall="Grade 3 (Adequate)"),
    "joint": test_joint_inspections.LETTER,
    "send": test_send_inspections.REPORT.format(outcome=test_send_inspections.FAILINGS),
}
EVERY = pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)


@EVERY
def test_every_fact_has_evidence(text: str) -> None:
    letter = letter_of(text)
    fields = {evidence.field for evidence in letter.evidence}
    expected = {
        name
        for name in (
            "title", "authority_as_printed", "published", "visit_start", "visit_end", "theme",
            "visit_number", "addressee", "addressee_role", "previous_judgement", "provider",
            "lead_inspector", "headline",
        )
        if getattr(letter, name) is not None
    }  # fmt: skip
    expected |= {f"judgements.{one.area}" for one in letter.judgements if one.grade}
    expected |= {f"inspectors.{n + 1}" for n in range(len(letter.inspectors))}
    expected |= {f"improvement_points.{n + 1}" for n in range(len(letter.improvement_points))}
    assert expected <= fields


@EVERY
def test_evidence_is_a_place_on_a_page_with_its_words(text: str) -> None:
    letter = letter_of(text)
    for evidence in letter.evidence:
        assert 1 <= evidence.page <= letter.pages
        assert 0 <= evidence.x0 < evidence.x1 <= 600
        assert 0 <= evidence.y0 < evidence.y1 <= 842
        assert evidence.words.strip()


@EVERY
def test_no_word_is_lost_doubled_or_glued(text: str) -> None:
    letter = letter_of(text)
    read = letter.text.split()
    markup = {"#", "##", "###", "^", ">", "||"}
    given_words = [word for word in text.split() if word not in markup]
    assert sorted(read) == sorted(given_words)


@EVERY
def test_sections_headline_and_points_are_pieces_of_the_text(text: str) -> None:
    letter = letter_of(text)
    assert all(section.text in letter.text for section in letter.sections)
    for point in letter.improvement_points:
        assert all(line in letter.text for line in point.text.split("\n"))
    assert all(part in letter.text for part in (letter.headline or "").split("\n\n"))


@EVERY
def test_pages_begin_where_they_begin(text: str) -> None:
    letter = letter_of(text)
    assert len(letter.page_starts) == letter.pages == text.strip().count("\f") + 1
    assert list(letter.page_starts) == sorted(letter.page_starts)
    assert letter.page_starts[0] == 0


@EVERY
def test_the_same_document_gives_the_same_record(text: str) -> None:
    assert letter_of(text) == letter_of(text)
    assert letter_of(text).parser_version == PARSER_VERSION


@pytest.mark.parametrize("name", ["focused", "monitoring", "monitoring of 2016", "joint"])
@pytest.mark.parametrize("size", [9, 12])
def test_a_letter_printed_again_in_one_plain_font_says_the_same(name: str, size: int) -> None:
    text = DOCUMENTS[name]
    plain = re.sub(r"^(#+|\^|>) ", "", text.strip(), flags=re.MULTILINE)
    data = plain_pdf(plain, size=size, leading=size * 1.25)
    again = read_letter(read_pdf(data), listed=None, today=TODAY)
    once = letter_of(text)
    same = (
        "kind", "framework", "title", "authority_as_printed", "published", "visit_windows",
        "visit_number", "theme", "addressee", "addressee_role", "inspectors", "headline",
        "areas_covered", "previous_judgement_month", "signed_by", "text", "warnings",
    )  # fmt: skip
    for field in same:
        assert getattr(again, field) == getattr(once, field), field
    assert [point.text for point in again.improvement_points] == [
        point.text for point in once.improvement_points
    ]


def test_numbered_paragraphs_are_pieces_of_the_text_and_count_on() -> None:
    letter = letter_of(
        "# Findings\n\n1. Children are seen.\n\n2. Complaints fell from 85 to\n\n"
        "58. in six months.\n\n3. Plans are clear."
    )
    found = [(par.number, par.text) for par in letter.numbered_paragraphs]
    assert found == [(1, "Children are seen."), (2, "Complaints fell from 85 to"),
                     (3, "Plans are clear.")]  # fmt: skip
    for par in letter.numbered_paragraphs:
        assert letter.text[par.start :].startswith(par.text)


def test_what_is_not_recognised_is_other_and_says_so() -> None:
    letter = letter_of("# Ashmere Primary School\n\nInspection dates: 3 May 2024\n\nIt is good.")
    assert (letter.kind, letter.status) == ("other", "read")
    assert letter.warnings == (
        "The document was not recognised as a letter or report on children's services.",
    )
    assert "It is good." in letter.text
    assert letter.judgements == ()


def test_a_page_that_holds_only_a_picture_is_named() -> None:
    letter = letter_of(f"{FOCUSED.rstrip()}\n\f\n")
    assert letter.pages == 2
    assert letter.warnings == ("Page 2 holds no text that can be read.",)


def test_a_document_that_says_it_was_issued_before_is_named() -> None:
    note = "The parts of this letter that are about flats were originally published on 2 May 2024."
    letter = letter_of(FOCUSED.replace("Yours sincerely", f"{note}\n\nYours sincerely"))
    assert letter.warnings == (
        "The document may be a new issue of an older one; it says “this letter that are about "
        "flats were originally published on 2 May 2024”.",
    )


def test_an_empty_document_is_other() -> None:
    letter = read_letter(PdfText(()), listed=None, today=TODAY)
    assert (letter.kind, letter.text, letter.pages) == ("other", "", 0)


def test_unread_keeps_the_reason() -> None:
    letter = unread("The file is empty.")
    assert (letter.kind, letter.status) == ("other", "unread")
    assert letter.warnings == ("The file is empty.",)
    assert letter.parser_version == PARSER_VERSION


# --- what nobody thought of ------------------------------------------------------------------------

INTRUDERS = (
    "Good", "Dear", "31 February 2020", "99 Foo 1", "Inadequate", "and", "• ", "1. ", "Contents",
    "Yours sincerely", "Overall effectiveness", "between 5 and 2 May 2020", "Inspection dates:",
    "Lead inspector:", "32/13/2020", "on 31 and 30 November 2019", "Page 2", "Areas for improvement",
    "12", ",", "Inspection team", "The LSCB is good.", "in March 2024", "Judgement",
)  # fmt: skip


def mutated(pdf: PdfText, chance: random.Random) -> PdfText:
    """The document with some lines lost, doubled, moved, cut, shuffled, restyled or intruding."""
    pages = tuple(dataclasses.replace(page, lines=_mutated(page, chance)) for page in pdf.pages)
    return PdfText(pages[: chance.randint(0, len(pages))] if chance.random() < 0.1 else pages)


def _mutated(page: PdfPage, chance: random.Random) -> tuple[Line, ...]:
    lines = list(page.lines)
    for _ in range(chance.randint(1, 10)):
        if not lines:
            break
        at = chance.randrange(len(lines))
        lines[at : at + 1] = chance.choice(_changed(lines[at], chance))
        if lines and chance.random() < 0.3:
            other = chance.randrange(len(lines))
            lines[other], lines[-1] = lines[-1], lines[other]
    return tuple(lines)


def _changed(line: Line, chance: random.Random) -> list[list[Line]]:
    """What may be in the line's place."""
    new = functools.partial(dataclasses.replace, line)
    return [
        [],
        [line, line],
        [new(text=line.text[: len(line.text) // 2] or "x")],
        [new(text=chance.choice(INTRUDERS).strip())],
        [new(bold=not line.bold)],
        [new(size=chance.choice((0.0, 5.0, 26.0)))],
        [new(phantom=True)],
        [_moved(line, chance)],
    ]


def _moved(line: Line, chance: random.Random) -> Line:
    x0, x1 = chance.uniform(-50, 650), chance.uniform(-50, 650)
    y0, y1 = chance.uniform(-50, 900), chance.uniform(-50, 900)
    return dataclasses.replace(line, x0=x0, y0=y0, x1=x1, y1=y1)


@settings(max_examples=150)
@given(
    name=st.sampled_from(sorted(DOCUMENTS)),
    seed=st.integers(0, 2**32),
    listed=st.sampled_from([None, dt.date(2024, 5, 14)]),
)
def test_a_mangled_document_gives_no_error_and_no_fact_it_does_not_print(
    name: str, seed: int, listed: dt.date | None
) -> None:
    pdf = mutated(printed(DOCUMENTS[name]), random.Random(seed))
    letter = read_letter(pdf, listed=listed, today=TODAY)
    words = " ".join(line.text for page in pdf.pages for line in page.lines).lower()
    _no_guess(letter, words, listed)
    assert all(warning.endswith(".") for warning in letter.warnings)
    assert silent_gaps({name: letter}) == []


def _no_guess(letter: Letter, words: str, listed: dt.date | None) -> None:
    for judgement in letter.judgements:
        assert (judgement.grade is not None) == (judgement.status == "awarded")
        if judgement.area != "send_outcome" and judgement.grade:
            assert re.sub(r"requires?", "require", judgement.grade) in words.replace(
                "requires", "require"
            )
    for inspector in letter.inspectors:
        assert all(part.lower() in words for part in inspector.name.split())
    if letter.published and letter.published != listed:
        assert str(letter.published.year) in words
    for place in letter.page_starts:
        assert 0 <= place <= len(letter.text)
