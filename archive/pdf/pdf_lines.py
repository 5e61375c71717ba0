"""What the text of a PDF is made of: pages of lines, as a reader sees them. No I/O."""

from __future__ import annotations

from dataclasses import dataclass, replace

BULLET = "•"  # every bullet, whatever shape it is printed in
# A footnote mark is set at about 0.65 of its line's size, a real number at the line's own.
SUPERSCRIPT = 0.75
# In parts of the font's size: a space is about 0.3, the gap between two columns at least 0.7.
LETTER_GAP, WORD_GAP = 0.12, 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it. The box is in points from the page's lower left corner.

    `phantom`: the words lie outside the frame they are clipped to, so no reader sees them.
    """

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool = False
    italic: bool = False
    phantom: bool = False


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page. `number` counts from 1, whatever the page has printed on it."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages in order, each with its lines in the order the file draws them."""

    pages: tuple[PdfPage, ...]


def continues(line: Line, piece: Line) -> bool:
    """Whether PDFium broke a line where a reader sees none, as it does around raised characters."""
    if piece.y1 < line.y0:  # the usual case: the next line down
        return False
    height = min(line.y1 - line.y0, piece.y1 - piece.y0)
    overlap = min(line.y1, piece.y1) - max(line.y0, piece.y0)
    gap = (piece.x0 - line.x1) / (max(line.size, piece.size) or 1)
    return overlap > height / 2 and -0.2 < gap < WORD_GAP and line.phantom == piece.phantom


def joined(line: Line, piece: Line, *, is_raised: bool) -> Line:
    """The two as one, without the footnote mark that the second is or begins with."""
    words = piece.text.lstrip("0123456789 ") if is_raised else piece.text
    if piece.text.isdigit() and piece.size < SUPERSCRIPT * line.size:
        words = ""
    touches = piece.x0 - line.x1 < LETTER_GAP * line.size and not is_raised
    glue = "" if not words or touches or words[0] in ",.;:)" else " "
    return replace(
        line,
        text=line.text + glue + words,
        x1=max(line.x1, piece.x1),
        size=max(line.size, piece.size),
        bold=line.bold and piece.bold,
    )
