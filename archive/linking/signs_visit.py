"""What an item says of the visit itself: its days, its month, which visit it was. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from archive.linking.case import Case
from archive.linking.sign import Sign, sign
from archive.linking.weights import MONTHS
from archive.records import HeldLetter, VisitWindow
from archive.words.dates_named import Month
from archive.words.mentions import VISIT_NUMBER, visit_number
from archive.words.ordinals import ORDINALS

_SHORT = ("focused_visit", "monitoring_visit", "assurance_visit")
_TWO_DAYS = re.compile(
    r"\b(?:two|2)[- ]day\b|"
    r"\b(?:for|over|spent|within|in) (?:just |only )?(?:a|one|two|2|a couple of) "
    r"days?\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\bletters?\b[^.\n]{0,100}\b(?:ofsted|inspectors?|HMI|visit)|"
    r"\b(?:ofsted|inspectors?|HMI|visit)\b[^.\n]{0,100}\bletters?\b|"
    r"\bvisit\b[^.\n]{0,60}\blook(?:ed|ing)? (?:\w+ )?at\b",
    re.IGNORECASE,
)
_OPENING = 2_500  # characters: a letter says in its first lines which visit it is about


def visit_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    """Does the item name the visit's days, or days of no visit of this letter?"""
    windows = letter.visit_windows
    if not windows:
        return
    exact = _naming(case, windows, exactly=True)
    if exact:
        yield sign("visit days", f"names the visit's days ({exact})")
        return
    partly = _naming(case, windows, exactly=False)
    if partly:
        yield sign("days of the visit", f"names days of the visit ({partly})")
        return
    news = [days for days in case.mentions.days if not days.past]
    near = [days for days in news if any(days.touches(w.start, w.end) for w in windows)]
    if near:
        yield sign("days near the visit", f"names days about the visit's ({near[0].words})")
        return
    if news:
        yield sign("other days", f"names other days ({news[0].words})")
        return
    yield from _month_signs(case, windows)


def _naming(case: Case, windows: Sequence[VisitWindow], *, exactly: bool) -> str | None:
    """The words in which the item names these days as news."""
    named = list(case.mentions.days)
    if not exactly:
        named += [days for days in case.mentions.published if days.year_known]
    for days in named:
        for window in windows:
            fits = (days.are if exactly else days.within)(window.start, window.end)
            if fits and not (days.past and _is_older(days.end, case)):
                return days.words
    return None


def _is_older(day: dt.date, case: Case) -> bool:
    """Was this day long before the item? What is told of the past may still be the news of a
    letter that comes weeks after its visit."""
    latest = case.item.told_on or case.mentions.latest
    return latest is None or (latest - day).days > MONTHS


def _month_signs(case: Case, windows: Sequence[VisitWindow]) -> Iterator[Sign]:
    news = [month for month in case.mentions.months if not month.past and not month.out]
    for month in sorted(news, key=lambda one: not one.printed):
        for window in windows:
            if month.holds(window.start) or month.holds(window.end):
                sure = month.year is not None
                name = "visit month and year" if sure else "visit month"
                yield sign(name, f"names the visit's month ({month.words})")
                return
    told = [
        month for month in news if month.year and month.words.lower().startswith(("in ", "last"))
    ]
    if case.item.told_on is None:
        told = [month for month in told if month.printed]
    if told and not any(_near(month, windows) for month in news):
        yield sign("other month", f"names another month ({told[0].words})")


def _near(month: Month, windows: Sequence[VisitWindow]) -> bool:
    """Is the month the one before or after a visit's? A letter has its own month."""
    first = dt.date(month.year or 2000, month.month, 15)
    return any(-35 < (first - window.end).days < MONTHS for window in windows)


def number_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    """A monitoring letter says which visit it is about: the first since the inspection, the second
    …; so do most items."""
    said = (
        VISIT_NUMBER.search(letter.text[:_OPENING]) if letter.kind == "monitoring_visit" else None
    )
    if not said or not case.mentions.numbers:
        return
    if visit_number(said[1]) in case.mentions.numbers:
        yield sign("visit number", f"is about the {said[1].lower()} monitoring visit")
    else:
        number = ORDINALS[case.mentions.numbers[0] - 1]
        yield sign("another number", f"is about the {number} monitoring visit")


def length_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    """A focused, monitoring or assurance visit takes two days, and a letter is what comes of it."""
    if letter.kind in _SHORT and (_TWO_DAYS.search(case.text) or _LETTER.search(case.text)):
        yield sign("short visit", "tells of a visit of a day or two, or of the letter after it")
