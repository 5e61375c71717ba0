"""Rows of the table -> judgements, held against what the headings say. No I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from archive.letters.body import Body
from archive.letters.grades import AREAS, NOT_AWARDED, canonical
from archive.letters.judgements import Labels, Row, read_table
from archive.letters.ledger import Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.sections import Part, grade_of
from archive.records import Judgement

# Which area a heading in the report's body is about. A heading that names two is about the first.
_HEADINGS = (
    ("leaders", r"The impact of leaders|Leadership, management and governance"),
    ("help_and_protection", r"The experiences .*help and protection"),
    ("in_care", r"The experiences .*children (in care|looked after)"),
    ("adoption", r"The graded judge?ment .*adoption"),
    ("care_leavers", r"The (experiences|graded judge?ment) .*care leavers"),
)
TABLE_PAGES = 2  # the table stands on the first page, or runs on to the second
_NOT_AWARDED = re.compile(NOT_AWARDED, re.IGNORECASE)
_COMPILED = tuple((area, re.compile(words, re.IGNORECASE)) for area, words in _HEADINGS)

Headings = Mapping[str, tuple[str, Paragraph]]


def heading_grades(parts: Sequence[Part]) -> dict[str, tuple[str, Paragraph]]:
    """The grades that the headings of a report's body give, by area."""
    found: dict[str, tuple[str, Paragraph]] = {}
    for part in parts:
        grade = grade_of(part)
        area = next((area for area, words in _COMPILED if words.match(part.title)), None)
        if grade and area and part.heading:
            found.setdefault(area, (grade, part.grade or part.heading))
    return found


def read_rows(body: Body, labels: Labels) -> tuple[Row, ...]:
    """The rows of a report's table of judgements."""
    lines = [line for par in body.paragraphs for line in par.lines if line.page <= TABLE_PAGES]
    return read_table(lines, labels)


def award(area: str, row: Row | None, headings: Headings, ledger: Ledger) -> Judgement:
    """The judgement of one area: the table's grade, or the heading's where the table has none."""
    if row and row.printed:
        return _from_table(area, row, headings, ledger)
    why = "could not be read"
    if row and row.rivals:
        why = f"reads both as “{row.rivals[0]}” and as “{row.rivals[1]}”"
    if area in headings:
        grade, paragraph = headings[area]
        ledger.found(f"judgements.{area}", paragraph)
        ledger.warn(
            f"The grade for {AREAS[area]} {why} in the table; “{grade}” was taken from the "
            "report's own heading."
        )
        return Judgement(area, grade, paragraph.text, "awarded", paragraph.page)
    ledger.warn(f"The grade for {AREAS[area]} {why}.")
    return Judgement(area, None, None, "unread", row.lines[0].page if row and row.lines else None)


def after_rows(body: Body, rows: Sequence[Row]) -> int:
    """The number of the first paragraph after the table's last row; 0 without a table."""
    held = {id(line) for row in rows for line in row.lines}
    of_table = [
        at
        for at, paragraph in enumerate(body.paragraphs)
        if any(id(line) in held for line in paragraph.lines)
    ]
    return max(of_table, default=-1) + 1


def _from_table(area: str, row: Row, headings: Headings, ledger: Ledger) -> Judgement:
    printed = " ".join((row.printed or "").split())
    # The whole row, label and grade, so that a person sees both.
    ledger.found_in(f"judgements.{area}", row.lines)
    if _NOT_AWARDED.fullmatch(printed):
        return Judgement(area, None, printed, "not_awarded", row.lines[0].page)
    grade = canonical(printed)
    other = headings.get(area)
    if other and other[0] != grade:
        ledger.warn(
            f"The table says “{printed}” for {AREAS[area]}; the heading “{other[1].text}” says "
            f"“{other[0]}”."
        )
    return Judgement(area, grade, printed, "awarded", row.lines[0].page)
