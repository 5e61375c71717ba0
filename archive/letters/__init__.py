"""The lines of a PDF -> the record of a letter. Pure: no I/O, and today is an argument.

pdf text -> furniture out -> paragraphs -> family -> facts, each with its evidence -> Letter
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from archive.letters import (
    earlier_inspections,
    inspections,
    joint_inspections,
    send_inspections,
    single_inspections,
    visit_letters,
)
from archive.letters.body import Body, read_body
from archive.letters.families import Family, Recognised, recognise
from archive.letters.ledger import Ledger
from archive.letters.when import Known
from archive.pdf.pdf_lines import PdfText
from archive.records import Letter, NumberedParagraph

__all__ = ["PARSER_VERSION", "read_letter", "unread"]

# Raised whenever a reader here gives another record for the same file: what an older version read
# is then read again.
PARSER_VERSION = "1"

_NEW_ISSUE = re.compile(
    r"\bthis (?:report|letter)\b[^.\n]{0,200}?"
    r"\b(?:originally published|re-?issued|re-?published|amended|replaces|supersedes)\b"
    r"[^.\n]{0,60}",
    re.IGNORECASE,
)

_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")

Reader = Callable[[Body, Recognised, Known, Ledger], Letter]

_READERS: dict[Family, Reader] = {
    Family.VISIT: visit_letters.read,
    Family.INSPECTION: inspections.read,
    Family.SINGLE: single_inspections.read,
    Family.BOARD: single_inspections.read,
    Family.EARLIER: earlier_inspections.read,
    Family.JOINT: joint_inspections.read,
    Family.JOINT_REVIEW: joint_inspections.read,
    Family.SEND: send_inspections.read,
}


def read_letter(pdf: PdfText, *, listed: dt.date | None, today: dt.date) -> Letter:
    """The record of one document.

    `listed` is the date that Ofsted's site gives it: used for a year that is missing or mistyped,
    and named in a warning where the document's own date differs. Raises nothing: what cannot be
    read is None or `unread`, and a warning says why.
    """
    body = read_body(pdf)
    recognised = recognise(body)
    ledger = Ledger()
    reader = _READERS.get(recognised.family, _read_other)
    letter = reader(body, recognised, Known(today=today, listed=listed), ledger)
    _check_pages(pdf, ledger)
    _check_issue(body, ledger)
    return replace(
        letter,
        text=body.text,
        page_starts=body.page_starts,
        pages=len(pdf.pages),
        numbered_paragraphs=tuple(_numbered(body)),
        footnotes=tuple(par.text for par in body.paragraphs if par.kind == "footnote"),
        phantom_text=body.phantom,
        evidence=tuple(ledger.evidence),
        warnings=tuple(ledger.warnings),
        parser_version=PARSER_VERSION,
    )


def _numbered(body: Body) -> Iterator[NumberedParagraph]:
    """Those whose number goes on from the one before, is the first, or is gone on from: in
    “(85 to / 58)” a line begins with a number that counts nothing."""
    marked = [
        (int(mark[1]), paragraph, start, mark.end())
        for paragraph, start in zip(body.paragraphs, body.starts, strict=True)
        if paragraph.kind == "numbered" and (mark := _NUMBER.match(paragraph.text))
    ]
    last = 0
    for at, (number, paragraph, start, skip) in enumerate(marked, start=1):
        after = marked[at][0] if at < len(marked) else 0
        if number in (1, last + 1) or after == number + 1:
            yield NumberedParagraph(number, paragraph.page, start + skip, paragraph.text[skip:])
            last = number


def unread(reason: str) -> Letter:
    """The record of a file that could not be read at all; `reason` is a plain sentence."""
    return Letter(kind="other", status="unread", warnings=(reason,), parser_version=PARSER_VERSION)


def _read_other(_body: Body, _recognised: Recognised, _known: Known, ledger: Ledger) -> Letter:
    ledger.warn("The document was not recognised as a letter or report on children's services.")
    return Letter(kind="other")


def _check_issue(body: Body, ledger: Ledger) -> None:
    """Ofsted seldom says so, but a report of 2014 tells that its parts are of different days."""
    if said := _NEW_ISSUE.search(body.text):
        ledger.warn(f"The document may be a new issue of an older one; it says “{said.group()}”.")


def _check_pages(pdf: PdfText, ledger: Ledger) -> None:
    for page in pdf.pages:
        if not page.lines:
            ledger.warn(f"Page {page.number} holds no text that can be read.")
