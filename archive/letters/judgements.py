"""The table of judgements: each area's label, and the grade that stands beside it. No I/O.

By label, never by order: a label wraps over two lines, its grade stands on the first, the last or
between them, and a rival that counted grades off in order published three wrong ones for years.
The table is read twice, as words that follow each other and as cells beside each other. Where the
two ways disagree, the grade is unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.letters.grades import GRADE, NOT_AWARDED
from archive.pdf.pdf_lines import Line


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one form of the table, ready to be looked for."""

    areas: tuple[str, ...]
    tokens: re.Pattern[str]  # any label that begins a line, or a grade that ends one
    openings: tuple[re.Pattern[str], ...]  # the first words of each label


def _labels(*rows: tuple[str, str]) -> Labels:
    """From (area, label) rows. A label that begins with another stands before it."""
    spaces = r"\s+"
    named = "|".join(f"^(?P<{area}>{words.replace(' ', spaces)})" for area, words in rows)
    grade = rf"(?P<printed>{GRADE}|{NOT_AWARDED})(?=[.\s]*\n)"
    tokens = re.compile(f"{named}|{grade}", re.IGNORECASE | re.MULTILINE)
    return Labels(tuple(area for area, _ in rows), tokens, tuple(_opening(w) for _, w in rows))


def _opening(label: str) -> re.Pattern[str]:
    """How a line begins that a label begins on: its first words, before any choice or wrapping."""
    words = label.replace("(?:the )?", "").split("(?:")[0].split()
    return re.compile(r"(?:the )?" + " ".join(words[:4]), re.IGNORECASE)


# The labels of the tables since 2014.
_EXPERIENCES = r"(?:the )?experiences and progress of "
ILACS = _labels(
    (
        "leaders",
        r"(?:the )?impact of leaders on social work practice(?: with children and families)?",
    ),
    (
        "help_and_protection",
        _EXPERIENCES + r"children (?:who (?:are in )?need|in need)(?: of)? help and protection",
    ),
    ("in_care_and_leavers", _EXPERIENCES + r"children in care and (?:of )?care leavers"),
    ("in_care", _EXPERIENCES + r"children in care"),
    ("care_leavers", _EXPERIENCES + r"care leavers"),
    ("overall", r"overall effectiveness"),
)
SINGLE = _labels(
    ("help_and_protection", r"1\. children who need help and protection"),
    ("in_care", r"2\. children looked after and achieving permanence"),
    ("adoption", r"2\.1\.? adoption performance"),
    ("care_leavers", r"2\.2\.? experiences? and progress of care leavers"),
    ("leaders", r"3\. leadership,? management and governance"),
)

# Points from the labels' left edge. The column of grades begins at least 226 to the right of it.
GRADE_COLUMN = 100.0
LINES_OF_A_ROW = 4  # a label takes one to three lines, its grade one to three
WRAPPED = 1.7  # in parts of the font's size: the lines of one cell are 1.2 apart, rows at least 2

_FRAGMENT = (
    r"(?:outstanding|good|inadequate|adequate|requires?(?: improvement(?: to(?: be(?: good)?)?)?)?"
    rf"|improvement(?: to(?: be(?: good)?)?)?|to(?: be(?: good)?)?|be good|{NOT_AWARDED})"
)
_ENDS_WITH_FRAGMENT = re.compile(rf"^(?P<label>.*?)\s*:?\s*(?P<grade>{_FRAGMENT})[.\s]*$", re.I)
_FRAGMENT_ALONE = re.compile(_FRAGMENT, re.IGNORECASE)
_REST = re.compile(r"improvement|to\b|be\b", re.IGNORECASE)
_PRINTED = re.compile(rf"{GRADE}|{NOT_AWARDED}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """An area, and what is printed beside its label: None where it could not be read.
    `rivals`: the two readings, where they disagree."""

    area: str
    printed: str | None
    lines: tuple[Line, ...]
    rivals: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    area: str  # "" for a grade
    words: str
    start: int
    end: int


def read_table(lines: Sequence[Line], labels: Labels) -> tuple[Row, ...]:
    """The rows of the table, in the order of `labels`; it may run on to a second page."""
    by_words = _by_words(lines, labels)
    by_cells: dict[str, Row] = {}
    for page in sorted({line.page for line in lines}):
        found = _by_cells([line for line in lines if line.page == page], labels)
        by_cells = found | by_cells
    rows = []
    for area in labels.areas:
        seen = [row for row in (by_words.get(area), by_cells.get(area)) if row]
        if seen:
            rows.append(_agreed(seen))
    return tuple(rows)


def read_words(text: str, labels: Labels) -> dict[str, str]:
    """The same of plain text, whose lines have no place: the grade that follows each label."""
    lines = [Line(line, 1, 0.0, 0.0, 0.0, 0.0, 0.0) for line in text.splitlines()]
    return {area: row.printed for area, row in _by_words(lines, labels).items() if row.printed}


def _agreed(readings: Sequence[Row]) -> Row:
    read = [row for row in readings if row.printed]
    words = {_plain(row.printed) for row in readings if row.printed}
    if len(words) > 1:
        return Row(readings[0].area, None, readings[0].lines, rivals=(min(words), max(words)))
    return read[0] if read else readings[0]


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _by_words(lines: Sequence[Line], labels: Labels) -> dict[str, Row]:
    """Each label with the grade that follows it directly, wherever the lines end."""
    text, starts = "", []
    for line in lines:
        starts.append(len(text))
        text += line.text + "\n"
    tokens = _tokens(text, labels)
    if _begins_with_grade(tokens, text):
        return {}
    found: dict[str, Row] = {}
    for at, token in enumerate(tokens):
        if not token.area or token.area in found:
            continue
        after = tokens[at + 1 : at + 3]
        follows = bool(after) and not after[0].area and _touch(text, token, after[0])
        doubled = len(after) == 2 and not after[1].area and _touch(text, after[0], after[1])
        printed = after[0].words if follows and not doubled else None
        end = after[0].end if printed else token.end
        held = [ln for ln, s in zip(lines, starts, strict=True) if token.start <= s < end]
        found[token.area] = Row(token.area, printed, tuple(held))
    return found


def _tokens(text: str, labels: Labels) -> list[_Token]:
    return [
        _Token("" if m.lastgroup == "printed" else str(m.lastgroup), m.group(), *m.span())
        for m in labels.tokens.finditer(text)
    ]


def _begins_with_grade(tokens: Sequence[_Token], text: str) -> bool:
    """Whether the grades stand before their labels, so that each label is followed by the next
    one's grade. A sentence that ends with the overall grade may stand there too."""
    first = next((at for at, token in enumerate(tokens) if token.area), 0)
    if first == 0 or tokens[first - 1].area or not _touch(text, tokens[first - 1], tokens[first]):
        return False
    before = text[: tokens[first - 1].start]
    return (not before or before.endswith("\n")) and not re.search(r"\b(is|are)\s*$", before)


def _touch(text: str, before: _Token, after: _Token) -> bool:
    return not text[before.end : after.start].strip(" \n:–-.")


def _by_cells(lines: Sequence[Line], labels: Labels) -> dict[str, Row]:
    """Each label with the grade whose cell stands at its height, in whatever order of drawing."""
    lefts, rights = _cells(lines, labels)
    rows = _label_rows(lefts, labels)
    grades = _grade_cells(rights)
    found: dict[str, Row] = {}
    for area, held in rows.items():
        bottom, top = min(line.y0 for line in held), max(line.y1 for line in held)
        beside = [cell for cell in grades if bottom <= _middle(cell) <= top]
        printed = _words(beside[0]) if len(beside) == 1 else None
        if printed is not None and not _PRINTED.fullmatch(printed):
            printed = None
        shown = (*held, *(line for line in (beside[0] if printed else ()) if line not in held))
        found[area] = Row(area, printed, shown)
    return found


def _cells(lines: Sequence[Line], labels: Labels) -> tuple[list[Line], list[Line]]:
    """The lines of the labels' column, and those of the grades' column, down the page. A line that
    holds both is taken apart; its grade keeps the line's height."""
    ordered = sorted(lines, key=lambda line: (-line.y0, line.x0))
    starts = [
        at for at, line in enumerate(ordered) if any(o.match(line.text) for o in labels.openings)
    ]
    lefts: list[Line] = []
    rights: list[Line] = []
    if not starts:
        return lefts, rights
    edge = min(ordered[at].x0 for at in starts)
    first, last = max(0, starts[0] - 1), min(len(ordered), starts[-1] + LINES_OF_A_ROW)
    for line in ordered[first:last]:
        mixed = _ENDS_WITH_FRAGMENT.match(line.text)
        if line.x0 > edge + GRADE_COLUMN:
            rights.append(line)
        elif mixed and mixed["label"]:
            lefts.append(replace(line, text=mixed["label"]))
            rights.append(replace(line, text=mixed["grade"]))
        else:
            lefts.append(line)
    return lefts, [line for line in rights if _FRAGMENT_ALONE.fullmatch(line.text)]


def _label_rows(lefts: Sequence[Line], labels: Labels) -> dict[str, tuple[Line, ...]]:
    text, starts = "", []
    for line in lefts:
        starts.append(len(text))
        text += line.text + "\n"
    found: dict[str, tuple[Line, ...]] = {}
    for token in _tokens(text, labels):
        if token.area and token.area not in found:
            found[token.area] = tuple(
                line
                for line, start in zip(lefts, starts, strict=True)
                if token.start <= start < token.end
            )
    return found


def _grade_cells(rights: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The pieces of one wrapped grade together: “Requires”, “improvement”, “to be good”."""
    cells: list[tuple[Line, ...]] = []
    for line in rights:
        above = cells[-1][-1] if cells else None
        is_rest = _REST.match(line.text)
        if above and is_rest and above.y0 - line.y0 < WRAPPED * line.size:
            cells[-1] = (*cells[-1], line)
        else:
            cells.append((line,))
    return cells


def _middle(cell: tuple[Line, ...]) -> float:
    return (min(line.y0 for line in cell) + max(line.y1 for line in cell)) / 2


def _words(cell: tuple[Line, ...]) -> str:
    return " ".join(line.text for line in cell)
