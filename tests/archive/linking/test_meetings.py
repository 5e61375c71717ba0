from __future__ import annotations

import datetime as dt

import pytest

from archive.linking.came_out import as_its_page_says
from archive.linking.meetings import item_on_ofsted
from archive.records import Item

_AGENDA = """Agenda and minutes

Venue: Conference Room 3

11. Apologies
None were sent.

12. Ofsted focused visit
The panel received the letter. It praised the night team.

13. Any other business
There was none."""


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Agenda and minutes: Scrutiny Panel - Monday", "Ofsted focused visit"),
        ("Minutes", "Ofsted focused visit"),
        ("Decision details: Scrutiny Panel", "Ofsted focused visit"),
        ("Scrutiny Panel", "Ofsted focused visit"),
        ("Panel hears of Ofsted focused visit", "Panel hears of Ofsted focused visit"),
    ],
)
def test_of_a_meeting_only_its_item_on_ofsted_counts(title: str, heading: str) -> None:
    named, text = item_on_ofsted(title, _AGENDA)
    assert named == heading
    assert "Apologies" not in text
    assert "The panel received the letter." in text


def test_a_page_that_is_no_meetings_stays_as_it_is() -> None:
    text = "Residents met the inspectors.\n\nOfsted focused visit\n\nA letter is out."
    assert item_on_ofsted("Meeting the inspectors", text) == ("Meeting the inspectors", text)


@pytest.mark.parametrize("line", ["Ofsted found that leaders listen.", "• The letter from Ofsted"])
def test_a_sentence_or_a_point_is_no_heading(line: str) -> None:
    text = f"A report was given.\n{line}\nThat was all."
    assert item_on_ofsted("Agenda item: Ofsted update", text) == ("Ofsted update", text)
    assert item_on_ofsted("Minutes", text) == ("Minutes", text)


def test_an_agenda_item_has_its_own_name_as_its_title() -> None:
    text = "Agenda item\n\nOfsted inspection outcome\n\nMinutes:\n\nThe report was noted."
    assert item_on_ofsted("Agenda item: Ofsted inspection outcome", text) == (
        "Ofsted inspection outcome",
        "Ofsted inspection outcome\nThe report was noted.",
    )


def test_a_meeting_that_has_no_item_on_ofsted_stays_as_it_is() -> None:
    text = (
        "1. Parking\nThe panel spoke of parking, at length, for hours, and of what Ofsted might "
        "have said of it."
    )
    assert item_on_ofsted("Minutes: Panel", text) == ("Minutes: Panel", text)


def test_the_item_is_what_a_page_says() -> None:
    item = Item("news_report", "x", "Minutes: Panel", _AGENDA, None, dt.date(2025, 7, 11))
    assert as_its_page_says(item).title == "Ofsted focused visit"
