"""When a letter came out, and when the item did. Pure."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator

from archive.linking.came_out import days_after
from archive.linking.case import Case, Common
from archive.linking.sign import Sign, sign
from archive.linking.weights import EARLY, MONTHS, SOON, WEEKS, YEARS
from archive.records import HeldLetter, Period
from archive.words.told import MONTHS as MONTH_NAMES

_OUT = re.compile(
    r"\b(?:publish|releas|issue)\w*\b[^.\n]{0,60}\b(?:today|this morning|yesterday)\b|"
    r"\b(?:today|this morning|yesterday)\b[^.\n]{0,80}\b(?:publish|releas|issue|report|letter)|"
    r"\b(?:report|letter|findings|verdict)\b[^.\n]{0,60}\b(?:published|released|issued|out) "
    r"(?:earlier )?(?:this|last) week\b|"
    r"\b(?:report|letter|findings)\b[^.\n]{0,60}\b(?:is|are) (?:now )?"
    r"(?:out|published|available)\b",
    re.IGNORECASE,
)
# "Ofsted inspection outcome 2017", "2022 ILACS report"; no meeting's day, no plan of many years.
_NO_MONTH = "".join(f"(?<!{month[-3:]})" for month in MONTH_NAMES)
_YEAR_IN_TITLE = re.compile(
    r"\b(?:ofsted|inspections?|ILACS|JTAI|visit)\b[^\n]{0,60}?"
    rf"(?<![\d,/.-]){_NO_MONTH}(?:\s+\(?|\s[–-]\s)(?P<last>20\d\d)\b(?![/–-]\d)\W*$|"
    r"^\W*(?P<first>20\d\d)\W[^\n]{0,40}\b(?:ofsted|inspection|ILACS|JTAI)\b",
    re.IGNORECASE,
)
_OUT_TODAY = re.compile(
    r"\b(?:publish|releas|issue)\w*\W{1,3}(?:today|this morning|yesterday)\b", re.IGNORECASE
)


def publication_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    """Does the item name the day or month on which the letter came out?"""
    day = letter.published
    if day is None:
        return
    for said in case.mentions.published:
        if not said.past and said.are(day, day):
            yield sign("day of publication", f"names the day it was published ({said.words})")
            return
    for month in case.mentions.months:
        is_named = month.printed or (month.out and not month.words.startswith("last "))
        if is_named and not month.past and month.holds(day):
            yield sign("month of publication", f"names the month it was published ({month.words})")
            return


def time_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    """How far apart item and letter came out, and what came between."""
    if letter.published is None:
        return
    if case.item.published is None:
        period = case.item.published_in
        if period:
            yield from _period_signs(period, letter, letter.published, common)
        if not (period and period.is_month):
            yield from _undated_signs(case, letter, letter.published, common)
        return
    after = (case.item.published - letter.published).days
    yield sign(_time_between(after), f"published {_days_apart(after)}")
    out = _OUT.search(case.opening) if -1 <= after <= SOON else None
    if out:
        yield sign("said to be out", "says that it is published")
    if -EARLY <= after <= SOON and case.topic.of_services and not case.topic.other:
        yield sign("of services for children", "begins with Ofsted and services for children")
    later = _came_between(letter, case.item.published, common)
    if later and after > SOON:
        yield sign("a later letter", f"another letter came between ({later})")


def _period_signs(
    period: Period, letter: HeldLetter, published: dt.date, common: Common
) -> Iterator[Sign]:
    """Of an item only its month or year is known: it came out with, before or after a letter, if
    it did so on whatever day of these."""
    after = days_after(period, published)
    if after == 0:
        name = "month of both" if period.is_month else "year of both"
        yield sign(name, f"published in {period.words}, as the letter was")
        return
    name = "within weeks" if -EARLY <= after <= SOON else _time_between(after)
    yield sign(name, f"published in {period.words}, {_days_apart(after, ' or more')}")
    later = _came_between(letter, period.first, common)
    if later and after > SOON:
        yield sign("a later letter", f"another letter came between ({later})")


def _undated_signs(
    case: Case, letter: HeldLetter, published: dt.date, common: Common
) -> Iterator[Sign]:
    """An undated item was written after all that it tells of as past."""
    latest, year = case.mentions.latest, case.mentions.latest_year
    words = f"{latest:%B %Y}" if latest else ""
    if year and (latest is None or year > latest.year):
        latest, words = dt.date(year, 1, 1), str(year)
    for body in common.of_their_time:
        if body.until and published > body.until:
            yield sign("of earlier years", f"names “{body.words}”, as none did when it came out")
        if body.since and (latest is None or body.since > latest):
            latest, words = body.since, f"“{body.words}”, of {body.since:%B %Y} and later"
    titled = _YEAR_IN_TITLE.search(case.item.title)
    years = {published.year, *(window.start.year for window in letter.visit_windows)}
    if titled and int(titled["last"] or titled["first"]) in years:
        yield sign("year in the title", f"has its year in the title ({titled[0].strip()})")
    earlier = case.mentions.earlier
    if earlier and letter.kind == "inspection" and published <= earlier:
        yield sign("told as earlier", f"came out by {earlier:%Y}, of which it tells as past")
    after = (latest - published).days if latest else 0
    if after > MONTHS:
        name = "later years named" if after > YEARS else "later days named"
        yield sign(name, f"speaks of {words}, after the letter")
    elif letter.id == common.next_inspection and earlier:
        yield sign("next inspection", f"is the next after that of {earlier:%Y}")


def is_fresh(case: Case, letter: HeldLetter) -> bool:
    """Did the item come out with the letter, or in the weeks after it? Of an undated one: does it
    say that it does?"""
    if letter.published is None:
        return False
    if case.item.came_out is None:
        return bool(_OUT_TODAY.search(case.opening))
    return -EARLY <= days_after(case.item.came_out, letter.published) <= WEEKS


def _came_between(letter: HeldLetter, day: dt.date, common: Common) -> dt.date | None:
    """The day on which the next letter came out, if that was before the item did."""
    after = bisect_right(common.days, letter.published) if letter.published else len(common.days)
    return common.days[after] if after < len(common.days) and common.days[after] <= day else None


def _time_between(after: int) -> str:
    if after == 0:
        return "same day"
    if -EARLY <= after <= SOON:
        return "within days"
    if after < 0:
        return "before the letter"
    for days, name in ((WEEKS, "within weeks"), (MONTHS, "within months"), (YEARS, "long after")):
        if after <= days:
            return name
    return "years after"


def _days_apart(after: int, or_more: str = "") -> str:
    if after == 0:
        return "the same day"
    number = f"{abs(after)} day" + ("s" if abs(after) != 1 else "")
    return f"{number}{or_more} {'after' if after > 0 else 'before'} the letter"
