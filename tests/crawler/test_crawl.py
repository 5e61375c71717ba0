"""The spiders on a replica: real Scrapy, real requests on loopback, a real archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import load_manifest, serving
from tests.nights import crawl, raise_night, requests_of, rows, write_manifest

SITE = "https://www.tarn.gov.example"
PAPER = "https://tarnmouth.nub.news.example"


def newsroom(
    name: str, *releases: dict[str, Any], design: str = "article", **more: Any
) -> dict[str, Any]:
    return {
        "authority": more.pop("authority", "90001"),
        "publisher": name,
        "listing": f"https://{name}.gov.example/news",
        "design": design,
        "releases": list(releases),
        **more,
    }


def release(host: str, slug: str, **more: Any) -> dict[str, Any]:
    return {
        "url": f"https://{host}.gov.example/news/{slug}",
        "title": slug.replace("-", " ").capitalize(),
        "published": dt.date(2026, 10, 1),
        "text": "words.txt",
        **more,
    }


TEXTS = {"words.txt": "First words of the council.\n\nMore words.", "other.txt": "Other words."}
AUTHORITIES = [{"urn": "90001", "name": "Tarn"}, {"urn": "90002", "name": "West Tarn"}]


FROM_THE_FUTURE = """<html><body><main><article><h1>From the future</h1>
<time datetime="2062-01-01">1 January 2062</time><p>Words.</p></article></main></body></html>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def serve(tmp_path: Path, **manifest: Any) -> Any:
    whole = {"night": 1, "authorities": AUTHORITIES, **manifest}
    return serving(load_manifest(write_manifest(tmp_path, whole, TEXTS)))


def addresses(replica: str) -> list[str]:
    """What was asked for since the last call."""
    asked = requests_of(replica, forget=True)
    return [f"https://{one['host']}{one['path']}" for one in asked]


def problems(data: Path) -> dict[str, str]:
    return {
        row["url"]: row["what"]
        for row in rows(data, "SELECT url, what FROM problems WHERE resolved IS NULL")
    }


class TestFaults:
    """Each kind of bad answer, all in one night: one row each, and the other sources unharmed."""

    FAULTS = {
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
        faults = [
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


def test_since_stops_at_a_day(tmp_path: Path, data: Path) -> None:
    old = [release("news", f"old{n}", published=dt.date(2020, 1, 1)) for n in range(30)]
    new = release("news", "new", published=dt.date(2026, 1, 1))
    with serve(tmp_path, newsrooms=[newsroom("news", new, *old)]) as replica:
        crawl(data, replica, "--since", "2025-01-01")
        assert len(requests_of(replica)) <= 4
    assert [r["title"] for r in rows(data, "SELECT title FROM press_releases")] == ["New"]


def test_filling_back_goes_beyond_what_an_earlier_night_was_limited_to(
    tmp_path: Path, data: Path
) -> None:
    pages = [
        release("news", f"y{year}n{n}", published=dt.date(year, 1, 1))
        for year in (2026, 2025, 2024)
        for n in range(12)
    ]
    with serve(tmp_path, newsrooms=[newsroom("news", *pages)]) as replica:
        held = {}
        for since in ("2026-01-01", None, "2025-01-01", "2024-06-01"):
            requests_of(replica, forget=True)
            crawl(data, replica, *(("--since", since) if since else ()))
            (row,) = rows(data, "SELECT count(*) AS n FROM press_releases")
            held[since] = row["n"]
    assert held == {"2026-01-01": 12, None: 12, "2025-01-01": 24, "2024-06-01": 24}


def test_filling_back_asks_a_site_for_its_page_on_ofsted_too(tmp_path: Path, data: Path) -> None:
    """The feed shows the last ten; what the site has tagged goes back as far as the site does."""
    old = [
        release("news", f"old{n}", published=dt.date(2020, 1, n + 1), title=f"Ofsted visit {n}")
        for n in range(12)
    ]
    new = [release("news", f"new{n}", published=dt.date(2026, 1, 1)) for n in range(12)]
    tagged = "https://news.gov.example/tag/ofsted/feed/"
    room = newsroom("news", *new, *old, design="wordpress", tagged=tagged)
    room["listing"] = "https://news.gov.example/feed/"
    short = {"url": f"{room['listing']}?paged=2", "status": 404}
    with serve(tmp_path, newsrooms=[room], faults=[short]) as replica:
        crawl(data, replica)
        assert tagged not in addresses(replica)
        crawl(data, replica, "--since", "2020-01-03")
        asked = addresses(replica)
        assert asked.count(tagged) == 1
        crawl(data, replica, "--since", "2020-01-03")
        again = addresses(replica)
    titles = {row["title"] for row in rows(data, "SELECT title FROM press_releases")}
    assert titles == {page["title"] for page in (*new[:10], *old[2:])}
    assert not [url for url in again if "/news/" in url]  # articles are asked for once


def test_a_site_whose_page_on_ofsted_is_gone_is_well_and_the_keeper_is_told(
    tmp_path: Path, data: Path
) -> None:
    tagged = "https://news.gov.example/tag/ofsted/feed/"
    room = newsroom("news", release("news", "one"), design="wordpress", tagged=tagged)
    room["listing"] = "https://news.gov.example/feed/"
    with serve(tmp_path, newsrooms=[room], faults=[{"url": tagged, "status": 404}]) as replica:
        crawl(data, replica, "--since", "2020-01-01")
    assert problems(data) == {tagged: "not there"}
    (run,) = rows(data, "SELECT verdict, reached FROM source_runs WHERE source != 'ofsted'")
    assert run == {"verdict": "healthy", "reached": "2020-01-01"}


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


def test_robots_txt_is_kept_and_we_say_who_we_are(tmp_path: Path, data: Path) -> None:
    one = release("news", "one")
    robots = "User-agent: *\nDisallow: /news/one\n"
    faults = [
        {"url": "https://news.gov.example/robots.txt", "body": robots, "content_type": "text/plain"}
    ]
    with serve(tmp_path, newsrooms=[newsroom("news", one)], faults=faults) as replica:
        crawl(data, replica, "--contact", "editor@tarn.example")
        asked = requests_of(replica)
    assert problems(data) == {one["url"]: "disallowed"}
    assert all("editor@tarn.example" in r["user_agent"] for r in asked)
    assert all(r["user_agent"].startswith("ofsted-letters/") for r in asked)
    assert one["url"].endswith(tuple(r["path"] for r in asked)) is False


@pytest.mark.parametrize(("status", "verdict"), [(503, "unreachable"), (404, "healthy")])
def test_a_site_that_cannot_give_its_robots_txt_is_asked_for_nothing(
    tmp_path: Path, data: Path, status: int, verdict: str
) -> None:
    """RFC 9309, 2.3.1: not there is open, out of order is closed. What an error page says is no
    rule."""
    robots = "User-agent: *\nDisallow: /\n"
    faults = [
        {"url": "https://news.gov.example/robots.txt", "status": status, "body": robots,
         "content_type": "text/plain"}
    ]  # fmt: skip
    one = release("news", "one")
    with serve(tmp_path, newsrooms=[newsroom("news", one)], faults=faults) as replica:
        crawl(data, replica)
        asked = set(addresses(replica))
    assert (one["url"] in asked) == (verdict == "healthy")
    (run,) = rows(data, "SELECT verdict, reason FROM source_runs WHERE source <> 'ofsted'")
    assert run["verdict"] == verdict
    assert ("robots.txt" in run["reason"]) == (status == 503)


def test_a_listing_that_leads_into_the_house_is_not_followed(tmp_path: Path, data: Path) -> None:
    room = newsroom("news", release("news", "one"))
    inward = ("http://127.0.0.1:1/x", "http://localhost/x", "https://news.gov.example:22/x")
    items = "".join(f"<item><title>In</title><link>{url}</link></item>" for url in inward)
    body = f"<rss version='2.0'><channel>{items}</channel></rss>"
    faults = [{"url": room["listing"], "body": body}]
    with serve(tmp_path, newsrooms=[room], faults=faults) as replica:
        crawl(data, replica)
        assert {r["path"] for r in requests_of(replica)} == {"/robots.txt", "/news"}
    assert problems(data) == dict.fromkeys(inward, "not a public address")


def test_a_wall_in_front_of_a_page_is_seen_for_what_it_is(tmp_path: Path, data: Path) -> None:
    one = release("news", "one")
    faults = [{"url": one["url"], "body": "<html><title>Just a moment...</title>"}]
    with serve(tmp_path, newsrooms=[newsroom("news", one)], faults=faults) as replica:
        crawl(data, replica)
    assert problems(data) == {one["url"]: "blocked"}
    assert rows(data, "SELECT 1 FROM press_releases") == []


def test_a_source_that_keeps_us_out_is_left_alone_for_the_night(tmp_path: Path, data: Path) -> None:
    many = [release("news", f"r{n}") for n in range(20)]
    faults = [{"url": each["url"], "status": 403, "until_night": 1} for each in many]
    with serve(tmp_path, newsrooms=[newsroom("news", *many)], faults=faults) as replica:
        crawl(data, replica)
        assert len(requests_of(replica)) < 20
        assert rows(data, "SELECT verdict FROM source_runs") == [{"verdict": "blocked"}]
        raise_night(replica, 2)
        crawl(data, replica)
    assert len(rows(data, "SELECT 1 FROM press_releases")) == 20
    assert problems(data) == {}


def test_a_busy_site_is_given_the_time_it_asks_for(tmp_path: Path, data: Path) -> None:
    one = release("news", "one")
    wait = {"status": 429, "times": 1, "headers": {"Retry-After": "1"}}
    faults = [{"url": one["url"], **wait}]
    with serve(tmp_path, newsrooms=[newsroom("news", one)], faults=faults) as replica:
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


def test_a_newsroom_that_nobody_has_found_is_a_row_with_that_verdict(tmp_path: Path) -> None:
    from crawler.catalogue import real_catalogue
    from crawler.run import Crawl

    nobody = real_catalogue().only(["bedford"])
    assert [source.url for source in nobody.newsrooms] == [""]
    assert Crawl(tmp_path, nobody, "nobody").catalogue.newsrooms[0].confidence == "none"


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
