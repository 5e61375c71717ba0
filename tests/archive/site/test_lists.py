"""The lists: narrowed, paged, and whole in every form."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from archive.site.lists import LISTS
from archive.store import Archive
from tests.archive.site.test_pages import datasette, get, page, words
from tests.nights import rows

ATOM = "{http://www.w3.org/2005/Atom}"


def table(world: Path, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(get(world, path).content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", LISTS)
def test_every_form_of_a_list_has_the_same_rows(world: Path, name: str) -> None:
    found = table(world, f"/{name}.csv")
    told = json.loads(get(world, f"/{name}.json").text)
    assert [list(row) for row in told] == [list(LISTS[name].columns)] * len(told)
    assert len(told) == len(found)
    with zipfile.ZipFile(io.BytesIO(get(world, f"/{name}.xlsx").content)) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    namespace = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert len(sheet.findall(f".//{namespace}row")) == len(found) + 1


@pytest.mark.parametrize("name", [name for name in LISTS if LISTS[name].entry])
def test_every_feed_leads_back_to_pages_of_this_site(world: Path, name: str) -> None:
    feed = ET.fromstring(get(world, f"/{name}.atom").text)
    assert feed.findtext(f"{ATOM}title") == f"Ofsted letters: {LISTS[name].title}"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == min(len(table(world, f"/{name}.csv")), 50) == len(set(ids))
    for entry in feed.iter(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        path = "/" + link.attrib["href"].split("/", 3)[3]
        assert get(world, path.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("name", ["letters", "releases", "reports"])
def test_what_is_found_late_is_at_the_head_of_its_feed(
    world: Path, tmp_path: Path, name: str
) -> None:
    """However old it is: who follows a feed has seen what was there before, and not this."""
    data, table_of = tmp_path / "data", {"releases": "press_releases", "reports": "news_reports"}
    shutil.copytree(world, data)
    of, only = table_of.get(name, name), " WHERE about_ofsted = 1" if name in table_of else ""
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        (late,) = db.execute(f"SELECT id FROM {of}{only} ORDER BY published LIMIT 1").fetchone()
        db.execute(f"UPDATE {of} SET first_seen = '2027-01-01T00:00:00Z' WHERE id = ?", [late])
    feed = ET.fromstring(get(data, f"/{name}.atom").text)
    first = feed.find(f"{ATOM}entry")
    assert first is not None
    assert (first.findtext(f"{ATOM}id") or "").endswith(f"/{late}")


def test_a_narrowed_list_narrows_its_files(world: Path) -> None:
    shown = page(world, "/letters?authority=kelderby&kind=focused_visit")
    assert len(shown.css(".rows .line")) == 1
    (link,) = [a for a in shown.css(".files a::attr(href)").getall() if ".csv" in a]
    (row,) = table(world, link)
    assert row["letter"] == "99000304"
    assert "Nothing with these filters" in words(page(world, "/letters?year=1999"), "main")


def test_what_nobody_looked_at_is_not_shown_as_none(tmp_path: Path) -> None:
    from archive.store import Archive

    with Archive(tmp_path):
        pass
    for name in ("quotations", "claims", "left-out", "recurring"):
        assert "Not checked yet" in words(page(tmp_path, f"/{name}"), "main")


def wait_for(data: Path, step: str, kind: str, document: str) -> None:
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        db.execute("INSERT INTO waiting VALUES (?, ?, ?)", [step, kind, document])


def test_a_list_that_lacks_what_still_waits_says_so(own_world: Path) -> None:
    assert "still wait" not in words(page(own_world, "/quotations"), "main")
    nobody = "/quotations?year=1999"
    assert "Nothing with these filters" in words(page(own_world, nobody), "main")
    wait_for(own_world, "link", "press_release", "0123456789ab")
    assert "Some documents still wait" in words(page(own_world, "/quotations"), "main")
    assert "Not checked yet" in words(page(own_world, nobody), "main")
    assert "still wait" not in words(page(own_world, "/recurring"), "main")


def test_what_was_looked_at_and_not_found_is_none(own_world: Path) -> None:
    with closing(sqlite3.connect(own_world / "archive.db")) as db, db:
        db.execute("DELETE FROM grade_claims")
    assert "No grade that was claimed differs" in words(page(own_world, "/claims"), "main")


def test_days_are_counted_from_the_letter_to_the_first_release(world: Path) -> None:
    (held,) = rows(
        world,
        """SELECT julianday(min(p.published)) - julianday(l.published) AS days
           FROM links k JOIN press_releases p ON p.id = k.document
           JOIN letters l ON l.id = k.letter
           WHERE k.letter = '99000105' AND k.decision = 'linked'
             AND k.document_kind = 'press_release'""",
    )
    (row,) = [row for row in table(world, "/delays.csv") if row["letter"] == "99000105"]
    assert int(row["days"]) == held["days"]


def test_the_latest_grade_is_the_newest_inspections(world: Path) -> None:
    by_name = {row["authority"]: row for row in table(world, "/national.csv")}
    assert by_name["Wexmoor"]["overall"] == "inadequate"
    assert by_name["Wexmoor"]["since"] == "2024-05-14"
    assert by_name["Saltmarch"]["overall"] == ""
    assert by_name["Saltmarch"]["overall_status"] == "not_awarded"
    assert by_name["Kelderby"]["care_leavers_status"] == "combined"


def test_an_edited_and_a_vanished_page_are_both_changes(world: Path) -> None:
    what = {row["what"] for row in table(world, "/changes.csv")}
    assert "edited" in what


def test_a_citation_has_a_day_and_a_checksum(world: Path) -> None:
    assert "SHA-256" in words(page(world, "/letters"), ".cite")
    assert get(world, "/exports/SHA256SUMS").status_code == 200


# --- searching ---


def test_a_filter_finds_old_documents_behind_many_newer_ones(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive.site.reading import search

    monkeypatch.setattr(search, "_RANKED", 3)
    (hit,) = page(world, "/search?q=children&year=2015&type=letter").css(".hits > li")
    assert "24 November 2015" in words(hit, ".meta")


@pytest.mark.parametrize(
    ("narrowed", "kinds"),
    [
        ("type=letter&grade=inadequate", {"Letter"}),
        ("type=news_report", {"Report"}),
        ("kind=focused_visit", {"Letter"}),
        ("region=North+West", {"Letter", "Release", "Report"}),
    ],
)
def test_a_search_is_narrowed(world: Path, narrowed: str, kinds: set[str]) -> None:
    found = page(world, f"/search?q=children&{narrowed}")
    assert set(found.css(".hits .badge::text").getall()) == kinds


def test_a_words_beginning_is_found_and_an_exclusion_is_not(world: Path) -> None:
    def count(query: str) -> int:
        return len(table(world, f"/search.csv?q={query}"))

    assert count("permanen*") >= count("permanence") > 0
    assert count("children") > count("children+-permanence") > 0


def test_every_hit_of_a_search_is_in_its_file_newest_first(world: Path) -> None:
    found = table(world, "/search.csv?q=children")
    assert f"{len(found)} documents found" in words(page(world, "/search?q=children"), ".found")
    days = [row["published"] for row in found if row["published"]]
    assert days == sorted(days, reverse=True)


def test_a_mistyped_word_is_asked_about_and_a_known_one_is_not(world: Path) -> None:
    assert "safeguarding" in words(page(world, "/search?q=safegarding+Wexmor"), ".panel")
    assert "Did you mean" not in words(page(world, "/search?q=permanence+bicycle+zzzz"), ".panel")


def test_a_tables_csv_is_whole_however_it_is_narrowed(world: Path) -> None:
    evidence = rows(world, "SELECT count(*) AS n FROM evidence WHERE page = 1")[0]["n"]
    assert len(table(world, "/archive/evidence.csv?page=1")) == evidence
    fetches = rows(world, "SELECT count(*) AS n FROM evidence")[0]["n"]
    assert len(table(world, "/archive/evidence.csv")) == fetches
    assert len(table(world, "/archive/evidence.csv?_sort=words&_size=5")) == fetches


def test_a_tables_csv_that_cannot_go_on_breaks_off(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive.site.pages import tables

    first = {"columns": ["words"], "rows": [["one"]], "next": "1"}

    async def interrupted(*_asked: object) -> dict[str, str]:
        return {"error": "interrupted"}

    class Writer:
        text = ""

        async def write(self, text: str) -> None:
            self.text += text

    monkeypatch.setattr(tables, "_page", interrupted)
    writer = Writer()
    stream = tables._paged(datasette(world), "evidence", [], first)
    # In a thread of its own: the browser's tests keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(OSError, match="interrupted"):
        thread.submit(lambda: asyncio.run(stream.stream_fn(writer))).result()
    assert writer.text == "\ufeffwords\r\none\r\n"


@pytest.mark.parametrize("name", ["releases", "reports"])
def test_a_long_list_is_read_in_its_own_order_from_one_index(archive: Archive, name: str) -> None:
    """Of tens of thousands of rows a page shows fifty: none is sorted for it, or looked up."""
    sql, _ = LISTS[name].query({})
    asked = f"EXPLAIN QUERY PLAN {sql} ORDER BY {LISTS[name].order} LIMIT 50"
    plan = [row[3] for row in archive.db.execute(asked)]
    assert plan[0].startswith("SCAN i USING COVERING INDEX"), plan
    assert [step for step in plan if "TEMP B-TREE" in step] == []
    fed = f"EXPLAIN QUERY PLAN {sql} ORDER BY {LISTS[name].feed_order} LIMIT 50"
    assert [row for row in archive.db.execute(fed) if "TEMP B-TREE" in row[3]] == []
