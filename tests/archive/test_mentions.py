from __future__ import annotations

import datetime as dt

import pytest

from archive.mentions import is_about_another_place, is_about_ofsted, mentions_of

DAY = dt.date(2025, 7, 10)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 10 and 11 June 2025", "2025-06-10", "2025-06-11"),
        ("on 10 and 11 June", "2025-06-10", "2025-06-11"),
        ("on 3 and 4 November", "2024-11-03", "2024-11-04"),
        ("between 8th and 12th July 2024", "2024-07-08", "2024-07-12"),
        ("from 26 February to 8 March 2024", "2024-02-26", "2024-03-08"),
        ("from 30 December to 3 January", "2024-12-30", "2025-01-03"),
        ("on 24–28 March", "2025-03-24", "2025-03-28"),
        ("on June 10 and 11, 2025", "2025-06-10", "2025-06-11"),
    ],
)
def test_days_are_read_in_the_forms_that_releases_use(text: str, start: str, end: str) -> None:
    (days,) = mentions_of("", f"Inspectors came {text}", DAY).days
    assert (days.start.isoformat(), days.end.isoformat()) == (start, end)


def test_an_undated_text_has_no_year_but_its_days_still_match() -> None:
    (days,) = mentions_of("", "a visit on 10 and 11 June", None).days
    assert days.are(dt.date(2023, 6, 10), dt.date(2023, 6, 11))
    assert not days.are(dt.date(2023, 7, 10), dt.date(2023, 7, 11))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("carried out in June", (2025, 6)),
        ("the June visit", (2025, 6)),
        ("in February 2024", (2024, 2)),
        ("in November", (2024, 11)),
        ("last month", (2025, 6)),
        ("earlier this month", (2025, 7)),
    ],
)
def test_months_are_those_before_the_text(text: str, month: tuple[int, int]) -> None:
    ((first, _),) = mentions_of("", text, DAY).months
    assert (first.year, first.month) == month


def test_the_days_of_something_else_are_not_a_visits() -> None:
    text = "Ofsted’s letter is out. The consultation runs from 1 to 20 August."
    assert mentions_of("", text, DAY).days == ()


def test_an_undated_text_names_no_month_without_its_year() -> None:
    assert mentions_of("", "in June and last month", None).months == ()


def test_a_kind_is_named_by_its_own_name_only() -> None:
    assert mentions_of("A focussed visit", "the inspection report", DAY).kinds == ("focused_visit",)
    assert mentions_of("", "its monitoring letter", DAY).kinds == ("monitoring_visit",)
    assert mentions_of("", "an inspection, a letter, a visit", DAY).kinds == ()


def test_requires_improvement_to_be_good_is_not_good() -> None:
    grades = mentions_of("", "was judged to require improvement to be good", DAY).grades
    assert grades == {"requires improvement"}


@pytest.mark.parametrize(
    ("title", "text", "about_ofsted", "about_another_place"),
    [
        ("Ofsted praises social workers", "Children’s services in Tarn improve.", True, False),
        ("Inspectors visit", "A focused visit looked at children in care.", True, False),
        ("Hostels", "Ofsted says that checks of hostels for teenagers are weak.", True, False),
        ("Primary school is good", "Ofsted saw Hill primary school, its pupils", True, True),
        ("Nursery joy", "Ofsted found the nursery outstanding", True, True),
        ("Road works", "The A1 will be closed by inspectors of drains.", False, False),
    ],
)
def test_what_a_text_is_about(
    title: str, text: str, about_ofsted: bool, about_another_place: bool
) -> None:
    assert is_about_ofsted(title, text) is about_ofsted
    assert is_about_another_place(title, text) is about_another_place
