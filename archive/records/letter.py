"""What is read from a letter, each fact with its evidence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VisitWindow:
    """One unbroken stretch of days on site."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Inspector:
    """`role`: lead, inspector, deputy, quality assurance, shadow, analyst. `body`: Ofsted, CQC …"""

    name: str
    role: str
    body: str = "Ofsted"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judged area. `grade` is None unless `status` is awarded.

    `status`: awarded, combined (judged together with another area, whose row holds the grade),
    not_awarded (this framework gives none), unread (there is one, and we could not read it).
    """

    area: str
    grade: str | None
    as_printed: str | None
    status: str
    page: int | None


@dataclass(frozen=True, slots=True)
class ImprovementPoint:
    """One item of "what needs to improve" (`improvement`) or of "areas for priority action"."""

    kind: str  # improvement, priority_action
    text: str
    page: int
    framework_refs: tuple[str, ...] = ()
    number: str | None = None  # as printed, where the list is numbered
    responsible: str | None = None  # who must act, where the letter names it beside the action
    themes: tuple[str, ...] = ()  # what it is about, in the field's terms: `archive.letters.themes`


@dataclass(frozen=True, slots=True)
class Section:
    """A headed section. `grade`: the grade its heading ends with, in ILACS reports."""

    heading: str
    level: int
    page: int
    text: str
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedParagraph:
    """A paragraph that the document numbers, as in “see paragraph 17”. `start`: its place in the
    letter's text, of which `text` is a piece."""

    number: int
    page: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in the PDF a fact was read: a box in points from the page's lower left corner."""

    field: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What one PDF says. `status` unread: the file could not be read, and `warnings` say why.

    `page_starts[n]` is the place in `text` at which page n+1 begins.
    """

    kind: str
    framework: str | None = None
    title: str | None = None
    authority_as_printed: str | None = None
    published: dt.date | None = None
    published_source: str | None = None  # letter, cover, person; None: no date is printed
    visit_windows: tuple[VisitWindow, ...] = ()
    visit_as_printed: str | None = None
    visit_number: int | None = None
    theme: str | None = None
    addressee: str | None = None
    addressee_role: str | None = None
    inspectors: tuple[Inspector, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    improvement_points: tuple[ImprovementPoint, ...] = ()
    sections: tuple[Section, ...] = ()
    numbered_paragraphs: tuple[NumberedParagraph, ...] = ()
    headline: str | None = None
    text: str = ""
    page_starts: tuple[int, ...] = ()
    pages: int = 0
    evidence: tuple[Evidence, ...] = ()
    status: str = "read"
    warnings: tuple[str, ...] = ()
    parser_version: str = ""
    provider: str | None = None  # the children's trust or company that runs the services
    salutation: str | None = None
    other_addressees: tuple[str, ...] = ()  # of a letter to a whole partnership, as printed
    copied_to: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    areas_covered: tuple[str, ...] = ()
    previous_judgement: str | None = None  # the grade that a monitoring visit follows
    previous_judgement_as_printed: str | None = None
    previous_judgement_month: str | None = None  # 2024-03
    previous_inspection: str | None = None  # its dates as printed, in area SEND reports
    footnotes: tuple[str, ...] = ()
    phantom_text: tuple[str, ...] = ()  # words the file holds but no reader sees; not in `text`

    @property
    def visit_start(self) -> dt.date | None:
        """The first day on site over all windows."""
        return min((window.start for window in self.visit_windows), default=None)

    @property
    def visit_end(self) -> dt.date | None:
        """The last day on site over all windows."""
        return max((window.end for window in self.visit_windows), default=None)

    @property
    def lead_inspector(self) -> str | None:
        """The inspector the letter names as lead, else the first it names."""
        leads = [i.name for i in self.inspectors if i.role == "lead"]
        team = [i.name for i in self.inspectors if i.role == "inspector"]
        return next(iter(leads + team), None)
