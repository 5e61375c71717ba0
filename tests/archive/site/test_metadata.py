"""metadata.yml against the schema, and the twenty questions against both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from datasette.utils import parse_metadata
from sqlite_utils import Database

from archive.letters.families import KINDS
from archive.letters.grades import GRADES
from archive.site.app import metadata_file
from archive.site.lists import LISTS
from archive.tables.schema import archive_migrations
from tests.archive.site.test_pages import get, page

METADATA: dict[str, Any] = parse_metadata(metadata_file().read_text(encoding="utf-8"))
ARCHIVE = METADATA["databases"]["archive"]
QUESTIONS = (Path(__file__).resolve().parents[3] / "docs" / "questions.md").read_text("utf-8")
ADDRESSES = re.findall(r"`(/[^`]*)`", "\n".join(re.findall(r"(?m)^\| \d+ .*$", QUESTIONS)))


def schema() -> Database:
    db = Database(memory=True)
    archive_migrations.apply(db)
    return db


def test_every_table_and_column_is_described_and_nothing_else() -> None:
    db = schema()
    held = {
        table.name: set(table.columns_dict)
        for table in [*db.tables, *db.views]
        if not table.name.startswith(("sqlite_", "search_index_"))
    }
    assert set(ARCHIVE["tables"]) == {*held, "_sqlite_migrations"}
    for name, told in ARCHIVE["tables"].items():
        if told.get("hidden"):
            continue
        assert told.get("description"), name
        assert set(told["columns"]) == held[name], name


def test_the_dictionary_names_every_kind_and_every_grade() -> None:
    tables = ARCHIVE["tables"]
    assert [kind for kind in KINDS if kind not in tables["letters"]["columns"]["kind"]] == []
    said = " ".join(tables["judgements"]["columns"]["grade"].split())
    assert [grade for grade in GRADES if grade not in said] == []


def test_facets_and_sorts_name_columns_that_are_there() -> None:
    db = schema()
    for name, told in ARCHIVE["tables"].items():
        if told.get("hidden"):
            continue
        columns = set(db[name].columns_dict)
        named = {*told.get("facets", []), told.get("sort"), told.get("sort_desc"),
                 told.get("label_column"), told.get("fts_pk")} - {None}  # fmt: skip
        assert named <= columns, name


def test_the_licence_and_the_source_of_the_data_are_given() -> None:
    assert "Open Government Licence" in METADATA["license"]
    assert METADATA["license_url"].startswith("https://www.nationalarchives.gov.uk/")
    assert METADATA["source"]


def test_there_are_twenty_questions_and_more_and_each_has_its_query() -> None:
    queries = {a.partition("?")[0].removeprefix("/archive/") for a in ADDRESSES if "/archive/" in a}
    numbers = [int(number) for number in re.findall(r"(?m)^\| (\d+) ", QUESTIONS)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 20
    assert queries == set(ARCHIVE["queries"])
    for name, query in ARCHIVE["queries"].items():
        assert query["title"].endswith("?"), name
        assert query["description"], name
        asked = set(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", query["sql"])))
        assert asked == set(query.get("params", [])), name


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_of_a_question_answers(world: Path, address: str) -> None:
    html = page(world, address)
    if address.startswith("/archive/") and "release=0" not in address:
        assert html.css("tbody tr"), "a question that the demo's archive does not answer"
    if address.startswith("/archive/"):
        path, _, query = address.partition("?")
        lines = get(world, f"{path}.csv?{query}").text.splitlines()
        assert len(lines) >= 1 + len(html.css("tbody tr"))


@pytest.mark.parametrize("name", LISTS)
def test_every_column_of_a_list_is_given_by_its_query(name: str) -> None:
    listing = LISTS[name]
    for given in ({}, dict.fromkeys(listing.filters, "2025")):
        sql, parameters = listing.query(given)
        cursor = schema().execute(f"{sql} ORDER BY {listing.order}", parameters)
        columns = [column[0] for column in cursor.description]
        assert set(listing.columns) <= set(columns)
