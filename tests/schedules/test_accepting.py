"""Many pages gone at once change nothing until a person says that they were taken down."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.crawler.towns import newsroom, problems, release, serve
from tests.nights import command, crawl, raise_night, rows

LIST = "list of tarn_gov_example"
PROVIDER = "https://reports.ofsted.gov.uk/provider/44/90001"


def withdrawn(data: Path, table: str = "press_releases") -> int:
    (row,) = rows(data, f"SELECT count(withdrawn) AS n FROM {table}")
    return int(row["n"])


def accept(data: Path, source: str, *words: str) -> str:
    done = command(
        "sources", "accept", source, "--data", data, "--by", "Ann Reader", "--yes", *words
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.thorough
def test_a_cleared_out_newsroom_is_withdrawn_once_a_person_says_so(tmp_path: Path) -> None:
    data = tmp_path / "data"
    stays = [release("tarn", f"stays-{n}") for n in range(2)]
    goes = [release("tarn", f"goes-{n}", until_night=1) for n in range(8)]
    later = [release("tarn", f"later-{n}", until_night=6) for n in range(6)]
    room = newsroom("tarn", *stays, *goes, *later)
    with serve(tmp_path, newsrooms=[room]) as replica:
        crawl(data, replica)
        (source,) = (row["id"] for row in rows(data, "SELECT id FROM sources"))
        raise_night(replica, 2)
        crawl(data, replica)
        assert problems(data) == {f"list of {source}": "list shrunk"}
        (problem,) = rows(data, "SELECT detail FROM problems WHERE resolved IS NULL")
        assert f"`ofsted-letters sources accept {source}`" in problem["detail"]
        told = command("sources", "accept", "--data", data)
        assert (told.returncode, f"{source}: 8 pages" in told.stdout) == (3, True)
        assert "8 removals accepted" in accept(data, source, "--because", "Cleared out.")
        assert problems(data) == {}
        assert "No pages of" in accept(data, source)
        for night in (3, 4, 5):
            assert withdrawn(data) == 0
            raise_night(replica, night)
            crawl(data, replica)
            assert problems(data) == {}
        assert withdrawn(data) == 8
        raise_night(replica, 7)  # an acceptance stands for the pages that were shown, no others
        crawl(data, replica)
        assert problems(data) == {f"list of {source}": "list shrunk"}
        assert withdrawn(data) == 8
    named = rows(data, "SELECT accepted_by, because FROM removals WHERE accepted IS NOT NULL")
    assert named == [{"accepted_by": "Ann Reader", "because": "Cleared out."}] * 8


@pytest.mark.thorough
def test_pages_that_came_back_need_a_new_word(tmp_path: Path) -> None:
    data = tmp_path / "data"
    away = [release("tarn", f"away-{n}", until_night=1) for n in range(6)]
    back = [{**one, "until_night": 3, "from_night": 3} for one in away]
    stays = release("tarn", "stays")
    with serve(tmp_path, newsrooms=[newsroom("tarn", stays, *away, *back)]) as replica:
        crawl(data, replica)
        (source,) = (row["id"] for row in rows(data, "SELECT id FROM sources"))
        raise_night(replica, 2)
        crawl(data, replica)
        accept(data, source)
        raise_night(replica, 3)
        crawl(data, replica)
        assert rows(data, "SELECT url FROM removals") == []
        raise_night(replica, 4)
        crawl(data, replica)
    assert problems(data) == {f"list of {source}": "list shrunk"}
    assert rows(data, "SELECT accepted FROM removals") == [{"accepted": None}] * 6


@pytest.mark.thorough
@pytest.mark.parametrize("accepted", [False, True])
def test_an_authority_s_page_without_documents_is_said_and_held_back(
    tmp_path: Path, accepted: bool
) -> None:
    data = tmp_path / "data"
    empty = pypdfium2.PdfDocument.new()
    empty.new_page(595, 842)
    empty.save(tmp_path / "a.pdf")
    documents = [
        {"file": f"9900000{n}", "label": "Children's services focused visit",
         "published": "2026-10-01", "pdf": "a.pdf", "until_night": 1}
        for n in range(2)
    ]  # fmt: skip
    provider = {"urn": "90001", "name": "Tarn", "documents": documents}
    still_there = [
        {"url": f"https://files.ofsted.gov.uk/v1/file/{each['file']}", "body": "A moment, please.",
         "from_night": 2}
        for each in documents
    ]  # fmt: skip
    with serve(tmp_path, providers=[provider], faults=still_there) as replica:
        crawl(data, replica)
        assert len(rows(data, "SELECT id FROM letters")) == 2
        raise_night(replica, 2)
        crawl(data, replica)
        assert problems(data)[PROVIDER] == "page changed"
        if accepted:
            accept(data, "ofsted")
        raise_night(replica, 10)  # an authority's page is looked at once a week
        crawl(data, replica)
    assert (PROVIDER in problems(data)) == (not accepted)
    missed = rows(data, "SELECT sum(misses) AS n FROM listings WHERE kind = 'letter'")
    assert missed == [{"n": 2 if accepted else 0}]
