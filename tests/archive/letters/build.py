"""Invented documents for the readers' tests, written as plain text and set like Ofsted's.

# words        a bold line            ## words      a large bold line
^ words        a small line (8)       > words       indented, as a hanging line
left || right  two cells of a table; either may be empty
a blank line   a paragraph's gap      a form feed   a new page
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from archive.letters import read_letter
from archive.letters.body import Body, read_body
from archive.pdf.pdf_lines import Line, PdfPage, PdfText
from archive.records import Letter

TODAY = dt.date(2026, 11, 21)
WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, PITCH, GAP = 71.0, 730.0, 14.5, 14.5
GRADES_AT = 388.0
LETTER_WIDTH = 5.4


def printed(text: str, top: float = TOP) -> PdfText:
    """The text as PDFium would give it, without a PDF: fast, and exact about every place."""
    pages = text.strip("\n").split("\f")
    return PdfText(
        tuple(
            PdfPage(number, WIDTH, HEIGHT, tuple(_lines(page.strip("\n"), number, top)))
            for number, page in enumerate(pages, start=1)
        )
    )


def _lines(text: str, page: int, top: float) -> Iterator[Line]:
    y = top
    for raw in text.split("\n"):
        if not raw.strip():
            y -= GAP
            continue
        for words, x in _cells(raw):
            yield _line(words, page, x, y)
        y -= PITCH
    return


def _cells(raw: str) -> Iterator[tuple[str, float]]:
    left, column, right = raw.partition("||")
    if left.strip():
        yield left.strip(), LEFT
    if column and right.strip():
        yield right.strip(), GRADES_AT


def _line(words: str, page: int, x: float, y: float) -> Line:
    mark, _, rest = words.partition(" ")
    size, bold, x0 = {
        "#": (12.0, True, x),
        "##": (14.0, True, x),
        "###": (26.0, False, x),
        "^": (8.0, False, x),
        ">": (12.0, False, x + 18),
    }.get(mark, (12.0, False, x))
    text = rest if mark in ("#", "##", "###", "^", ">") else words
    right = x0 + len(text) * LETTER_WIDTH * size / 12
    return Line(text, page, x0, y, right, y + size * 0.97, size, bold)


def body_of(text: str) -> Body:
    return read_body(printed(text))


def letter_of(text: str, listed: dt.date | None = None) -> Letter:
    return read_letter(printed(text), listed=listed, today=TODAY)


def plain_pdf(
    text: str, *, size: float = 11, leading: float = 14, font: str = "Helvetica"
) -> bytes:
    """The text as a PDF in one plain font, line by line: what a letter looks like printed again."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont(font, size)
    y = 780.0
    for line in text.split("\n"):
        if y < 60:
            canvas.showPage()
            canvas.setFont(font, size)
            y = 780.0
        canvas.drawString(60, y, line)
        y -= leading
    canvas.save()
    return buffer.getvalue()


FOCUSED = """
14 May 2024
Marian Tollgate
Director of Children’s Services
Ashmere Council
Civic Way
Ashmere
AS1 2ZZ

Dear Marian

# Focused visit to Ashmere children’s services

This letter summarises the findings of the focused visit to Ashmere children’s services
on 9 and 10 April 2024. His Majesty’s Inspectors for this visit were Jory Penrose and
Adaeze Whitlock.

Inspectors looked at the local authority’s arrangements for care leavers.

This visit was carried out in line with the inspection of local authority children’s
services (ILACS) framework.

# Headline findings

Young people who leave care in Ashmere are known well by those who help them. Most of
them have a safe place to live.

# What needs to improve in this area of social work practice?

• The range of flats that are kept for care leavers.
• The detail of pathway plans. (Outcome 1, national framework)

# Main findings

Personal advisers stay in touch, and they are easy to reach. They keep their
promises.

Yours sincerely

Jory Penrose
His Majesty’s Inspector
"""
