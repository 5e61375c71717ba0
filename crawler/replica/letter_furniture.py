"""What is printed around the text: letterhead, page numbers, running footers, the last page.

Page numbers and footers come first in the content of a page, and the letterhead last, as Word
writes them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, PageBreak, Spacer, Table

from crawler.replica.letter_body import WIDTH, notes_of, paragraph
from crawler.replica.letter_source import LetterSource
from crawler.replica.letter_styles import BODY, BOLD, text_style

_ADDRESS = ("Ofsted", "Piccadilly Gate", "Store Street", "Manchester", "M1 2WD")
_CONTACT = ("T 0300 123 1231", "Textphone 0161 618 8524")
_ONLINE = ("enquiries@ofsted.gov.uk", "www.gov.uk/ofsted")


@dataclass(frozen=True)
class Furniture:
    """Draws around the pages of one document. `first_top`: how far down its first page begins."""

    source: LetterSource
    first_top: float

    def before(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """What comes first in a page's content."""
        facts, number = self.source.facts, document.page
        if facts.get("letterhead") == "first" and number == 1:
            _letterhead(canvas)
        if self.source.form == "send" and number == 1:
            _line(canvas, 57, 801, "Local Area Partnership report", 10)
        if number > 1 or facts.get("era") == 2018:
            self._number(canvas, number)
        for place, line in enumerate(self.source.lines("footer") if number > 1 else []):
            _footer(canvas, place, line, number, is_send=self.source.form == "send")

    def _number(self, canvas: Canvas, number: int) -> None:
        if self.source.facts.get("footer") or self.source.facts.get("page_numbers") is False:
            return
        match self.source.form:
            case "letter":
                _line(canvas, 518, 51, str(number), 12)
            case "ilacs":
                _line(canvas, 514, 29, str(number), 20)
            case _:  # the single inspections had it outside, left and right in turn
                _line(canvas, 515 if number % 2 else 72, 42 if number % 2 else 18, str(number), 12)

    def after(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """What comes last in a page's content."""
        for place, words in enumerate(notes_of(canvas)):
            _line(canvas, 72, 42 - 10 * place, f"{place + 1} {words}", 8)
        notes_of(canvas).clear()
        is_head = self.source.form == "letter" and document.page == 1
        if is_head and self.source.facts.get("letterhead") != "first":
            _letterhead(canvas)

    def ending(self, source: LetterSource) -> list[Flowable]:
        """What follows the body: signatures, the team, the page about Ofsted."""
        if source.form == "letter":
            return _signatures(source)
        team = [paragraph(line, text_style(spaceAfter=6)) for line in source.lines("team")]
        return [*team, PageBreak(), *_about(source)] if source.form != "sif" else team


def furniture_for(source: LetterSource) -> Furniture:
    """How far down the text of page 1 begins depends on what stands above it."""
    return Furniture(source, {"letter": 128, "send": 130}.get(source.form, 125))


def _line(canvas: Canvas, x: float, y: float, words: str, size: float, font: str = BODY) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, words)


def _letterhead(canvas: Canvas) -> None:
    for place, words in enumerate(_ADDRESS):
        _line(canvas, 72, 797 - 10.7 * place, words, 9)
    for place, words in enumerate(_CONTACT):
        _line(canvas, 169, 786.3 - 10.7 * place, words, 8, BOLD)
    for place, words in enumerate(_ONLINE):
        _line(canvas, 169, 764.9 - 10.7 * place, words, 9)


def _footer(canvas: Canvas, place: int, words: str, number: int, *, is_send: bool) -> None:
    """Two running lines; the second ends with the number of the page."""
    words = f"{words} {number}" if place else words
    if is_send:
        _line(canvas, 60, 54 - 14 * place, words, 12 if place else 10, BODY if place else BOLD)
    else:
        _line(canvas, 72, 40 - 10 * place, words, 8, BOLD)


def _signatures(source: LetterSource) -> list[Flowable]:
    """One signature, or a block of two columns where several inspectorates sign."""
    closing = source.facts.get("closing", "Yours sincerely")
    made: list[Flowable] = [paragraph(closing, text_style(spaceAfter=34))]
    cells = [_signatory([str(line) for line in lines]) for lines in source.facts["signed"]]
    if len(cells) == 1:
        return made + cells[0]
    pairs = [cells[n : n + 2] for n in range(0, len(cells), 2)]
    rows = [pair if len(pair) == 2 else [*pair, ""] for pair in pairs]
    return [
        *made,
        Table(rows, colWidths=[WIDTH / 2] * 2, style=[("VALIGN", (0, 0), (-1, -1), "TOP")]),
    ]


def _signatory(lines: list[str]) -> list[Flowable]:
    name, *posts = lines
    return [
        paragraph(name, text_style(spaceAfter=0)),
        *(paragraph(post, text_style(spaceAfter=0)) for post in posts),
        Spacer(0, 12),
    ]


def _about(source: LetterSource) -> list[Flowable]:
    """The last page of inspection reports; its words are our own."""
    about = (
        "This document was printed by a test replica and describes a place that does not exist. "
        "Real reports end with a page about Ofsted, the Office for Standards in Education, "
        "Children’s Services and Skills, and how to reach it."
    )
    lines = ("Piccadilly Gate", "Store Street", "Manchester", "M1 2WD")
    contact = ("T: 0300 123 1231", "Textphone: 0161 618 8524", "E: enquiries@ofsted.gov.uk")
    ends = ("W: www.gov.uk/ofsted", f"© Crown copyright {source.facts['crown']}")
    small = text_style(fontSize=10, leading=13, spaceAfter=0)
    address = [paragraph(line, small) for line in (*lines, *contact, *ends)]
    return [paragraph(about, text_style(fontSize=10, leading=13)), *address]
