"""PDF bytes -> lines of text with page, position, size and weight.

It knows nothing of letters, and touches no files. PDFium is not thread safe: use processes.
"""

from __future__ import annotations

import ctypes
import html
import itertools
import math
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from archive.pdf.clipped import address, clipped_texts
from archive.pdf.pdf_lines import BULLET, SUPERSCRIPT, Line, PdfPage, PdfText, continues, joined

# Ofsted's longest report has 58 pages, its largest file at hand 0.9 MB, its fullest page some
# 5,000 characters. Many times that is an accident or an attack.
MOST_PAGES = 200
MOST_BYTES = 50_000_000
MOST_CHARACTERS_A_PAGE = 50_000

# A font's weight: regular is 400, Tahoma Bold 700.
BOLD = 600
SMALLEST_TRUSTED_SIZE = 4.0
ITALIC_FLAG = 1 << 6  # PDF 32000-1, table 123

# Word's bullets come out as private characters of its symbol fonts, or as geometric shapes.
_LOOKALIKES = {
    BULLET: "\uf06e\uf02d\uf0a7\uf0be\uf0b7\uf076\uf0d8\x83\u25fc\u25aa\u25a0\u25cf\u25e6\u2043",
    "–": "\u2015\u2500\u2212\u23af\u0335\u0336",
    "-": "\u2010\u2011",
    " ": "\xa0\u202f\u2007\u2009\u200a\u2002\u2003\t\x0b\x0c",
}
_PLAIN = {other: plain for plain, others in _LOOKALIKES.items() for other in others}
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\uffff]+"
)
_BROKEN_WORD = "\ufffe"
_BREAK = re.compile(f"\r\n|\r|\n|{_BROKEN_WORD}")
_SHORT_NUMBER = re.compile(r"\d(?<!\d\d)(?<!\d[.,]\d)(?<!£\d)\d?(?![\w%])")
# Word sets a paragraph's number by a tab, which leaves no space where the number is wide.
_GLUED_NUMBER = re.compile(r"(\d{1,3}[.)])(?=[A-Z‘“(])")
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)

_DAMAGED = "is damaged: it does not open"
_WHY = {
    pdfium.FPDF_ERR_PASSWORD: "is encrypted: it needs a password",
    pdfium.FPDF_ERR_SECURITY: "is encrypted in a way that we cannot open",
}


class PdfUnreadable(Exception):
    """The bytes are no PDF whose text we can read. The message is one plain sentence for a person
    who has the file before them; the caller keeps it as the reason and goes on."""


def read_pdf(data: bytes) -> PdfText:
    """The text of a PDF. Raises PdfUnreadable, and nothing else, when there is none to be had.

    Time and memory are bounded only by the page and size limits; where the bytes are a
    stranger's, read them in a process of their own (`archive.letters.reading`).
    """
    _check_bytes(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PdfUnreadable(f"The PDF {_WHY.get(error.err_code, _DAMAGED)}.") from error
    try:
        return PdfText(tuple(_pages(document)))
    finally:
        document.close()


def _check_bytes(data: bytes) -> None:
    if not data:
        raise PdfUnreadable("The file is empty.")
    if len(data) > MOST_BYTES:
        raise PdfUnreadable(f"The file is too large: {len(data):,} bytes; we read {MOST_BYTES:,}.")
    if b"%PDF-" not in data[:1024]:
        raise PdfUnreadable(_what_instead(data))
    # PDFium mends a truncated file by leaving out what is lost, which must not pass for a letter.
    if b"%%EOF" not in data[-2048:]:
        raise PdfUnreadable("The PDF is truncated: its end mark is missing.")


def _what_instead(data: bytes) -> str:
    start = data[:20_000].decode("utf-8", errors="replace")
    if not re.search(r"<(!doctype\s+html|html|head|body)\b", start[:2000], re.IGNORECASE):
        return "The file is not a PDF: it does not begin as one."
    title = re.search(r"<title[^>]*>(.*?)</title>", start, re.DOTALL | re.IGNORECASE)
    words = html.unescape(_MARKUP.sub(" ", title.group(1) if title else start)).split()
    return f"The file is not a PDF but an HTML page saying “{' '.join(words)[:80].strip()}”."


def _pages(document: pypdfium2.PdfDocument) -> Iterator[PdfPage]:
    count = len(document)
    if not count:
        raise PdfUnreadable("The PDF has no pages.")
    if count > MOST_PAGES:
        raise PdfUnreadable(f"The PDF has too many pages: {count:,}; we read {MOST_PAGES}.")
    has_words = False
    for index in range(count):
        page = _read_page(document, index)
        has_words = has_words or bool(page.lines)
        yield page
    if not has_words:
        raise PdfUnreadable("The PDF has no text layer: its pages are images only.")


def _read_page(document: pypdfium2.PdfDocument, index: int) -> PdfPage:
    # PDFium's own functions: the library's page objects would cost a fifth of the whole reading.
    page = pdfium.FPDF_LoadPage(document.raw, index)
    textpage = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        if not textpage:
            raise PdfUnreadable(f"The PDF is damaged: page {index + 1} does not open.")
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        return PdfPage(
            index + 1, width, height, tuple(_PageReader(page, textpage, index + 1).lines())
        )
    finally:
        if textpage:
            pdfium.FPDFText_ClosePage(textpage)
        if page:
            pdfium.FPDF_ClosePage(page)


def _page_text(textpage: Any, count: int) -> str:
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    return bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")


class _PageReader:
    """Asks PDFium for the words of one page, then for the look of the first and last character of
    each line: to ask about each character would take ten times as long."""

    def __init__(self, page: Any, textpage: Any, number: int) -> None:
        self._textpage, self._number = textpage, number
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._font_name, self._font_flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._styles: dict[bytes, tuple[bool, bool]] = {}
        self._sizes: dict[float, float] = {}
        count = pdfium.FPDFText_CountChars(textpage)
        if count > MOST_CHARACTERS_A_PAGE:
            raise PdfUnreadable(f"Page {number} holds too much text: {count:,} characters.")
        text = _page_text(textpage, count)
        self._same_places = len(text) == count
        self._text = _NOT_PLAIN.sub(lambda found: _PLAIN[found[0]], text)
        self._has_invisible = _INVISIBLE.search(text) is not None
        # In every known case the clipped words stand in the first page's address block.
        self._clipped = clipped_texts(page, textpage) if number == 1 else frozenset()
        self._in_clipped = False

    def lines(self) -> Iterator[Line]:
        line = None
        for piece, is_raised in self._pieces():
            if not piece.text:  # nothing but characters that cannot be seen
                continue
            if line is None or not continues(line, piece):
                if line is not None:
                    yield line
                line = piece
            else:
                line = joined(line, piece, is_raised=is_raised)
        if line is not None:
            yield line

    def _pieces(self) -> Iterator[tuple[Line, bool]]:
        for start, end in self._piece_places():
            if not self._clipped:
                yield self._piece(start, end)
                continue
            for phantom, run in itertools.groupby(range(start, end), key=self._is_clipped):
                places = list(run)
                if self._text[places[0] : places[-1] + 1].strip():
                    yield self._piece(places[0], places[-1] + 1, phantom=phantom)

    def _piece_places(self) -> Iterator[tuple[int, int]]:
        """Where each of PDFium's lines starts and ends in the page's text, blank ones left out."""
        start = 0
        breaks = [mark.span() for mark in _BREAK.finditer(self._text)]
        for stop, next_start in [*breaks, (len(self._text), 0)]:
            # PDFium joins the two lines of a word that is broken at its hyphen.
            is_broken_word = self._text[stop:next_start] == _BROKEN_WORD
            end = next_start if is_broken_word else stop
            if self._text[start:end].strip():
                yield start, end
            start = next_start

    def _piece(self, start: int, end: int, *, phantom: bool = False) -> tuple[Line, bool]:
        """One of PDFium's lines, and whether it begins with a raised number."""
        whole = self._text[start:end].rstrip()
        words = whole.lstrip()
        start += len(whole) - len(words)
        body = (words.lstrip(f"{BULLET} ") or words) if words[0] == BULLET else words
        first, last = start + len(words) - len(body), start + len(words) - 1
        # The height is taken from a letter: the box of a bullet belongs to its symbol font.
        x0, y0, x1, y1 = self._box_at(first)
        if words[0] == BULLET:
            x0 = self._box_at(start)[0]
        first_size = size = self._size_at(first)
        if body[0].isdigit():  # it may be the raised number of a footnote
            size = max(size, self._size_at(last))
        bold, italic = self._style_at(first)
        line = Line(
            text=self._shown(words, start, first, size),
            page=self._number,
            x0=x0,
            y0=y0,
            x1=max(x1, self._box_at(last)[2]),
            y1=y1,
            size=size,
            bold=bold and self._style_at(last)[0],
            italic=italic,
            phantom=phantom,
        )
        return line, first_size < SUPERSCRIPT * size

    def _shown(self, words: str, start: int, first: int, size: float) -> str:
        """The line without its footnote marks; the number a footnote itself begins with stays."""

        def number(match: re.Match[str]) -> str:
            at = start + match.start()
            if at <= first or self._size_at(at) >= SUPERSCRIPT * size:
                return match.group()
            before = start + len(words[: match.start()].rstrip()) - 1
            return "" if self._size_at(at) < SUPERSCRIPT * self._size_at(before) else match.group()

        shown = _SHORT_NUMBER.sub(number, words).replace(_BROKEN_WORD, "-")
        if glued := _GLUED_NUMBER.match(shown):
            shown = f"{glued[1]} {shown[glued.end() :]}"
        if self._has_invisible:
            return " ".join(_INVISIBLE.sub("", shown).split())
        return " ".join(shown.split()) if "  " in shown else shown

    def _place(self, at: int) -> int:
        """PDFium's own number for a character: it leaves some out of the text, and adds others."""
        if self._same_places:
            return at
        return max(0, int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._textpage, at)))

    def _box_at(self, at: int) -> tuple[float, float, float, float]:
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._textpage, self._place(at), box)
        return box.left, box.bottom, box.right, box.top

    def _size_at(self, at: int) -> float:
        place = self._place(at)
        size: float = pdfium.FPDFText_GetFontSize(self._textpage, place)
        # Some writers set every font at 1 point and scale the page's space.
        if size not in self._sizes or size < SMALLEST_TRUSTED_SIZE:
            pdfium.FPDFText_GetMatrix(self._textpage, place, self._matrix)
            self._sizes[size] = round(size * math.hypot(self._matrix.c, self._matrix.d), 1)
        return self._sizes[size]

    def _style_at(self, at: int) -> tuple[bool, bool]:
        place, flags = self._place(at), self._font_flags
        pdfium.FPDFText_GetFontInfo(self._textpage, place, self._font_name, 128, flags)
        name = self._font_name.value
        if name not in self._styles:
            heavy = pdfium.FPDFText_GetFontWeight(self._textpage, place) >= BOLD
            slanted = bool(flags.value & ITALIC_FLAG) or b"Italic" in name or b"Oblique" in name
            self._styles[name] = heavy or b"Bold" in name, slanted
        return self._styles[name]

    def _is_clipped(self, at: int) -> bool:
        drawn_by = pdfium.FPDFText_GetTextObject(self._textpage, self._place(at))
        if drawn_by:  # a space that PDFium adds between two pieces belongs to the piece before it
            self._in_clipped = address(drawn_by) in self._clipped
        return self._in_clipped
