"""The table of authorities: keys, codes, dates, names and who took whose place."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from itertools import combinations

import pytest

from archive.local_authorities import known_authorities, slug_of
from archive.records import Authority
from tests.shared import shared

ALL = known_authorities()
TODAY = [authority for authority in ALL if authority.active_to is None]
FORMER = [authority for authority in ALL if authority.active_to is not None]
BY_URN = {authority.urn: authority for authority in ALL}

# The nine regions of England, as the statistics office names them.
REGIONS = {
    "East Midlands", "East of England", "London", "North East", "North West", "South East",
    "South West", "West Midlands", "Yorkshire and The Humber",
}  # fmt: skip


def names_of(authority: Authority) -> tuple[str, ...]:
    return (authority.name, *authority.aliases)


def test_there_are_153_today_and_the_eight_they_replaced() -> None:
    assert len(TODAY) == 153
    assert {a.name for a in FORMER} == {
        "Bournemouth", "Buckinghamshire County", "Cumbria", "Dorset County", "North Yorkshire County",
        "Northamptonshire", "Poole", "Somerset County",
    }  # fmt: skip


@pytest.mark.parametrize("key", ["urn", "slug", "gss_code", "name"])
def test_no_two_share_a_key(key: str) -> None:
    counts = Counter(getattr(authority, key) for authority in ALL)
    assert [value for value, count in counts.items() if count > 1] == []


def test_no_two_of_today_share_a_code_of_the_department() -> None:
    counts = Counter(authority.la_code for authority in TODAY)
    assert None not in counts
    assert max(counts.values()) == 1


@pytest.mark.parametrize("authority", ALL, ids=lambda a: a.slug)
def test_codes_names_and_places_are_in_order(authority: Authority) -> None:
    assert re.fullmatch(r"\d{5,7}|E\d{8}", authority.urn)
    assert re.fullmatch(r"E(?:06|08|09|10)\d{6}", authority.gss_code or "")
    assert re.fullmatch(r"\d{3}|", authority.la_code or "")
    # Where Ofsted's number is not known, the statistics office's stands in its place.
    assert authority.urn.isdigit() or authority.urn == authority.gss_code
    assert authority.region in REGIONS
    assert authority.slug == slug_of(authority.name)
    assert authority.aliases, "the formal name comes first among the aliases"
    assert re.search(r"\b(?:Council|Borough|Corporation|City)\b", authority.aliases[0])
    assert all(name == name.strip() and name for name in names_of(authority))


def test_a_gss_code_says_what_kind_of_authority_it_is() -> None:
    kinds = {"E06": "unitary", "E08": "metropolitan borough", "E10": "county"}
    for authority in ALL:
        assert authority.gss_code is not None
        prefix = authority.gss_code[:3]
        if prefix == "E09":
            assert authority.region == "London"
        else:
            assert authority.type == kinds[prefix]


def test_no_name_means_two_authorities() -> None:
    owners: dict[str, set[str]] = {}
    for authority in ALL:
        for name in names_of(authority):
            owners.setdefault(name.lower(), set()).add(authority.urn)
    assert {name: urns for name, urns in owners.items() if len(urns) > 1} == {}


def test_misspellings_and_short_forms_in_use_are_known() -> None:
    names = {name: a.name for a in ALL for name in names_of(a)}
    for written, meant in {
        "St. Helens": "St Helens",
        "Kingston upon Hull, City of": "Hull",
        "CWaC": "Cheshire West and Chester",
        "BCP": "Bournemouth, Christchurch and Poole",
        "Southend on Sea": "Southend-on-Sea",
        "Middlesborough": "Middlesbrough",
        "Westmoreland and Furness": "Westmorland and Furness",
        "Telford & Wrekin": "Telford and Wrekin",
    }.items():
        assert names[written] == meant


@pytest.mark.parametrize("authority", FORMER, ids=lambda a: a.slug)
def test_whoever_was_abolished_has_successors_that_began_on_the_next_day(
    authority: Authority,
) -> None:
    successors = [BY_URN[urn.strip()] for urn in (authority.successor or "").split(";")]
    assert successors
    assert authority.active_to is not None
    for successor in successors:
        assert successor.active_to is None
        assert successor.active_from == authority.active_to + dt.timedelta(days=1)


def test_nobody_of_today_has_a_successor() -> None:
    assert [authority.name for authority in TODAY if authority.successor] == []


def test_days_are_in_order_and_after_the_act_that_made_the_councils() -> None:
    for authority in ALL:
        if authority.active_from and authority.active_to:
            assert authority.active_from < authority.active_to
        if authority.active_from:
            # Reorganisations of councils take effect on the first of April.
            assert (authority.active_from.month, authority.active_from.day) == (4, 1)
            assert authority.active_from >= dt.date(1965, 4, 1)
    assert [a.name for a in ALL if a.active_from is None] == ["City of London"]


def test_no_two_of_one_family_stood_at_the_same_time() -> None:
    families: dict[str, list[Authority]] = {}
    for authority in FORMER:
        for urn in (authority.successor or "").split(";"):
            families.setdefault(urn.strip(), [BY_URN[urn.strip()]]).append(authority)
    for family in families.values():
        heir = family[0]
        assert heir.active_from is not None
        for one, other in combinations(family, 2):
            if heir in (one, other):
                former = other if one is heir else one
                assert former.active_to is not None
                assert former.active_to < heir.active_from


def test_statistical_neighbours_are_ten_others_of_today() -> None:
    codes = {authority.gss_code for authority in TODAY}
    for authority in TODAY:
        neighbours = authority.statistical_neighbours
        assert len(neighbours) == len(set(neighbours)) == 10
        assert set(neighbours) <= codes - {authority.gss_code}


def test_nobody_of_the_collected_facts_is_left_out() -> None:
    with shared("reference", "authorities.csv").open(newline="", encoding="utf-8") as file:
        facts = list(csv.DictReader(file))
    by_gss = {authority.gss_code: authority for authority in ALL}
    assert {row["gss_code"] for row in facts} == set(by_gss)
    for row in facts:
        ours = by_gss[row["gss_code"]]
        assert row["urn"] in ("", ours.urn)
        assert row["la_code"] in ("", ours.la_code)
        assert " ".join(row["official_name"].split()) in names_of(ours)
