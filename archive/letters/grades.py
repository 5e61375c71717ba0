"""Ofsted's grades: how they are printed, and what we call them. No I/O."""

from __future__ import annotations

import re

# Ofsted's grades, the best first, and the three outcomes of an area SEND inspection since 2023.
GRADES = ("outstanding", "good", "requires improvement", "adequate", "inadequate",
          "positive", "inconsistent", "systemic failings")  # fmt: skip
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
