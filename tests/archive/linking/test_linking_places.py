from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from archive.linking import authorities_of
from archive.linking.places import part_about
from archive.local_authorities import known_authorities
from archive.records import Authority, Item

TARN = Authority("90001", "Tarn", "tarn", ("Tarn Council",))
WEST_TARN = Authority("90002", "West Tarn and Holm", "west-tarn-and-holm", ("West Tarn",))
READING = Authority("80541", "Reading", "reading")
OLD = Authority("90003", "Holmshire", "holmshire", active_to=dt.date(2021, 3, 31),
                successor="90001; 90002")  # fmt: skip
INVENTED = (TARN, WEST_TARN, READING, OLD)


def first(text: str, usual: str | None = None, title: str = "") -> str | None:
    item = Item("news_report", "x", title, text, None, dt.date(2025, 7, 11))
    places = authorities_of(item, INVENTED, usual)
    return places[0].urn if places else None


@pytest.mark.parametrize(
    ("text", "usual", "urn"),
    [
        ("Children’s services in Tarn were inspected.", None, "90001"),
        ("West Tarn and Holm was inspected.", None, "90002"),
        ("West Tarn & Holm was inspected.", None, "90002"),
        ("West Tarn was inspected, and Tarn was not; West Tarn is glad.", None, "90002"),
        ("Tarn and West Tarn were inspected.", "90002", "90002"),
        ("The council was inspected.", "90001", "90001"),
        ("The children like reading. Reading is fun.", None, None),
        ("Reading Borough Council was inspected.", None, "80541"),
        ("Services in Reading improve.", None, "80541"),
        ("A crash closed Reading Road in town.", None, None),
        ("Tarnside was inspected.", None, None),
        ("The new director joins from West Tarn. Tarn Council says so.", None, "90001"),
        ("Tarn praised Ann Ash, who succeeds Bo Fell, now DCS in West Tarn.", None, "90001"),
    ],
)
def test_a_report_is_about_the_authority_it_names(
    text: str, usual: str | None, urn: str | None
) -> None:
    assert first(text, usual) == urn


def test_the_authorities_of_an_outlets_area_are_candidates_where_none_is_named() -> None:
    item = Item("news_report", "x", "", "The council was inspected.", None, dt.date(2025, 7, 11))
    places = authorities_of(item, INVENTED, ["90001", "90002"])
    assert [(place.urn, place.named) for place in places] == [("90001", False), ("90002", False)]


@pytest.mark.parametrize(
    ("host", "urn"),
    [
        ("www.tarnchronicle.example", "90001"),
        ("democracy.tarn.gov.example", "90001"),
        ("tarncc.example", "90001"),
        ("west-tarn-and-holm.gov.example", "90002"),
        ("westtarnholm.gov.example", "90002"),
        ("mytarn.example", "90001"),
        ("westtarnscp.example", None),
        ("tarnscp.example", "90001"),
        ("tarnside.example", None),
        ("holmshirelive.example", None),  # abolished: who goes on is not told by its name
        ("news.example", None),
        ("", None),
    ],
)
def test_a_page_that_names_no_authority_is_of_the_one_its_site_is_named_after(
    host: str, urn: str | None
) -> None:
    item = Item("news_report", "x", "", "The council was inspected.", None, dt.date(2025, 7, 11),
                address=f"https://{host}/news/1")  # fmt: skip
    places = authorities_of(item, INVENTED)
    assert [(place.urn, place.named) for place in places] == ([(urn, False)] if urn else [])


def test_a_site_is_asked_for_its_name_only_where_nothing_else_tells_whose_a_page_is() -> None:
    item = Item("news_report", "x", "", "West Tarn was inspected.", None, dt.date(2025, 7, 11),
                address="https://tarnchronicle.example/1")  # fmt: skip
    assert [place.urn for place in authorities_of(item, INVENTED)] == ["90002"]
    silent = replace(item, text="The council was inspected.")
    assert [place.urn for place in authorities_of(silent, INVENTED, "90002")] == ["90002"]
    assert authorities_of(replace(silent, address="https://[tarn/1"), INVENTED) == []


def test_two_named_alike_are_both_candidates() -> None:
    item = Item("news_report", "x", "", "Tarn and West Tarn were inspected.", None,
                dt.date(2025, 7, 11))  # fmt: skip
    assert {place.urn for place in authorities_of(item, INVENTED)} == {"90001", "90002"}


@pytest.mark.parametrize(
    ("day", "urns"),
    [
        (dt.date(2020, 5, 1), {"90003"}),
        (dt.date(2022, 5, 1), {"90001", "90002"}),
        (None, {"90001", "90002", "90003"}),
    ],
)
def test_an_abolished_authority_stands_for_its_heirs(day: dt.date | None, urns: set[str]) -> None:
    item = Item("news_report", "x", "", "Holmshire was inspected.", day, dt.date(2025, 7, 11))
    assert {place.urn for place in authorities_of(item, INVENTED)} == urns


def test_a_release_is_about_its_own_newsrooms_authority() -> None:
    item = Item("press_release", "x", "", "West Tarn helps us.", None, dt.date(2025, 7, 11),
                "90001")  # fmt: skip
    assert [place.urn for place in authorities_of(item, INVENTED)] == ["90001"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cheshire West and Chester Council", "Cheshire West and Chester"),
        ("Cheshire East Council", "Cheshire East"),
        ("Central Bedfordshire’s children’s services", "Central Bedfordshire"),
        ("Bedford Borough Council", "Bedford"),
        ("Nottingham City Council", "Nottingham"),
        ("Nottinghamshire County Council", "Nottinghamshire"),
        ("Kingston upon Hull", "Hull"),
        ("Kingston upon Thames", "Kingston upon Thames"),
        ("North Northamptonshire Council", "North Northamptonshire"),
        ("West Northamptonshire Council", "West Northamptonshire"),
        ("North East Lincolnshire", "North East Lincolnshire"),
        ("Richmond-upon-Thames", "Richmond upon Thames"),
        ("South Gloucestershire Council", "South Gloucestershire"),
        ("Brighter Futures for Children, a company", "Reading"),
        ("Hammersmith & Fulham Council", "Hammersmith and Fulham"),
    ],
)
def test_neighbours_are_not_mistaken_for_one_another(text: str, name: str) -> None:
    item = Item("news_report", "x", "", f"Ofsted inspected {text}.", dt.date(2025, 7, 11),
                dt.date(2025, 7, 11))  # fmt: skip
    assert [place.name for place in authorities_of(item, known_authorities())] == [name]


def test_the_part_about_one_of_several_is_what_stands_under_its_name() -> None:
    text = "Ofsted saw two.\n\nTarn\n\nIt is good.\n\nWest Tarn\n\nIt is weak."
    item = Item("news_report", "x", "", text, None, dt.date(2025, 7, 11))
    places = authorities_of(item, INVENTED)
    parts = {place.urn: part_about(item, place, places, INVENTED) for place in places}
    assert parts["90001"] == "Ofsted saw two.\n\nTarn\n\nIt is good."
    assert parts["90002"] == "Ofsted saw two.\n\nWest Tarn\n\nIt is weak."


def test_a_paragraph_on_several_is_parted_by_its_sentences() -> None:
    text = "Ofsted saw two. Tarn is good. It is early. West Tarn is weak. It is late."
    item = Item("news_report", "x", "", text, None, dt.date(2025, 7, 11))
    places = authorities_of(item, INVENTED)
    parts = {place.urn: part_about(item, place, places, INVENTED) for place in places}
    assert parts["90001"] == "Ofsted saw two. Tarn is good. It is early."
    assert parts["90002"] == "Ofsted saw two. West Tarn is weak. It is late."


def test_letters_on_a_county_that_goes_on_under_its_name_stand_under_its_heir() -> None:
    county = Authority("E99", "Tarn County", "tarn-county", ("Tarn County Council",),
                       active_to=dt.date(2023, 3, 31), successor="90001")  # fmt: skip
    text = "Services of Tarn County Council were inspected."
    item = Item("news_report", "x", "", text, dt.date(2018, 8, 7), dt.date(2025, 7, 11))
    assert [place.urn for place in authorities_of(item, (*INVENTED, county))] == ["90001"]
