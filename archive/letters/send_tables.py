"""The tables of an area SEND report: actions beside the bodies responsible for them, areas for
improvement row by row, and both inspectorates' teams. No I/O."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from archive.letters import improvement
from archive.letters.improvement import PRIORITY, Item
from archive.letters.ledger import Ledger
from archive.letters.paragraphs import Paragraph, split
from archive.letters.people import is_name, plain_name
from archive.letters.sections import Part, find_part
from archive.records import Inspector

_TABLE_HEADER = re.compile(r"Responsible body\b.*|Areas? for (improvement|priority action)", re.I)
_TEAM = re.compile(r"(The )?inspection team", re.IGNORECASE)
# “Jo Example, Ofsted HMI Lead inspector”; both inspectorates' columns stand on one line.
_WORD = r"\b(?!(?:Lead|Inspector|HMI|Ofsted|CQC|Social|Care)\b)[A-Z][\w’'.-]+"
_MEMBER = re.compile(
    rf"(?P<name>{_WORD}(?: {_WORD}){{1,3}}),? ?(?:HMI,? ?)?(?:from )?"
    r"(?P<body>Ofsted|CQC|Care Quality Commission)\b"
)
_SHOULD = re.compile(r"[A-Z][^.]{0,160}?\b(?:should|must|needs?) ")
_IMPROVE = re.compile(r"Areas? for improvement", re.IGNORECASE)
ROW_GAP = 0.3  # points; lines of one row differ by 0.1 at most
# In points: the column of actions begins at least 130 to the right of the responsible bodies.
ACTION_COLUMN = 100.0


def read_points(parts: Sequence[Part]) -> Iterator[tuple[str, Item]]:
    """The rows of the tables under the two headings, which are printed twice over."""
    for part in parts:
        rows = [par for par in part.paragraphs if not _TABLE_HEADER.fullmatch(par.text)]
        if PRIORITY.match(part.title):
            for item in _actions(rows):
                yield "priority_action", item
        elif _IMPROVE.match(part.title):
            for item in _rows(rows):
                yield "improvement", item


def _rows(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """Each paragraph with the bullets under it; or the bullets, where they are all there is."""
    found: list[Item] = []
    for paragraph in (cell for whole in paragraphs for cell in _cells(whole)):
        if paragraph.kind == "text" or not found:
            found.append(Item(paragraph))
        elif found[-1].paragraph.kind == "text":
            found[-1] = Item(found[-1].paragraph, (*found[-1].nested, paragraph))
        else:
            found.append(Item(paragraph))
    return found


def _cells(paragraph: Paragraph) -> list[Paragraph]:
    """A paragraph cut where a new row begins: the lines of two rows are a hair further apart than
    those of one, and a row begins by saying who should do what."""
    lines = paragraph.lines
    drops = [above.y0 - line.y0 for above, line in itertools.pairwise(lines)]
    usual = min((drop for drop in drops if drop > 0), default=0.0)
    cuts = [
        at
        for at, drop in enumerate(drops, start=1)
        if drop > usual + ROW_GAP
        and lines[at - 1].text.endswith(".")
        and _SHOULD.match(paragraph.text, paragraph.starts[at])
    ]
    return split(paragraph, cuts)


def _actions(rows: Sequence[Paragraph]) -> list[Item]:
    """Each action with the body responsible, which stands to its left."""
    edge = min((par.lines[0].x0 for par in rows), default=0.0)
    if not any(par.lines[0].x0 > edge + ACTION_COLUMN for par in rows):
        return improvement.items(rows)
    found: list[Item] = []
    responsible: list[str] = []
    for paragraph in rows:
        if paragraph.lines[0].x0 <= edge + ACTION_COLUMN:
            responsible.append(paragraph.text)
        elif responsible or not found:
            found.append(Item(paragraph, responsible=" ".join(responsible) or None))
            responsible = []
        else:  # a second paragraph in the same cell
            found[-1] = Item(
                found[-1].paragraph, (*found[-1].nested, paragraph), found[-1].responsible
            )
    return found


def read_team(parts: Sequence[Part], ledger: Ledger) -> tuple[Inspector, ...]:
    """Both inspectorates' teams: Ofsted's lead first, then Ofsted's inspectors, then the CQC's."""
    team = find_part(parts, _TEAM)
    found = [
        member
        for paragraph in (team.paragraphs if team else ())
        for member in _members(paragraph)
        if is_name(member[0].name)
    ]
    found.sort(key=lambda member: (member[0].body != "Ofsted", member[0].role != "lead"))
    for position, (_, paragraph, start, end) in enumerate(found, start=1):
        ledger.found(f"inspectors.{position}", paragraph, start, end)
    if found and found[0][0].role == "lead":
        ledger.found("lead_inspector", *found[0][1:])
    else:
        ledger.warn("No lead inspector from Ofsted could be read.")
    return tuple(inspector for inspector, *_ in found)


def _members(paragraph: Paragraph) -> Iterator[tuple[Inspector, Paragraph, int, int]]:
    matches = list(_MEMBER.finditer(paragraph.text))
    ends = [*(match.start() for match in matches[1:]), len(paragraph.text)]
    for match, end in zip(matches, ends, strict=False):
        is_lead = re.search(r"\blead\b", paragraph.text[match.end() : end], re.IGNORECASE)
        body = "Ofsted" if match["body"] == "Ofsted" else "CQC"
        inspector = Inspector(plain_name(match["name"]), "lead" if is_lead else "inspector", body)
        yield inspector, paragraph, match.start("name"), match.end("name")
