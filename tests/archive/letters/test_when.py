"""A letter's date and its visit's days, held against each other and against Ofsted's list."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.letters.dates import Span, find_span
from archive.letters.ledger import Ledger
from archive.letters.when import LONGEST_VISIT, Known, published_date, visit_windows
from archive.records import VisitWindow

TODAY = dt.date(2026, 11, 21)
VISIT = (VisitWindow(dt.date(2019, 12, 18), dt.date(2019, 12, 19)),)


def span(words: str) -> Span:
    found = find_span(words)
    assert found is not None
    return found


def publish(words: str | None, listed: str | None = None) -> tuple[dt.date | None, str]:
    ledger = Ledger()
    known = Known(TODAY, dt.date.fromisoformat(listed) if listed else None)
    date = published_date(span(words) if words else None, VISIT, known, ledger)
    return date, " ".join(ledger.warnings)


def visit(words: str, latest: str | None = None) -> tuple[list[str], str]:
    ledger = Ledger()
    known = (dt.date.fromisoformat(latest), "the letter's own date") if latest else None
    windows = visit_windows(span(words), LONGEST_VISIT, known, ledger)
    return [f"{w.start}..{w.end}" for w in windows], " ".join(ledger.warnings)


def test_a_date_that_agrees_with_the_list_needs_no_words() -> None:
    assert publish("21 January 2020", "2020-01-21") == (dt.date(2020, 1, 21), "")


def test_a_date_that_differs_from_the_list_stays_and_the_other_is_named() -> None:
    date, said = publish("13 January 2020", "2020-01-21")
    assert date == dt.date(2020, 1, 13)
    assert "21 January 2020" in said


def test_a_year_before_the_visit_is_mended_from_the_list() -> None:
    date, said = publish("21 January 2019", "2020-01-21")
    assert date == dt.date(2020, 1, 21)
    assert "21 January 2019" in said
    assert "2020" in said


def test_a_year_before_the_visit_stays_where_nothing_else_is_known() -> None:
    date, said = publish("21 January 2019")
    assert date == dt.date(2019, 1, 21)
    assert "before the end of the visit" in said


@pytest.mark.parametrize("listed", [None, "2020-01-21"])
def test_a_year_of_five_figures_is_mended(listed: str | None) -> None:
    date, said = publish("21 January 20205", listed)
    assert date == dt.date(2020, 1, 21)
    assert "20205" in said


def test_no_date_is_said_to_be_none() -> None:
    date, said = publish(None, "2020-01-21")
    assert date is None
    assert "no date of its own" in said


def test_a_day_to_come_is_no_date() -> None:
    date, said = publish("21 January 2062")
    assert date is None
    assert "yet to come" in said


def test_a_visit_without_a_year_takes_that_of_the_letter() -> None:
    windows, said = visit("30 and 31 January", "2018-02-22")
    assert windows == ["2018-01-30..2018-01-31"]
    assert "22 February 2018" in said


def test_a_visit_without_a_year_and_without_a_letter_s_date_is_not_guessed() -> None:
    windows, said = visit("30 and 31 January")
    assert windows == []
    assert "no year" in said


def test_one_mistyped_year_is_mended_where_one_change_alone_fits() -> None:
    windows, said = visit("24 October 2022 to 25 October 2023", "2023-11-28")
    assert windows == ["2023-10-24..2023-10-25"]
    assert "24 October 2022 to 25 October 2023" in said


def test_a_year_that_two_changes_would_mend_is_left_as_printed() -> None:
    windows, said = visit("24 October 2022 to 25 October 2023")
    assert windows == ["2022-10-24..2023-10-25"]
    assert "366 days" not in windows
    assert "days" in said


def test_an_end_before_the_start_is_no_visit() -> None:
    windows, said = visit("12 to 9 May 2022", "2022-06-20")
    assert windows == []
    assert "12 to 9 May 2022" in said
