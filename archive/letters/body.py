"""A document's body: its paragraphs, and the text they make. No I/O."""

from __future__ import annotations

from dataclasses import dataclass

from archive.letters.furniture import phantom_words, stretches
from archive.letters.grouping import paragraphs
from archive.letters.paragraphs import Paragraph, usual_size
from archive.pdf.pdf_lines import PdfText


@dataclass(frozen=True, slots=True)
class Body:
    """`starts[n]` is the place in `text` at which paragraph n begins; `page_starts[n]` that at
    which page n+1 begins."""

    paragraphs: tuple[Paragraph, ...]
    text: str
    starts: tuple[int, ...]
    page_starts: tuple[int, ...]
    phantom: tuple[str, ...]
    size: float  # of the font that most of it is set in


def read_body(pdf: PdfText) -> Body:
    """The words a reader reads, in order, without furniture, phantom text and footnote marks."""
    found = paragraphs(stretches(pdf))
    text, starts = _text(found)
    pages = _page_starts(found, starts, len(pdf.pages), len(text))
    return Body(found, text, starts, pages, phantom_words(pdf), usual_size(found))


def _text(found: tuple[Paragraph, ...]) -> tuple[str, tuple[int, ...]]:
    parts: list[str] = []
    starts: list[int] = []
    place = 0
    for before, paragraph in zip((None, *found), found, strict=False):
        if before is not None:
            listed = before.kind == paragraph.kind and paragraph.kind in ("item", "line")
            parts.append("\n" if listed else "\n\n")
            place += len(parts[-1])
        starts.append(place)
        parts.append(paragraph.text)
        place += len(paragraph.text)
    return "".join(parts), tuple(starts)


def _page_starts(
    found: tuple[Paragraph, ...], starts: tuple[int, ...], pages: int, end: int
) -> tuple[int, ...]:
    """A page without words begins where the next one does."""
    first: dict[int, int] = {}
    for paragraph, start in zip(found, starts, strict=True):
        if paragraph.kind == "footnote" and paragraph.page in first:
            continue
        for line, offset in zip(paragraph.lines, paragraph.starts, strict=True):
            first.setdefault(line.page, start + offset)
    places = [end] * (pages + 1)
    for page in range(pages, 0, -1):
        places[page - 1] = min(first.get(page, end), places[page])
    return tuple(places[:pages])
