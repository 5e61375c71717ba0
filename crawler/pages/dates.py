"""The dates of pages: the British forms in which councils and papers write them. Pure."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_NUMBERS = {month[:3]: number for number, month in enumerate(_MONTHS, start=1)}

_IN_WORDS = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?\s+(\d{4})\b",
    re.IGNORECASE,
)
# Day first, as everywhere in Britain; never guessed the other way round.
_IN_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_IN_UTC = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?:Z|[+-]00:?00)$", re.IGNORECASE
)

# All that may stand beside the date of publication; "updated" is another day.
_LABEL = re.compile(
    r"(?:[\W\d_]|publi(?:shed|cation)|posted|released?|issued|date|on|at|am|pm|bst|gmt|utc|"
    r"europe/london|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b|min(?:ute)?s?|read|local news|"
    r"media release|press release|news(?:room)?|\bPR\d+)*",
    re.IGNORECASE,
)
# "Tarnmouth, 26 October 2022 | 14:33 Europe/London": the place stands before the day.
_PLACE = re.compile(
    r"^[A-Z][\w’'.-]*(?: (?:[A-Z&][\w’'.-]*|and|of|upon|on|the)){0,4}\s*[,|–-]\s*(?=\d)"
)


def date_of_text(text: str) -> dt.date | None:
    """The first date in `text` in a form written in Britain, None where there is none.

    >>> date_of_text("Published: Monday, 2nd June 2025")
    datetime.date(2025, 6, 2)
    """
    found = [
        (match.start(), day)
        for pattern, read in ((_IN_WORDS, _words), (_IN_FIGURES, _figures), (_ISO, _iso))
        for match in pattern.finditer(text)
        if (day := read(match)) is not None
    ]
    return min(found)[1] if found else None


def date_of_timestamp(text: str) -> dt.date | None:
    """The day of a machine's timestamp (`2026-10-04T15:53:00+0100`), as its own zone has it.

    A moment in UTC is a moment in London: systems write midnight of 2 June as 1 June, 23:00Z.
    """
    found = _ISO.match(text.strip())
    if found is None:
        return None
    moment = _IN_UTC.match(text.strip())
    if moment is None:
        return _iso(found)
    try:
        utc = dt.datetime.fromisoformat(f"{moment[1]}T{moment[2]}+00:00")
    except ValueError:
        return None
    return utc.astimezone(LONDON).date()


def date_alone(text: str) -> dt.date | None:
    """The date of a line that holds a date and nothing but its label, else None.

    A sentence that mentions a date is not the day it was published on.

    >>> date_alone("Posted on Tuesday 27th January 2026")
    datetime.date(2026, 1, 27)
    >>> date_alone("Inspectors came on 27 January 2026")
    """
    found = date_of_text(text)
    if found is None:
        return None
    text = _PLACE.sub("", text)
    rest = _ISO.sub("", _IN_FIGURES.sub("", _IN_WORDS.sub("", text)))
    return found if _LABEL.fullmatch(rest) else None


def _words(match: re.Match[str]) -> dt.date | None:
    return _day(int(match[3]), _NUMBERS[match[2][:3].lower()], int(match[1]))


def _figures(match: re.Match[str]) -> dt.date | None:
    return _day(int(match[3]), int(match[2]), int(match[1]))


def _iso(match: re.Match[str]) -> dt.date | None:
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
