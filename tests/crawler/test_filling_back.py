"""`--since`: how far a crawl goes back, and what it asks for on the way."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.crawler.towns import addresses, newsroom, problems, release, serve
from tests.nights import crawl, requests_of, rows


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
