"""The days and months that a text names, and whether a visit was then."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.words.mentions import mentions_of

DAY = dt.date(2025, 7, 10)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 10 and 11 June 2025", "2025-06-10", "2025-06-11"),
        ("on 10 and 11 June", "2025-06-10", "2025-06-11"),
        ("on 3 and 4 November", "2024-11-03", "2024-11-04"),
        ("between 8th and 12th July 2024", "2024-07-08", "2024-07-12"),
        ("from 26 February to 8 March 2024", "2024-02-26", "2024-03-08"),
        ("between 21 March to 1 April 2025", "2025-03-21", "2025-04-01"),
        ("from 30 December to 3 January", "2024-12-30", "2025-01-03"),
        ("on 24–28 March", "2025-03-24", "2025-03-28"),
        ("between May 16-27", "2025-05-16", "2025-05-27"),
        ("on June 10 and 11, 2025", "2025-06-10", "2025-06-11"),
        ("from May 24 to June 4", "2025-05-24", "2025-06-04"),
        ("on March 4th and 5th", "2025-03-04", "2025-03-05"),
    ],
)
def test_days_are_read_in_the_forms_that_releases_use(text: str, start: str, end: str) -> None:
    (days,) = mentions_of("", f"Inspectors came {text}", DAY).days
    assert (days.start.isoformat(), days.end.isoformat()) == (start, end)


def test_an_undated_text_has_no_year_but_its_days_still_match() -> None:
    (days,) = mentions_of("", "a visit on 10 and 11 June", None).days
    assert days.are(dt.date(2023, 6, 10), dt.date(2023, 6, 11))
    assert days.within(dt.date(2023, 6, 9), dt.date(2023, 6, 13))
    assert not days.are(dt.date(2023, 7, 10), dt.date(2023, 7, 11))


def test_days_of_the_visit_before_are_told_of_the_past() -> None:
    text = "Since the last focused visit on 11 and 12 July 2024, leaders have acted."
    (days,) = mentions_of("", text, DAY).days
    assert days.past


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("carried out in June", (2025, 6)),
        ("the June visit", (2025, 6)),
        ("at the end of April", (2025, 4)),
        ("in February 2024", (2024, 2)),
        ("in November", (2024, 11)),
        ("last month", (2025, 6)),
        ("earlier this month", (2025, 7)),
    ],
)
def test_months_are_those_before_the_text(text: str, month: tuple[int, int]) -> None:
    (said,) = mentions_of("", f"Inspectors came {text}.", DAY).months
    assert (said.year, said.month) == month


def test_an_undated_text_names_months_without_a_year() -> None:
    (said,) = mentions_of("", "carried out in June and last month", None).months
    assert (said.year, said.month) == (None, 6)


def test_the_days_of_something_else_are_not_a_visits() -> None:
    text = "Ofsted’s letter is out. The consultation runs from 1 to 20 August."
    assert mentions_of("", text, DAY).days == ()


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("It comes after an inspection by Ofsted in May.", False),
        ("The rating follows a two-week inspection in May.", False),
        ("The plan comes after an inspection in May.", True),
        ("It comes after an inspection in May 2025.", False),
        ("It comes after an inspection in May 2023.", True),
    ],
)
def test_news_comes_after_the_visit_that_it_is_of(text: str, *, past: bool) -> None:
    (month,) = mentions_of("", text, DAY).months
    assert month.past is past


@pytest.mark.parametrize(
    ("day", "year", "past"),
    [
        (dt.date(2025, 1, 17), 2024, False),
        (dt.date(2025, 7, 10), 2024, True),
        (dt.date(2025, 12, 10), 2024, True),
    ],
)
def test_a_month_of_last_year_is_news_in_winter(day: dt.date, year: int, *, past: bool) -> None:
    said = mentions_of("", "A focused inspection in November last year found good work.", day)
    assert [(month.year, month.past) for month in said.months] == [(year, past)]
    assert [kind.past for kind in said.kinds] == [past]
    text = "In November last year a focused inspection found good work."
    assert [kind.past for kind in mentions_of("", text, day).kinds] == [past]


def test_the_latest_month_with_a_year_dates_an_undated_text() -> None:
    text = "Inspectors came in January 2026. They had been there in March 2022. Act by May 2027."
    assert mentions_of("", text, None).latest == dt.date(2026, 1, 1)


def test_days_a_slip_of_the_pen_off_touch_the_visits() -> None:
    (days,) = mentions_of("", "The visit took place on 23 and 24 March 2025.", DAY).days
    assert days.touches(dt.date(2025, 3, 22), dt.date(2025, 3, 23))
    assert not days.touches(dt.date(2025, 3, 25), dt.date(2025, 3, 26))
    assert not days.touches(dt.date(2025, 3, 10), dt.date(2025, 3, 24))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The services were rated inadequate in 2013 and again in 2019.", 2019),
        ("It is an upgrade after a 2019 inspection found that they required improvement.", 2019),
        ("The target was to be good after the previous inspection in 2017.", 2017),
    ],
)
def test_when_an_earlier_outcome_was(text: str, year: int) -> None:
    earlier = mentions_of("", text, None).earlier
    assert earlier is not None
    assert earlier.year == year


@pytest.mark.parametrize(
    "text",
    ["Inspectors want a plan by the end of October.", "One may still wish a good year in January."],
)
def test_a_month_that_is_not_of_a_visit_is_not_read(text: str) -> None:
    assert mentions_of("", text, DAY).months == ()


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("They were rated inadequate in 2016.", dt.date(2016, 12, 28)),
        ("It has grown since the last inspection in May 2018.", dt.date(2018, 5, 28)),
        ("Better than the 2019 inspection was, when the 2016 rating stood.", dt.date(2019, 12, 28)),
        ("When I came in 2019, the services were rated poor.", dt.date(2019, 12, 28)),
        ("The hall was built in 1998.", None),
        ("The next inspection is due after that of 2028.", None),
    ],
)
def test_the_year_of_an_earlier_outcome(text: str, earlier: dt.date | None) -> None:
    assert mentions_of("", text, None).earlier == earlier


def test_a_year_still_to_come_is_not_past() -> None:
    assert (
        mentions_of("", "The home opened in 2021. A second will open in 2027.", None).latest_year
        == 2021
    )


def test_a_month_with_its_year_is_not_that_of_a_visit_of_last_month() -> None:
    earlier = "A visit in October 2021 had seen plans."
    (month,) = mentions_of("", f"Ofsted made a visit last month. {earlier}", None).months
    assert month.past
    (month,) = mentions_of("", earlier, None).months
    assert not month.past
