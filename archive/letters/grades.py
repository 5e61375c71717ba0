"""Ofsted's grades: how they are printed, and what we call them. No I/O."""

from __future__ import annotations

import re

# Ofsted's grades, the best first; “adequate” to 2013.
SCALE = ("outstanding", "good", "requires improvement", "adequate", "inadequate")
# The outcomes of an area SEND inspection since 2023.
OUTCOMES = ("positive", "inconsistent", "systemic failings")
GRADES = (*SCALE, *OUTCOMES)
# What is judged, and how a sentence names it.
AREAS = {
    "overall": "overall effectiveness",
    "leaders": "leaders",
    "help_and_protection": "help and protection",
    "in_care": "children in care",
    "care_leavers": "care leavers",
    "adoption": "adoption",
    "safeguarding_board": "the safeguarding children board",
    "send_outcome": "children with SEND",
}
# As a pattern without groups. Spaces may be line breaks: the grade wraps in narrow cells.
GRADE = r"(?:outstanding|good|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate|adequate)"
_GRADE = re.compile(GRADE)
NOT_AWARDED = (
    r"(?:no(?:t| longer)\s+(?:judged|awarded|given|graded|applicable)(?:\s+separately)?"
    r"|no\s+(?:overall\s+)?judgement)"
)


def canonical(printed: str) -> str:
    """One of outstanding, good, requires improvement, inadequate, adequate. “Requires improvement
    to be good” is the same grade as “requires improvement”. Raises ValueError for any other."""
    words = " ".join(printed.lower().split()).removesuffix(" to be good")
    if words == "require improvement":
        words = "requires improvement"
    if not _GRADE.fullmatch(words):
        raise ValueError(f"not a grade: {printed!r}")
    return words
