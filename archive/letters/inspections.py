"""Reports of the inspection of local authority children's services (ILACS), since 2018. No I/O.

Three forms of the table: children in care and care leavers judged as one (to early 2023), apart
(since), and no overall judgement (inspections since April 2026).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from archive.letters import improvement
from archive.letters.awards import after_rows, award, heading_grades
from archive.letters.body import Body
from archive.letters.cover import read_dates, read_leads
from archive.letters.families import SERVICES, Recognised
from archive.letters.judgements import ILACS, Row, read_table
from archive.letters.ledger import Ledger
from archive.letters.sections import Part, read_parts, text_of, to_sections
from archive.letters.when import LONGEST_INSPECTION, Known
from archive.records import Judgement, Letter, VisitWindow

# Ofsted's announcement of 27 November 2025: no overall effectiveness judgement from April 2026.
OVERALL_ENDED = dt.date(2026, 4, 1)
TABLE_PAGES = 2

_AUTHORITY = re.compile(
    r"inspection of (?:the )?(?P<name>\S.*?)(?:(?<!St Helen)[’']s)?"
    rf"(?: local authority(?:[’']s)?)? {SERVICES}",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"(local authority )?children|local authority", re.IGNORECASE)
_IMPROVE = re.compile(r"What needs to improve|Areas? for improvement", re.IGNORECASE)
_PRIORITY = re.compile(r"Areas? for priority action", re.IGNORECASE)


def read(body: Body, recognised: Recognised, known: Known, ledger: Ledger) -> Letter:
    """The report's own facts. Text, pages and evidence are the caller's. It prints no date of its
    own, so `published` is None without a warning."""
    first_page = [par for par in body.paragraphs if par.page == 1]
    latest = (known.listed, "the date on Ofsted's list") if known.listed else None
    windows, printed = read_dates(first_page, LONGEST_INSPECTION, latest, ledger)
    lines = [line for par in body.paragraphs for line in par.lines if line.page <= TABLE_PAGES]
    rows = read_table(lines, ILACS)
    parts = read_parts(body, after_rows(body, rows))
    narrative = parts[0]
    if narrative.paragraphs:
        ledger.found("headline", narrative.paragraphs[0])
    else:
        ledger.warn("The report's opening narrative could not be found.")
    return Letter(
        kind="inspection",
        framework="ILACS",
        title=_title(recognised, ledger),
        authority_as_printed=read_authority(body, recognised, _AUTHORITY, ledger),
        visit_windows=windows,
        visit_as_printed=printed,
        inspectors=read_leads(first_page, ledger),
        judgements=_judgements(rows, parts, windows, ledger),
        improvement_points=improvement.to_points(_points(parts, ledger), ledger),
        sections=to_sections(parts, body),
        headline=text_of(narrative, body) or None,
    )


def read_authority(
    body: Body, recognised: Recognised, pattern: re.Pattern[str], ledger: Ledger
) -> str | None:
    """The name in the title, or else what is printed above the title."""
    for paragraph in recognised.title:
        match = pattern.search(paragraph.text)
        if match and not _NO_NAME.match(match["name"]):
            ledger.found("authority_as_printed", paragraph, *match.span("name"))
            return match["name"]
    above = [par for par in body.paragraphs[: recognised.title_at] if par.page == 1]
    for paragraph in above:
        ledger.found("authority_as_printed", paragraph)
    if not above:
        ledger.warn("The authority's name could not be read.")
    return " ".join(par.text for par in above) or None


def _title(recognised: Recognised, ledger: Ledger) -> str | None:
    for paragraph in recognised.title:
        ledger.found("title", paragraph)
        return paragraph.text
    ledger.warn("The document's title could not be read.")
    return None


def _judgements(
    rows: Sequence[Row],
    parts: Sequence[Part],
    windows: tuple[VisitWindow, ...],
    ledger: Ledger,
) -> tuple[Judgement, ...]:
    by_area = {row.area: row for row in rows}
    headings = heading_grades(parts)
    together = by_area.get("in_care_and_leavers")
    found = [_overall(by_area.get("overall"), windows, ledger)]
    found += [
        award(area, by_area.get(area), headings, ledger)
        for area in ("leaders", "help_and_protection")
    ]
    found.append(award("in_care", together or by_area.get("in_care"), headings, ledger))
    if together:
        page = found[-1].page
        found.append(Judgement("care_leavers", None, None, "combined", page))
    else:
        found.append(award("care_leavers", by_area.get("care_leavers"), headings, ledger))
    return tuple(found)


def _overall(row: Row | None, windows: tuple[VisitWindow, ...], ledger: Ledger) -> Judgement:
    is_after = bool(windows) and windows[0].start >= OVERALL_ENDED
    if row is None and is_after:
        return Judgement("overall", None, None, "not_awarded", None)
    return award("overall", row, {}, ledger)


def _points(parts: Sequence[Part], ledger: Ledger) -> list[tuple[str, improvement.Item]]:
    if not any(_IMPROVE.match(part.title) for part in parts):
        ledger.warn("The report has no heading under which it lists what needs to improve.")
    return [
        (kind, item)
        for part in parts
        for kind, heading in (("priority_action", _PRIORITY), ("improvement", _IMPROVE))
        if heading.match(part.title)
        for item in improvement.items(part.paragraphs)
    ]
