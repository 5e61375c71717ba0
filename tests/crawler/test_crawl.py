"""The spiders on a replica: real Scrapy, real requests on loopback, a real archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.pages.ofsted_search import search_address
from crawler.replica import load_manifest, serving
from tests.crawler.towns import AUTHORITIES, newsroom, release, serve
from tests.nights import command, crawl, requests_of, rows, write_manifest


def test_only_the_sources_named_are_visited(tmp_path: Path, data: Path) -> None:
    rooms = [
        newsroom("one", release("one", "a")),
        newsroom("two", release("two", "b"), authority="90002"),
    ]
    with serve(tmp_path, newsrooms=rooms) as replica:
        crawl(data, replica)
        names = [row["id"] for row in rows(data, "SELECT id FROM sources ORDER BY id")]
        requests_of(replica, forget=True)
        assert crawl(data, replica, names[0]).returncode == 0
        assert len({r["host"] for r in requests_of(replica)}) == 1
        wrong = crawl(data, replica, "nowhere")
    assert wrong.returncode == 1
    assert "nowhere" in wrong.stderr


def test_a_newsroom_that_nobody_has_found_is_a_row_with_that_verdict(data: Path) -> None:
    done = command("crawl", "bedford", "--contact", "a@example.org", "--data", data)
    assert done.returncode == 0, done.stderr
    (run,) = rows(data, "SELECT source, verdict, reason, requests FROM source_runs")
    assert (run["source"], run["verdict"], run["requests"]) == ("bedford", "not_found", 0)
    assert run["reason"]


def test_a_trusts_release_is_about_the_authority_it_names(tmp_path: Path, data: Path) -> None:
    trust = newsroom(
        "trust", release("trust", "one"), release("trust", "two", text="west.txt"),
        authority=["90001", "90002"],
    )  # fmt: skip
    (tmp_path / "west.txt").write_text("West Tarn has done well.")
    with serve(tmp_path, newsrooms=[trust]) as replica:
        crawl(data, replica)
    sql = "SELECT title, local_authority FROM press_releases ORDER BY title"
    assert [tuple(row.values()) for row in rows(data, sql)] == [("One", None), ("Two", "90002")]


BLOCK_QUOTE = "Ofsted’s letter says:\n\n> Staff know\neach child by name.\n\nWe are glad of it."


SIMPLE = ("article", "drupal", "goss", "localgov_drupal", "mynewsdesk",
          "presspage", "prgloo", "umbraco", "wordpress")  # fmt: skip


def test_a_block_quote_is_kept_beside_the_words_whatever_the_design(
    tmp_path: Path, data: Path
) -> None:
    rooms = [
        newsroom(f"{design.replace('_', '')}-room", release(f"{design.replace('_', '')}-room", "a",
                 text="block.txt"), design=design)
        for design in SIMPLE
    ]  # fmt: skip
    whole = {"night": 1, "authorities": AUTHORITIES, "newsrooms": rooms}
    manifest = write_manifest(tmp_path, whole, {"block.txt": BLOCK_QUOTE})
    with serving(load_manifest(manifest)) as replica:
        done = crawl(data, replica)
    assert done.returncode == 0, done.stderr
    found = rows(data, "SELECT publisher, text, block_quotes FROM press_releases")
    assert {row["publisher"] for row in found} == {f"{d.replace('_', '')}-room" for d in SIMPLE}
    for row in found:
        assert ">" not in row["text"], row["publisher"]
        place = int(row["block_quotes"].strip("[]"))
        assert row["text"].split("\n\n")[place - 1] == "Staff know\neach child by name."


@pytest.mark.parametrize("fault", [{"body": "<html><p>We are moving</p></html>"}, {"status": 500}])
def test_without_ofsted_s_search_each_authority_s_own_page_is_asked(
    tmp_path: Path, data: Path, fault: dict[str, Any]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    documents = [{"file": "99000001", "label": "Children's services focused visit",
                  "published": "2026-10-01", "pdf": "a.pdf"}]  # fmt: skip
    provider = {"urn": "90001", "name": "Tarn", "documents": documents}
    search = search_address("https://reports.ofsted.gov.uk/search")
    with serve(tmp_path, providers=[provider], faults=[{"url": search, **fault}]) as replica:
        crawl(data, replica)
    assert rows(data, "SELECT id FROM letters WHERE sha256 IS NOT NULL") == [{"id": "99000001"}]
    (run,) = rows(data, "SELECT verdict FROM source_runs")
    assert run["verdict"] in ("changed_shape", "unreachable")


def test_a_place_that_begins_as_an_authority_is_called_is_not_that_authority(
    tmp_path: Path, data: Path
) -> None:
    trust = newsroom("trust", release("trust", "one", text="mouth.txt"),
                     authority=["90001", "90002"])  # fmt: skip
    (tmp_path / "mouth.txt").write_text("The library of Tarnmouth is open again.")
    with serve(tmp_path, newsrooms=[trust]) as replica:
        crawl(data, replica)
    assert rows(data, "SELECT local_authority FROM press_releases") == [{"local_authority": None}]
