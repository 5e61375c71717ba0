"""What a site asks of us is done: its robots.txt, its walls, its Retry-After; and no request leads
into a private network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.towns import addresses, newsroom, problems, release, serve
from tests.nights import crawl, raise_night, requests_of, rows


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


PROVIDERS = [
    {"urn": f"900{n}", "name": f"Tarn {n}", "documents": [
        {"file": f"990000{n}", "label": "Children's services focused visit",
         "published": "2026-10-01", "pdf": "a.pdf"}]}
    for n in range(10, 40)
]  # fmt: skip


def test_pages_that_are_left_for_another_night_are_no_problems_of_their_own(
    tmp_path: Path, data: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    urls = [f"https://reports.ofsted.gov.uk/provider/44/{one['urn']}" for one in PROVIDERS]
    faults = [{"url": url, "status": 403} for url in urls]
    with serve(tmp_path, providers=PROVIDERS, faults=faults, authorities=[]) as replica:
        crawl(data, replica)
        assert len(requests_of(replica)) < len(PROVIDERS)
    assert set(problems(data).values()) == {"blocked"}
    assert rows(data, "SELECT verdict FROM source_runs") == [{"verdict": "blocked"}]
