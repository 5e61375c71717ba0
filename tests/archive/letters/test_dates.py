"""All the ways in which the letters print their days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.letters.dates import find_span

WINDOWS = [
    ("on 9 April 2024", ["2024-04-09..2024-04-09"]),
    ("on 10 and 11 June 2025. It was", ["2025-06-10..2025-06-11"]),
    ("8 to 10 March 2021", ["2021-03-08..2021-03-10"]),
    ("on 15, 16 and 17 July 2025", ["2025-07-15..2025-07-17"]),
    ("between 6 and 8 October 2020", ["2020-10-06..2020-10-08"]),
    ("between 31 May and 7 June 2023", ["2023-05-31..2023-06-07"]),
    ("Between 21 March 2017 and 24 March 2017", ["2017-03-21..2017-03-24"]),
    ("on 31 October and 1 November 2023", ["2023-10-31..2023-11-01"]),
    ("11 and 12 November, and 16 November 2020", ["2020-11-11..2020-11-12", "2020-11-16..2020-11-16"]),
    ("on 14 October and 16 October 2020", ["2020-10-14..2020-10-14", "2020-10-16..2020-10-16"]),
    ("5 to 9 December 2022 and 14 to 15 February 2023", ["2022-12-05..2022-12-09", "2023-02-14..2023-02-15"]),
    ("between 2 and 4 May and between 9 and 10 May 2022", ["2022-05-02..2022-05-04", "2022-05-09..2022-05-10"]),
    ("27 June to 28 June 2023", ["2023-06-27..2023-06-28"]),
    ("9 September 2019 to 20 September 2019", ["2019-09-09..2019-09-20"]),
    ("21 November–15 December 2016", ["2016-11-21..2016-12-15"]),
    ("11 March – 2 April 2014", ["2014-03-11..2014-04-02"]),
    ("14 January 2014- 5 February 2014", ["2014-01-14..2014-02-05"]),
    ("3 May 2017 ─ 25 May 2017", ["2017-05-03..2017-05-25"]),
    ("22—23 October 2019", ["2019-10-22..2019-10-23"]),
    ("12/09/2016 to 06/10/2016", ["2016-09-12..2016-10-06"]),
    ("1/06/2015 – 25/06/2015", ["2015-06-01..2015-06-25"]),
    ("4 Feb to 26 Feb 2014", ["2014-02-04..2014-02-26"]),
    ("on 15 and 16 of May 2018", ["2018-05-15..2018-05-16"]),
    ("16th and 17th January 2019", ["2019-01-16..2019-01-17"]),
    ("Tuesday 4 and Wednesday 5 June 2024", ["2024-06-04..2024-06-05"]),
    ("28 January 2019 to 8 February", ["2019-01-28..2019-02-08"]),
    ("16 December to 10 January 2020", ["2019-12-16..2020-01-10"]),
    ("7 March 22", ["2022-03-07..2022-03-07"]),
]  # fmt: skip

NOT_READ = [
    ("30 and 31 January. The", "no year"),
    ("6 November 20205", "a year of five figures"),
    ("31 February 2020", "no such day"),
    ("12 to 9 May 2022", "backwards"),
    ("6 November 1820", "before there were inspections"),
]

NO_DATE = [
    "between 2 and 5 weeks",
    "in 2024",
    "paragraph 12",
    "",
    "of 27 children, 3 were",
    "3.5 May",
]


@pytest.mark.parametrize(("text", "expected"), WINDOWS)
def test_days_are_read_as_stretches(text: str, expected: list[str]) -> None:
    span = find_span(text)
    assert span is not None
    assert [f"{w.start}..{w.end}" for w in span.windows()] == expected


@pytest.mark.parametrize(("text", "why"), NOT_READ)
def test_days_that_cannot_be_known_make_no_stretch(text: str, why: str) -> None:
    span = find_span(text)
    assert span is not None
    assert span.windows() == ()


@pytest.mark.parametrize("text", NO_DATE)
def test_numbers_alone_are_no_days(text: str) -> None:
    assert find_span(text) is None


def test_the_words_are_kept_as_printed() -> None:
    text = "visit on the 15 and 16 of May 2018. The"
    span = find_span(text)
    assert span is not None
    assert span.words == "15 and 16 of May 2018" == text[span.start : span.end]


def test_a_number_after_a_month_is_no_year() -> None:
    span = find_span("on 3 October 16 children had moved")
    assert span is not None
    assert span.days[0].year is None


def test_a_missing_year_is_the_last_that_fits() -> None:
    span = find_span("on 30 and 31 December")
    assert span is not None
    windows = span.with_years(dt.date(2018, 2, 22)).windows()
    assert [(w.start, w.end) for w in windows] == [(dt.date(2017, 12, 30), dt.date(2017, 12, 31))]


@given(st.dates(min_value=dt.date(2005, 1, 1), max_value=dt.date(2040, 12, 31)))
def test_every_day_in_british_form_is_read_back(day: dt.date) -> None:
    for words in (f"{day.day} {day:%B %Y}", f"{day.day}/{day.month}/{day.year}"):
        span = find_span(f"seen on {words}, as")
        assert span is not None
        assert span.days[0].date() == day


@given(st.text(alphabet="0123456789 /.-–toandbeweMyJul,", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    span = find_span(text)
    if span is not None:
        assert text[span.start : span.end] == span.words
        span.windows()


def test_a_long_row_of_numbers_is_no_date_and_ends() -> None:
    assert find_span("1 and 2 and " * 2000) is None
