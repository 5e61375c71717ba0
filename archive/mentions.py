"""What an item says of a letter without naming it: days, months, kinds, grades. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_MONTH = "(" + "|".join(_MONTHS) + ")"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_JOIN = r"\s*(?:and|&|to|until|-|–|—)\s*"

# "3 and 4 November 2021", "26 February to 8 March", "between 8 and 12 July"
_TWO_MONTHS = re.compile(
    rf"\b{_DAY}\s+{_MONTH}(?:\s+\d{{4}})?{_JOIN}{_DAY}\s+{_MONTH}(?:,?\s+(\d{{4}}))?", re.IGNORECASE
)
_ONE_MONTH = re.compile(
    rf"\b{_DAY}{_JOIN}{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(\d{{4}}))?", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+{_DAY}{_JOIN}{_DAY}\b(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_IN_MONTH = re.compile(
    rf"\b(?:in|during|throughout|the|last|earlier in|since)\s+{_MONTH}(?:,?\s+(\d{{4}}))?"
    r"(?:\s+(?:visit|inspection|letter))?",
    re.IGNORECASE,
)
_LAST_MONTH = re.compile(r"\b(last|earlier this|this) month\b", re.IGNORECASE)

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_VISIT = re.compile(r"\bofsted\b|\binspect|\bvisit|\bCQC\b|\bHMI", re.IGNORECASE)

# A kind's own name. "Inspection", "report", "letter" and "visit" are used for all of them.
_KINDS = {
    "focused_visit": r"focus+ed (?:visit|inspection)",
    "monitoring_visit": r"monitoring (?:visit|inspection|letter|report)s?",
    "assurance_visit": r"assurance visit",
    "jtai": r"\bJTAI\b|joint targeted area inspection|joint targeted inspection",
    "area_send": r"\barea SEND\b|\bSEND inspection|local area partnership|"
    r"special educational needs (?:and|&|and/or) disabilit\w+ (?:\(SEND\) )?"
    r"(?:inspection|services)",
}
_KIND = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}

_OFSTED = re.compile(r"\bofsted\b", re.IGNORECASE)
_INSPECTION = re.compile(
    r"\binspect(?:or|ion|ed)\w*|\bfocus+ed visit|\bmonitoring visit|\bassurance visit|\bJTAI\b",
    re.IGNORECASE,
)
_CHILDRENS_SERVICES = re.compile(
    r"\bchildren['’]?s['’]? (?:and [\w ]{3,30})?(?:services|social (?:care|work))|"
    r"\bchild protection\b|\bchildren in (?:care|need)\b|\blooked[- ]after children\b|"
    r"\bcare leavers\b|\bsocial work(?:er)?s?\b|\bsafeguarding\b|\bfront door\b|\bILACS\b|\bJTAI\b|"
    r"\bSEND\b|\bspecial educational needs\b|\bservices for (?:vulnerable )?children\b",
    re.IGNORECASE,
)
# Other things that Ofsted inspects. A text about one of these is not about a letter unless it
# speaks of the authority's services for children as well.
_OTHER_PLACES = re.compile(
    r"\b(?:primary|infant|junior|secondary|high|special|grammar|academy|village|community|free) "
    r"school\b|\bacademy\b|\bnurser(?:y|ies)\b|\bpre-?school\b|\bchildminder|\bplaygroup\b|"
    r"\b(?:sixth[- ]form|further education) college\b|\bcollege\b|\bchildren['’]?s home\b|"
    r"\badult (?:and community )?(?:learning|education|skills)\b|\bapprentice|\bfostering agency\b|"
    r"\bearly years (?:setting|provider)\b|\bholiday club\b|\bheadteacher\b|\bpupils\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(outstanding|good|requires? improvement(?: to be good)?|inadequate)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Days:
    """Days named in a text. Where neither the text nor its own date tells the year, `year_known`
    is False, and the year of `start` and `end` means nothing."""

    start: dt.date
    end: dt.date
    words: str
    year_known: bool

    def are(self, start: dt.date, end: dt.date) -> bool:
        """Are these the days from `start` to `end`?"""
        if self.year_known:
            return (self.start, self.end) == (start, end)
        said = (self.start.month, self.start.day, self.end.month, self.end.day)
        return said == (start.month, start.day, end.month, end.day)


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that a text says that may tell which letter it is about."""

    days: tuple[Days, ...]
    months: tuple[tuple[dt.date, str], ...]  # first day of the month, and the words
    kinds: tuple[str, ...]
    grades: frozenset[str]


def is_about_ofsted(title: str, text: str) -> bool:
    """Does it mention Ofsted, or an inspection or visit of services for children?"""
    whole = f"{title}\n{text}"
    if _OFSTED.search(whole):
        return True
    return bool(_INSPECTION.search(whole) and _CHILDRENS_SERVICES.search(whole))


def is_about_another_place(title: str, text: str) -> bool:
    """Does it speak more of schools, nurseries and other places that Ofsted inspects than of an
    authority's services for children?"""
    whole = f"{title}\n{text}"
    services = len(_CHILDRENS_SERVICES.findall(whole))
    return len(_OTHER_PLACES.findall(whole)) > services


def mentions_of(title: str, text: str, day: dt.date | None) -> Mentions:
    """What a text of `day` mentions. A year that is not printed is the one that puts the day
    last before `day` (a week's grace for releases that come early); of an undated text no year
    is guessed."""
    whole = f"{title}\n{text}"
    return Mentions(
        days=tuple(_days(whole, day)),
        months=tuple(_months(whole, day)),
        kinds=tuple(kind for kind, pattern in _KIND.items() if pattern.search(whole)),
        grades=frozenset(_canonical(match[1]) for match in _GRADE.finditer(whole)),
    )


def _days(whole: str, day: dt.date | None) -> Iterator[Days]:
    """Days in sentences that speak of a visit: a consultation has its days as well."""
    text = "\n".join(s for s in _SENTENCE_END.split(whole) if _VISIT.search(s))
    for match in _TWO_MONTHS.finditer(text):
        yield from _window(match[0], match[1], match[2], match[3], match[4], match[5], day)
    for match in _ONE_MONTH.finditer(text):
        yield from _window(match[0], match[1], match[3], match[2], match[3], match[4], day)
    for match in _MONTH_FIRST.finditer(text):
        yield from _window(match[0], match[2], match[1], match[3], match[1], match[4], day)


def _window(
    words: str, d1: str, m1: str, d2: str, m2: str, year: str | None, day: dt.date | None
) -> Iterator[Days]:
    # 2000 was a leap year: it holds every day that an undated text can mean.
    end = _date(int(d2), m2, int(year) if year else None, day or dt.date(2000, 12, 31))
    if end is None:
        return
    start = _date(int(d1), m1, end.year, end)
    if start and start > end:
        start = _date(int(d1), m1, end.year - 1, end)
    if start and (end - start).days <= 60:  # the longest inspections have two windows, weeks apart
        yield Days(start, end, " ".join(words.split()), bool(year or day))


def _months(text: str, day: dt.date | None) -> Iterator[tuple[dt.date, str]]:
    for match in _IN_MONTH.finditer(text):
        year = int(match[2]) if match[2] else None
        first = _date(1, match[1], year, day) if year or day else None
        if first:
            yield first, " ".join(match[0].split())
    if day is None:
        return
    for match in _LAST_MONTH.finditer(text):
        first = day.replace(day=1)
        if match[1].lower() == "last":
            first = (first - dt.timedelta(days=1)).replace(day=1)
        yield first, match[0]


def _date(number: int, month: str, year: int | None, day: dt.date | None) -> dt.date | None:
    at = _MONTHS.index(month.lower()) + 1
    try:
        if year is not None or day is None:
            return dt.date(year or 0, at, number)
        found = dt.date(day.year, at, number)
        late = (found - day).days > 7
        return dt.date(day.year - 1, at, number) if late else found
    except ValueError:
        return None


def _canonical(grade: str) -> str:
    low = grade.lower()
    return "requires improvement" if low.startswith("require") else low
