from __future__ import annotations

import pytest

from crawler.pages.dates import date_alone, date_of_text, date_of_timestamp


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published: Monday, 2nd June 2025", "2025-06-02"),
        ("25 September 2026", "2026-09-25"),
        ("16th May 2024 | Local News", "2024-05-16"),
        ("Posted on Tuesday 27th January 2026", "2026-01-27"),
        ("Published: 17th Apr 2023", "2023-04-17"),
        ("Wed 3 Sept. 2025, 10:30am", "2025-09-03"),
        ("25/03/2025", "2025-03-25"),
        ("03/04/2025", "2025-04-03"),
        ("2025-07-10", "2025-07-10"),
    ],
)
def test_british_dates(text: str, day: str) -> None:
    found = date_of_text(text)
    assert found is not None
    assert found.isoformat() == day


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2025", "13/13/2025", "32 May 2025", "May 2025", "10 and 11", "1/2", "2025-7-1"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_of_text(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Inspectors came on 27 January 2026",
        "Last updated: 3 May 2025",
        "From 3 May 2025",
        "Councillor Penn spoke on 3 May 2025",
    ],
)
def test_a_sentence_with_a_date_is_not_the_day_of_publication(text: str) -> None:
    assert date_alone(text) is None


def test_a_timestamp_is_the_day_of_its_own_zone() -> None:
    assert str(date_of_timestamp("2026-10-04T23:53:00+0100")) == "2026-10-04"
    assert str(date_of_timestamp("2026-10-04 15:53:00")) == "2026-10-04"
    assert date_of_timestamp("yesterday") is None


def test_a_moment_in_utc_is_the_day_in_london() -> None:
    assert str(date_of_timestamp("2025-06-01T23:00:00Z")) == "2025-06-02"
    assert str(date_of_timestamp("2025-01-31T23:30:00+00:00")) == "2025-01-31"
    assert str(date_of_timestamp("2025-06-01T23:30:00.000Z")) == "2025-06-02"
    assert date_of_timestamp("2025-06-01T29:30:00Z") is None


@pytest.mark.parametrize(
    "text",
    [
        "Tarnmouth, 26 October 2022 | 14:33 Europe/London",
        "West Tarn Council, 26 October 2022 00:00",
        "26 October 2022 3min read",
        "26/10/2022, PR8815",
    ],
)
def test_a_line_with_place_hour_or_number_is_still_only_a_date(text: str) -> None:
    assert str(date_alone(text)) == "2022-10-26"
