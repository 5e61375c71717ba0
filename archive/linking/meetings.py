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
    r"\W*(?:agenda item|issue - meetings|minutes|decision|agenda)\W*", re.IGNORECASE
)
_NUMBER = re.compile(r"^\W*\d{1,3}[.:]?\s+")
_LONGEST_HEADING = 16  # words


def item_on_ofsted(title: str, text: str) -> tuple[str, str]:
    """Title and text of the item that is about Ofsted; of any other page, and of a meeting that has
    none, title and text as they are.

    >>> item_on_ofsted("Agenda item: Ofsted letter", "Agenda item\\nMinutes:\\nIt was noted.")
    ('Ofsted letter', 'It was noted.')
    """
    whose = _OF_A_MEETING.match(title)
    if not whose:
        return title, text
    lines = [line for line in text.split("\n") if line.strip() and not _LABEL.fullmatch(line)]
    named = title[whose.end() :]
    if _ON_OFSTED.search(named):
        return named, "\n".join(lines)
    for at, line in enumerate(lines):
        if _ON_OFSTED.search(line) and len(line.split()) <= _LONGEST_HEADING:
            return _NUMBER.sub("", line).strip(), "\n".join(lines[at + 1 :])
    return title, text
