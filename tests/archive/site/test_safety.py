"""What the site lets nobody do."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from archive.site.app import site
from tests.archive.site.test_pages import get

EVERYWHERE = ["/", "/archive", "/archive/letters", "/archive/letters.json", "/nowhere",
              "/-/versions", "/-/patterns", "/letters.csv", "/letters.atom", "/robots.txt",
              "/assets/site.css", "/archive?sql=select+1", "/archive?sql=syntax+error"]  # fmt: skip


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_says_what_a_browser_may_do(world: Path, path: str) -> None:
    headers = get(world, path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_but_reading_is_answered(world: Path, method: str) -> None:
    async def ask() -> Any:
        return await getattr(site(world).client, method)("/archive/letters")

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, ask()).result().status_code == 405


@pytest.mark.parametrize(
    "sql",
    [
        "delete from letters",
        "with x as (select 1) insert into letters(id) select * from x",
        "pragma journal_mode = delete",
        "attach database '/etc/passwd' as x",
        "vacuum",
        "select load_extension('x')",
        "select writefile('x', 'y')",
    ],
)
def test_no_sql_writes_or_reaches_beyond_the_archive(world: Path, sql: str) -> None:
    before = (world / "archive.db").read_bytes()
    assert get(world, f"/archive?sql={sql}").status_code in (400, 403)
    assert get(world, f"/archive.csv?sql={sql}").status_code in (400, 403)
    assert (world / "archive.db").read_bytes() == before


def test_endless_sql_is_ended_and_says_so(world: Path) -> None:
    endless = (
        "with recursive n(x) as (select 1 union all select x%2B1 from n) select count(*) from n"
    )
    answer = get(world, f"/archive?sql={endless}")
    assert answer.status_code == 400
    assert "took longer" in answer.text
    assert "<script" not in answer.text


def test_no_value_fills_the_memory(world: Path) -> None:
    assert get(world, "/archive?sql=select+length(randomblob(900000000))").status_code == 400


def test_one_setting_turns_sql_off(world: Path) -> None:
    async def ask() -> list[int]:
        closed = site(world, default_allow_sql=False)
        paths = ["/archive?sql=select+1", "/archive.csv?sql=select+1", "/archive/letters",
                 "/archive/latest_grades", "/archive/latest_grades.csv", "/"]  # fmt: skip
        return [(await closed.client.get(path)).status_code for path in paths]

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, ask()).result() == [403, 403, 200, 200, 200, 200]


def test_the_sites_own_connection_cannot_write(world: Path) -> None:
    async def write() -> None:
        database = site(world).get_database("archive")
        await database.execute_fn(lambda conn: conn.execute("DELETE FROM letters"))

    with ThreadPoolExecutor(1) as thread, pytest.raises(sqlite3.OperationalError, match="readonly"):
        thread.submit(asyncio.run, write()).result()


def test_the_pdf_and_the_page_are_attachments_in_a_sandbox(world: Path) -> None:
    for path, start in (("/letters/99000105/original", b"%PDF-"), (_a_release(world), b"<")):
        answer = get(world, path)
        assert answer.status_code == 200
        assert answer.content.lstrip().startswith(start)
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert "html" not in answer.headers["content-type"]


def test_a_reports_page_is_its_publishers_and_not_to_be_had(world: Path) -> None:
    (row,) = _rows(world, "SELECT id FROM news_reports LIMIT 1")
    assert get(world, f"/reports/{row}/original").status_code == 404


def test_every_version_of_a_page_is_kept_as_it_came(world: Path) -> None:
    path = _a_release(world)
    first, second = get(world, f"{path}/1").content, get(world, f"{path}/2").content
    assert first != second
    assert get(world, f"{path}/3").status_code == 404
    assert (
        get(world, "/letters/99000703/original/1").content
        != get(world, "/letters/99000703/original/2").content
    )


def test_whoever_holds_an_original_is_told_so(world: Path) -> None:
    async def ask() -> list[int]:
        client = site(world).client
        first = await client.get("/letters/99000105/original")
        held = {"If-None-Match": first.headers["etag"]}
        return [(await client.get("/letters/99000105/original", headers=held)).status_code]

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, ask()).result() == [304]


def _a_release(world: Path) -> str:
    (row,) = _rows(world, "SELECT id FROM press_releases WHERE title LIKE 'Immediate action%'")
    return f"/releases/{row}/original"


def _rows(world: Path, sql: str) -> list[str]:
    from tests.nights import rows

    return [row["id"] for row in rows(world, sql)]
