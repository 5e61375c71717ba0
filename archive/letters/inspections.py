"""Reports of the inspection of local authority children's services (ILACS), since 2018. No I/O.

Three forms of the table: children in care and care leavers judged as one (to early 2023), apart
(since), and no overall judgement (inspections since April 2026).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from archive.letters import improvement
from archive.letters.awards import after_rows, award, heading_grades, read_rows
from archive.letters.body import Body
from archive.letters.cover import read_dates, read_leads
from archive.letters.families import Recognised
from archive.letters.judgements import ILACS, Row
from archive.letters.ledger import Ledger
from archive.letters.sections import Part, read_parts, text_of, to_sections
from archive.letters.titles import AUTHORITYS_SERVICES, name_above_title, read_title
from archive.letters.when import Known
from archive.records import Judgement, Letter, VisitWindow

# Ofsted's announcement of 27 November 2025: no overall effectiveness judgement from April 2026.
OVERALL_ENDED = dt.date(2026, 4, 1)

_AUTHORITY = re.compile(rf"inspection of {AUTHORITYS_SERVICES}", re.IGNORECASE)
_NO_NAME = re.compile(r"(local authority )?children|local authority", re.IGNORECASE)
_IMPROVE = re.compile(r"What needs to improve|Areas? for improvement", re.IGNORECASE)


def read(body: Body, recognised: Recognised, known: Known, ledger: Ledger) -> Letter:
    """The report's own facts. Text, pages and evidence are the caller's. It prints no date of its
    own, so `published` is None without a warning."""
    first_page = [par for par in body.paragraphs if par.page == 1]
    windows, printed = read_dates(first_page, known, ledger)
    rows = read_rows(body, ILACS)
    parts = read_parts(body, after_rows(body, rows))
    narrative = parts[0]
    if narrative.paragraphs:
        ledger.found("headline", narrative.paragraphs[0])
    else:
        ledger.warn("The report's opening narrative could not be found.")
    return Letter(
        kind="inspection",
        framework="ILACS",
        title=read_title(recognised, ledger),
        authority_as_printed=_authority(body, recognised, ledger),
        visit_windows=windows,
        visit_as_printed=printed,
        inspectors=read_leads(first_page, ledger),
        judgements=_judgements(rows, parts, windows, ledger),
        improvement_points=improvement.read_points(parts, _IMPROVE, ledger),
        sections=to_sections(parts, body),
        headline=text_of(narrative, body) or None,
    )


def _authority(body: Body, recognised: Recognised, ledger: Ledger) -> str | None:
    """The name in the title, or else what is printed above the title."""
    match = _AUTHORITY.search(recognised.title.text) if recognised.title else None
    if recognised.title and match and not _NO_NAME.match(match["name"]):
        ledger.found("authority_as_printed", recognised.title, *match.span("name"))
        return match["name"]
    return name_above_title(body, recognised, ledger)


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
