"""The headings of a document and what stands under each. No I/O.

Ofsted sets headings bold or large; text printed again in one plain font has lost that, so the
headings of Ofsted's own forms are known by their words too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.letters.body import Body
from archive.letters.grades import GRADE, canonical
from archive.letters.ledger import Ledger
from archive.letters.paragraphs import FAREWELLS, Paragraph
from archive.records import Section

LONGEST_HEADING = 170  # characters; the longest known has 150
LARGER = 1.5  # points above the body

KNOWN_HEADING = re.compile(
    r"(Headline findings|Overview|Executive summary|Summary of (key )?findings"
    r"|(Main |Key )?findings|(Findings and )?evaluation of progress"
    r"|Areas? covered by (the|this) visit"
    r"|What needs to improve( in this area of( social work)? practice)?"
    r"|Areas? (for|of) (priority action|improvement|development|strength)|(Key )?strengths|Context"
    r"|Recommendations|Next steps|Inspection outcome|(Case|Practice) study: .{0,60}"
    r"|Information about (the|this) (local area partnership|inspection|local authority area)"
    r"|What is it like to be a child or young person with SEND in this area"
    r"|What is the area partnership doing that is effective"
    r"|What does the (area partnership|local authority|LSCB) need to (do better|improve)"
    r"|Local area partnership details|(The )?inspection team"
    r"|(The (experiences and progress of|impact of leaders on)|Leadership, management and gov)"
    rf".{{5,120}} {GRADE})"
    r"\s*[.?:]?",
    re.IGNORECASE,
)
_TABLE_HEADER = re.compile(
    r"(key )?judgement grade|key judge?ment judge?ment grade|ofsted care quality commission"
    r"|local authority integrated care boards?|responsible body areas for priority action|and",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"(The (experiences|impact|graded)|Leadership, management|Inspection judge?ment|Adoption perf)"
    rf".*?(?P<grade>{GRADE})\.?$",
    re.IGNORECASE,
)
_GRADE = re.compile(GRADE, re.IGNORECASE)
_CONTENTS = re.compile(r"Contents( page)?", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"\s\d{1,3}$")
_SENTENCE_END = re.compile(r"[.!;,]$")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the paragraphs up to the next. Only the first part has no heading: it holds
    what stands before any."""

    heading: Paragraph | None
    level: int
    grade: Paragraph | None  # where it is printed apart from the heading, as in a table's cell
    paragraphs: tuple[Paragraph, ...]
    start: int  # the number, in the body, of the first of the paragraphs

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""


def read_parts(body: Body, first: int = 0) -> list[Part]:
    """The document from paragraph `first` on, cut at its headings."""
    everything = body.paragraphs
    places = _heading_places(body, first)
    styles = sorted({_style(everything[at]) for at in places}, reverse=True)
    until = places[0] if places else len(everything)
    found = [Part(None, 0, None, _before_farewell(everything[first:until]), first)]
    for at, end in itertools.pairwise([*places, len(everything)]):
        grade = everything[at + 1] if at + 1 < end and _is_grade(everything[at + 1]) else None
        start = at + (2 if grade else 1)
        under = _before_farewell(everything[start:end])
        level = styles.index(_style(everything[at])) + 1
        found.append(Part(everything[at], level, grade, under, start))
    return found


def to_sections(parts: Sequence[Part], body: Body) -> tuple[Section, ...]:
    """The headed parts as records; each text is a piece of the body's."""
    return tuple(
        Section(
            heading=part.heading.text,
            level=part.level,
            page=part.heading.page,
            text=text_of(part, body),
            grade=grade_of(part),
        )
        for part in parts
        if part.heading
    )


def text_of(part: Part, body: Body) -> str:
    """What stands under a heading, as it stands in the body's text."""
    if not part.paragraphs:
        return ""
    last = part.start + len(part.paragraphs) - 1
    return body.text[body.starts[part.start] : body.starts[last] + len(part.paragraphs[-1].text)]


def grade_of(part: Part) -> str | None:
    """The grade that a heading ends with, or that stands beside it in a table."""
    graded = _GRADED.match(part.title)
    if graded:
        return canonical(graded["grade"])
    return canonical(part.grade.text) if part.grade else None


def find_part(parts: Sequence[Part], pattern: re.Pattern[str]) -> Part | None:
    """The first part whose heading matches from its beginning."""
    return next((part for part in parts if part.heading and pattern.match(part.title)), None)


def read_headline(
    parts: Sequence[Part], pattern: re.Pattern[str], body: Body, ledger: Ledger
) -> str | None:
    """The text under the heading that says what matters most. None where there is none."""
    headline = find_part(parts, pattern)
    if headline is None or headline.heading is None:
        ledger.warn("The document has no headline section.")
        return None
    ledger.found("headline", headline.heading)
    return text_of(headline, body)


def _heading_places(body: Body, first: int) -> list[int]:
    is_plain = not any(p.is_bold or p.size >= body.size + LARGER for p in body.paragraphs[first:])
    places = [
        at
        for at, paragraph in enumerate(body.paragraphs)
        if at >= first and _is_heading(paragraph, body.size, is_plain=is_plain)
    ]
    contents = next((p.page for p in body.paragraphs if _CONTENTS.fullmatch(p.text)), None)
    later = {p.text for p in (body.paragraphs[at] for at in places) if p.page != contents}
    return [
        at
        for at in places
        if body.paragraphs[at].page != contents or not _is_entry(body.paragraphs[at], later)
    ]


def _is_entry(paragraph: Paragraph, later: set[str]) -> bool:
    """Whether a heading-like line is only an entry of the table of contents."""
    is_listed = _CONTENTS.fullmatch(paragraph.text) or _PAGE_AT_END.search(paragraph.text)
    return bool(is_listed) or paragraph.text in later


def _is_heading(paragraph: Paragraph, body_size: float, *, is_plain: bool) -> bool:
    text = paragraph.text
    if paragraph.kind != "text" or len(text) > LONGEST_HEADING or _TABLE_HEADER.fullmatch(text):
        return False
    if KNOWN_HEADING.fullmatch(text):
        return True
    is_styled = paragraph.is_bold or paragraph.size >= body_size + LARGER
    return (
        is_styled and not is_plain and not _SENTENCE_END.search(text) and not _is_grade(paragraph)
    )


def _is_grade(paragraph: Paragraph) -> bool:
    return _GRADE.fullmatch(paragraph.text) is not None


def _style(paragraph: Paragraph) -> tuple[int, bool]:
    return round(paragraph.size), paragraph.is_bold


def _before_farewell(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    for at, paragraph in enumerate(paragraphs):
        if paragraph.text.startswith(FAREWELLS):
            return tuple(paragraphs[:at])
    return tuple(paragraphs)
