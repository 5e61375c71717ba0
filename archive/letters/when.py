"""When a letter was written and when the visit was: what is printed, held against what else is
known. A year that is missing or cannot be is mended only where one year alone fits. No I/O."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.letters.dates import Day, Span, british, find_span
from archive.letters.ledger import Facts, Ledger
from archive.letters.paragraphs import Paragraph
from archive.records import VisitWindow

# Days. The longest visit known lasted 7, the longest inspection 36 (two windows: 70); 90 % of the
# letters follow the visit by at most 49, the slowest report came after 230.
LONGEST_VISIT, LONGEST_INSPECTION = 14, 75
LONGEST_WAIT = 366


@dataclass(frozen=True, slots=True)
class Known:
    """The days a document's dates are held against."""

    today: dt.date
    listed: dt.date | None = None

    def latest(self, published: dt.date | None = None) -> tuple[dt.date, str] | None:
        """The last day the visit can have ended, and in words where it comes from."""
        if published:
            return published, "the letter's own date"
        return (self.listed, "the date on Ofsted's list") if self.listed else None


def letter_dates(line: Paragraph | None, span: Span | None, known: Known, ledger: Ledger) -> Facts:
    """The fields of a record that say when a letter was written and when the visit was. `line`:
    the letter's own date; `span`: the days it says the visit took."""
    printed = find_span(line.text) if line else None
    provisional = printed.days[0].date() if printed else None
    windows = visit_windows(span, LONGEST_VISIT, known.latest(provisional), ledger) if span else ()
    published = published_date(printed or (line.text if line else None), windows, known, ledger)
    if line and printed:
        ledger.found("published", line, printed.start, printed.end)
    return {
        "published": published,
        "published_source": "letter" if published else None,
        "visit_windows": windows,
        "visit_as_printed": span.words if span else None,
    }


def found_days(paragraph: Paragraph, span: Span, ledger: Ledger) -> None:
    """These words say when the visit was."""
    for field in ("visit_start", "visit_end"):
        ledger.found(field, paragraph, span.start, span.end)


def published_date(
    span: Span | str | None, windows: tuple[VisitWindow, ...], known: Known, ledger: Ledger
) -> dt.date | None:
    """The date a document bears, its year mended from Ofsted's list or the visit's dates.

    `span` is a string where the date's line has words that are no date, None where there is no
    such line.
    """
    if span is None:
        ledger.warn("The document prints no date of its own.")
        return None
    if isinstance(span, str):
        ledger.warn(f"The document's date “{span}” could not be read.")
        return None
    printed = span.days[0].date()
    visit_end = max((window.end for window in windows), default=None)
    if printed is None:
        return _with_year(span, visit_end, known, ledger)
    is_impossible = printed > known.today or (visit_end is not None and printed < visit_end)
    if is_impossible and _same_day(span.days[0], known.listed):
        return _listed_year(span, known, ledger)
    if known.listed and printed != known.listed:
        ledger.warn(
            f"The document is dated {british(printed)}; Ofsted's list says {british(known.listed)}."
        )
    if printed > known.today:
        ledger.warn(f"The document is dated {british(printed)}, a day that is yet to come.")
        return None
    if visit_end and printed < visit_end:
        ledger.warn(
            f"The document is dated {british(printed)}, before the end of the visit it reports "
            f"({british(visit_end)}): a year may be mistyped."
        )
    return printed


def _with_year(
    span: Span, visit_end: dt.date | None, known: Known, ledger: Ledger
) -> dt.date | None:
    if _same_day(span.days[0], known.listed):
        return _listed_year(span, known, ledger)
    fitting = list(_years_after(span.days[0], visit_end)) if visit_end else []
    if len(fitting) == 1:
        ledger.warn(
            f"The document is dated “{span.words}”; the year {fitting[0].year} was taken from the "
            "visit's dates."
        )
        return fitting[0]
    ledger.warn(f"The document is dated “{span.words}”: its year could not be read.")
    return None


def _listed_year(span: Span, known: Known, ledger: Ledger) -> dt.date | None:
    if known.listed is not None:
        ledger.warn(
            f"The document is dated “{span.words}”; the year {known.listed.year} was taken from "
            "Ofsted's list."
        )
    return known.listed


def _same_day(day: Day, listed: dt.date | None) -> bool:
    return listed is not None and (day.day, day.month) == (listed.day, listed.month)


def _years_after(day: Day, visit_end: dt.date) -> Iterator[dt.date]:
    for year in (visit_end.year, visit_end.year + 1):
        date = replace(day, year=year).date()
        if date is not None and 0 <= (date - visit_end).days < LONGEST_WAIT:
            yield date


def visit_windows(
    span: Span, longest: int, latest: tuple[dt.date, str] | None, ledger: Ledger
) -> tuple[VisitWindow, ...]:
    """The stretches of days on site. Nothing where they cannot be known."""
    if any(day.year is None for day in span.days):
        span = _with_visit_year(span, latest, ledger)
    windows = span.windows()
    if windows and not _is_too_long(windows, longest):
        _check_against(windows, latest, ledger)
        return windows
    mended = _mended(span, longest, latest)
    if mended:
        ledger.warn(
            f"The visit's dates are printed as “{span.words}”, which cannot be: one year was "
            "taken to be mistyped."
        )
        return mended
    _say_unreadable(span, windows, ledger)
    return windows


def _with_visit_year(span: Span, latest: tuple[dt.date, str] | None, ledger: Ledger) -> Span:
    if latest is None:
        return span
    dated = span.with_years(latest[0])
    ledger.warn(
        f"The visit's dates “{span.words}” have no year that can be read; it was taken from "
        f"{latest[1]}, {british(latest[0])}."
    )
    return dated


def _is_too_long(windows: tuple[VisitWindow, ...], longest: int) -> bool:
    return any((window.end - window.start).days >= longest for window in windows)


def _mended(
    span: Span, longest: int, latest: tuple[dt.date, str] | None
) -> tuple[VisitWindow, ...]:
    """The windows with one year changed, where exactly one such change makes them possible."""
    years = {day.year for day in span.days if day.year is not None}
    found = set()
    for at, day in enumerate(span.days):
        for year in years - {day.year}:
            days = (*span.days[:at], replace(day, year=year), *span.days[at + 1 :])
            windows = replace(span, days=days).windows()
            if windows and not _is_too_long(windows, longest) and _can_end(windows, latest):
                found.add(windows)
    return found.pop() if len(found) == 1 else ()


def _can_end(windows: tuple[VisitWindow, ...], latest: tuple[dt.date, str] | None) -> bool:
    if latest is None:
        return True
    return 0 <= (latest[0] - windows[-1].end).days < LONGEST_WAIT


def _check_against(
    windows: tuple[VisitWindow, ...], latest: tuple[dt.date, str] | None, ledger: Ledger
) -> None:
    end = max(window.end for window in windows)
    if latest and (latest[0] - end).days >= LONGEST_WAIT:
        ledger.warn(
            f"The visit ended on {british(end)}, more than a year before {latest[1]}, "
            f"{british(latest[0])}: a year may be mistyped."
        )


def _say_unreadable(span: Span, windows: tuple[VisitWindow, ...], ledger: Ledger) -> None:
    if windows:
        days = (windows[-1].end - windows[0].start).days + 1
        ledger.warn(f"The visit's dates “{span.words}” make it last {days} days.")
    elif any(day.year is None for day in span.days):
        ledger.warn(f"The visit's dates “{span.words}” have no year that can be read.")
    else:
        ledger.warn(f"The visit's dates “{span.words}” are no days of the calendar in order.")
