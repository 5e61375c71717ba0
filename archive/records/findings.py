"""What is found of a release or report: its letter, its quotations, what it leaves out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from archive.records.letter import VisitWindow


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
    theme: str | None = None  # what a visit looked at: terms of `archive.words.themes`, by "; "
    page_starts: tuple[int, ...] = ()
    points: tuple[Point, ...] = ()  # what needs to improve, and priority actions, as listed
    status: str = "read"  # unread: known by its listing only, without text
    earlier: tuple[str, ...] = ()  # its texts before Ofsted changed the file, the latest first


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year, from its first day to its last: all that is known of some items' day."""

    first: dt.date
    last: dt.date

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """A month of a year; ValueError for one that there is not."""
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        return cls(dt.date(year, month, 1), following - dt.timedelta(days=1))

    @classmethod
    def year(cls, year: int) -> Period:
        """A whole year; ValueError for one that there is not."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def of(cls, text: str) -> Period | None:
        """The period that `2018-12` or `2018` writes; None for anything else, a whole day too."""
        try:
            if len(text) == len("2018-12"):
                return cls.month(int(text[:4]), int(text[5:]))
            return cls.year(int(text)) if len(text) == len("2018") else None
        except ValueError:
            return None

    @property
    def is_month(self) -> bool:
        """Is it a month, and not a year?"""
        return self.first.month == self.last.month

    @property
    def words(self) -> str:
        """ "December 2018", or "2018"."""
        return f"{self.first:%B %Y}" if self.is_month else f"{self.first:%Y}"


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
    address: str = ""  # of its page
    published_in: Period | None = None  # the month or year it came out in, where no day is known

    @property
    def came_out(self) -> Period | None:
        """From when to when it may have come out; None where nothing is known of it."""
        return Period(self.published, self.published) if self.published else self.published_in

    @property
    def told_on(self) -> dt.date | None:
        """The day from which it is told what is past: its own, or the last of its month."""
        if self.published or self.published_in is None or not self.published_in.is_month:
            return self.published
        return min(self.published_in.last, self.first_seen)


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
