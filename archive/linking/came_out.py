"""When an item came out, as far as its page says: on a day, or in a month or a year. Pure.

Half of all stored pages show no day of their own. Many of those still show their month, in a line
above their words or in their address (`/news/2018/12/…`): too little for "the same day", and enough
to tell one year's letter from another's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from archive.linking.meetings import item_on_ofsted
from archive.linking.page_lines import day_of, month_of, own_text
from archive.records import Item, Period
from archive.words.told import MONTH, number_of

_MONTH_OF_YEAR = rf"(?P<y>20\d\d)[/-](?:(?P<m>0?[1-9]|1[0-2])|(?P<word>{MONTH}))"
_DAY = re.compile(rf"/{_MONTH_OF_YEAR}[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/-]|$)", re.IGNORECASE)
_MONTH = re.compile(
    rf"/(?:{_MONTH_OF_YEAR}|(?P<word2>{MONTH})[/-](?P<y2>20\d\d))(?=/|$)", re.IGNORECASE
)
_YEAR = re.compile(r"/(20\d\d)(?=/|$)")
_AFTER_PATH = re.compile(r"[?#].*")


def as_its_page_says(item: Item) -> Item:
    """Without the site's lines, and what else a committee met about; with the day, or else the
    month or year, that the page gives where no day is known. What lies after the day it was first
    seen on is none of these."""
    title, text = item_on_ofsted(item.title, own_text(item.text))
    day = item.published or _until(
        item.first_seen, [day_of(item.text), day_of_address(item.address)]
    )
    if day:
        return replace(item, title=title, text=text, published=day, published_in=None)
    found = [item.published_in, month_of(item.text), period_of_address(item.address)]
    periods = [period for period in found if period and period.first <= item.first_seen]
    return replace(
        item, title=title, text=text, published_in=min(periods, key=_length, default=None)
    )


def days_after(came_out: Period, letter: dt.date) -> int:
    """The days by which an item came out after its letter: the fewest that they can be, below 0
    where it came before it."""
    if letter < came_out.first:
        return (came_out.first - letter).days
    return min(0, (came_out.last - letter).days)


def day_of_address(address: str) -> dt.date | None:
    """The day in an address (`/2018/12/05/…`), None where there is none.

    >>> day_of_address("https://tarnmouth.example/2018/12/05/visit")
    datetime.date(2018, 12, 5)
    """
    match = _DAY.search(_AFTER_PATH.sub("", address))
    try:
        return dt.date(int(match["y"]), _number(match), int(match["d"])) if match else None
    except ValueError:
        return None


def period_of_address(address: str) -> Period | None:
    """The month or year in an address, None where there is none.

    >>> period_of_address("https://tarnmouth.example/news/december-2018/visit").first
    datetime.date(2018, 12, 1)
    """
    path = _AFTER_PATH.sub("", address)
    month = _MONTH.search(path)
    if month:
        return Period.month(int(month["y"] or month["y2"]), _number(month))
    year = _YEAR.search(path)
    return Period.year(int(year[1])) if year else None


def _number(match: re.Match[str]) -> int:
    named = match.groupdict()
    return int(named["m"]) if named["m"] else number_of(named["word"] or named["word2"] or "")


def _length(period: Period) -> dt.timedelta:
    return period.last - period.first


def _until(latest: dt.date, days: Sequence[dt.date | None]) -> dt.date | None:
    return next((day for day in days if day and day <= latest), None)
