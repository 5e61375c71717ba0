"""The labelled lines of a report's first page; a value belongs to its label alone."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.letters.cover import INSPECTION_DATES, labelled, read_dates, read_leads, read_published
from archive.letters.ledger import Facts, Ledger
from archive.letters.when import Known
from archive.records import VisitWindow
from tests.archive.letters.build import TODAY, body_of

ONE = (VisitWindow(dt.date(2024, 3, 4), dt.date(2024, 3, 15)),)


def dates(text: str) -> tuple[tuple[VisitWindow, ...], str | None]:
    return read_dates(body_of(text).paragraphs, Known(TODAY), Ledger())


def leads(text: str) -> list[str]:
    return [one.name for one in read_leads(body_of(text).paragraphs, Ledger())]


@pytest.mark.parametrize(
    "text",
    [
        "# Inspection dates: 4 to 15 March 2024",
        "# Inspection dates:\n\n4 to 15 March 2024",
        "Inspection date 4 to 15 March 2024",
        "Fieldwork dates: 4 to 15 March 2024\n\nLead inspector: Jory Penrose",
        "Inspection dates: 4 to 15 March 2024 Lead inspector: Jory Penrose",
    ],
)
def test_the_dates_stand_after_their_label(text: str) -> None:
    assert dates(text) == (ONE, "4 to 15 March 2024")


def test_two_windows_may_stand_on_two_lines() -> None:
    windows, printed = dates(
        "Inspection dates: 4 to 8 March 2024\n\n18 to 22 March 2024\n\nLead inspector: Jory Penrose"
    )
    assert [window.start.day for window in windows] == [4, 18]
    assert printed == "4 to 8 March 2024; 18 to 22 March 2024"


def test_a_date_under_another_label_is_not_the_inspection_s() -> None:
    ledger = Ledger()
    paragraphs = body_of("Inspection dates:\n\nReport published: 14 May 2024").paragraphs
    assert read_dates(paragraphs, Known(TODAY), ledger) == ((), None)
    assert ledger.warnings == ["The inspection's dates could not be read."]


def test_a_date_in_a_sentence_is_no_value() -> None:
    paragraphs = body_of("We began on 4 March 2024, before other inspection dates were set.")
    assert labelled(paragraphs.paragraphs, INSPECTION_DATES) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lead inspector: Jory Penrose, His Majesty’s Inspector", ["Jory Penrose"]),
        ("Lead inspector:\n\nJory Penrose\n\nHis Majesty’s Inspector", ["Jory Penrose"]),
        ("Lead inspectors: Jory Penrose and Adaeze Whitlock", ["Jory Penrose", "Adaeze Whitlock"]),
        ("Reporting inspector Jory Penrose", ["Jory Penrose"]),
        ("Deputy lead inspector: Adaeze Whitlock", []),
        ("Lead inspector:", []),
    ],
)
def test_lead_inspectors_stand_after_their_label(text: str, names: list[str]) -> None:
    assert leads(text) == names


def test_the_day_of_publication_is_labelled_too() -> None:
    def published(text: str) -> tuple[Facts, list[str]]:
        ledger = Ledger()
        known = Known(today=TODAY)
        return read_published(body_of(text).paragraphs, ONE, known, ledger), ledger.warnings

    assert published("Report published: 14 May 2024") == (
        {"published": dt.date(2024, 5, 14), "published_source": "cover"},
        [],
    )
    assert published("Report published: 14 Mya 2024")[1] == [
        "The document's date “14 Mya 2024” could not be read."
    ]
    assert published("4 May 2024")[1] == ["The document prints no date of its own."]
