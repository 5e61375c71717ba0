"""Lines -> paragraphs: by the gaps between lines, over page breaks, list items apart. No I/O."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.letters.furniture import Stretch
from archive.letters.paragraphs import FAREWELLS, Paragraph, make, usual_size
from archive.pdf.pdf_lines import BULLET, Line

# In parts of the usual distance of two lines: paragraphs lie 1.4 to 2 apart, list items from 1.25.
PARAGRAPH_GAP = 1.2
USUAL_PITCH = 1.2  # Word's single spacing of Tahoma, in parts of the font's size
# Points. A sentence that leaves room for this much more than the next word ends its paragraph,
# gap or none: rows of a table and text printed again have lost the gap. In the corpus 12 of 4,894
# sentences that end a line inside a paragraph leave so much, 7 of them rows of tables; of 3,892
# that end a paragraph 3,038 do.
ROOM = 40.0
INDENT, WIDEST_INDENT = 5.0, 40.0  # points; the hanging indents known are 14 to 28
FOOTNOTE = 1.5  # points smaller than the body: footnotes are set in 10 or 9, the body in 12
MOST_GAPS = 4  # a sentence left open goes on below as much empty space as four lines
SLACK = 12.0  # points by which a word's width, taken from the line's mean letter, may be wrong

_SENTENCE_END = re.compile(r"[.?!:][’”'\")\]]*$")
_MARKED = re.compile(rf"(?P<bullet>[{BULLET}*–-])\s|(?P<number>\d{{1,3}}[.)]|\([a-z]\))\s")
_NUMBER = re.compile(r"(\d{1,3})([.)])")
_FOOTNOTE = re.compile(r"\d{1,2}( ?[A-Z‘“h]|$)")
_OPEN_END = re.compile(r"(,|&|-|\b(and|or|of|for|the|to|a|an|in|on|with|by|their|that))$")
_SALUTATION = re.compile(r"Dear\b")
LONGEST_SIGNATURE_LINE = 75


@dataclass(slots=True)
class _Group:
    kind: str
    lines: list[Line]


def paragraphs(stretches: Sequence[Stretch]) -> tuple[Paragraph, ...]:
    """All paragraphs of a document in reading order."""
    return tuple(make(group.kind, group.lines) for group in _Grouping(stretches).groups())


class _Grouping:
    """Which lines belong together, by the measures of this document."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        lines = [line for stretch in stretches for line in stretch]
        self._size = usual_size(lines)
        self._footnote_size = self._size - FOOTNOTE
        body = [line for line in lines if line.size == self._size]
        self._rights: dict[int, float] = {}
        for line in body:
            self._rights[line.page] = max(line.x1, self._rights.get(line.page, 0.0))
        self._gap = PARAGRAPH_GAP * _usual_pitch(stretches)
        self._has_letterhead = any(
            line.page == 1 and _SALUTATION.match(line.text) for line in lines[:60]
        )

    def groups(self) -> list[_Group]:
        found: list[_Group] = []
        bodies: list[_Group] = []  # those that are no footnotes
        state = "address" if self._has_letterhead else "letter"
        for stretch in self._stretches:
            above: _Group | None = None  # the group of the line above, in this stretch
            for line in stretch:
                if state == "address" and _SALUTATION.match(line.text):
                    state = "letter"
                short = state == "address" or (
                    state == "signature" and len(line.text) <= LONGEST_SIGNATURE_LINE
                )
                if line.size <= self._footnote_size and self._is_footnote(above, line):
                    group = above if above and not _FOOTNOTE.match(line.text) else None
                    kind = "footnote"
                else:
                    group = None if short else self._open_group(bodies, above, line)
                    kind = "line" if short else _kind(line)
                if group is None:
                    group = _Group(kind, [])
                    found.append(group)
                    if kind != "footnote":
                        bodies.append(group)
                elif group is not found[-1]:  # what came between, as footnotes, is read first
                    found.remove(group)
                    found.append(group)
                group.lines.append(line)
                above = group
                if line.text.startswith(FAREWELLS):
                    state = "signature"
        return found

    def _open_group(
        self, bodies: Sequence[_Group], above: _Group | None, line: Line
    ) -> _Group | None:
        """The group that the line goes on: that above it, or at a new page or column the last one;
        or the one before, where the two are cells that stand side by side."""
        if not bodies or line.text[0] == BULLET or line.text.startswith(FAREWELLS):
            return None
        is_below = above is not None and line.y0 < above.lines[-1].y0
        if above is not None and above.kind != "footnote" and is_below:
            return above if self._goes_on_below(above, line) else None
        if self._goes_on_after_break(bodies[-1], line):
            return bodies[-1]
        if len(bodies) > 1 and _is_beside(bodies[-2], bodies[-1]):
            return bodies[-2] if self._goes_on_after_break(bodies[-2], line) else None
        return None

    def _is_footnote(self, above: _Group | None, line: Line) -> bool:
        goes_on = above is not None and above.kind == "footnote"
        return goes_on or bool(_FOOTNOTE.match(line.text))

    def _goes_on_below(self, group: _Group, line: Line) -> bool:
        last = group.lines[-1]
        drop = last.y0 - line.y0
        if group.kind == "line" or abs(last.size - line.size) >= 1:
            return False
        has_ended = _SENTENCE_END.search(last.text) is not None
        outdent = last.x0 - line.x0
        if _begins_item(group, line, has_ended=has_ended):
            return False
        is_lower = line.text[0].islower()
        if drop > self._gap * line.size:
            goes_on = not has_ended and is_lower and last.bold == line.bold
            return goes_on and drop < MOST_GAPS * self._gap * line.size
        if outdent > INDENT or last.bold != line.bold:
            return not has_ended and is_lower
        return not (has_ended and line.text[0].isupper() and self._room(last, line) > ROOM)

    def _goes_on_after_break(self, group: _Group, line: Line) -> bool:
        last = group.lines[-1]
        is_other_style = last.bold != line.bold or abs(last.size - line.size) >= 1
        if group.kind == "line" or is_other_style or _MARKED.match(line.text):
            return False
        has_ended = _SENTENCE_END.search(last.text) is not None
        is_lower = line.text[0].islower()
        if last.bold or last.size > self._size:
            return not has_ended and is_lower
        if group.kind in ("item", "numbered"):
            is_hanging = INDENT < line.x0 - group.lines[0].x0 < WIDEST_INDENT
            is_open = not has_ended and (is_lower or _OPEN_END.search(last.text) is not None)
            return is_hanging or is_open
        is_beside = abs(line.x0 - last.x0) < INDENT
        if not has_ended and _OPEN_END.search(last.text):
            return is_beside
        if last.page == line.page and line.y0 >= last.y0:  # another column
            return not has_ended and is_lower and is_beside
        if has_ended or not is_lower:
            return is_beside and self._room(last, line) < SLACK
        return is_beside

    def _room(self, last: Line, line: Line) -> float:
        """How much room the next line's first word would have left on the last."""
        return self._rights.get(last.page, last.x1) - last.x1 - _first_word_width(line)


def _kind(line: Line) -> str:
    mark = _MARKED.match(line.text)
    if line.text[0] == BULLET or (mark and mark["bullet"]):
        return "item"
    return "numbered" if mark else "text"


def _begins_item(group: _Group, line: Line, *, has_ended: bool) -> bool:
    """Whether the line's mark begins an item. In the middle of a sentence a number may also be one
    of its words: “at the age of / 16.”"""
    mark = _MARKED.match(line.text)
    if mark is None or has_ended or _is_next_item(group, line):
        return mark is not None
    hangs = group.kind == "numbered" and line.x0 - group.lines[0].x0 > INDENT
    if hangs and _NUMBER.match(line.text):
        return False
    return abs(group.lines[-1].x0 - line.x0) > INDENT


def _is_next_item(group: _Group, line: Line) -> bool:
    """Whether the line begins with a mark as the list's item did, or with its next number. A long
    dash may also stand in a sentence, so it must be the item's own."""
    first = group.lines[0]
    mark, number = first.text[0], _NUMBER.match(first.text)
    if abs(first.x0 - line.x0) > INDENT:
        return False
    if number:
        return line.text.startswith(f"{int(number[1]) + 1}{number[2]}")
    return group.kind == "item" and (line.text[0] == mark or line.text[0] in "*-")


def _is_beside(left: _Group, right: _Group) -> bool:
    return right.lines[0].x0 > max(line.x1 for line in left.lines)


def _usual_pitch(stretches: Sequence[Stretch]) -> float:
    """The commonest distance of one line from the next, in parts of the font's size."""
    pitches: Counter[float] = Counter()
    for stretch in stretches:
        for above, line in itertools.pairwise(stretch):
            if above.size == line.size and 0 < above.y0 - line.y0 < 2 * line.size:
                pitches[round((above.y0 - line.y0) / line.size, 2)] += 1
    return max(pitches, key=lambda pitch: pitches[pitch], default=USUAL_PITCH)


def _first_word_width(line: Line) -> float:
    letters = len(line.text.split(" ", 1)[0]) + 1
    return letters * (line.x1 - line.x0) / max(1, len(line.text))
