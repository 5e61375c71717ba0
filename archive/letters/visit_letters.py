"""Letters on visits: focused, monitoring and assurance visits. No I/O."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.letters import improvement
from archive.letters.addressee import Opening, find_opening, is_date, read_addressees
from archive.letters.body import Body
from archive.letters.dates import Span, find_span
from archive.letters.families import SERVICES, Recognised
from archive.letters.inspectors import read_inspectors, read_signature
from archive.letters.ledger import Facts, Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.sections import Part, read_headline, read_parts, to_sections
from archive.letters.titles import AUTHORITYS_SERVICES, read_title
from archive.letters.visit_scope import read_history, read_scope
from archive.letters.when import Known, found_days, letter_dates
from archive.records import Letter

_KINDS = {
    "focused": "focused_visit",
    "monitoring": "monitoring_visit",
    "assurance": "assurance_visit",
}
# The inspection of local authority children's services (ILACS) began in January 2018; focused
# visits are part of it alone. Monitoring visits are older.
ILACS_FROM = dt.date(2018, 1, 1)

_KIND = re.compile(r"\b(focused|monitoring|assurance) visit", re.IGNORECASE)
_AUTHORITY = re.compile(rf"visit (?:to|of|at) {AUTHORITYS_SERVICES}", re.IGNORECASE)
_PROVIDER = re.compile(
    r"\b(?:[A-Z][\w’'-]+ (?:and |of |upon )?){1,4}(?:Children[’']s (?:Services )?Trust"
    r"|Children(?:[’']s)? and Families Trust|Children First|Children[’']s Company)\b"
    r"|\b(?:Achieving|Together|Brighter Futures) for Children\b"
)
_ON = re.compile(
    r"\b(?:on|between|from|dated?)\s+(?:the )?(?=(?:\w+day,? )?\d{1,2}\b)", re.IGNORECASE
)
_VISIT = re.compile(r"\b(?:visit|inspection)\b", re.IGNORECASE)
_HEADLINE = re.compile(r"(Headline findings|Overview|Summary of findings)", re.IGNORECASE)
_IMPROVE = re.compile(
    r"What needs to improve|Areas? (for|of) (improvement|development)", re.IGNORECASE
)
_ILACS = re.compile(
    r"\bILACS\b|inspection of local authority children[’']s services", re.IGNORECASE
)
_AFTER_VISIT = re.compile(
    rf"visit (?:to|of|at) (?:the )?(?!(?:local authority )?{SERVICES})(?P<name>[^.]+)",
    re.IGNORECASE,
)
FURTHEST_DAY = 15  # characters from “on” to the first day; a weekday may stand between them


@dataclass(frozen=True, slots=True)
class _Parts:
    """The letter taken apart: what stands above the title, between it and the first heading, and
    under the headings."""

    opening: Opening | None
    above: Sequence[Paragraph]
    intro: Sequence[Paragraph]
    headed: Sequence[Part]


def read(body: Body, recognised: Recognised, known: Known, ledger: Ledger) -> Letter:
    """The letter's own facts. Text, pages and evidence are the caller's."""
    parts = _take_apart(body, recognised)
    kind = _kind(parts, recognised)
    dates = _dates(parts, known, ledger)
    return Letter(
        kind=kind,
        framework=_framework(kind, parts, dates),
        **_names(parts, recognised, ledger),
        **dates,
        **_people(parts, body, recognised, ledger),
        **read_scope(parts.intro, parts.headed, ledger),
        **(read_history(parts.intro, ledger) if kind == "monitoring_visit" else {}),
        **_findings(kind, parts, body, ledger),
    )


def _take_apart(body: Body, recognised: Recognised) -> _Parts:
    opening = find_opening(body.paragraphs)
    after_salutation = opening.after if opening and recognised.title else 0
    headed = read_parts(body, max(recognised.after, after_salutation))
    above = body.paragraphs[: opening.after if opening else recognised.at]
    return _Parts(opening, above, headed[0].paragraphs, headed[1:])


def _opening_words(parts: _Parts, recognised: Recognised) -> Sequence[Paragraph]:
    return (recognised.title, *parts.intro) if recognised.title else parts.intro


def _kind(parts: _Parts, recognised: Recognised) -> str:
    found = next(
        (m for par in _opening_words(parts, recognised) if (m := _KIND.search(par.text))), None
    )
    return _KINDS[found[1].lower()] if found else "other"


def _framework(kind: str, parts: _Parts, dates: Facts) -> str | None:
    says_so = any(_ILACS.search(par.text) for par in parts.intro)
    windows = dates["visit_windows"]
    day = windows[0].start if windows else dates["published"]
    if kind == "focused_visit" or says_so or (day and day >= ILACS_FROM):
        return "ILACS"
    return "SIF" if day else None


def _names(parts: _Parts, recognised: Recognised, ledger: Ledger) -> Facts:
    return {
        "title": read_title(recognised, ledger),
        "authority_as_printed": _authority(parts, recognised, ledger),
        "provider": _provider(parts, ledger),
        "salutation": parts.opening.salutation.text if parts.opening else None,
        "copied_to": parts.opening.copied_to if parts.opening else (),
    }


def _authority(parts: _Parts, recognised: Recognised, ledger: Ledger) -> str | None:
    """From the title; from the first sentence that names one where the title does not."""
    for paragraph in _opening_words(parts, recognised):
        if match := _AUTHORITY.search(paragraph.text):
            ledger.found("authority_as_printed", paragraph, *match.span("name"))
            return match["name"].rstrip(" ,")
    if recognised.title and (match := _AFTER_VISIT.search(recognised.title.text)):
        ledger.found("authority_as_printed", recognised.title, *match.span("name"))
        return match["name"]
    ledger.warn("The authority's name could not be read from the title or the first sentences.")
    return None


def _provider(parts: _Parts, ledger: Ledger) -> str | None:
    for paragraph in (*parts.above, *parts.intro):
        if match := _PROVIDER.search(paragraph.text):
            ledger.found("provider", paragraph, *match.span())
            return match.group().removeprefix("The ")
    return None


def _dates(parts: _Parts, known: Known, ledger: Ledger) -> Facts:
    line = next((par for par in parts.above if is_date(par)), None)
    return letter_dates(line, _visit_span(parts, ledger), known, ledger)


def _visit_span(parts: _Parts, ledger: Ledger) -> Span | None:
    """The days after “on”, “between” or “from” in the first sentence that speaks of a visit."""
    for paragraph in parts.intro:
        if not _VISIT.search(paragraph.text):
            continue
        for match in _ON.finditer(paragraph.text):
            span = find_span(paragraph.text, match.end())
            if span and span.start - match.end() < FURTHEST_DAY:
                found_days(paragraph, span, ledger)
                return span
    ledger.warn("The visit's dates could not be read.")
    return None


def _people(parts: _Parts, body: Body, recognised: Recognised, ledger: Ledger) -> Facts:
    addressees = read_addressees(parts.opening, ledger) if parts.opening else []
    if not addressees:
        ledger.warn("The addressee could not be read.")
    inspectors = read_inspectors(parts.intro, ledger)
    signed_by = read_signature(body.paragraphs[recognised.at :], ledger)
    lead = next((one.name for one in inspectors if one.role == "lead"), None)
    if lead and signed_by and lead not in signed_by:
        ledger.warn(
            f"{lead} is named first, but the letter is signed by {' and '.join(signed_by)}."
        )
    return {
        "addressee": "; ".join(one.name for one in addressees) or None,
        "addressee_role": "; ".join(one.role for one in addressees if one.role) or None,
        "inspectors": inspectors,
        "signed_by": signed_by,
    }


def _findings(kind: str, parts: _Parts, body: Body, ledger: Ledger) -> Facts:
    # A letter on a monitoring visit goes through what the inspection found, and lists no more.
    may_be_none = kind == "monitoring_visit"
    return {
        "improvement_points": improvement.read_points(
            parts.headed, _IMPROVE, ledger, may_be_none=may_be_none
        ),
        "headline": read_headline(parts.headed, _HEADLINE, body, ledger),
        "sections": to_sections(parts.headed, body),
    }
