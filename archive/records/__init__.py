"""The records that travel through the house. Frozen, and without behaviour that does I/O.

Field names are the column names of `docs/design.md`, section 4, wherever a field becomes a column.
Dates are `datetime.date`; moments are ISO 8601 strings in UTC (`2026-11-21T03:30:00Z`)."""

from __future__ import annotations

from archive.records.corrected import Corrected, Correction
from archive.records.crawled import (
    Authority,
    Fetch,
    ListedLetter,
    ListedPage,
    NewsReport,
    PressRelease,
    Problem,
    Source,
    document_id,
    same_address,
)
from archive.records.findings import (
    Answer,
    Borrowed,
    Checks,
    GradeClaim,
    HeldLetter,
    Item,
    Link,
    Period,
    Point,
    Quotation,
    RecurringPoint,
    SharedPassage,
)
from archive.records.letter import (
    Evidence,
    ImprovementPoint,
    Inspector,
    Judgement,
    Letter,
    NumberedParagraph,
    Section,
    VisitWindow,
)
from archive.records.plain import numbered, to_plain
from archive.records.reconciled import Compared

__all__ = [
    "Answer",
    "Authority",
    "Borrowed",
    "Checks",
    "Compared",
    "Corrected",
    "Correction",
    "Evidence",
    "Fetch",
    "GradeClaim",
    "HeldLetter",
    "ImprovementPoint",
    "Inspector",
    "Item",
    "Judgement",
    "Letter",
    "Link",
    "ListedLetter",
    "ListedPage",
    "NewsReport",
    "NumberedParagraph",
    "Period",
    "Point",
    "PressRelease",
    "Problem",
    "Quotation",
    "RecurringPoint",
    "Section",
    "SharedPassage",
    "Source",
    "VisitWindow",
    "document_id",
    "numbered",
    "same_address",
    "to_plain",
]
