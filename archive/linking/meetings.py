"""The page of a council's meeting: the one item on its agenda that is about Ofsted. Pure.

Minutes begin with apologies, declarations of interest and the room; what the committee was told of
an inspection stands further down, under a heading of its own.
"""

from __future__ import annotations

import re

_OF_A_MEETING = re.compile(
    r"^\W*(?:agenda(?: and minutes| item)?|minutes|(?:issue|decision)(?: details)?|meeting)"
    r"\b(?: - meetings)?\s*(?:[:\-–]\s*|$)",
    re.IGNORECASE,
)
_ON_OFSTED = re.compile(r"\bofsted\b|\binspection of\b|\bILACS\b|\bJTAI\b|\bfocus+ed visit\b", re.I)
_LABEL = re.compile(
    r"\W*(?:agenda(?: item| and minutes)?|issue - meetings|minutes|decision)\W*", re.IGNORECASE
)
_NUMBER = re.compile(r"^\W*\d{1,3}[.:]?\s+")
_IS_NO_HEADING = re.compile(r"^\W*[•·*–-]|[.;:,!?…][\"'”’)]*\s*$")
_LONGEST_HEADING = 16  # words


def item_on_ofsted(title: str, text: str) -> tuple[str, str]:
    """Title and text of the item that is about Ofsted; of any other page, and of a meeting that has
    none, title and text as they are.

    >>> item_on_ofsted("Agenda item: Ofsted letter", "Agenda item\\nMinutes:\\nIt was noted.")
    ('Ofsted letter', 'It was noted.')
    """
    prefix = _OF_A_MEETING.match(title)
    if not prefix and not _LABEL.fullmatch(text.lstrip("\n").partition("\n")[0]):
        return title, text
    lines = [line for line in text.split("\n") if line.strip() and not _LABEL.fullmatch(line)]
    heading = next((at for at, line in enumerate(lines) if _is_its_heading(line)), None)
    named = title[prefix.end() :] if prefix else title
    if _ON_OFSTED.search(named):
        return named, "\n".join(lines[heading or 0 :])
    if heading is None:
        return title, text
    return _NUMBER.sub("", lines[heading]).strip(), "\n".join(lines[heading + 1 :])


def _is_its_heading(line: str) -> bool:
    if not _ON_OFSTED.search(line) or _IS_NO_HEADING.search(line):
        return False
    return len(line.split()) <= _LONGEST_HEADING
