"""Reports of area SEND inspections, by Ofsted and the Care Quality Commission. No I/O."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.letters import improvement
from archive.letters.addressee import Opening, find_opening
from archive.letters.body import Body
from archive.letters.cover import PREVIOUS_DATES, labelled, read_dates
from archive.letters.families import Recognised
from archive.letters.ledger import Facts, Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.partnerships import read_opening
from archive.letters.sections import Part, find_part, read_headline, read_parts, to_sections
from archive.letters.send_tables import read_points, read_team
from archive.letters.titles import read_title
from archive.letters.when import Known
from archive.records import Judgement, Letter

_AUTHORITY = re.compile(
    r"(?:inspection|visit) (?:of|to|in) (?:the )?(?P<name>[A-Z].*)", re.IGNORECASE
)
# The three outcomes of the framework of 2023, as its reports put them.
_WORDINGS = (
    (
        "positive",
        r"typically (?:lead to )?(?:\w+ )?positive experiences|positive experiences and outcomes",
    ),
    ("inconsistent", r"inconsistent experiences"),
    (
        "systemic failings",
        r"widespread and/?\s?or systemic failings|widespread or systemic failings",
    ),
)
_OUTCOMES = tuple((grade, re.compile(words, re.IGNORECASE)) for grade, words in _WORDINGS)
_OUTCOME = re.compile(r"Inspection outcome", re.IGNORECASE)
_UNGRADED = re.compile(r"\bmonitoring\b|\bvisit\b", re.IGNORECASE)


def read(body: Body, recognised: Recognised, known: Known, ledger: Ledger) -> Letter:
    """The report's own facts. Text, pages and evidence are the caller's. Since 2023 it prints no
    date of its own, so `published` is then None without a warning."""
    opening = find_opening(body.paragraphs)
    parts = read_parts(body, max(recognised.after, opening.after if opening else 0))
    outcome = find_part(parts, _OUTCOME)
    return Letter(
        kind="area_send",
        framework="SEND",
        title=read_title(recognised, ledger),
        authority_as_printed=_authority(recognised, ledger),
        **(
            read_opening(body, opening, parts[0].paragraphs, known, ledger)
            if opening
            else _cover(body, known, ledger)
        ),
        inspectors=read_team(parts, ledger),
        judgements=(_judgement(recognised, opening, outcome, ledger),),
        improvement_points=improvement.to_points(list(read_points(parts)), ledger),
        sections=to_sections(parts, body),
        headline=read_headline(parts, _OUTCOME, body, ledger),
    )


def _cover(body: Body, known: Known, ledger: Ledger) -> Facts:
    cover = [par for par in body.paragraphs if par.page == 1]
    windows, printed = read_dates(cover, known, ledger)
    return {
        "visit_windows": windows,
        "visit_as_printed": printed,
        "previous_inspection": _previous(cover, ledger),
    }


def _authority(recognised: Recognised, ledger: Ledger) -> str | None:
    title = recognised.title
    if title and (match := _AUTHORITY.search(title.text)):
        ledger.found("authority_as_printed", title, *match.span("name"))
        return match["name"]
    ledger.warn("The authority's name could not be read from the title.")
    return None


def _previous(cover: Sequence[Paragraph], ledger: Ledger) -> str | None:
    value = labelled(cover, PREVIOUS_DATES)
    if value is None or not value.pieces:
        return None
    paragraph, start, end = value.pieces[0]
    ledger.found("previous_inspection", paragraph, start, end)
    return paragraph.text[start:end].strip(" .") or None


def _judgement(
    recognised: Recognised, opening: Opening | None, outcome: Part | None, ledger: Ledger
) -> Judgement:
    """The one outcome whose words stand under the heading; more than one is none. The letters
    before 2023 and monitoring inspections give no outcome."""
    is_monitoring = recognised.title and _UNGRADED.search(recognised.title.text)
    if outcome is None and (opening or is_monitoring):
        return Judgement("send_outcome", None, None, "not_awarded", None)
    found = [
        (grade, paragraph, match)
        for paragraph in (outcome.paragraphs if outcome else ())
        for grade, words in _OUTCOMES
        if (match := words.search(paragraph.text))
    ]
    if len({grade for grade, _, _ in found}) != 1:
        ledger.warn("The outcome is not worded as one of the framework's three.")
        return Judgement("send_outcome", None, None, "unread", None)
    grade, paragraph, match = found[0]
    ledger.found("judgements.send_outcome", paragraph)
    sentence = _sentence(paragraph.text, match.start())
    return Judgement("send_outcome", grade, sentence, "awarded", paragraph.page)


def _sentence(text: str, place: int) -> str:
    start = text.rfind(". ", 0, place) + 2 if ". " in text[:place] else 0
    end = text.find(". ", place)
    return text[start : end + 1 if end > 0 else len(text)]
