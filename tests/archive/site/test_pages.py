"""The pages, asked through Datasette itself, over an archive of the bundled world."""

from __future__ import annotations

import asyncio
import csv
import functools
import io
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from parsel import Selector

from archive.outgoing.export import export
from archive.site.app import site
from archive.site.lists import LISTS
from tests.nights import command, rows


@functools.cache
def datasette(world: Path) -> Datasette:
    return site(world)


def get(world: Path, path: str) -> Any:
    async def ask() -> Any:
        return await datasette(world).client.get(path)

    # In a thread of its own: the browser's tests keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result()


def page(world: Path, path: str) -> Selector:
    answer = get(world, path)
    assert answer.status_code == 200, answer.text[:500]
    return Selector(answer.text, type="html")


def words(selector: Selector, css: str) -> str:
    return " ".join("".join(selector.css(css + " ::text").getall()).split())


def id_of(world: Path, table: str, title: str) -> str:
    (row,) = rows(world, f"SELECT id FROM {table} WHERE title LIKE ?", [f"{title}%"])
    return str(row["id"])


ADDRESSES = ["/", "/search", "/search?q=children", "/letters/99000105", "/letters/99000101",
             "/authorities/wexmoor", "/lists", "/accuracy", "/about", "/archive",
             "/archive/letters", "/archive/letters/99000105", "/archive?sql=select+1",
             *(f"/{name}" for name in LISTS)]  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_pages_ask_nothing_of_other_hosts_and_run_no_script(world: Path, path: str) -> None:
    answer = get(world, path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "unsafe" not in policy
    assert "<script" not in answer.text
    html = Selector(answer.text, type="html")
    assert html.css("[style], [onclick], style") == []
    for address in html.css("link::attr(href), img::attr(src), image::attr(href)").getall():
        assert address.startswith("/")


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_link_within_the_site_leads_somewhere(world: Path, path: str) -> None:
    links = set(page(world, path).css('a[href^="/"]::attr(href)').getall())
    for link in sorted(links)[:40]:
        assert get(world, link.partition("#")[0]).status_code == 200, link


def _change(data: Path, *statements: tuple[str, list[str]]) -> None:
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        for sql, parameters in statements:
            db.execute(sql, parameters)


def _linked_release(data: Path) -> tuple[str, str]:
    """The ids of a release and of the letter it is about."""
    (link, *_) = rows(
        data,
        """SELECT document, letter FROM links
           WHERE document_kind = 'press_release' AND decision = 'linked' ORDER BY document""",
    )
    return link["document"], link["letter"]


def test_what_waits_for_its_check_is_not_said_to_hold_nothing(own_world: Path) -> None:
    release, letter = _linked_release(own_world)
    findings = ("quotations", "shared_passages", "grade_claims")
    _change(own_world, ("DELETE FROM answers WHERE press_release = ?", [release]),
           *((f"DELETE FROM {table} WHERE document = ?", [release]) for table in findings))  # fmt: skip
    addresses = (f"/letters/{letter}", f"/releases/{release}")
    for address in addresses:
        assert "Not checked yet" not in words(page(own_world, address), "main")
    waits = "INSERT INTO waiting VALUES ('check', 'press_release', ?)"
    _change(own_world, (waits, [release]))
    for address in addresses:
        told = words(page(own_world, address), "main")
        assert "Not checked yet" in told
        assert "None that we found" not in told
        assert "Nothing that we found" not in told
    assert "Not checked yet: which of these" in words(page(own_world, addresses[0]), "main")


def test_a_letter_that_could_not_be_read_is_not_said_to_hold_no_judgement(own_world: Path) -> None:
    release, letter = _linked_release(own_world)
    _change(own_world, ("DELETE FROM answers WHERE press_release = ?", [release]),
           ("UPDATE letters SET status = 'unread' WHERE id = ?", [letter]))  # fmt: skip
    told = words(page(own_world, f"/releases/{release}"), "main")
    assert "We could not read the letter" in told
    assert "no judgement" not in told


def test_home_shows_what_is_new_what_is_silent_and_what_was_quoted_otherwise(world: Path) -> None:
    home = page(world, "/")
    assert "Two children were living in unregistered home" in words(home, "main")
    assert "no release found" in words(home, "main")
    assert words(home, "ins") != ""
    assert home.css('main form[action="/search"] input[name=q]')


def test_a_letter_has_its_facts_and_its_words_marked_with_who_quoted_them(world: Path) -> None:
    letter = page(world, "/letters/99000105")
    assert "2 and 3 July 2025" in words(letter, "dl")
    assert "Yusuf Brandreth (lead)" in words(letter, "dl")
    marks = letter.css(".text mark")
    exact = [m for m in marks if "verdict-exact" in m.attrib["class"]]
    assert "Every child in need and every child with a child protection plan" in words(
        exact[1], "mark"
    ) + words(exact[0], "mark") + words(letter, ".text")
    assert all(
        m.css("a::attr(href)").get("").startswith(("/releases/", "/reports/")) for m in marks
    )
    assert "Wexmoor Council" in words(letter, "aside")
    assert "robust" in words(letter, "aside ins")
    assert "names the visit's days" in words(letter, "aside details")


def test_a_letter_without_anything_about_it_says_so(world: Path) -> None:
    letter = page(world, "/letters/99000301")
    assert "No press release and no report in this archive is about this letter" in words(
        letter, "aside"
    )


def test_a_grade_that_is_no_longer_awarded_is_not_shown_as_missing(world: Path) -> None:
    assert "Overall effectiveness no longer awarded" in words(
        page(world, "/letters/99000403"), "table.grades"
    )
    assert "judged together with children in care" in words(
        page(world, "/letters/99000302"), "table.grades"
    )


def test_a_release_shows_its_letter_its_marks_and_that_it_was_edited(world: Path) -> None:
    release = page(world, "/releases/" + id_of(world, "press_releases", "Immediate action"))
    assert "2 versions" in words(release, ".warn")
    assert "speed" in words(release, "aside ins")
    assert release.css('.text mark.verdict-altered a[href^="/letters/99000304#m"]')


def test_a_report_is_shown_by_its_first_words_only(world: Path) -> None:
    (row,) = rows(world, "SELECT id, extract FROM news_reports WHERE title LIKE 'A chair%'")
    report = get(world, f"/reports/{row['id']}")
    assert row["extract"][:60] in report.text
    assert "moved the young woman the same evening" not in report.text


def test_an_authoritys_story_is_in_order_of_time(world: Path) -> None:
    story = page(world, "/authorities/wexmoor")
    days = story.css(".story time::attr(datetime)").getall()
    assert len(days) > 10
    assert days == sorted(days, reverse=True)
    assert "West Wexmoor" not in words(story, ".story")


@pytest.mark.parametrize("query", ["children's plans", "children’s plans", "childrens plans"])
def test_search_finds_every_spelling(world: Path, query: str) -> None:
    assert len(page(world, f"/search?q={query}").css(".hits > li")) == 20


def test_search_shows_why_and_filters(world: Path) -> None:
    found = page(world, '/search?q="duty list"&type=press_release&authority=kelderby')
    (hit,) = found.css(".hits > li")
    assert "duty list" in words(hit, "mark") or "duty" in words(hit, "mark")
    assert words(page(world, "/search?q=duty&year=2012"), ".panel").startswith("Nothing found")


@pytest.mark.parametrize(
    "query",
    ['"', "NEAR(", "a:b", "*", "(((", "x" * 10000, "日本", "<script>alert(1)</script>", "%00"],
)
def test_no_query_breaks_the_page(world: Path, query: str) -> None:
    answer = get(world, f"/search?q={query}")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("page_number", ["0", "-1", "x", "99999999999999"])
def test_no_page_number_breaks_the_page(world: Path, page_number: str) -> None:
    assert get(world, f"/search?q=children&page={page_number}").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/letters/1", "/releases/00", "/reports/ff", "/authorities/nowhere", "/exports/x.csv", "/x"],
)
def test_what_is_not_here_is_a_helpful_404(world: Path, path: str) -> None:
    answer = get(world, path)
    assert answer.status_code == 404
    assert "This page is not here" in answer.text


@pytest.mark.parametrize("name", ["silent", "quotations", "search"])
def test_lists_come_whole_as_csv(world: Path, name: str) -> None:
    answer = get(world, f"/{name}.csv" + ("?q=children" if name == "search" else ""))
    assert answer.headers["content-type"].startswith("text/csv")
    assert f'filename="{name}.csv"' in answer.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert len(table) > 4


def test_the_nights_files_are_served_whole(world: Path) -> None:
    answer = get(world, "/exports/letters.csv")
    assert len(list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))) == 24


def test_a_table_too_long_for_a_file_is_sent_as_it_stands(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(world, data)
    export(data / "archive.db", data / "exports", most_rows=23)
    sent = get(data, "/exports/letters.csv")
    assert (sent.status_code, sent.headers["location"]) == (302, "/archive/letters.csv")
    assert len(list(csv.DictReader(io.StringIO(page_text(data, "/archive/letters.csv"))))) == 24
    assert get(data, "/exports/waiting.csv").status_code == 404


def page_text(folder: Path, path: str) -> str:
    return str(get(folder, path).content, "utf-8-sig")


def test_tables_have_facets_search_and_csv(world: Path) -> None:
    table = page(world, "/archive/letters?_search=children's&_facet=kind")
    assert "24 rows" in words(table, "h2")
    assert "monitoring_visit" in words(table, ".facet-results")
    assert "24 rows" in words(page(world, "/archive/letters?_search=childrens"), "h2")
    assert len(get(world, "/archive/letters.csv?_search=foster").text.splitlines()) > 2


def test_the_workings_of_the_archive_are_out_of_sight(world: Path) -> None:
    shown = set(page(world, "/archive").css(".db-table h3 a::text").getall())
    assert {"letters", "press_releases", "links"} <= shown
    assert not {"search_index", "search_documents", "waiting", "_sqlite_migrations"} & shown


def test_originals_are_not_to_be_had(world: Path) -> None:
    for path in ("/originals", "/originals.db", "/archive.db"):
        assert get(world, path).status_code in (403, 404)


def test_what_a_release_may_leave_out_is_not_said_to_be_touched(
    world: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(world, data)
    (one,) = rows(data, "SELECT press_release AS id, count(*) AS n FROM answers "
                        "GROUP BY press_release ORDER BY n DESC LIMIT 1")  # fmt: skip
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        db.execute("UPDATE answers SET verdict = 'unsure', sentence = NULL")
    told = words(page(data, f"/releases/{one['id']}"), "aside")
    assert "touches every" not in told
    assert f"We cannot tell of {one['n']} judgements and points" in told
    assert "What it mentions" not in told
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        db.execute("UPDATE answers SET verdict = 'mentioned'")
    assert "touches every" in words(page(data, f"/releases/{one['id']}"), "aside")


def test_a_letter_with_every_optional_cell_empty_is_a_page(tmp_path: Path) -> None:
    from archive.records import Authority, ListedLetter
    from archive.store import Archive

    with Archive(tmp_path) as archive:
        archive.places.put_authorities([Authority("1", "Tarn", "tarn")])
        archive.letters.listed(
            [ListedLetter("9", "1", "Letter", "https://x/9", "https://x")], "2026-11-20T03:30:00Z"
        )
    assert "have not read it yet" in get(tmp_path, "/letters/9").text
    every = ["/", "/authorities/tarn", "/search?q=tarn", "/accuracy", "/about", "/lists"]
    for path in [*every, *(f"/{name}" for name in LISTS)]:
        assert get(tmp_path, path).status_code == 200, path


def test_accuracy_tells_where_another_table_differs(world: Path, tmp_path: Path) -> None:
    assert "Held against other tables" not in get(world, "/accuracy").text
    data = tmp_path / "data"
    shutil.copytree(world, data)
    letter, *_ = rows(
        world,
        """SELECT l.id, l.published, a.name FROM letters l
           JOIN local_authorities a ON a.urn = l.local_authority
           JOIN judgements j ON j.letter = l.id AND j.area = 'overall' AND j.grade = 'good'""",
    )
    table = tmp_path / "outcomes.csv"
    table.write_text(
        "Local authority,Publication date,Overall effectiveness\n"
        f"{letter['name']},{letter['published']},Inadequate\n"
    )
    assert command("reconcile", table, "--data", data).returncode == 3
    shown = page(data, "/accuracy")
    assert "outcomes.csv" in words(shown, "table")
    (row,) = [tr for tr in shown.css("tbody tr") if tr.css(f"a[href='/letters/{letter['id']}']")]
    assert [words(cell, "*") for cell in row.css("td")[-2:]] == ["inadequate", "good"]
