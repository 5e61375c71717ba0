"""What is asked for on later nights: little of what has not changed, and pages that are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.towns import newsroom, problems, release, serve
from tests.nights import crawl, raise_night, requests_of, rows


def test_a_second_crawl_downloads_no_body_that_is_unchanged(tmp_path: Path, data: Path) -> None:
    many = [release("news", f"r{n}") for n in range(25)]
    with serve(tmp_path, newsrooms=[newsroom("news", *many)]) as replica:
        crawl(data, replica)
        requests_of(replica, forget=True)
        crawl(data, replica)
        asked = [r for r in requests_of(replica) if r["path"] != "/robots.txt"]
        assert [r["status"] for r in asked] == [304]  # the first page of the listing, no more
        requests_of(replica, forget=True)
        raise_night(replica, 2)
        crawl(data, replica)
        asked = [r for r in requests_of(replica) if r["path"] != "/robots.txt"]
        assert [r["status"] for r in asked] == [304]  # nothing of it is about Ofsted
        requests_of(replica, forget=True)
        raise_night(replica, 9)
        crawl(data, replica)
        asked = [r for r in requests_of(replica) if r["path"] != "/robots.txt"]
        assert {r["status"] for r in asked} == {304}
        assert len(asked) == 26  # a week later each page is asked for once more
    assert len(rows(data, "SELECT 1 FROM versions")) == 25


def test_what_is_about_ofsted_is_asked_for_every_night(tmp_path: Path, data: Path) -> None:
    about = release("news", "about", title="Ofsted inspects our children’s services")
    with serve(tmp_path, newsrooms=[newsroom("news", about, release("news", "bins"))]) as replica:
        crawl(data, replica)
        requests_of(replica, forget=True)
        raise_night(replica, 2)
        crawl(data, replica)
        asked = {r["path"]: r["status"] for r in requests_of(replica)}
    assert asked == {"/robots.txt": 200, "/news": 304, "/news/about": 304}


@pytest.mark.thorough
def test_a_page_that_vanishes_is_withdrawn_after_three_nights_and_kept(
    tmp_path: Path, data: Path
) -> None:
    gone = release("news", "gone", until_night=1)
    with serve(tmp_path, newsrooms=[newsroom("news", gone, release("news", "stays"))]) as replica:
        for number in (1, 2, 3, 4):
            raise_night(replica, number)
            crawl(data, replica)
            withdrawn = rows(data, "SELECT withdrawn FROM press_releases WHERE title = 'Gone'")
            assert bool(withdrawn[0]["withdrawn"]) == (number == 4)
    assert problems(data) == {}
    assert len(rows(data, "SELECT 1 FROM press_releases WHERE withdrawn IS NULL")) == 1


def test_a_listed_page_that_answers_404_is_a_problem_and_not_withdrawn(
    tmp_path: Path, data: Path
) -> None:
    one = release("news", "one", title="What Ofsted said of our children’s services")
    faults = [{"url": one["url"], "status": 404, "from_night": 2}]
    with serve(tmp_path, newsrooms=[newsroom("news", one)], faults=faults) as replica:
        for number in (1, 2, 3, 4):
            raise_night(replica, number)
            crawl(data, replica)
    assert problems(data) == {one["url"]: "not there"}
    assert rows(data, "SELECT withdrawn FROM press_releases") == [{"withdrawn": None}]
