"""Days and months that an item names, in the forms that releases and reports use. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from archive.words.told import BARE_MONTH, MONTH, MONTHS, RECENT, Told, number_of

_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_JOIN = r"\s*(?:and|&|to|until|through|-|–|—)\s*(?:on\s+|the\s+)?"
_YEAR = r"(?:,?\s+((?:19|20)\d{2})\b)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"

# "3 and 4 November 2021", "26 February to 8 March", "between 8 and 12 July", "12-16 January"
_TWO_MONTHS = re.compile(
    rf"\b{_DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+\d{{4}})?{_JOIN}{_WEEKDAY}{_DAY}\s+(?:of\s+)?{MONTH}"
    rf"{_YEAR}",
    re.IGNORECASE,
)
_TWO_MONTHS_FIRST = re.compile(
    rf"\b{MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?{_JOIN}{_WEEKDAY}{MONTH}\s+{_DAY}\b{_YEAR}",
    re.IGNORECASE,
)
_ONE_MONTH = re.compile(
    rf"\b{_DAY}{_JOIN}{_WEEKDAY}{_DAY}\s+(?:of\s+)?{MONTH}{_YEAR}", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b{MONTH}\s+{_DAY}{_JOIN}{_DAY}\b{_YEAR}", re.IGNORECASE)
_ONE_DAY = re.compile(rf"\b{_DAY}\s+(?:of\s+)?{MONTH}{_YEAR}", re.IGNORECASE)
_ONE_DAY_FIRST = re.compile(
    rf"\b{MONTH}\s+{_DAY}\b(?!\s*(?:to|and|-|–)\s*\d){_YEAR}", re.IGNORECASE
)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
_IN_MONTH = re.compile(
    r"\b(?:in|during|throughout|late|early|mid|end of|start of|beginning of|the|this|last|"
    r"earlier in"
    rf"|since|and|to|of|between)[ -]{MONTH}(?!\s+\d{{1,2}}\b){_YEAR}",
    re.IGNORECASE,
)
_AND_A_MONTH = re.compile(
    rf"\s*(?:and|to|until|-|–|—)\s*{MONTH}\s+((?:19|20)\d{{2}})\b", re.IGNORECASE
)
_LAST_YEAR = re.compile(r"\W+(?:of )?last year\b", re.IGNORECASE)
_LAST_MONTH = re.compile(r"\b(last|earlier this|this) month\b", re.IGNORECASE)
_CAME = re.compile(r"\bvisit|\binspect", re.IGNORECASE)
_VISIT = re.compile(
    r"\bofsted\b|\binspect|\bvisit|\bCQC\b|\bHMI|\bcarried out\b|\btook place\b|\bon[- ]site\b"
    r"|\bjudge?ment\b|\bthe team\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b(?:last|previous(?:ly)?|since|when|was|were|been|had|first|than|no longer|after|from)\b"
    rf"[^.;\n]{{0,90}}?\b(?:in|of|the|its|since|an?)\s+(?:{MONTH}\s+)?(20\d\d)\b"
    r"(?:,? and (?:(?:then|again) )?(?:in )?(20\d\d)\b)?",
    re.IGNORECASE,
)
# An earlier one, whatever else its sentence says of what is to come.
_LAST_ONE = re.compile(
    rf"\b(?:last|previous) (?:\w+ ){{0,2}}(?:inspection|visit|report|rating)(?: was)?,? (?:in|of) "
    rf"(?:{MONTH}\s+)?(20\d\d)\b",
    re.IGNORECASE,
)
_EARLIER_FIRST = re.compile(
    rf"\b(?:in|since)\s+(?:{MONTH}\s+)?(20\d\d)\b[^.;\n]{{0,70}}\b(?:was|were|had been)\s+"
    r"(?:rated|judged|graded|found)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\brat(?:ed|ing)|\bjudg|\bgrad|\binspect|\binadequate\b|\brequir\w+ improvement|"
    r"\boutstanding\b",
    re.IGNORECASE,
)
_LOOKED = re.compile(r"\breport|\breview|\binvestigat|\bassess|\bexamin", re.IGNORECASE)
_OUT_BEFORE = re.compile(
    r"\b(?:report|letter|verdict|findings)(?: (?:was|were|came|that came|which came))?"
    r"(?: out| published| released| issued)?\W+$|"
    r"\b(?:published|released|issued|made public|came out)\W+$",
    re.IGNORECASE,
)
# "It comes after an inspection in September": the one that the news is of.
_COMES_AFTER = re.compile(
    r"^\W*(?:it|this|(?:the|its|their) (?:\w+ ){0,2}(?:news|reports?|ratings?|judge?ments?|"
    r"verdict|findings|grade|grading|outcome|result|announcement|praise|letter)) "
    r"(?:comes?|came|follow(?:s|ed))(?: (?:on )?after)? (?:an?|the) (?:[\w-]+ ){0,3}"
    r"(?:inspection|visit)\b(?![^.]*\blast year\b)[^.;\n]*$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"\b(?:by|before|until|ahead of)\W+(?:the )?(?:end of )?$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\bpublish|\breleas|\bissued\b|\btoday\b|\breport (?:came|is) out|\bthis (?:morning|week)\b"
    r"|\bletter\b|\bdated\b|\breceived\b",
    re.IGNORECASE,
)


_SLIP = 2  # days by which a press office and an inspector name a visit otherwise


@dataclass(frozen=True, slots=True)
class Days:
    """Days named in a text. Where neither the text nor its own date tells the year, `year_known`
    is False, and the year of `start` and `end` means nothing. `past`: told as what was before."""

    start: dt.date
    end: dt.date
    words: str
    year_known: bool
    past: bool = False

    def are(self, start: dt.date, end: dt.date) -> bool:
        """Are these the days from `start` to `end`?"""
        if self.year_known:
            return (self.start, self.end) == (start, end)
        said = (self.start.month, self.start.day, self.end.month, self.end.day)
        return said == (start.month, start.day, end.month, end.day)

    def touches(self, start: dt.date, end: dt.date) -> bool:
        """Do they overlap these days, and are they two days off at the most?"""
        if not self.year_known:
            return False
        off = max(abs((self.start - start).days), abs((self.end - end).days))
        return self.start <= end and start <= self.end and off <= _SLIP

    def within(self, start: dt.date, end: dt.date) -> bool:
        """Do these days lie between `start` and `end`, both included?"""
        if self.year_known:
            return start <= self.start and self.end <= end
        try:
            moved = self.end.replace(year=end.year)
            first = self.start.replace(year=end.year if self.start <= self.end else start.year)
        except ValueError:  # 29 February
            return False
        return start <= first and moved <= end


@dataclass(frozen=True, slots=True)
class Month:
    """A month named. `year` is None where neither the text nor its date tells it."""

    month: int
    year: int | None
    words: str
    past: bool = False
    printed: bool = False  # the text itself prints the year
    out: bool = False  # of a report's coming out, and not of a visit

    def holds(self, day: dt.date) -> bool:
        """Is `day` in this month?"""
        return day.month == self.month and self.year in (None, day.year)


def visits_in(told: Told) -> Iterator[Days]:
    """Days in sentences that speak of a visit: a consultation has its days as well."""
    seen: list[tuple[int, int]] = []
    for pattern, order in (
        (_TWO_MONTHS, (1, 2, 3, 4, 5)),
        (_TWO_MONTHS_FIRST, (2, 1, 4, 3, 5)),
        (_ONE_MONTH, (1, 3, 2, 3, 4)),
        (_MONTH_FIRST, (2, 1, 3, 1, 4)),
    ):
        for match in pattern.finditer(told.whole):
            if any(a < match.end() and match.start() < b for a, b in seen):
                continue
            if not _VISIT.search(told.sentence(match.start(), match.end())):
                continue
            seen.append(match.span())
            d1, m1, d2, m2, year = (match[n] for n in order)
            yield from _window(told, match, (d1, m1), (d2, m2), year)


def _window(
    told: Told,
    match: re.Match[str],
    first: tuple[str, str],
    last: tuple[str, str],
    year: str | None,
) -> Iterator[Days]:
    # 2000 was a leap year: it holds every day that an undated text can mean.
    known = told.day or dt.date(2000, 12, 31)
    end = _date(int(last[0]), last[1], int(year) if year else None, known)
    if end is None:
        return
    start = _date(int(first[0]), first[1], end.year, end)
    if start and start > end:
        start = _date(int(first[0]), first[1], end.year - 1, end)
    if start and (end - start).days <= 60:  # the longest have two windows, weeks apart
        past = told.is_past(match.start(), match.end())
        words = " ".join(match[0].split()).rstrip(".")
        yield Days(start, end, words, bool(year or told.day), past)


def single_days_in(told: Told) -> Iterator[Days]:
    """Single days in sentences that speak of a visit, or of something that came out."""
    for match in _ONE_DAY.finditer(told.whole):
        yield from _single(told, match, match[1], match[2], match[3])
    for match in _ONE_DAY_FIRST.finditer(told.whole):
        yield from _single(told, match, match[2], match[1], match[3])
    for match in _NUMERIC.finditer(told.whole):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        if 1 <= int(match[2]) <= 12:
            yield from _single(told, match, match[1], MONTHS[int(match[2]) - 1], year)


def _single(
    told: Told, match: re.Match[str], number: str, month: str, year: str | None
) -> Iterator[Days]:
    sentence = told.sentence(match.start(), match.end())
    if not (_PUBLISHED.search(sentence) or _VISIT.search(sentence)):
        return
    known = told.day or dt.date(2000, 12, 31)
    day = _date(int(number), month, int(year) if year else None, known)
    if day:
        past = told.is_past(match.start(), match.end())
        yield Days(day, day, " ".join(match[0].split()).rstrip("."), bool(year or told.day), past)


def months_in(told: Told) -> Iterator[Month]:
    """Months, and `last month` of a dated text."""
    seen: set[int] = set()
    is_of_now = told.day is None and _tells_of_just_now(told)
    for pattern in (_IN_MONTH, BARE_MONTH):
        for match in pattern.finditer(told.whole):
            if match.start(1) in seen or (match[1] == "may") or match[1].lower() == "mar":
                continue
            seen.add(match.start(1))
            if _may_be_a_visits(told, match):
                month = _month(told, match)
                yield replace(month, past=True) if month.printed and is_of_now else month
    if told.day is None:
        return
    for match in _LAST_MONTH.finditer(told.whole):
        first = told.day.replace(day=1)
        if match[1].lower() == "last":
            first = (first - dt.timedelta(days=1)).replace(day=1)
        yield Month(first.month, first.year, match[0].lower())


def _may_be_a_visits(told: Told, match: re.Match[str]) -> bool:
    """A month without a year counts in a sentence on a visit or what came of it."""
    if _NOT_BEFORE.search(told.before(match.start(1))):
        return False
    if match[2]:
        return told.is_told(*match.span())
    sentence = told.sentence(*match.span())
    return any(told_of.search(sentence) for told_of in (_VISIT, _PUBLISHED, _LOOKED))


def earlier_outcome_in(told: Told) -> dt.date | None:
    """The last time that is named as that of an earlier outcome ("rated inadequate in 2016", "since
    the last inspection in May 2018"): the end of that month, or of that year."""
    named = chain.from_iterable(p.finditer(told.whole) for p in (_EARLIER, _EARLIER_FIRST))
    found = (m for m in named if _OUTCOME.search(told.sentence(*m.span())))
    told_of = (m for m in found if not told.is_to_come(*m.span()))
    return max(map(_end_of, chain(_LAST_ONE.finditer(told.whole), told_of)), default=None)


def _end_of(match: re.Match[str]) -> dt.date:
    """The end of the month or year that a match names; of two years ("in 2013 and in 2019"), of
    the later."""
    if match.re is _EARLIER and match[3]:
        return dt.date(int(match[3]), 12, 28)
    return dt.date(int(match[2]), number_of(match[1]) if match[1] else 12, 28)


def _tells_of_just_now(told: Told) -> bool:
    """Is the visit itself of "last month"? Nobody prints the year of what was last month: a month
    that has one is an earlier visit's."""
    return any(
        _CAME.search(told.sentence(*match.span())) for match in _LAST_MONTH.finditer(told.whole)
    )


def _month(told: Told, match: re.Match[str]) -> Month:
    printed = int(match[2]) if match[2] else _year_of_the_next(told, match)
    year = printed
    if year is None and told.day is not None:
        first = _date(1, match[1], None, told.day)
        year = first.year if first else None
        if _LAST_YEAR.match(told.whole, match.end()):
            year = told.day.year - 1
    words = " ".join(match[0].split()).rstrip(".")
    past = told.is_past(match.start(1), match.end(1))
    past &= not _COMES_AFTER.search(told.before(match.start(1)))
    past |= printed is not None and told.looks_back(match.start())
    if printed and told.reference:
        past |= (told.reference - dt.date(printed, number_of(match[1]), 28)).days > 4 * RECENT
    out = bool(_OUT_BEFORE.search(told.before(match.start())))
    return Month(number_of(match[1]), year, words, past, printed is not None, out)


def _year_of_the_next(told: Told, match: re.Match[str]) -> int | None:
    """ "In October and November 2018": the year of both; of December before January, the last."""
    after = _AND_A_MONTH.match(told.whole, match.end())
    if after is None:
        return None
    return int(after[2]) - (number_of(after[1]) < number_of(match[1]))


def _date(number: int, month: str, year: int | None, day: dt.date | None) -> dt.date | None:
    at = number_of(month)
    try:
        if year is not None or day is None:
            return dt.date(year or 0, at, number)
        found = dt.date(day.year, at, number)
        late = (found - day).days > 7
        return dt.date(day.year - 1, at, number) if late else found
    except ValueError:
        return None
