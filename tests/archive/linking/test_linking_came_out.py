from __future__ import annotations

import datetime as dt

import pytest

from archive.linking.came_out import (
    as_its_page_says,
    day_of_address,
    days_after,
    period_of_address,
)
from archive.records import Item, Period

SITE = "https://www.tarnshire.example"
OWN = "Ofsted has rated services for children in Tarnshire good after an inspection in the autumn."


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def said(text: str = OWN, address: str = "", **item: object) -> Item:
    given = Item("news_report", "x", "A title", text, None, day("2026-11-21"), address=address)
    for name, value in item.items():
        object.__setattr__(given, name, value)
    return as_its_page_says(given)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2018/12/05/visit", "2018-12-05"),
        ("/news/2018-12-05-visit", "2018-12-05"),
        ("/2018/dec/5/visit", "2018-12-05"),
        ("/2018/12/31", "2018-12-31"),
        ("/2018/12/visit", None),
        ("/2018/02/30/visit", None),
        ("/news?on=/2018/12/05/", None),
        ("/12018/12/05/visit", None),
    ],
)
def test_a_day_in_an_address(path: str, expected: str | None) -> None:
    assert day_of_address(SITE + path) == (day(expected) if expected else None)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2018/12/visit", "2018-12"),
        ("/2018/4/visit", "2018-04"),
        ("/news/2018/december/visit", "2018-12"),
        ("/news/december-2018/visit", "2018-12"),
        ("/2018-12/visit", "2018-12"),
        ("/news/2018/visit", "2018"),
        ("/2018/12-councils-inspected", "2018"),
        ("/visit-of-2018", None),
        ("/2018-visit", None),
        ("/news/20181/visit", None),
        ("/news?year=/2018/", None),
        ("", None),
    ],
)
def test_a_month_or_year_in_an_address(path: str, expected: str | None) -> None:
    found = period_of_address(SITE + path)
    assert found == (Period.of(expected) if expected else None)


@pytest.mark.parametrize("line", ["December 2018", "Published: December 2018", "Dec, 2018"])
def test_a_line_with_a_month_alone_is_the_pages_and_not_its_words(line: str) -> None:
    found = said(f"{line}\n\n{OWN}")
    assert found.published_in == Period.month(2018, 12)
    assert found.text.strip() == OWN


def test_a_sentence_that_names_a_month_is_the_texts_own() -> None:
    text = f"Inspectors came in December 2018.\n\n{OWN}"
    assert (said(text).published_in, said(text).text) == (None, text)


def test_two_months_at_the_head_are_none() -> None:
    assert said(f"December 2018\n\nJanuary 2019\n\n{OWN}").published_in is None


def test_a_day_is_more_than_its_month_and_a_month_more_than_its_year() -> None:
    address = f"{SITE}/2018/visit"
    assert said(f"December 2018\n\n{OWN}", address).published_in == Period.month(2018, 12)
    assert said(address=address).published_in == Period.year(2018)
    assert said(f"5 December 2018\n\n{OWN}", address).published == day("2018-12-05")
    assert said(address=f"{SITE}/2018/12/05/x").published == day("2018-12-05")


def test_what_is_known_of_the_day_is_not_overruled_by_the_address() -> None:
    found = said(address=f"{SITE}/2017/01/x", published=day("2018-12-05"))
    assert (found.published, found.published_in) == (day("2018-12-05"), None)
    found = said(address=f"{SITE}/2018/x", published_in=Period.month(2018, 12))
    assert found.published_in == Period.month(2018, 12)


def test_what_is_after_the_day_it_was_seen_on_is_not_when_it_came_out() -> None:
    assert said(address=f"{SITE}/2031/12/05/x").published is None
    assert said(address=f"{SITE}/2031/12/x").published_in is None
    assert said(f"December 2031\n\n{OWN}").published_in is None


@pytest.mark.parametrize(
    ("came_out", "letter", "after"),
    [
        (Period.month(2018, 12), "2018-12-10", 0),
        (Period.month(2018, 12), "2018-12-31", 0),
        (Period.month(2018, 12), "2018-11-28", 3),
        (Period.month(2018, 12), "2019-01-03", -3),
        (Period.year(2018), "2018-01-01", 0),
        (Period.year(2018), "2017-12-30", 2),
        (Period(dt.date(2018, 12, 5), dt.date(2018, 12, 5)), "2018-12-01", 4),
    ],
)
def test_the_fewest_days_that_an_item_can_be_after_its_letter(
    came_out: Period, letter: str, after: int
) -> None:
    assert days_after(came_out, day(letter)) == after


@pytest.mark.parametrize("text", ["2018-12-05", "2018-13", "201", "soon", "", "20x8"])
def test_what_is_no_month_and_no_year_is_no_period(text: str) -> None:
    assert Period.of(text) is None


def test_a_period_in_words() -> None:
    assert (Period.month(2018, 2).words, Period.year(2018).words) == ("February 2018", "2018")
    assert Period.month(2018, 2).last == day("2018-02-28")


def test_an_item_of_this_month_is_told_on_the_day_it_was_seen_at_the_latest() -> None:
    item = Item("news_report", "x", "", "", None, day("2026-11-21"))
    assert item.told_on is None
    for period, told in (("2026-11", "2026-11-21"), ("2026-10", "2026-10-31"), ("2026", None)):
        object.__setattr__(item, "published_in", Period.of(period))
        assert item.told_on == (day(told) if told else None)
