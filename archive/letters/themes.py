"""What points are about, in the field's own terms. Pure."""

from __future__ import annotations

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
