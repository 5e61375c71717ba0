"""What the time between an item and a letter says, where only its month or year is known too."""

from __future__ import annotations

import pytest

from archive.records import Period
from tests.archive.linking.test_linking import INSPECTION
from tests.archive.linking.test_signs import (
    FV,
    IN,
    MV,
    OLDER,
    RATED,
    weighed,
)


@pytest.mark.parametrize(
    ("published", "name", "words"),
    [
        ("2024-03-01", "same day", "published the same day"),
        ("2024-03-02", "within days", "published 1 day after the letter"),
        ("2024-03-03", "within days", "published 2 days after the letter"),
        ("2024-02-28", "within days", "published 2 days before the letter"),
        ("2024-02-01", "before the letter", "published 29 days before the letter"),
        ("2024-03-20", "within weeks", "published 19 days after the letter"),
        ("2024-05-01", "within months", "published 61 days after the letter"),
        ("2024-09-01", "long after", "published 184 days after the letter"),
        ("2025-09-01", "years after", "published 549 days after the letter"),
    ],
)
def test_the_days_between_letter_and_item_are_told(published: str, name: str, words: str) -> None:
    assert weighed(RATED, published)[IN][name] == words


@pytest.mark.parametrize(
    ("period", "name", "words"),
    [
        ("2024-03", "month of both", "published in March 2024, as the letter was"),
        ("2024", "year of both", "published in 2024, as the letter was"),
        ("2024-04", "within months", "published in April 2024, 31 days or more after the letter"),
        ("2024-05", "within months", "published in May 2024, 61 days or more after the letter"),
        ("2024-02", "within weeks", "published in February 2024, 1 day or more before the letter"),
        ("2024-01", "before the letter",
         "published in January 2024, 30 days or more before the letter"),
        ("2025", "years after", "published in 2025, 306 days or more after the letter"),
    ],
)  # fmt: skip
def test_of_a_month_or_year_it_is_told_how_near_it_can_be(
    period: str, name: str, words: str
) -> None:
    assert weighed(RATED, None, published_in=Period.of(period))[IN][name] == words


def test_a_letter_between_another_and_an_items_month_is_told() -> None:
    found = weighed(RATED, None, published_in=Period.of("2025-05"))
    assert found[IN]["a later letter"] == "another letter came between (2025-03-04)"
    assert "a later letter" not in found[MV]


def test_what_a_month_says_of_last_month_is_counted_from_it() -> None:
    text = "Inspectors made a focused visit to children’s services last month, Ofsted says."
    found = weighed(text, None, published_in=Period.of("2025-07"))
    assert found[FV]["visit month and year"] == "names the visit's month (last month)"
    assert "visit month and year" not in weighed(text, None, published_in=Period.of("2025"))[FV]


def test_a_body_that_was_gone_speaks_against_a_later_letter() -> None:
    text = f"{RATED} The council and the clinical commissioning group will say how they answer."
    found = weighed(text, None)
    words = "names “clinical commissioning group”, as none did when it came out"
    assert found[IN]["of earlier years"] == words
    assert "of earlier years" not in weighed(text, "2024-03-01")[IN]
    assert "of earlier years" not in weighed(RATED, None)[IN]


def test_a_body_that_was_not_there_yet_tells_that_it_was_written_later() -> None:
    text = f"{RATED} The integrated care board has said sorry to each of the families."
    found = weighed(text, None, letters=(INSPECTION, OLDER))
    words = "speaks of “integrated care board”, of July 2022 and later, after the letter"
    assert found["99000104"]["later years named"] == words
    assert "later years named" not in found[IN]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Ofsted inspection of children’s services 2024", True),
        ("2024 ILACS report", True),
        ("Ofsted inspection – 2024", True),
        ("Ofsted inspection 2019", False),
        ("Ofsted inspection, 26th January, 2024", False),
        ("Ofsted inspection January 2024", False),
        ("Ofsted inspection: executive board 30/07/2024", False),
        ("Ofsted improvement plan 2023-2024", False),
        ("Ofsted improvement plan 2024-25", False),
    ],
)
def test_the_year_that_a_title_gives_an_inspection(title: str, named: bool) -> None:
    found = weighed("Ofsted’s report on children’s services has come.", None, title)
    assert ("year in the title" in found[IN]) is named
    assert "year in the title" not in weighed(RATED, "2024-03-01", title)[IN]


def test_a_letter_that_came_out_within_the_items_year_did_not_come_before_it() -> None:
    found = weighed(RATED, None, published_in=Period.of("2025"))
    assert "a later letter" not in found[IN]


def test_an_item_of_a_year_is_read_as_an_undated_one_and_one_of_a_month_is_not() -> None:
    text = f"{RATED} They were rated inadequate at the last inspection in 2019 as well."
    letters = (INSPECTION, OLDER)
    year = weighed(text, None, letters=letters, published_in=Period.of("2024"))
    month = weighed(text, None, letters=letters, published_in=Period.of("2024-03"))
    assert "told as earlier" in year[OLDER.id]
    assert "told as earlier" not in month[OLDER.id]


def test_the_latest_thing_that_is_named_tells_how_late_an_item_is() -> None:
    text = f"{RATED} The integrated care board met inspectors from Ofsted in May 2023."
    found = weighed(text, None, letters=(OLDER,))
    assert found[OLDER.id]["later years named"] == "speaks of May 2023, after the letter"


def test_what_says_that_it_came_out_today_is_of_these_days() -> None:
    text = "The Ofsted report on children’s services, published {}, has three aims for the plan."
    title = "Children’s services improvement plan"
    assert "subject of these days" in weighed(text.format("today"), None, title)[IN]
    assert "subject" in weighed(text.format("by now"), None, title)[IN]


def test_a_body_that_came_later_than_a_month_that_is_named_tells_how_late_an_item_is() -> None:
    text = f"{RATED} The integrated care board knows what Ofsted’s inspectors saw in May 2020."
    found = weighed(text, None, letters=(OLDER,))
    assert found[OLDER.id]["later years named"] == (
        "speaks of “integrated care board”, of July 2022 and later, after the letter"
    )
