"""Letters on joint targeted area inspections (JTAI, since 2016), and the joint area reviews before
them. They are signed by several inspectorates and name no inspectors. No I/O."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.letters import improvement
from archive.letters.addressee import find_opening
from archive.letters.body import Body
from archive.letters.cover import read_published
from archive.letters.families import Family, Recognised
from archive.letters.inspectors import read_signature
from archive.letters.ledger import Facts, Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.partnerships import FIRST_PARAGRAPHS, read_opening
from archive.letters.sections import Part, read_headline, read_parts, to_sections
from archive.letters.titles import read_title
from archive.letters.when import Known
from archive.records import Letter
from archive.words.themes import JOINT, terms

_AUTHORITY = re.compile(
    r".*?\binspection of (?!the multi)(?:the )?(?P<name>[A-Z].*)|.*\b(?:in|to)(?: the)? "
    r"(?P<place>(?:the )?[A-Z][\w’-]*(?:,? (?:and |of |upon |on )?(?:the )?[A-Z][\w’-]*)*)\.?$"
)
_HEADLINE = re.compile(r"Headline findings|Overall judgement on progress", re.IGNORECASE)
_IMPROVE = re.compile(
    r"Areas? for improvement|What needs to improve|Priorities for further improvement",
    re.IGNORECASE,
)
_OTHER = re.compile(r"(Case|Practice) study|Next steps|Main findings", re.IGNORECASE)


def read(body: Body, recognised: Recognised, known: Known, ledger: Ledger) -> Letter:
    """The letter's own facts. Text, pages and evidence are the caller's."""
    is_review = recognised.family is Family.JOINT_REVIEW
    opening = find_opening(body.paragraphs)
    parts = read_parts(body, max(recognised.after, opening.after if opening else 0))
    intro = parts[0].paragraphs
    return Letter(
        kind="jtai",
        framework="pre-SIF" if is_review else "JTAI",
        title=read_title(recognised, ledger),
        authority_as_printed=_authority(recognised, ledger),
        **(
            _review(body, known, ledger)
            if is_review
            else read_opening(body, opening, intro, known, ledger)
        ),
        theme=None if is_review else _theme(recognised, intro, ledger),
        signed_by=read_signature(body.paragraphs[recognised.at :], ledger),
        improvement_points=improvement.to_points(_points(parts, ledger), ledger),
        sections=to_sections(parts, body),
        headline=read_headline(parts, _HEADLINE, body, ledger),
    )


def _review(body: Body, known: Known, ledger: Ledger) -> Facts:
    """A joint area review is a report with a cover."""
    cover = [par for par in body.paragraphs if par.page == 1]
    published = read_published(cover, (), known, ledger)
    ledger.warn("A joint area review does not print the inspection's dates as later ones do.")
    return published


def _authority(recognised: Recognised, ledger: Ledger) -> str | None:
    title = recognised.title
    if title and (match := _AUTHORITY.match(title.text)):
        name = match["name"] or match["place"]
        start = title.text.rfind(name)
        ledger.found("authority_as_printed", title, start, start + len(name))
        return name.rstrip(".").removeprefix("the ")
    ledger.warn("The authority's name could not be read from the title.")
    return None


def _theme(recognised: Recognised, paragraphs: Sequence[Paragraph], ledger: Ledger) -> str | None:
    """What the inspection went deep into: in the opening's words, else in the title's."""
    title = (recognised.title,) if recognised.title else ()
    for paragraph in (*paragraphs[:FIRST_PARAGRAPHS], *title):
        if "deep dive" in paragraph.text or "multi-agency" in paragraph.text:
            found = terms(paragraph.text, JOINT)
            if found:
                ledger.found("theme", paragraph)
                return found[0]
    ledger.warn("What the inspection looked at is not worded as any of the joint themes.")
    return None


def _points(parts: Sequence[Part], ledger: Ledger) -> list[tuple[str, improvement.Item]]:
    """The items under each heading that says what needs to improve, and its sub-headings."""
    improvement.say_if_unlisted(parts, _IMPROVE, ledger)
    found: list[tuple[str, improvement.Item]] = []
    kind, level = "", 0
    for part in parts:
        if not kind or part.level <= level or _OTHER.match(part.title):
            kind, level = _kind(part), part.level
        if kind:
            found += [(kind, item) for item in improvement.items(part.paragraphs)]
    return found


def _kind(part: Part) -> str:
    if improvement.PRIORITY.match(part.title):
        return "priority_action"
    return "improvement" if _IMPROVE.match(part.title) else ""
