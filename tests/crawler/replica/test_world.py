"""The bundled world is whole, and none of it is about a real place."""

from __future__ import annotations

import re
from pathlib import Path

from crawler.replica import Manifest
from crawler.replica.addresses import real_address
from tests.crawler.replica.truths import ABOUT, ITEMS, LETTERS, OFSTED, TRUTHS, WORLD


def test_there_is_enough_of_everything(world: Manifest) -> None:
    assert len(world.authorities) == len(world.providers) == 7
    assert len(LETTERS) == 24
    assert (len(TRUTHS["releases"]), len(TRUTHS["reports"])) == (33, 12)
    assert {truth["kind"] for truth in LETTERS.values()} == {
        "inspection",
        "focused_visit",
        "monitoring_visit",
        "assurance_visit",
        "jtai",
        "area_send",
    }
    assert {source.design for source in world.sources} == {
        "article",
        "contensis",
        "nub_news",
        "wordpress",
    }


def test_truths_name_what_the_manifest_shows_and_nothing_else(world: Manifest) -> None:
    shown = {page.url for source in world.sources for page in source.pages}
    assert {item["url"] for item in ITEMS} == shown
    documents = {d.file: p.urn for p in world.providers for d in p.documents}
    assert {file: truth["local_authority"] for file, truth in LETTERS.items()} == documents
    named = {*(WORLD / item["text"] for item in ITEMS)}
    named |= {WORLD / truth["source"] for truth in LETTERS.values()}
    later = {WORLD / "releases/kelderby-2025-11-12-focused-visit-edited.txt"}
    later |= {WORLD / change["to"] for change in TRUTHS["night_2"]["replaced_files"]}
    folders = ("letters", "releases", "reports")
    assert named | later == {path for folder in folders for path in (WORLD / folder).iterdir()}


def test_no_address_leads_to_a_real_site(world: Manifest) -> None:
    hosts = {real_address(source.url).host for source in world.sources}
    hosts |= {real_address(page.url).host for source in world.sources for page in source.pages}
    assert all(host.endswith(".example") for host in hosts)
    for path in WORLD.rglob("*.*"):
        for host in re.findall(r"(?:https?://|www\.)([\w.-]+)", path.read_text(encoding="utf-8")):
            assert host.endswith(".example") or host in OFSTED, (path.name, host)


def test_numbers_and_codes_are_in_invented_ranges(world: Manifest) -> None:
    assert all(99000101 <= int(file) <= 99000999 for file in LETTERS)
    assert all(90001 <= int(a["urn"]) <= 90099 for a in world.authorities)
    assert all(a["gss_code"].startswith("E99") for a in world.authorities)


def test_names_of_authorities_are_no_real_ones(world: Manifest) -> None:
    register = Path(__file__).parents[3] / "archive" / "local_authorities.csv"
    real = register.read_text(encoding="utf-8") if register.is_file() else ""
    assert not [a["name"] for a in world.authorities if a["name"] in real]


def test_silent_letters_are_those_without_a_release() -> None:
    answered = {item["letter"] for item in TRUTHS["releases"] if item["decision"] == "linked"}
    assert sorted(LETTERS.keys() - answered) == TRUTHS["silent_letters"]


def test_an_item_is_about_a_letter_of_its_newsrooms_authority(world: Manifest) -> None:
    authority = {source.id: source.local_authority for source in world.sources}
    for item in ABOUT:
        own = authority[item["source"]]
        assert own in {None, LETTERS[item["letter"]]["local_authority"]}


def test_one_release_has_no_date(world: Manifest) -> None:
    undated = [page.url for s in world.sources for page in s.pages if page.published is None]
    assert undated == [
        "https://www.pellgate.gov.example/newsroom/care-leavers-exceptionally-well-supported"
    ]
