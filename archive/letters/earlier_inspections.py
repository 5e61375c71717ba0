"""Inspections before the single framework of late 2013: of looked after children services, of the
protection of children, of both. Their scale has “adequate” where later ones have “requires
improvement”. No I/O."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.letters import improvement
from archive.letters.body import Body
from archive.letters.cover import read_dates, read_leads, read_published
from archive.letters.families import Recognised
from archive.letters.grades import canonical
from archive.letters.ledger import Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.sections import Part, read_headline, read_parts, to_sections
from archive.letters.titles import read_title
from archive.letters.when import Known
from archive.records import Judgement, Letter

# “Overall effectiveness / Grade 3 (Adequate)”, in the text and in the table of main findings.
_OVERALL = re.compile(
    r"overall effectiveness(?:\s+of\s+[^.]{0,80}?\bis)?\s*:?\s*(?:is\s+)?(?:grade\s*\d\s*\(?\s*)?"
    r"(?P<grade>outstanding|good|adequate|inadequate)\b",
    re.IGNORECASE,
)
_OVERALL_LABEL = re.compile(r"overall effectiveness:?", re.IGNORECASE)
_AREA_WORDS = re.compile(r"safeguarding", re.IGNORECASE)
_IMPROVE = re.compile(r"Areas? for improvement|What needs to improve", re.IGNORECASE)
_HEADLINE = re.compile(r"(Summary|Overall effectiveness|Main findings)", re.IGNORECASE)
_LABEL = re.compile(r"(inspection dates?|reporting|lead inspector|age group|published)", re.I)
FIRST_PAGES = 2


def read(body: Body, recognised: Recognised, known: Known, ledger: Ledger) -> Letter:
    """The report's own facts. Text, pages and evidence are the caller's."""
    cover = [par for par in body.paragraphs if par.page <= FIRST_PAGES]
    windows, printed = read_dates(cover, known, ledger)
    published = read_published(cover, windows, known, ledger)
    parts = read_parts(body, recognised.after)
    return Letter(
        kind="inspection",
        framework="pre-SIF",
        title=read_title(recognised, ledger),
        authority_as_printed=_authority(body, recognised, ledger),
        **published,
        visit_windows=windows,
        visit_as_printed=printed,
        inspectors=read_leads(cover, ledger),
        judgements=(_overall(body, recognised, ledger),),
        improvement_points=improvement.to_points(_points(parts, ledger), ledger),
        sections=to_sections(parts, body),
        headline=read_headline(parts, _HEADLINE, body, ledger),
    )


def _authority(body: Body, recognised: Recognised, ledger: Ledger) -> str | None:
    """The name above the title or, where the title stands first, under it."""
    near = [*body.paragraphs[: recognised.at], *body.paragraphs[recognised.after :][:1]]
    for paragraph in near:
        if not _LABEL.match(paragraph.text):
            ledger.found("authority_as_printed", paragraph)
            return paragraph.text
    ledger.warn("The authority's name could not be read.")
    return None


def _overall(body: Body, recognised: Recognised, ledger: Ledger) -> Judgement:
    """The grade of overall effectiveness. Where safeguarding and looked after children are judged
    apart there are two, and none is the whole's."""
    said = _said(body.paragraphs)
    grades = {canonical(match["grade"]) for _, match in said}
    is_double = recognised.title and _AREA_WORDS.search(recognised.title.text)
    if len(grades) == 1 and not is_double:
        paragraph, match = said[0]
        ledger.found("judgements.overall", paragraph)
        return Judgement("overall", grades.pop(), match["grade"], "awarded", paragraph.page)
    ledger.warn("The grade for overall effectiveness could not be read.")
    return Judgement("overall", None, None, "unread", None)


def _said(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, re.Match[str]]]:
    """Every place that gives the grade, be it in one paragraph or in a heading and the next."""
    found = []
    for paragraph, after in zip(paragraphs, (*paragraphs[1:], None), strict=True):
        text = paragraph.text
        if after is not None and _OVERALL_LABEL.fullmatch(text):
            text = f"{text} {after.text}"
        if match := _OVERALL.search(text):
            found.append((paragraph, match))
    return found


def _points(parts: Sequence[Part], ledger: Ledger) -> list[tuple[str, improvement.Item]]:
    improvement.say_if_unlisted(parts, _IMPROVE, ledger)
    return [
        ("improvement", item)
        for part in parts
        if _IMPROVE.match(part.title)
        for item in improvement.listed_items(part.paragraphs)
    ]
