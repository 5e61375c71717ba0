"""What stands at the head of each form of document, before its body begins."""

from __future__ import annotations

import re

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from crawler.replica.letter_body import RULED, WIDTH, paragraph
from crawler.replica.letter_source import LetterSource
from crawler.replica.letter_styles import BODY, BOLD, Styles, text_style

_TIGHT = {"spaceAfter": 0, "leading": 15}


class Clipped(Flowable):  # type: ignore[misc]
    """Lines in the text of the PDF that nobody sees: Word leaves them in boxes too small for them.

    They take no room; each lies outside the area that is shown.
    """

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def wrap(self, *_available: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas: Canvas = self.canv
        canvas.saveState()
        shown = canvas.beginPath()
        shown.rect(0, 2, WIDTH, 12)
        canvas.clipPath(shown, stroke=0, fill=0)
        canvas.setFont(BODY, 12)
        for number, line in enumerate(self.lines):
            canvas.drawString(0, -15 - 15 * number, line)
        canvas.restoreState()


def cover(source: LetterSource, styles: Styles) -> list[Flowable]:
    """The head of a document of any form."""
    forms = {"letter": _letter, "ilacs": _ilacs, "sif": _sif, "send": _send}
    return forms[source.form](source, styles)


def _letter(source: LetterSource, styles: Styles) -> list[Flowable]:
    """Date, address, salutation, title. The invisible lines come before the address."""
    date = source.lines("date")
    made: list[Flowable] = [paragraph(line, text_style(spaceAfter=14)) for line in date]
    phantom = source.lines("phantom")
    made += [Clipped(phantom)] if phantom else []
    made += [paragraph(line, text_style(**_TIGHT)) for line in source.lines("to")]
    made.append(Spacer(0, 34))
    made.append(paragraph(f"Dear {source.facts['dear']}", text_style()))
    made.append(paragraph(str(source.facts["title"]), styles.heading))
    return made


def _ilacs(source: LetterSource, _styles: Styles) -> list[Flowable]:
    """Title, dates, lead inspector, judgements. Until 2020 the authority stood above the title."""
    old = source.facts.get("era") == 2018
    bold = text_style(fontName=BOLD)
    title = text_style(fontSize=26, leading=31, spaceAfter=0)
    made: list[Flowable] = []
    if old:
        name = text_style(fontName=BOLD, fontSize=18, leading=24)
        made.append(paragraph(str(source.facts["authority"]), name))
    made += [paragraph(line, bold if old else title) for line in source.lines("title")]
    made.append(Spacer(0, 0 if old else 14))
    made.append(paragraph(f"Inspection dates: {source.facts['dates']}", bold))
    made += _lead(source.lines("lead"))
    made += [_judgements(source, old=old), Spacer(0, 18)]
    return made


def _lead(lines: list[str]) -> list[Flowable]:
    """On one line; or the title below the name, as until 2020."""
    bold = text_style(fontName=BOLD, spaceAfter=0 if lines[1:] else 12)
    indented = text_style(fontName=BOLD, leftIndent=105)
    return [
        paragraph(f"Lead inspector: {lines[0]}", bold),
        *(paragraph(line, indented) for line in lines[1:]),
    ]


def _judgements(source: LetterSource, *, old: bool) -> Table:
    """Label and grade. The old grade column is narrow, and its longest grade takes two lines."""
    cell, head = text_style(spaceAfter=0), text_style(fontName=BOLD, spaceAfter=0)
    rows = [[paragraph("Judgement", head), paragraph("Grade", head)]]
    rows += [[paragraph(str(a), cell), paragraph(str(b), cell)] for a, b in _pairs(source)]
    first = 285.0 if old else 226.0
    return Table(rows, colWidths=[first, WIDTH - first], style=RULED)


def _pairs(source: LetterSource) -> list[tuple[str, str]]:
    return [(str(label), str(grade)) for label, grade in source.facts["judgements"]]


def _sif(source: LetterSource, styles: Styles) -> list[Flowable]:
    """The cover of 2014 to 2018, then a page of contents."""
    bold = text_style(fontName=BOLD)
    large = text_style(fontName=BOLD, fontSize=14, leading=19, spaceAfter=4)
    made: list[Flowable] = [paragraph(str(source.facts["authority"]), text_style(fontSize=16))]
    made += [paragraph(line, large) for line in source.lines("title")]
    made.append(Spacer(0, 10))
    made.append(paragraph(f"Inspection date: {source.facts['dates']}", bold))
    published = source.lines("published")
    made += [paragraph(f"Report published: {day}", bold) for day in published]
    made.append(paragraph(str(source.facts["verdict"]), large))
    made += [paragraph(line, text_style()) for line in source.lines("reasons")]
    made.append(_sif_judgements(source))
    if contents := source.facts.get("contents"):
        made += [PageBreak(), paragraph("Contents", styles.page_heading)]
        made += [paragraph(f"{name} {page}", text_style()) for name, page in contents]
        made.append(PageBreak())
    return made


def _sif_judgements(source: LetterSource) -> Table:
    """Main areas bold, those within an area indented and plain; the grade column is narrow."""
    rows = []
    for label, grade in _pairs(source):
        is_within = re.match(r"\d\.\d", label) is not None
        font, indent = (BODY, 30) if is_within else (BOLD, 0)
        label_style = text_style(spaceAfter=0, fontName=font, leftIndent=indent)
        grade_style = text_style(spaceAfter=0, fontName=font)
        rows.append([paragraph(label, label_style), paragraph(grade, grade_style)])
    return Table(rows, colWidths=[350.0, WIDTH - 350.0], style=RULED)


def _send(source: LetterSource, _styles: Styles) -> list[Flowable]:
    """Title and dates; the outcome is the first section of the body."""
    made = [
        paragraph(line, text_style(fontSize=26, leading=31, spaceAfter=0))
        for line in source.lines("title")
    ]
    made.append(Spacer(0, 14))
    made.append(paragraph(f"Inspection dates: {source.facts['dates']}", text_style(spaceAfter=4)))
    previous = [f"Date of previous inspection: {day}" for day in source.lines("previous")]
    return [*made, *(paragraph(line, text_style(spaceAfter=26)) for line in previous)]
