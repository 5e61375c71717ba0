"""Damage is found, and said."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.keeping.check import check
from archive.records import PressRelease, Problem, Source
from archive.store import Archive


def run(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql)


def test_a_whole_archive_is_whole(world: Path) -> None:
    assert check(world) == []


@pytest.mark.parametrize(
    ("file", "sql", "said"),
    [
        ("originals.db", "DELETE FROM originals WHERE rowid = 1", "points to is missing"),
        ("originals.db", "UPDATE originals SET body = zeroblob(length(body)) WHERE rowid = 2",
         "is damaged. The next night"),
        ("originals.db", "DELETE FROM report_texts WHERE rowid = 1", "A report's text"),
        ("originals.db", "UPDATE report_texts SET text = 'x' WHERE rowid = 1", "The report text"),
        ("archive.db", "INSERT INTO visit_windows VALUES ('none', '2026-01-01', '2026-01-02')",
         "points to a row of letters that is not there"),
        ("archive.db", "DELETE FROM search_documents WHERE document_kind = 'letter'",
         "cannot be found by searching"),
        ("archive.db", "UPDATE search_documents SET url = '' WHERE document_kind = 'news_report'",
         "Lists show another news report"),
        ("archive.db", "INSERT INTO waiting VALUES ('link', 'press_release', 'abc')",
         "1 document waits for the step 'link'"),
    ],
)  # fmt: skip
def test_damage_is_found(own_world: Path, file: str, sql: str, said: str) -> None:
    run(own_world / file, sql)
    found = check(own_world)
    assert any(said in sentence for sentence in found), found


def test_a_damaged_page_is_found(own_world: Path) -> None:
    path = own_world / "archive.db"
    with closing(sqlite3.connect(path)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'links'").fetchone()
    whole = bytearray(path.read_bytes())
    whole[(root - 1) * size : root * size] = bytes(size)
    path.write_bytes(whole)
    assert any("damaged" in sentence for sentence in check(own_world))


def test_the_end_of_a_long_text_that_was_zeroed_is_found(tmp_path: Path) -> None:
    """SQLite's own check follows the pages and does not know what stood in them."""
    words = "".join(f"word {number}, " for number in range(5000))
    with Archive(tmp_path) as archive:
        archive.runs.put_problem(Problem("s", "u", "w", words), None, "2026-01-01T00:00:00Z")
    assert check(tmp_path) == []
    path = tmp_path / "archive.db"
    whole = bytearray(path.read_bytes())
    place = whole.index(b"word 4990, ")
    whole[place : place + 11] = bytes(11)
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert any("table problems" in sentence for sentence in check(tmp_path))


@pytest.mark.parametrize("name", ["archive.db", "originals.db"])
def test_damage_to_any_page_that_holds_something_is_found(
    world: Path, tmp_path: Path, name: str
) -> None:
    shutil.copytree(world, tmp_path / "data")
    path = tmp_path / "data" / name
    whole = path.read_bytes()
    size = int.from_bytes(whole[16:18]) or 65536
    pages = range(1, len(whole) // size)
    for page in random.Random(8).sample(pages, 25):
        damaged = bytearray(whole)
        damaged[page * size : (page + 1) * size] = bytes(size)
        if bytes(damaged) == whole or _is_free(path, page + 1):
            continue
        path.write_bytes(damaged)
        assert check(tmp_path / "data"), f"page {page + 1} of {len(pages) + 1}"


def _is_free(path: Path, page: int) -> bool:
    with closing(sqlite3.connect(path)) as db:
        return page in _free_pages(db, path)


def _free_pages(db: sqlite3.Connection, path: Path) -> set[int]:
    whole = path.read_bytes()
    size = int.from_bytes(whole[16:18])
    trunk, free = int.from_bytes(whole[32:36]), set()
    while trunk:
        at = (trunk - 1) * size
        count = int.from_bytes(whole[at + 4 : at + 8])
        free |= {
            trunk,
            *(int.from_bytes(whole[at + 8 + 4 * n : at + 12 + 4 * n]) for n in range(count)),
        }
        trunk = int.from_bytes(whole[at : at + 4])
    return free


def test_damage_to_the_index_is_found_however_often_it_was_written_to_since(
    tmp_path: Path,
) -> None:
    with Archive(tmp_path) as archive:
        for n in range(60):
            keep_release(archive, n, " ".join(f"w{n}x{word}" for word in range(200)))
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db, db:
        (block,) = db.execute(
            """SELECT id FROM search_index_data AS held WHERE id > 10
               AND EXISTS (SELECT 1 FROM search_index_data WHERE id = held.id - 1)
               AND EXISTS (SELECT 1 FROM search_index_data WHERE id = held.id + 1)"""
        ).fetchone()
        cut = "substr(block, 1, 600) || x'77' || substr(block, 602)"
        change = f"UPDATE search_index_data SET block = CAST({cut} AS BLOB) WHERE id = ?"
        db.execute(change, [block])
    with Archive(tmp_path) as archive:
        keep_release(archive, 60, "one more")
    assert any("search index is damaged" in sentence for sentence in check(tmp_path))


def keep_release(archive: Archive, number: int, text: str) -> None:
    url = f"https://town.example/{number}"
    release = PressRelease(url, None, "Town", f"Title {number}", text, dt.date(2026, 1, 1))
    archive.places.put_sources([Source("town", "newsroom", "https://town.example", "jadu")])
    sha = archive.originals.keep(text.encode(), None)
    archive.items.save_release(
        release, source="town", sha256=sha, about_ofsted=False, now="2026-01-01T00:00:00Z"
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (sentence,) = check(tmp_path)
    assert "archive.db is not there" in sentence
