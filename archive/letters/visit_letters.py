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
from archive.letters.ledger import Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.sections import Part, read_headline, read_parts, to_sections
from archive.letters.visit_scope import Facts, read_history, read_scope
from archive.letters.when import Known, letter_dates
from archive.records import Letter

KINDS = {
    "focused": "focused_visit",
    "monitoring": "monitoring_visit",
    "assurance": "assurance_visit",
}
# The inspection of local authority children's services (ILACS) began in January 2018; focused
# visits are part of it alone. Monitoring visits are older.
ILACS_FROM = dt.date(2018, 1, 1)

_KIND = re.compile(r"\b(focused|monitoring|assurance) visit", re.IGNORECASE)
# “Durham’s children’s services” is about Durham; “St Helen’s children’s services” about St Helen’s.
_AUTHORITY = re.compile(
    r"visit (?:to|of|at) (?:the )?(?P<name>\S.*?)(?:(?<!St Helen)[’']s)?"
    rf"(?: local authority(?:[’']s)?)? {SERVICES}",
    re.IGNORECASE,
)
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
_PRIORITY = re.compile(r"Areas? for priority action", re.IGNORECASE)
_IMPROVE = re.compile(
    r"What needs to improve|Areas? (for|of) (improvement|development)", re.IGNORECASE
)


_ILACS = re.compile(
    r"\bILACS\b|inspection of local authority children[’']s services", re.IGNORECASE
)
_AFTER_VISIT = re.compile(r"visit (?:to|of|at) (?:the )?(?P<name>[^.]+)", re.IGNORECASE)
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
    after_title = recognised.title_at + len(recognised.title)
    begin = max(after_title, opening.after if opening else 0) if recognised.title else after_title
    headed = read_parts(body, begin)
    above = body.paragraphs[: opening.after if opening else recognised.title_at]
    return _Parts(opening, above, headed[0].paragraphs, headed[1:])


def _kind(parts: _Parts, recognised: Recognised) -> str:
    texts = [par.text for par in (*recognised.title, *parts.intro)]
    found = next((m for text in texts if (m := _KIND.search(text))), None)
    return KINDS[found[1].lower()] if found else "other"


def _framework(kind: str, parts: _Parts, dates: Facts) -> str | None:
    says_so = any(_ILACS.search(par.text) for par in parts.intro)
    windows = dates["visit_windows"]
    day = windows[0].start if windows else dates["published"]
    if kind == "focused_visit" or says_so or (day and day >= ILACS_FROM):
        return "ILACS"
    return "SIF" if day else None


def _names(parts: _Parts, recognised: Recognised, ledger: Ledger) -> Facts:
    for paragraph in recognised.title:
        ledger.found("title", paragraph)
    if not recognised.title:
        ledger.warn("The letter's title could not be read.")
    return {
        "title": recognised.title[0].text if recognised.title else None,
        "authority_as_printed": _authority(parts, recognised, ledger),
        "provider": _provider(parts, ledger),
        "salutation": parts.opening.salutation.text if parts.opening else None,
        "copied_to": parts.opening.copied_to if parts.opening else (),
    }


def _authority(parts: _Parts, recognised: Recognised, ledger: Ledger) -> str | None:
    """From the title; from the first sentence that names one where the title does not."""
    for paragraph in (*recognised.title, *parts.intro):
        if match := _AUTHORITY.search(paragraph.text):
            ledger.found("authority_as_printed", paragraph, *match.span("name"))
            return match["name"].rstrip(" ,")
    for paragraph in recognised.title:
        if match := _AFTER_VISIT.search(paragraph.text):
            ledger.found("authority_as_printed", paragraph, *match.span("name"))
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
                ledger.found("visit_start", paragraph, span.start, span.end)
                ledger.found("visit_end", paragraph, span.start, span.end)
                return span
    ledger.warn("The visit's dates could not be read.")
    return None


def _people(parts: _Parts, body: Body, recognised: Recognised, ledger: Ledger) -> Facts:
    addressees = read_addressees(parts.opening, ledger) if parts.opening else []
    if not addressees:
        ledger.warn("The addressee could not be read.")
    inspectors = read_inspectors(parts.intro, ledger)
    signed_by = read_signature(body.paragraphs[recognised.title_at :], ledger)
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
    listed = [
        (kind, item)
        for part in parts.headed
        for kind, heading in (("priority_action", _PRIORITY), ("improvement", _IMPROVE))
        if heading.match(part.title)
        for item in improvement.items(part.paragraphs)
    ]
    # A letter on a monitoring visit goes through what the inspection found, and lists no more.
    lists_points = any(_IMPROVE.match(part.title) for part in parts.headed)
    if kind != "monitoring_visit" and not lists_points:
        ledger.warn("The letter has no heading under which it lists what needs to improve.")
    return {
        "headline": read_headline(parts.headed, _HEADLINE, body, ledger),
        "improvement_points": improvement.to_points(listed, ledger),
        "sections": to_sections(parts.headed, body),
    }
