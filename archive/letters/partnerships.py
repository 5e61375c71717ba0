"""Letters to a whole partnership, of joint and of area SEND inspections: when they were written,
when the inspection was, and to whom they are addressed. No I/O."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.letters.addressee import Opening, is_date, read_partners
from archive.letters.body import Body
from archive.letters.dates import Span, find_span
from archive.letters.ledger import Facts, Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.when import Known, found_days, letter_dates

_TOOK_PLACE = re.compile(
    r"\b(?:took place|carried out|was undertaken|undertook|inspection)\b", re.IGNORECASE
)
_SPAN = re.compile(r"\b(?:between|from|on|during)\s+(?=\d{1,2}\b)", re.IGNORECASE)
FIRST_PARAGRAPHS = 12  # the dates stand in the first or second after the title


def read_opening(
    body: Body,
    opening: Opening | None,
    intro: Sequence[Paragraph],
    known: Known,
    ledger: Ledger,
) -> Facts:
    """The fields of a record that a letter's opening gives. `intro`: what follows the title."""
    return {
        **_dates(body, opening, intro, known, ledger),
        **_addressees(opening, ledger),
        "salutation": opening.salutation.text if opening else None,
        "copied_to": opening.copied_to if opening else (),
    }


def _dates(
    body: Body,
    opening: Opening | None,
    intro: Sequence[Paragraph],
    known: Known,
    ledger: Ledger,
) -> Facts:
    above = body.paragraphs[: opening.after if opening else FIRST_PARAGRAPHS]
    line = next((par for par in above if is_date(par)), None)
    return letter_dates(line, _took_place(intro, ledger), known, ledger)


def _took_place(paragraphs: Sequence[Paragraph], ledger: Ledger) -> Span | None:
    """The days in the first sentence that says when the inspection was."""
    for paragraph in paragraphs[:FIRST_PARAGRAPHS]:
        if not _TOOK_PLACE.search(paragraph.text):
            continue
        for match in _SPAN.finditer(paragraph.text):
            span = find_span(paragraph.text, match.end())
            if span and span.start == match.end():
                if match.group().startswith("Between"):  # how most of these letters begin
                    span = replace(span, words=match.group() + span.words)
                found_days(paragraph, span, ledger)
                return span
    ledger.warn("The inspection's dates could not be read.")
    return None


def _addressees(opening: Opening | None, ledger: Ledger) -> Facts:
    addressee, others = read_partners(opening, ledger) if opening else (None, ())
    if addressee is None:
        ledger.warn("The addressee could not be read.")
    return {
        "addressee": addressee.name if addressee else None,
        "addressee_role": addressee.role if addressee else None,
        "other_addressees": others,
    }
