"""British dates as the letters print them, and the stretches of days they name. No I/O.

Read by what they say, never by a general date parser: those read 2025-07-10 as October, and find
dates where there are none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.records import VisitWindow

MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
# The Children Act 2004 made the inspections; no document here can be older.
FIRST_YEAR = 2004
MOST_DAYS = (
    20  # named together; the longest known list has 5. It bounds the work on rows of numbers
)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?<![\d/.,£])\d{1,2}(?:st|nd|rd|th)?(?![\w%/:]|[.,]\d)"
# A year of two figures counts only where nothing follows that it could number.
_YEAR = r"\d{4,6}|\d{2}(?=\s*(?:$|[.,;)]))"
_POINT = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:(?<![\d/])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2})(?![\d/])"
    rf"|(?P<day>{_DAY})(?: ?(?:of )?(?P<month>{_MONTH})(?:,? ?(?P<year>{_YEAR}))?)?)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*(?:(?P<range>to|until|through|[–—―─-])|(?:,? ?and|,|&))\s*"
    r"(?:also |again |then )?(?:on |from |(?P<between>between ))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"between\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed. `year` is None where none is printed or none that can be one;
    `printed_year` then tells which."""

    day: int
    month: int | None = None
    year: int | None = None
    printed_year: str | None = None

    def date(self) -> dt.date | None:
        """The day in the calendar, or None where a part is missing or there is no such day."""
        if self.month is None or self.year is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Span:
    """Days named together: “10 and 11 June 2025”, at text[start:end]. `links[n]` says whether
    days n and n+1 are the ends of a range."""

    words: str
    start: int
    end: int
    days: tuple[Day, ...]
    links: tuple[bool, ...]

    def windows(self) -> tuple[VisitWindow, ...]:
        """Each unbroken stretch; nothing where a day is incomplete or a range runs backwards."""
        dates = [day.date() for day in self.days]
        found: list[VisitWindow] = []
        for at, date in enumerate(dates):
            if date is None:
                return ()
            is_range = at > 0 and self.links[at - 1]
            is_next_day = bool(found) and date == found[-1].end + dt.timedelta(days=1)
            if is_range or is_next_day:
                if date < found[-1].start:
                    return ()
                found[-1] = replace(found[-1], end=date)
            else:
                found.append(VisitWindow(date, date))
        return tuple(found)

    def with_years(self, latest: dt.date) -> Span:
        """The same days, those without a year in the last year that ends them by `latest`."""
        days = list(self.days)
        for at in reversed(range(len(days))):
            if days[at].year is None:
                days[at] = _latest(days[at], days[at + 1] if at + 1 < len(days) else None, latest)
        return replace(self, days=tuple(days))


def find_span(text: str, start: int = 0) -> Span | None:
    """The first days named in the text from `start` on; at least one of them has a month."""
    for first in _POINT.finditer(text, start):
        points, links, end = _chain(text, first)
        if points:
            days = _complete([_day(point) for point in points])
            words = text[first.start() : end].rstrip(".")
            return Span(words, first.start(), first.start() + len(words), days, tuple(links))
    return None


def british(date: dt.date) -> str:
    """As the letters print it: 10 July 2025."""
    return f"{date.day} {date:%B %Y}"


def _chain(text: str, first: re.Match[str]) -> tuple[list[re.Match[str]], list[bool], int]:
    """The points of one expression, which ends with the last that has a month."""
    points: list[re.Match[str]] = [first]
    links: list[bool] = []
    is_between = _BETWEEN.search(text[max(0, first.start() - 12) : first.start()]) is not None
    while len(points) < MOST_DAYS and (link := _LINK.match(text, points[-1].end())):
        point = _POINT.match(text, link.end())
        if point is None:
            break
        points.append(point)
        links.append(bool(link["range"]) or is_between)
        is_between = bool(link["between"])
    while points and not (points[-1]["month"] or points[-1]["m"]):
        points.pop()
    return points, links[: max(0, len(points) - 1)], points[-1].end() if points else 0


def _day(point: re.Match[str]) -> Day:
    if point["d"]:
        return Day(int(point["d"]), int(point["m"]), _year(point["y"]), point["y"])
    number = int(re.sub(r"\D", "", point["day"]))
    month = MONTHS.index(point["month"][:3].lower()) + 1 if point["month"] else None
    return Day(number, month, _year(point["year"]), point["year"])


def _year(printed: str | None) -> int | None:
    if printed is None or len(printed) > 4:
        return None
    year = int(printed) + (2000 if len(printed) == 2 else 0)
    return year if year >= FIRST_YEAR else None


def _complete(days: Sequence[Day]) -> tuple[Day, ...]:
    """A day without month or year has those of the next that has them, as in “30 and 31 May”;
    where none follows, the year goes on from the day before."""
    found = list(days)
    for at in reversed(range(len(found) - 1)):
        day, after = found[at], found[at + 1]
        if day.month is None:
            day = replace(day, month=after.month)
        if day.printed_year is None and after.year is not None and day.month and after.month:
            year = after.year - (day.month > after.month)
            day = replace(day, year=year, printed_year=after.printed_year)
        found[at] = day
    for at, before in enumerate(found[:-1]):
        after = found[at + 1]
        if before.year is not None and after.printed_year is None and before.month and after.month:
            found[at + 1] = replace(after, year=before.year + (after.month < before.month))
    return tuple(found)


def _latest(day: Day, after: Day | None, latest: dt.date) -> Day:
    limit = (after.date() if after else None) or latest
    for year in (limit.year, limit.year - 1):
        dated = replace(day, year=year)
        date = dated.date()
        if date is not None and date <= limit:
            return dated
    return day
