"""Another table of the same inspections (Ofsted's published outcomes, say) held against ours.

A grade is known by its word or Ofsted's number for it. What is not understood is said, row by row.
Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.keeping.other_table import AREAS, DAYS, Row
from archive.letters.grades import GRADES
from archive.records import Compared

_GRADES = {
    "1": "outstanding",
    "2": "good",
    "3": "requires improvement",
    "4": "inadequate",
    **{grade: grade for grade in GRADES},
    "requires improvement to be good": "requires improvement",
    "ri": "requires improvement",
}
_NONE = {"", "-", "–", "n/a", "na", "not judged", "no judgement", "not applicable", "null", "none",
         "z", "x", ":", "[z]", "[x]", "not inspected"}  # fmt: skip
_COMBINED = "children in care and care leavers are judged as one in our letter"
_SLIP = dt.timedelta(days=3)  # by which days on site may be given otherwise
_DAYS_APART = 10  # between a day they give and one of ours, for the same inspection
_PUBLISHED_WITHIN = 120  # days from the start of an inspection to its letter
_SAID_AT_WILL = {"the", "of", "city", "county", "borough", "council", "metropolitan", "royal",
                 "london", "unitary", "authority", "district"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ours:
    """One inspection letter of ours."""

    letter: str
    urn: str
    published: dt.date | None
    windows: tuple[tuple[dt.date, dt.date], ...]
    grades: Mapping[str, str]
    statuses: Mapping[str, str]


def compare(
    rows: Sequence[Row], ours: Sequence[Ours], urns: Mapping[str, str], names: Mapping[str, str]
) -> list[Compared]:
    """Everything they say against ours, and what only we have within their span of time.

    `urns`: the number of each authority by its folded names (`fold_name`); `names`: by number.
    """
    found: list[Compared] = []
    met: set[str] = set()
    for row in rows:
        urn = urns.get(fold_name(row.cells["authority"]))
        letters = [each for each in ours if each.urn == urn and _is_same(each, row)]
        met.update(each.letter for each in letters)
        found += _compare_row(row, urn, letters)
    days = [day for row in rows if (day := row.first_day)]
    return [*found, *_only_ours(ours, met, days, names)]


def fold_name(name: str) -> str:
    """A council's name without what is said or left out at will."""
    name = re.sub(r"[^a-z ]", " ", name.casefold().replace("&", " and "))
    return " ".join(word for word in name.split() if word not in _SAID_AT_WILL)


def _compare_row(row: Row, urn: str | None, letters: Sequence[Ours]) -> list[Compared]:
    """One row against the letters of ours that are on its authority and of its days."""
    day = row.first_day
    if urn is None:
        return [_not_compared(row, urn, row.cells["authority"], "no such authority")]
    if day is None:
        given = row.cells.get("start") or row.cells.get("date")
        return [_not_compared(row, urn, given, "no day is read")]
    if not letters:
        note = "no letter of ours is of that day"
        return [_not_compared(row, urn, day.isoformat(), note, "only_theirs")]
    if len(letters) > 1:
        note = f"{len(letters)} letters of ours are of that day"
        return [_not_compared(row, urn, day.isoformat(), note)]
    compared = (_compare_grade(row, letters[0], area) for area in AREAS if area in row.cells)
    return [each for each in compared if each]


def _not_compared(
    row: Row, urn: str | None, theirs: str | None, note: str, verdict: str = "not_understood"
) -> Compared:
    day = row.first_day.isoformat() if row.first_day else None
    name = row.cells["authority"]
    return Compared(row.number, urn, name, day, "date", theirs, None, None, verdict, note)


def _compare_grade(row: Row, letter: Ours, area: str) -> Compared | None:
    """One of their grades against ours; None where neither of us has one."""
    said, ours = row.cells[area], letter.grades.get(area)
    folded = " ".join(said.casefold().split())
    theirs: str | None = None if folded in _NONE else _GRADES.get(folded)
    note = _COMBINED if letter.statuses.get(area) == "combined" else ""
    if theirs is None and folded not in _NONE:
        verdict, theirs, note = "not_understood", said, "no known grade"
    elif theirs is None and ours is None:
        return None
    elif theirs is None or ours is None:
        verdict = "only_ours" if ours else "only_theirs"
    else:
        verdict = "agrees" if theirs == ours else "disagrees"
    day = row.first_day.isoformat() if row.first_day else None
    name = row.cells["authority"]
    return Compared(
        row.number, letter.urn, name, day, area, theirs, ours, letter.letter, verdict, note
    )


def _is_same(letter: Ours, row: Row) -> bool:
    start, end, published = (row.day(column) for column in DAYS)
    for first, last in letter.windows:
        for day in (start, end):
            if day and first - _SLIP <= day <= last + _SLIP:
                return True
    if published and letter.published:
        return abs((published - letter.published).days) <= _DAYS_APART
    if start and letter.published and not letter.windows:
        return 0 <= (letter.published - start).days <= _PUBLISHED_WITHIN
    return False


def _only_ours(
    ours: Sequence[Ours], met: set[str], days: list[dt.date], names: Mapping[str, str]
) -> Iterator[Compared]:
    if not days:
        return
    first, last = min(days), max(days)
    for letter in ours:
        day = letter.windows[0][0] if letter.windows else letter.published
        if letter.letter not in met and day and first <= day <= last:
            name, of_day = names.get(letter.urn, ""), day.isoformat()
            note = "the other table has no row for it"
            yield Compared(None, letter.urn, name, of_day, "date", None, of_day, letter.letter,
                           "only_ours", note)  # fmt: skip
