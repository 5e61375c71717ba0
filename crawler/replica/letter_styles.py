"""Type and bullets of printed letters. The fonts are Bitstream Vera, which reportlab ships."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SQUARE = "\u25fc"  # ◼, since 2019
WINGDING = "\uf06e"  # a square of the Wingdings font, 2014 to early 2019
SMALL_SQUARE = "\u25aa"  # ▪, in area SEND reports
DASH = "\uf02d"  # second level

BODY, BOLD = "LetterBody", "LetterBold"


@cache
def register_fonts() -> None:
    """Make the fonts known to reportlab; the second call does nothing.

    Vera has no squares. Text is what readers of a PDF take from it, so each bullet is given the
    picture of a character that Vera has, and keeps its own code point in the text.
    """
    # The stems are read back as weights 400 and 700.
    for name, file, stem in ((BODY, "Vera.ttf", 80), (BOLD, "VeraBd.ttf", 140)):
        font = TTFont(name, file)
        font.face.name = (
            name.encode()
        )  # one face is one font to reportlab, and the first of it stays
        font.face.stemV = stem
        pictures = font.face.charToGlyph
        for bullet, lent in ((SQUARE, "•"), (WINGDING, "•"), (SMALL_SQUARE, "•"), (DASH, "–")):
            pictures[ord(bullet)] = pictures[ord(lent)]
        pdfmetrics.registerFont(font)


def text_style(**changed: Any) -> ParagraphStyle:
    """Body text, 12 pt, words with a hyphen may break at it; with what is to differ."""
    style: dict[str, Any] = {
        "fontName": BODY,
        "fontSize": 12,
        "leading": 14.5,
        "spaceAfter": 12,
        "embeddedHyphenation": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
    }
    return ParagraphStyle("text", **(style | changed))


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one form of letter."""

    bullet: str = SQUARE
    heading_size: float = 12

    @property
    def bullets(self) -> ParagraphStyle:
        return text_style(leftIndent=18, firstLineIndent=-18, spaceAfter=8)

    @property
    def lesser_bullets(self) -> ParagraphStyle:
        return text_style(leftIndent=62, firstLineIndent=-18, spaceAfter=6)

    @property
    def heading(self) -> ParagraphStyle:
        size = self.heading_size
        return text_style(fontName=BOLD, fontSize=size, leading=size * 1.25, keepWithNext=1)

    @property
    def lesser_heading(self) -> ParagraphStyle:
        return text_style(fontName=BOLD, keepWithNext=1)

    @property
    def page_heading(self) -> ParagraphStyle:
        return text_style(fontName=BOLD, fontSize=18, leading=24, spaceAfter=20, keepWithNext=1)
