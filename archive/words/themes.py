"""What visits look at, in the field's own terms, and the words by which letters, releases and
reports mean them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _table(*rows: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((term, re.compile(words, re.IGNORECASE)) for term, words in rows)


# The topics of a focused visit, as the inspection framework lists them.
VISITS = _table(
    (
        "front door",
        (
            r"front door|multi-agency safeguarding hub|\bMASH\b|contacts? and referrals?"
            r"|point of contact|\breferrals and\b"
        ),
    ),
    (
        "children in need and protection",
        (
            r"child(ren)?[- ]in[- ]need|child protection|protection plans?|help and protection"
            r"|pre-proceedings|before proceedings"
        ),
    ),
    (
        "children in care",
        r"children (and young people )?in care|looked[- ]after|children looked after",
    ),
    (
        "care leavers",
        r"care leavers?|care[- ]experienced|leaving care|children leaving care|pathway plan",
    ),
    ("permanence", r"permanen(ce|cy)"),
    ("placements", r"\bplacements?\b|sufficiency"),
    (
        "children at risk outside the family",
        (
            r"extra-?familial|outside (of )?(the |their )?(family|home)|vulnerable adolescents"
            r"|exploitation|exploited|missing (from|children)|go missing"
        ),
    ),
)
# Permanence and placements are about children in care, and are looked at in their stead.
_NARROWER = {"children in care": {"permanence", "placements"}}

JOINT = _table(
    ("domestic abuse", r"domestic abuse"),
    ("neglect", r"\bneglect\b"),
    ("criminal exploitation", r"criminal exploitation"),
    (
        "child exploitation",
        r"child exploitation|exploitation of children|child sexual exploitation",
    ),
    ("sexual abuse in the family", r"sexual abuse in the family|familial sexual abuse"),
    ("mental health", r"mental health"),
    ("serious youth violence", r"serious youth violence"),
    ("front door", r"identification of initial need|initial need and risk|front door"),
    ("early help", r"early help|targeted help|(families|children) .{0,40}\bwho need help"),
)


def terms(text: str, table: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, ...]:
    """The table's terms that the text speaks of, in the table's order."""
    return tuple(term for term, words in table if words.search(text))


def visit_theme(scope: str) -> str | None:
    """What a visit looked at, several terms parted by “; ”. None where the words name none."""
    found = set(terms(scope, VISITS))
    found -= {wide for wide, narrow in _NARROWER.items() if narrow & found}
    return "; ".join(term for term, _ in VISITS if term in found) or None
