"""A letter's body as reportlab flowables: paragraphs, headings, bullets, tables, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import escape
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table

from crawler.replica.letter_source import Block
from crawler.replica.letter_styles import BOLD, DASH, Styles, text_style

WIDTH = 457.0  # of the text, in points


class Footnote(Flowable):  # type: ignore[misc]
    """Takes no room where it stands; leaves its words to be drawn at the foot of that page."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def wrap(self, *_available: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        notes_of(self.canv).append(self.words)


def notes_of(canvas: Canvas) -> list[str]:
    """The footnotes of the page being printed."""
    notes: list[str] = canvas.__dict__.setdefault("footnotes", [])
    return notes


def inline(text: str) -> str:
    """Text as reportlab's markup: escaped, ^1^ raised and small."""
    return re.sub(r"\^(\d)\^", r'<super rise="4" size="7">\1</super>', str(escape(text)))


def paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(inline(text), style)


def body_flowables(blocks: Sequence[Block], styles: Styles) -> list[Flowable]:
    """The blocks in their order; rows that follow one another make one table."""
    made: list[Flowable] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "row":
            made += [_table([block.text for block in group]), Spacer(0, 12)]
        else:
            made += [_flowable(block, styles) for block in group]
    return made


def _flowable(block: Block, styles: Styles) -> Flowable:
    match block.kind:
        case "new page":
            return PageBreak()
        case "note":
            return Footnote(block.text)
        case "page heading":
            return paragraph(block.text, styles.page_heading)
        case "heading":
            return paragraph(block.text, styles.heading)
        case "lesser heading":
            return paragraph(block.text, styles.lesser_heading)
        case "bullet":
            return paragraph(f"{styles.bullet}  {block.text}", styles.bullets)
        case "lesser bullet":
            return paragraph(f"{DASH}  {block.text}", styles.lesser_bullets)
        case "numbered":
            return _numbered(block.text)
    return paragraph(block.text, text_style())


def _numbered(text: str) -> Paragraph:
    number, _, words = text.partition(" ")
    style = text_style(leftIndent=28, firstLineIndent=-28)
    gap = "\u00a0" * (2 if len(number) > 2 else 4)
    return paragraph(f"{number}{gap}{words}", style)


def _table(rows: Iterable[str]) -> Table:
    """A ruled table; its first row is bold."""
    cells = [[cell.strip() for cell in row.rstrip("| ").split(" | ")] for row in rows]
    columns = max(len(row) for row in cells)
    first = 170.0 if columns == 2 else WIDTH
    widths = [first, WIDTH - first][:columns]
    drawn = [
        [paragraph(cell, _cell_style(is_head=number == 0)) for cell in row]
        for number, row in enumerate(cells)
    ]
    return Table(drawn, colWidths=widths, style=RULED, splitInRow=1)


def _cell_style(*, is_head: bool) -> ParagraphStyle:
    return text_style(fontName=BOLD, spaceAfter=0) if is_head else text_style(spaceAfter=0)


RULED = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
]
