"""A press of the size of the real one: every newsroom of the catalogue, and as many outlets as
asked for, on their real addresses and in their real designs, with invented words."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from archive.records import Source
from crawler.catalogue import real_catalogue

TODAY = dt.date(2026, 11, 1)
_PLACE = "https://www.bedford-newsroom.example/news"  # for the one that nobody has found

# What councils write about on most days, and what this archive is for.
TEXT = """Work to repair the path beside the river begins on Monday. It will take about three weeks,
and walkers will be shown another way around by signs.

“We are sorry for the trouble this brings,” said Councillor Ada Penn, who leads on parks. “The path
has been in a poor state since the floods of last winter, and people deserve a better one.”

The work is paid for from the fund for green spaces. Residents can ask about it at the library on
Thursdays, or write to the parks team. The benches will be put back in the spring."""
REPORT = """Inspectors from Ofsted have praised social workers, and say that children who need help
get it sooner than they did.

In a letter published this week they write that plans are clear. The council’s leader said that it
was pleased, and that there was more to do."""


def newsrooms() -> list[Source]:
    """The councils' newsrooms, one for each of the 153; trusts and bulletins are further ones."""
    chosen: dict[str, Source] = {}
    for source in real_catalogue().newsrooms:
        if source.local_authority:
            chosen.setdefault(source.local_authority, source)
    return list(chosen.values())


def outlets(number: int) -> list[Source]:
    """The first outlets of the catalogue."""
    return list(real_catalogue().outlets[:number])


def country(
    folder: Path, releases: int = 20, papers: int = 0, later: int = 0, **more: Any
) -> dict[str, Any]:
    """A manifest, with its text files written to `folder`. `later`: of each source's pages, so many
    appear on the second night."""
    (folder / "release.txt").write_text(TEXT)
    (folder / "report.txt").write_text(REPORT)
    return {
        "night": 1,
        "newsrooms": [
            _entry(source, "releases", "release.txt", releases, later) for source in newsrooms()
        ],
        "outlets": [
            _entry(source, "reports", "report.txt", releases, later) for source in outlets(papers)
        ],
        **more,
    }


def _entry(source: Source, kind: str, text: str, number: int, later: int) -> dict[str, Any]:
    place = {} if source.url else {"listing": _PLACE, "design": "article", "authority": "80428"}
    pages = []
    for n in range(number):
        page: dict[str, Any] = {
            "url": page_address(source, n),
            "title": title_of(source, n),
            "published": TODAY - dt.timedelta(days=3 * n),
            "text": text,
        }
        if n < later:
            page["from_night"] = 2
        pages.append(page)
    return {"source": source.id, **place, kind: pages}


def title_of(source: Source, n: int) -> str:
    """The title of a source's `n`-th page, the newest first."""
    if source.kind == "news_outlet":
        return f"Inspectors praise children’s services, part {n}"
    return f"Path {n} in {source.id.replace('_', ' ')} is to be repaired"


def page_address(source: Source, n: int) -> str:
    """The address of a source's `n`-th page, in the form of its design."""
    url = source.url or _PLACE
    site = f"https://{urlsplit(url).netloc}"
    below = urlsplit(url).path.rstrip("/")
    forms = {
        "localgov_drupal": f"/news/2026/path-{n}",
        "jadu": f"/news/article/{1000 + n}/path_{n}",
        "goss": f"/article/{50000 + n}/Path-{n}",
        "contensis": urljoin(url, f"media_releases/path's-{n}.aspx"),
        "prgloo": f"/news/path-{n}",
        "presspage": f"/path-{n}/",
        "wordpress": f"/2026/10/{n + 1:02}/path-{n}/",
        "drupal": f"/news/path-{n}",
        "umbraco": f"{below}/path-{n}",
        "govdelivery": f"{below}/3e{n:04x}",
        "mynewsdesk": f"{below.rpartition('/')[0]}/news/path-{4000 + n}",
        "nub_news": f"/news/local-news/inspectors-praise-{_story(source, n)}",
        "newsquest": f"/news/{25000000 + n}.inspectors-praise/",
        "reach": f"/news/inspectors-praise-{25000000 + n}",
        "article": f"{below}/path-{n}",
    }
    return urljoin(site, forms[source.design])


def _story(source: Source, n: int) -> int:
    """Nub News counts its stories over all towns."""
    return 300000 + 100 * _places()[source.id] + n


@cache
def _places() -> dict[str, int]:
    return {source.id: place for place, source in enumerate(real_catalogue().sources())}
