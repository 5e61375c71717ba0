"""A paragraph, which remembers its lines: every fact read from its words can say where it stood.
No I/O."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.pdf.pdf_lines import BULLET, Line

# A letter's last words. Thirteen of 369 letters forget the s.
FAREWELLS = ("Yours sincerely", "Yours faithfully", "Your sincerely", "Your faithfully")

# “long- / and short-term”, but not “up- / to-date”.
_SUSPENDED = re.compile(r"(and|or|to) ")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`kind`: text, item (of a list), numbered, line (of an address or a signature), footnote.
    `starts[n]` is the place in `text` at which line n begins."""

    text: str
    kind: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def is_bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].size

    def box(self, start: int = 0, end: int | None = None) -> tuple[int, Box]:
        """The page and box of the lines that hold text[start:end], on the first of their pages."""
        stop = len(self.text) if end is None else end
        ends = (*self.starts[1:], len(self.text) + 1)
        held = [
            line
            for line, first, after in zip(self.lines, self.starts, ends, strict=True)
            if first < max(stop, start + 1) and start < after
        ] or [self.lines[0]]
        return box_of(held)


def box_of(lines: Sequence[Line]) -> tuple[int, Box]:
    """The page of the first line, and the box around those of the lines that stand on it."""
    page = lines[0].page
    shown = [line for line in lines if line.page == page]
    return page, (
        min(line.x0 for line in shown),
        min(line.y0 for line in shown),
        max(line.x1 for line in shown),
        max(line.y1 for line in shown),
    )


def usual_size(pieces: Iterable[Line | Paragraph]) -> float:
    """The size of font in which most characters are set; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def join(left: str, right: str) -> str:
    """Two lines' words as they are read on: a word broken at its hyphen or slash is one word."""
    is_broken = left[-1:] in ("-", "/", "–") and left[-2:-1].strip() != ""
    if not left or (is_broken and not _SUSPENDED.match(right)):
        return left + right
    return f"{left} {right}"


def make(kind: str, lines: Sequence[Line]) -> Paragraph:
    """The paragraph that the lines make. An item of a list begins with a bullet, whatever mark it
    is printed with."""
    text = ""
    starts = []
    for line in lines:
        words = line.text
        if not text and kind == "item":
            words = f"{BULLET} {words.lstrip(BULLET + '*–- ')}"
        whole = join(text, words)
        starts.append(len(whole) - len(words))
        text = whole
    return Paragraph(text, kind, tuple(lines), tuple(starts))


def split(paragraph: Paragraph, cuts: Sequence[int]) -> list[Paragraph]:
    """The paragraph cut before each of the lines numbered in `cuts`."""
    edges = [0, *cuts, len(paragraph.lines)]
    return [
        make(paragraph.kind, paragraph.lines[start:end]) for start, end in itertools.pairwise(edges)
    ]
