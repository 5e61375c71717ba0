"""What a reader of PDFs sees of a printed letter, and what stands in quotation marks in a text."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

FURNITURE_BELOW, FURNITURE_ABOVE = 62, 752


@dataclass(frozen=True)
class Line:
    """A line as PDFium gives it, in content order; size and weight are of its first character."""

    page: int
    x: float
    y: float
    size: float
    weight: int
    text: str
    last_size: float


def lines_of(pdf: bytes) -> list[Line]:
    document = pdfium.PdfDocument(pdf)
    return [line for n in range(len(document)) for line in _page_lines(document[n], n + 1)]


def _page_lines(page: pdfium.PdfPage, number: int) -> Iterator[Line]:
    text = page.get_textpage()
    places: list[int] = []
    for place in range(text.count_chars() + 1):
        at_end = place == text.count_chars()
        if at_end or chr(pdfium_c.FPDFText_GetUnicode(text, place)) in "\r\n":
            if places:
                yield _line(text, places, number)
            places = []
        else:
            places.append(place)


def _line(text: pdfium.PdfTextPage, places: list[int], page: int) -> Line:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(text, places[0], left, right, bottom, top)
    return Line(
        page,
        left.value,
        bottom.value,
        round(pdfium_c.FPDFText_GetFontSize(text, places[0]), 1),
        pdfium_c.FPDFText_GetFontWeight(text, places[0]),
        "".join(chr(pdfium_c.FPDFText_GetUnicode(text, place)) for place in places),
        round(pdfium_c.FPDFText_GetFontSize(text, places[-1]), 1),
    )


def body_text(pdf: bytes) -> str:
    """The running text of a letter without what is printed around it, lines joined."""
    document = pdfium.PdfDocument(pdf)
    parts = []
    for page in document:
        box = (0, FURNITURE_BELOW, page.get_width(), FURNITURE_ABOVE)
        parts.append(page.get_textpage().get_text_bounded(*box))
    return plain(" ".join(parts))


def plain(text: str) -> str:
    """One form for comparing: single spaces, straight marks, hyphens at line ends joined."""
    text = re.sub("[\x02\ufffe]\\s*", "-", text)
    text = text.translate(str.maketrans("’‘“”\u00a0", "''\"\" "))
    return re.sub(r"\s+", " ", text).strip()


def quoted(text: str) -> list[str]:
    """Everything in quotation marks; paragraphs of one quotation are parted by line breaks."""
    found: list[str] = []
    goes_on = False
    for block in re.split(r"\n\s*\n", text.strip()):
        pieces = re.split('["“”]', block)
        goes_on = goes_on and not pieces[0]  # only where the paragraph begins with a mark
        is_inside = False
        for piece in pieces:
            if is_inside and goes_on:
                found[-1] += "\n" + piece
            elif is_inside:
                found.append(piece)
            goes_on = goes_on and not is_inside
            is_inside = not is_inside
        goes_on = not is_inside  # it ended within a quotation
    return [piece.removesuffix(",") for piece in found]
