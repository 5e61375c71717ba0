"""Bad answers of every kind: each is a problem with its sentence, and nothing else is harmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.crawler.towns import newsroom, problems, release, serve
from tests.nights import crawl, raise_night, rows

FROM_THE_FUTURE = """<html><body><main><article><h1>From the future</h1>
<time datetime="2062-01-01">1 January 2062</time><p>Words.</p></article></main></body></html>"""


class TestFaults:
    """Each kind of bad answer, all in one night: one row each, and the other sources unharmed."""

    FAULTS: ClassVar[dict[str, tuple[dict[str, Any], str]]] = {
        "missing": ({"status": 404}, "not there"),
        "forbidden": ({"status": 403}, "blocked"),
        "broken": ({"status": 500}, "server error"),
        "slow": ({"delay": 4}, "timed out"),
        "cut": ({"truncate_at": 200}, "broken off"),
        "moved": ({"redirect": "https://elsewhere.example/x", "status": 302}, "redirected elsewhere"),
        "inward": ({"redirect": "http://127.0.0.1/x", "status": 302}, "redirected elsewhere"),
        "picture": ({"content_type": "image/png", "body": "PNG"}, "page changed"),
        "shapeless": ({"body": "<html><p>We are moving</p></html>"}, "page changed"),
        "huge": ({"body": "x", "size": 6_000_000}, "too large"),
        "bomb": ({"body": "x", "size": 60_000_000, "gzip": True}, "too large"),
        "circle": ({"redirect": "https://news.gov.example/news/circle"}, "redirected in a circle"),
        "private": ({"redirect": "http://192.168.1.1/x", "status": 301}, "redirected elsewhere"),
        "garbled": ({"content_type": "text/html; charset=utf-16"}, "page changed"),
        "nested": ({"body": "<div>" * 30_000}, "page changed"),
        "ahead": ({"body": FROM_THE_FUTURE}, "date to come"),
    }  # fmt: skip

    @pytest.fixture(scope="class")
    @classmethod
    def crawled(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
        folder = tmp_path_factory.mktemp("faults")
        releases = [release("news", slug) for slug in (*cls.FAULTS, "well")]
        faults: list[dict[str, Any]] = [
            {"url": f"https://news.gov.example/news/{slug}", **fault}
            for slug, (fault, _) in cls.FAULTS.items()
        ]
        broken_list = newsroom("down", release("down", "a"), authority="90002")
        faults.append({"url": broken_list["listing"], "status": 503})
        fine = newsroom("fine", release("fine", "a"), authority="90002")
        with serve(
            folder, newsrooms=[newsroom("news", *releases), broken_list, fine], faults=faults
        ) as replica:
            done = crawl(folder / "data", replica, "--timeout", "1", "--largest", "5")
            assert done.returncode == 0, done.stderr
            yield folder / "data"

    @pytest.mark.parametrize("slug", FAULTS)
    def test_each_is_a_problem_with_its_address_and_a_sentence(
        self, crawled: Path, slug: str
    ) -> None:
        (found,) = rows(
            crawled, "SELECT what, detail FROM problems WHERE url = ?",
            [f"https://news.gov.example/news/{slug}"],
        )  # fmt: skip
        assert found["what"] == self.FAULTS[slug][1]
        assert found["detail"].endswith(".")
        assert len(found["detail"].split()) >= 5

    def test_nothing_else_is_a_problem(self, crawled: Path) -> None:
        assert len(problems(crawled)) == len(self.FAULTS) + 1

    def test_what_is_well_is_stored(self, crawled: Path) -> None:
        titles = {row["title"] for row in rows(crawled, "SELECT title FROM press_releases")}
        assert titles == {"Well", "A", "From the future"}

    def test_a_day_to_come_is_not_taken_for_the_day_of_publication(self, crawled: Path) -> None:
        sql = "SELECT published, published_source FROM press_releases WHERE title LIKE 'From%'"
        (found,) = rows(crawled, sql)
        assert found == {"published": "2026-10-01", "published_source": "listing"}

    def test_a_source_out_of_reach_is_said_to_be_so_and_the_others_are_not(
        self, crawled: Path
    ) -> None:
        by_host = {
            row["url"].split("/")[2]: row["verdict"]
            for row in rows(
                crawled,
                "SELECT s.url, r.verdict FROM source_runs r JOIN sources s ON s.id = r.source",
            )
        }
        assert by_host["down.gov.example"] == "unreachable"
        assert by_host["fine.gov.example"] == "healthy"


def test_a_fault_that_heals_leaves_no_problem(tmp_path: Path, data: Path) -> None:
    one = release("news", "one")
    faults = [{"url": one["url"], "status": 503, "times": 2}]
    with serve(tmp_path, newsrooms=[newsroom("news", one)], faults=faults) as replica:
        crawl(data, replica)
    assert problems(data) == {}
    assert len(rows(data, "SELECT 1 FROM press_releases")) == 1


def test_a_page_that_failed_is_asked_for_again_and_its_problem_is_over(
    tmp_path: Path, data: Path
) -> None:
    one = release("news", "one")
    faults = [{"url": one["url"], "body": "<html>", "until_night": 1}]
    with serve(tmp_path, newsrooms=[newsroom("news", one)], faults=faults) as replica:
        crawl(data, replica)
        assert problems(data) == {one["url"]: "page changed"}
        raise_night(replica, 2)
        crawl(data, replica)
    assert problems(data) == {}
    assert len(rows(data, "SELECT 1 FROM press_releases")) == 1


def test_a_list_that_fails_is_replaced_by_its_feed_and_the_failure_is_said(
    tmp_path: Path, data: Path
) -> None:
    room = newsroom(
        "news", release("news", "article/1/one"), design="jadu",
        feed="https://news.gov.example/rss/news",
    )  # fmt: skip
    faults = [{"url": room["listing"], "status": 404}]
    with serve(tmp_path, newsrooms=[room], faults=faults) as replica:
        crawl(data, replica)
    assert problems(data) == {room["listing"]: "not there"}
    assert len(rows(data, "SELECT 1 FROM press_releases")) == 1
    assert rows(data, "SELECT verdict FROM source_runs") == [{"verdict": "unreachable"}]
