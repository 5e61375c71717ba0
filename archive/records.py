"""The records that travel through the house. Frozen, and without behaviour that does I/O.

Field names are the column names of `docs/design.md`, section 4, wherever a field becomes a column.
Dates are `datetime.date`; moments are ISO 8601 strings in UTC (`2026-11-21T03:30:00Z`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# --- what the crawler hands over ---


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority with children's services. `urn` is Ofsted's number for it."""

    urn: str
    name: str
    slug: str
    aliases: tuple[str, ...] = ()
    gss_code: str | None = None
    la_code: str | None = None
    region: str | None = None
    type: str | None = None
    active_from: dt.date | None = None
    active_to: dt.date | None = None
    successor: str | None = None
    statistical_neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A place we look, as the catalogue has it. `least` and `most`: new items in a usual month.

    `url` is empty where nobody has found the place. `covers`: the authorities it may be about,
    where `local_authority` cannot say one. `confidence`: seen, likely, old, inferred, none.
    """

    id: str
    kind: str  # ofsted, newsroom, news_outlet
    url: str
    design: str
    local_authority: str | None = None
    publisher: str | None = None
    least: int | None = None
    most: int | None = None
    notes: str | None = None
    feed: str | None = None  # walked where `url` cannot be read
    tagged: str | None = None  # what it has on Ofsted, further back than `url` goes
    confidence: str | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and what came. `body` is None where nothing came, or where it came unchanged."""

    url: str
    fetched_at: str
    source: str
    status: int | None  # None: no answer at all (time-out, refused, too large)
    body: bytes | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """One document on an authority's page at Ofsted's site. `published` is None where undated."""

    file: str
    local_authority: str
    label: str
    url: str
    provider_url: str
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One entry of a newsroom's or outlet's listing or feed: an address to visit."""

    url: str
    title: str | None = None
    published: dt.date | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class PressRelease:
    """A release by a council, or by the children's trust that runs its services."""

    url: str
    local_authority: str | None  # None: a trust's that serves several, and it names none or all
    publisher: str
    title: str
    text: str
    published: dt.date | None = None
    published_source: str | None = None  # json-ld, meta, time, label, text, listing, guess
    outbound_links: tuple[str, ...] = ()
    block_quotes: tuple[int, ...] = ()  # paragraphs of the text, from 1, in a block quote


@dataclass(frozen=True, slots=True)
class NewsReport:
    """A report in a news outlet. `text` stays in originals.db; archive.db holds 40 words of it."""

    url: str
    outlet: str
    title: str
    text: str
    byline: str | None = None
    local_authority: str | None = None
    published: dt.date | None = None
    published_source: str | None = None
    outbound_links: tuple[str, ...] = ()
    block_quotes: tuple[int, ...] = ()
    story: str | None = None  # the outlet's own number, where one story has several addresses


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at. `what` is one of some short names, `detail` a sentence."""

    source: str
    url: str
    what: str
    detail: str


# --- what is read from a letter ---


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


# --- what is decided ---


@dataclass(frozen=True, slots=True)
class HeldLetter:
    """A letter as linking and checking see it: its facts, its text, and whose it is."""

    id: str
    local_authority: str
    kind: str
    url: str
    provider_url: str
    text: str
    framework: str | None = None
    published: dt.date | None = None
    visit_windows: tuple[VisitWindow, ...] = ()
    inspectors: tuple[str, ...] = ()
    grades: tuple[tuple[str, str], ...] = ()  # (area, grade)
    page_starts: tuple[int, ...] = ()
    points: tuple[Point, ...] = ()  # what needs to improve, and priority actions, as listed
    status: str = "read"  # unread: known by its listing only, without text
    earlier: tuple[str, ...] = ()  # its texts before Ofsted changed the file, the latest first


@dataclass(frozen=True, slots=True)
class Item:
    """A release or a report as linking and checking see it."""

    document_kind: str  # press_release, news_report
    document: str
    title: str
    text: str
    published: dt.date | None
    first_seen: dt.date
    local_authority: str | None = None
    outbound_links: tuple[str, ...] = ()
    block_quotes: tuple[int, ...] = ()  # paragraphs, parted by blank lines, counted from 1


@dataclass(frozen=True, slots=True)
class Link:
    """What a release or report is about. `reason` is for a reader, `evidence` for a checker."""

    letter: str | None
    decision: str  # linked, not_about_a_letter, letter_not_held, unsure
    score: float
    reason: str
    evidence: dict[str, Any]
    decided_by: str = "rule"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Something in quotation marks. `start` and `end` are places in the letter's text;
    `document_start` and `document_end` in the release's or report's own."""

    text: str
    speaker: str
    verdict: str
    document_start: int
    document_end: int
    letter: str | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None
    letter_words: str | None = None
    difference: str | None = None
    grave: str | None = None  # why an alteration is a grave one: a lost "not", another quantity
    press_release: str | None = None  # in which a report's quotation stands word for word
    in_title: bool = False  # then `document_start` and `document_end` are places in the title
    earlier_issue: bool = False  # the words are those of the letter before Ofsted changed it


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words that an item shares with the letter without quotation marks."""

    letter: str
    page: int
    start: int
    end: int
    document_start: int
    document_end: int
    text: str
    words: int


# --- what a person says ---


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of `corrections.yml`: what stands in `table`, `row` and `column` is `value`."""

    table: str
    row: str
    column: str
    value: Any
    by: str
    on: dt.date
    because: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What it corrects."""
        return self.table, self.row, self.column

    @property
    def document(self) -> str:
        """The document it is about: a letter's rows begin with the letter; of the tables of
        releases and reports the row is kind and document, `press_release/3f2b…`."""
        whole = self.row.startswith(("press_release/", "news_report/"))
        return self.row if whole else self.row.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a correction. `was`: the machine's own value. `state`: applied, agreed (the
    machine now says the same), not_followed (`note` says why)."""

    correction: Correction
    was: Any
    state: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GradeClaim:
    """A grade that a release or report claims. `claimed`: the grade's word, with `not ` before it
    where it is denied. `letter`, `grade`: what it was held against; None where nothing was held."""

    area: str
    claimed: str
    verdict: str  # right, wrong, older_inspection, unsure
    document_start: int
    document_end: int
    sentence: str
    letter: str | None = None
    grade: str | None = None
    reason: str = ""
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """Something in a letter that a release may answer. `item`: the judged area, or the position
    among the letter's points. `finding`: a sentence of criticism, where a letter lists none."""

    item_kind: str  # judgement, improvement, priority_action, finding
    item: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One point of a letter, against one release. `sentence`: the release's that comes nearest."""

    letter: str
    item_kind: str
    item: str
    verdict: str  # mentioned, not_mentioned, unsure
    sentence: str | None
    score: float
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class RecurringPoint:
    """A point of a letter that an earlier letter to the same authority made too."""

    letter: str
    item_kind: str
    item: str
    earlier_letter: str
    earlier_item_kind: str
    earlier_item: str
    text: str
    earlier_text: str
    score: float


@dataclass(frozen=True, slots=True)
class Borrowed:
    """How much of a document are a letter's words, and how much a release's: words in runs of six
    and more, in quotation marks or not."""

    words: int
    of_letter: int
    of_release: int
    letter: str | None = None
    press_release: str | None = None


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found of one release or report that is about a letter. `answers`: for releases
    alone, on every letter it is about."""

    quotations: tuple[Quotation, ...] = ()
    shared_passages: tuple[SharedPassage, ...] = ()
    grade_claims: tuple[GradeClaim, ...] = ()
    answers: tuple[Answer, ...] = ()
    borrowed: Borrowed | None = None


# --- identity ---


def same_address(url: str) -> str:
    """One form for all spellings of an address: the host's case, escapes, fragment and the
    parameters that newsletters add do not make another page."""
    parts = urlsplit(url.strip())
    path = quote(unquote(parts.path), safe="/:@!$&()*+,;=~") or "/"
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith("utm_")
    ]
    return urlunsplit(("https", parts.netloc.lower(), path, urlencode(sorted(query)), ""))


def document_id(url: str) -> str:
    """The lasting id of a release or report: twelve characters made from its address."""
    return hashlib.sha256(same_address(url).encode()).hexdigest()[:12]


def to_plain(record: Any) -> Any:
    """A record as JSON can hold it: dates as ISO text, tuples as lists, nested records as dicts."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_plain(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, (list, tuple)):
        return [to_plain(value) for value in record]
    if isinstance(record, dict):
        return {key: to_plain(value) for key, value in record.items()}
    if isinstance(record, dt.date):
        return record.isoformat()
    return record
