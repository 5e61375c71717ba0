"""Prints an invented letter's source as a PDF with the traits of Ofsted's own; see `print_letter`.

The same source gives the same bytes. No I/O.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from itertools import takewhile

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from crawler.replica.letter_body import body_flowables
from crawler.replica.letter_forms import cover
from crawler.replica.letter_furniture import Furniture, furniture_for
from crawler.replica.letter_source import LetterSource, read_letter_source
from crawler.replica.letter_styles import SMALL_SQUARE, SQUARE, WINGDING, Styles, register_fonts

_LEFT, _RIGHT = 72, 66
_BULLETS = {"square": SQUARE, "wingdings": WINGDING, "small": SMALL_SQUARE}
_HEADING_SIZES = {"ilacs": 14, "send": 14, "sif": 14, "letter": 12}

Draw = Callable[[Canvas, BaseDocTemplate], None]


def print_letter(text: str) -> bytes:
    """The PDF of a letter's source. Raises LetterSourceError where it cannot be printed."""
    source = read_letter_source(text)
    register_fonts()
    styles = styles_for(source)
    furniture = furniture_for(source)
    on_cover = list(takewhile(lambda block: block.kind == "note", source.body))
    story = [
        NextPageTemplate("later"),
        *body_flowables(on_cover, styles),
        *cover(source, styles),
        *body_flowables(source.body[len(on_cover) :], styles),
        *furniture.ending(source),
    ]
    return _build(story, furniture)


def styles_for(source: LetterSource) -> Styles:
    """The bullets and heading sizes of a form and its years."""
    fallback = {"sif": "wingdings", "send": "small"}.get(source.form, "square")
    bullet = _BULLETS[source.facts.get("bullets", fallback)]
    if source.facts.get("era") == 2018:
        return Styles(WINGDING, 12)
    return Styles(bullet, _HEADING_SIZES[source.form])


def _build(story: Iterable[Flowable], furniture: Furniture) -> bytes:
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=A4,
        invariant=1,
        title="An invented document",
        author="ofsted-letters replica",
    )
    top = A4[1] - furniture.first_top
    document.addPageTemplates(
        [
            _template("first", top, furniture.before, furniture.after),
            _template("later", 750, furniture.before, furniture.after),
        ]
    )
    document.build(list(story))
    return buffer.getvalue()


def _template(name: str, top: float, before: Draw, after: Draw) -> PageTemplate:
    """A page whose text starts at `top` points; nothing of it stands below 66 points."""
    frame = Frame(
        _LEFT,
        66,
        A4[0] - _LEFT - _RIGHT,
        top - 66,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(name, [frame], onPage=before, onPageEnd=after)
