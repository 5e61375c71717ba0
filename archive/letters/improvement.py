"""What needs to improve: the items under the headings that say so. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.letters.ledger import Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.sections import Part
from archive.letters.themes import point_themes
from archive.pdf.pdf_lines import BULLET
from archive.records import ImprovementPoint

PRIORITY = re.compile(r"Areas? for priority action", re.IGNORECASE)
NESTED = 8.0  # points further right than the list's own items; the second level is 14 to 18

_NONE = re.compile(
    r"(?:•\s*|\d+\.\s*)?(?:There (?:are|were|is) no\b|No (?:areas?|priority)\b|None\b"
    r"|(?:The|This) inspection did not (?:find|identify)|Inspectors did not (?:find|identify))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<number>\d{1,3})[.)]\s+")
_FRAMEWORK = re.compile(
    r"\b(?P<kind>outcome|enabler|principle)s?\s+(?P<numbers>\d(?:(?:\s*,\s*|\s*(?:and|&)\s*)\d)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One point: its first paragraph, and those nested under it."""

    paragraph: Paragraph
    nested: tuple[Paragraph, ...] = ()
    responsible: str | None = None

    @property
    def text(self) -> str:
        first = self.paragraph.text.removeprefix(BULLET).strip()
        first = _NUMBER.sub("", first, count=1) if self.paragraph.kind == "numbered" else first
        return "\n".join([first, *(par.text for par in self.nested)])


def read_points(
    parts: Sequence[Part], improve: re.Pattern[str], ledger: Ledger, *, may_be_none: bool = False
) -> tuple[ImprovementPoint, ...]:
    """The points under each heading that matches `improve`, and under those of priority actions.
    `may_be_none`: a letter of this kind need not have such a heading."""
    if not may_be_none:
        say_if_unlisted(parts, improve, ledger)
    listed = [
        (kind, item)
        for part in parts
        for kind, heading in (("priority_action", PRIORITY), ("improvement", improve))
        if heading.match(part.title)
        for item in items(part.paragraphs)
    ]
    return to_points(listed, ledger)


def say_if_unlisted(parts: Sequence[Part], improve: re.Pattern[str], ledger: Ledger) -> None:
    """No list of points is not the same as no points."""
    if not any(improve.match(part.title) for part in parts):
        ledger.warn("The letter has no heading under which it lists what needs to improve.")


def items(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """The list's items; where there is no list, each paragraph that is no lead-in."""
    if any(par.kind in ("item", "numbered") for par in paragraphs):
        return listed_items(paragraphs)
    prose = [par for par in paragraphs if par.kind == "text" and not par.text.endswith(":")]
    return [Item(par) for par in prose if not _NONE.match(par.text)]


def listed_items(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """The items of lists alone, each with those nested under it."""
    listed = [par for par in paragraphs if par.kind in ("item", "numbered")]
    if not listed:
        return []
    edge = min(par.lines[0].x0 for par in listed)
    found: list[Item] = []
    for par in listed:
        if found and par.lines[0].x0 > edge + NESTED:
            found[-1] = Item(found[-1].paragraph, (*found[-1].nested, par))
        else:
            found.append(Item(par))
    if len(found) == 1 and found[0].paragraph.text.endswith(":"):
        # The one numbered paragraph only introduces the list.
        found = [Item(paragraph) for paragraph in found[0].nested]
    return [item for item in found if not _NONE.match(item.paragraph.text)]


def to_points(kinds: Sequence[tuple[str, Item]], ledger: Ledger) -> tuple[ImprovementPoint, ...]:
    """The items as records, in order, each with its evidence."""
    return tuple(
        _point(kind, item, position, ledger) for position, (kind, item) in enumerate(kinds, start=1)
    )


def framework_refs(text: str) -> tuple[str, ...]:
    """The parts of the children's social care national framework that a point names: Outcome 1."""
    return tuple(dict.fromkeys(_refs(text)))


def _refs(text: str) -> Iterator[str]:
    for match in _FRAMEWORK.finditer(text):
        for number in re.findall(r"\d", match["numbers"]):
            yield f"{match['kind'].capitalize()} {number}"


def _point(kind: str, item: Item, position: int, ledger: Ledger) -> ImprovementPoint:
    ledger.found(f"improvement_points.{position}", item.paragraph)
    number = _NUMBER.match(item.paragraph.text)
    return ImprovementPoint(
        kind=kind,
        text=item.text,
        page=item.paragraph.page,
        framework_refs=framework_refs(item.text),
        number=number["number"] if number and item.paragraph.kind == "numbered" else None,
        responsible=item.responsible,
        themes=point_themes(item.text),
    )
