"""One document's trouble is its own: it is said, ends nothing, and is over when it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from archive.processing import gathering, hands, read_step, work
from archive.processing.held_letters import HeldLetters
from archive.processing.process import Process
from archive.records import Item
from archive.store import Archive
from tests.archive.processing.test_hands import read_here

NIGHT_1, NIGHT_2 = "2026-12-24T03:30:00Z", "2026-12-25T03:30:00Z"
LETTER = "99000105"


@pytest.fixture
def copy(own_world: Path) -> Path:
    """A world of which everything waits."""
    with Archive(own_world) as archive:
        archive.waiting.add_everything()
    return own_world


def troubles(archive: Archive) -> list[str]:
    """What could not be processed and is still to be looked at."""
    sql = "SELECT url FROM problems WHERE what = 'not processed' AND resolved IS NULL"
    return [row["url"] for row in archive.rows(sql)]


def test_a_letter_whose_file_is_damaged_waits_until_it_is_mended(copy: Path) -> None:
    with Archive(copy) as archive:
        (row,) = archive.rows("SELECT sha256 FROM letters WHERE id = ?", [LETTER])
        body = archive.originals.body(row["sha256"])
        assert body is not None
        archive.originals.db.execute(
            "UPDATE originals SET body = x'00' WHERE sha256 = ?", [row["sha256"]]
        )
        done = Process(archive, NIGHT_1).everything()
        assert (done.failed, done.checked > 10) == (1, True)
        assert troubles(archive) == [f"letter/{LETTER}"]
        assert archive.waiting.of("read") == [("letter", LETTER)]
        archive.originals.keep(body, "application/pdf")
        assert Process(archive, NIGHT_2).everything().failed == 0
        assert troubles(archive) == []


def test_a_report_whose_text_is_lost_ends_nothing(copy: Path) -> None:
    with Archive(copy) as archive:
        (row,) = archive.rows("SELECT id, text_sha256 FROM news_reports ORDER BY id LIMIT 1")
        archive.originals.db.execute(
            "DELETE FROM report_texts WHERE sha256 = ?", [row["text_sha256"]]
        )
        done = Process(archive, NIGHT_1).everything()
        assert done.linked > 40
        assert troubles(archive) == [f"news_report/{row['id']}"]


@pytest.mark.parametrize("many", [False, True])
def test_what_is_wrong_with_one_item_or_authority_ends_nothing(
    copy: Path, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    """However many processes link and check."""
    monkeypatch.setattr(work, "WORTH", 1)
    monkeypatch.setattr(hands, "_ITEMS", 7)
    monkeypatch.setattr(read_step, "read_many", read_here)
    gather, all_of = gathering.Checking.gather, HeldLetters.all_of
    with Archive(copy) as archive:
        (linked,) = archive.rows(
            "SELECT document FROM links WHERE decision = 'linked' AND document_kind = "
            "'press_release' ORDER BY document LIMIT 1"
        )
        (owner,) = archive.rows(
            """SELECT local_authority AS urn FROM letters WHERE local_authority NOT IN (
                   SELECT local_authority FROM press_releases WHERE id = ?) LIMIT 1""",
            [linked["document"]],
        )

        def no_gathering(self: gathering.Checking, item: Item) -> Any:
            if item.document == linked["document"]:
                raise LookupError("no such thing")
            return gather(self, item)

        def no_letters(self: HeldLetters, urn: str | None) -> Any:
            if urn == owner["urn"]:
                raise LookupError("no such letters")
            return all_of(self, urn)

        monkeypatch.setattr(gathering.Checking, "gather", no_gathering)
        with ThreadPoolExecutor(1) as pool:
            done = Process(archive, NIGHT_1, executor=pool if many else None).everything()
        assert (done.failed, done.checked > 10) == (1, True)
        assert troubles(archive) == [f"press_release/{linked['document']}"]

        monkeypatch.setattr(HeldLetters, "all_of", no_letters)
        archive.waiting.add_everything()
        with ThreadPoolExecutor(1) as pool:
            done = Process(archive, NIGHT_2, executor=pool if many else None).everything()
        assert done.failed > 1
        assert done.linked > 20


def test_the_steps_are_the_ones_that_wait(copy: Path) -> None:
    """Nothing waits when all is done, and a second pass does nothing."""
    with Archive(copy) as archive:
        Process(archive, NIGHT_1).everything()
        assert archive.rows("SELECT * FROM waiting") == []
        again = Process(archive, NIGHT_2).everything()
        assert (again.read, again.linked, again.checked, again.failed) == (0, 0, 0, 0)


def test_a_release_without_a_day_is_linked_by_the_month_in_its_address(copy: Path) -> None:
    with Archive(copy) as archive:
        (row,) = archive.rows(
            """SELECT p.id, p.published FROM press_releases AS p
               JOIN links ON links.document = p.id AND links.document_kind = 'press_release'
               WHERE links.decision = 'linked' AND links.evidence LIKE '%"same day"%'
               ORDER BY p.id LIMIT 1"""
        )
        year, month, _ = row["published"].split("-")
        address = f"https://www.tarnshire.example/news/{year}/{month}/a-release"
        sql = "UPDATE press_releases SET published = NULL, url = ? WHERE id = ?"
        archive.db.execute(sql, [address, row["id"]])
        Process(archive, NIGHT_1).everything()
        (link,) = archive.rows("SELECT * FROM links WHERE document = ?", [row["id"]])
        assert link["decision"] == "linked"
        assert '"month of both"' in link["evidence"]
