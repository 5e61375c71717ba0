"""Reports of the single inspection (SIF, late 2013 to 2018), with or without the review of the
local safeguarding children board that was published with it. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.letters import improvement
from archive.letters.awards import after_rows, award, heading_grades, read_rows
from archive.letters.body import Body
from archive.letters.cover import read_dates, read_published
from archive.letters.families import Family, Recognised
from archive.letters.grades import GRADE, canonical
from archive.letters.inspectors import read_team
from archive.letters.judgements import SINGLE, Row
from archive.letters.ledger import Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.sections import Part, find_part, read_parts, to_sections
from archive.letters.titles import name_above_title
from archive.letters.when import Known
from archive.records import Judgement, Letter

AREAS = ("leaders", "help_and_protection", "in_care", "care_leavers", "adoption")

_OVERALL = re.compile(
    rf"(?:the )?overall judgement\b.{{0,60}}?\b(?P<grade>{GRADE})\.?"
    rf"|children[’']s services (?:in|for) .{{2,90}}? (?P<named>{GRADE})\.?",
    re.IGNORECASE,
)
# How the grade of the safeguarding children board is put: in a sentence that begins a paragraph
# and ends with it, or goes on to say why.
_BOARD = re.compile(
    r"(?:(?:the )?judge?ment (?:for|about|of|on) )?(?:the )?(?:effectiveness of )?(?:the )?"
    r"(?:(?:[\w’&-]+,? ){0,6}?safeguarding children(?: board)?|[A-Z]{0,3}SCB)"
    r"(?: \([A-Z]+\))?(?: in [\w ’-]+?)?,? (?:is |are |was )?(?:judged )?(?:to be |is )?"
    rf"(?P<grade>{GRADE})(?:\.?$|\. |,? because|:)"
    r"|The arrangements in place to evaluate the effectiveness of what is done by .{0,120}?"
    rf" (?:is |are )?(?P<arrangements>{GRADE})\.",
    re.IGNORECASE,
)
_OF_BOARD = re.compile(r"Section 2\b|.*safeguarding children board|.*\bLSCB\b", re.IGNORECASE)
_BOARD_TITLE = re.compile(r"review of the effectiveness", re.IGNORECASE)
_HEADLINE = re.compile(r"(.{0,50}Summary of (key )?findings|Executive summary)$", re.IGNORECASE)
_LEAD_IN = re.compile(r".*(:|\bbecause)$")
_IMPROVE = re.compile(
    r"(What does the local authority need to improve|Recommendations|Areas for improvement"
    r"|(Areas for )?priority and immediate action)",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"(Areas for )?priority and immediate action", re.IGNORECASE)


def read(body: Body, recognised: Recognised, known: Known, ledger: Ledger) -> Letter:
    """The report's own facts. Text, pages and evidence are the caller's."""
    cover = [par for par in body.paragraphs if par.page == 1]
    windows, printed = read_dates(cover, known, ledger)
    published = read_published(cover, windows, known, ledger)
    is_board = recognised.family is Family.BOARD
    rows = () if is_board else read_rows(body, SINGLE)
    title = _title_paragraphs(body, recognised)
    parts = read_parts(body, after_rows(body, rows) or recognised.at + len(title))
    own, of_board = _split(parts)
    return Letter(
        kind="inspection",
        framework="SIF",
        title=_title(title, ledger),
        authority_as_printed=_authority(body, recognised, ledger),
        **published,
        visit_windows=windows,
        visit_as_printed=printed,
        inspectors=read_team(body.paragraphs, ledger),
        judgements=_judgements(body, rows, parts, title, ledger, is_board=is_board),
        improvement_points=improvement.to_points(
            list(_points(of_board if is_board else own)), ledger
        ),
        sections=to_sections(parts, body),
        headline=_headline(parts, ledger),
    )


def _title_paragraphs(body: Body, recognised: Recognised) -> tuple[Paragraph, ...]:
    """“Inspection of services …” / “and” / “Review of the effectiveness …”, as far as they go."""
    first, *after = body.paragraphs[recognised.at : recognised.at + 3]
    joined = [par for par in after if par.text == "and" or _BOARD_TITLE.match(par.text)]
    return (first, *joined)


def _title(title: Sequence[Paragraph], ledger: Ledger) -> str | None:
    for paragraph in title:
        ledger.found("title", paragraph)
    return " ".join(paragraph.text for paragraph in title) or None


def _authority(body: Body, recognised: Recognised, ledger: Ledger) -> str | None:
    name = name_above_title(body, recognised, ledger)
    return name and name.removesuffix(" Safeguarding Children Board")


def _is_prose(paragraph: Paragraph) -> bool:
    """Not a footnote, and not an unmarked sub-heading, which ends without a full stop."""
    if paragraph.kind == "text":
        return paragraph.text.endswith((".", ":"))
    return paragraph.kind != "footnote"


def _split(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """The parts about the authority, and those from the first about the board."""
    for at, part in enumerate(parts):
        if part.heading and part.heading.page > 1 and _OF_BOARD.match(part.title):
            return parts[:at], parts[at:]
    return parts, parts


def _judgements(
    body: Body,
    rows: Sequence[Row],
    parts: Sequence[Part],
    title: Sequence[Paragraph],
    ledger: Ledger,
    *,
    is_board: bool,
) -> tuple[Judgement, ...]:
    found: list[Judgement] = []
    if not is_board:
        by_area = {row.area: row for row in rows}
        headings = heading_grades(parts)
        found.append(_overall(body, ledger))
        found += [award(area, by_area.get(area), headings, ledger) for area in AREAS]
    if any(_BOARD_TITLE.match(paragraph.text) for paragraph in title):
        found.append(_board(body, ledger))
    return tuple(found)


def _overall(body: Body, ledger: Ledger) -> Judgement:
    """The sentence on the cover, which says nothing else."""
    for paragraph in body.paragraphs:
        if paragraph.page == 1 and (match := _OVERALL.fullmatch(paragraph.text)):
            printed = match["grade"] or match["named"]
            ledger.found("judgements.overall", paragraph)
            return Judgement("overall", canonical(printed), printed, "awarded", 1)
    return award("overall", None, {}, ledger)


def _board(body: Body, ledger: Ledger) -> Judgement:
    """The board's grade, where all sentences that give one agree."""
    said = [
        (paragraph, match["grade"] or match["arrangements"])
        for paragraph in body.paragraphs
        if paragraph.kind != "footnote" and (match := _BOARD.match(paragraph.text))
    ]
    grades = {canonical(grade) for _, grade in said}
    if len(grades) == 1:
        paragraph, printed = said[0]
        ledger.found("judgements.safeguarding_board", paragraph)
        return Judgement("safeguarding_board", grades.pop(), printed, "awarded", paragraph.page)
    if grades:
        ledger.warn(
            "The report gives several grades for the safeguarding children board: "
            f"{', '.join(sorted(grades))}."
        )
    return award("safeguarding_board", None, {}, ledger)


def _points(parts: Sequence[Part]) -> Iterator[tuple[str, improvement.Item]]:
    """The lists under the first heading that says what needs to improve, and those right after
    it that go on with it."""
    is_within = False
    for part in parts:
        names_it = _IMPROVE.match(part.title)
        if is_within and not names_it:
            return
        is_within = is_within or names_it is not None
        if is_within:
            kind = "priority_action" if _PRIORITY.match(part.title) else "improvement"
            for item in improvement.listed_items(part.paragraphs):
                yield kind, item


def _headline(parts: Sequence[Part], ledger: Ledger) -> str | None:
    """The text under the summary's heading; “… is inadequate because:” is no new section."""
    summary = find_part(parts, _HEADLINE)
    if summary is None or summary.heading is None:
        ledger.warn("The report's summary could not be found.")
        return None
    ledger.found("headline", summary.heading)
    at = parts.index(summary)
    texts = []
    for part in parts[at:]:
        if part is not summary and not _LEAD_IN.match(part.title):
            break
        texts += [par.text for par in part.paragraphs if _is_prose(par)]
    if not texts:
        ledger.warn("Nothing could be read under the heading of the report's summary.")
    return "\n\n".join(texts) or None
