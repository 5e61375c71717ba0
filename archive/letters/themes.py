"""What visits look at and what points are about, in the field's own terms. No I/O.

Each table in one place: a term, and the words by which the letters mean it.
"""

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

# A point has many words and there are many points, so its terms are known by how words begin.
POINTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("assessment", (" assess",)),
    ("planning", (" plan ", " plans", " planning", " plan,", " plan.")),
    ("contingency and safety planning", (" contingency", " safety plan")),
    ("supervision", (" supervis",)),
    ("management oversight", (" management oversight", " oversight of", " oversight by")),
    ("visits and direct work", (" visit", " direct work", " life-story", " life story")),
    ("caseloads", (" caseload", " case load", " workload")),
    ("workforce", (" workforce", " recruit", " retention", " turnover", " staffing", " training")),
    (
        "thresholds and referrals",
        (" threshold", " referral", " front door", " ‘front door", " mash"),
    ),
    ("early help", (" early help", " early-help")),
    (
        "strategy meetings and enquiries",
        (" strategy meet", " strategy disc", " section 47", " enquir"),
    ),
    (
        "pre-proceedings",
        (" pre-proceedings", " public law outline", " (plo", " before proceedings"),
    ),
    ("exploitation and missing children", (" exploit", " missing", " return home", " return int")),
    ("domestic abuse", (" domestic abuse", " domestic violence")),
    ("neglect", (" neglect",)),
    ("disabled children", (" disab",)),
    ("private fostering", (" private foster", " privately foster")),
    ("homeless young people", (" homeless",)),
    (
        "placements",
        (" placement", " sufficiency", " unregistered", " foster carer", " children’s home"),
    ),
    (
        "permanence and adoption",
        (" permanen", " adopt", " special guardian", " connected person", " connected carer"),
    ),
    ("health", (" health",)),
    ("education", (" educat", " school", " attainment")),
    (
        "care leavers",
        (" care leaver", " care-experienced", " personal advis", " pathway plan", " local offer"),
    ),
    ("corporate parenting", (" corporate parent",)),
    ("quality assurance", (" quality assur", " quality-assur", " audit")),
    ("performance information", (" performance management", " performance info", " data")),
    ("leadership", (" leader", " leadership", " governance", " strateg")),
    ("partnership working", (" partner", " multi-agency")),
    ("children's voice", (" voice", " wishes and feelings", " views of", " participat", " advoca")),
    ("recording", (" record",)),
    (
        "reviewing officers and conference chairs",
        (" iro", " reviewing officer", " conference chair"),
    ),
    ("allegations", (" lado", " designated officer", " allegation")),
    ("EHC plans", (" ehc", " education, health and care")),
    ("waiting times", (" wait",)),
)


def point_themes(text: str) -> tuple[str, ...]:
    """What a point is about: the terms one of whose beginnings of words stands in it."""
    words = f" {' '.join(text.lower().split())} "
    return tuple(term for term, starts in POINTS if any(start in words for start in starts))


def terms(text: str, table: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, ...]:
    """The table's terms that the text speaks of, in the table's order."""
    return tuple(term for term, words in table if words.search(text))


def visit_theme(scope: str) -> str | None:
    """What a visit looked at, several terms parted by “; ”. None where the words name none."""
    found = set(terms(scope, VISITS))
    found -= {wide for wide, narrow in _NARROWER.items() if narrow & found}
    return "; ".join(term for term, _ in VISITS if term in found) or None
