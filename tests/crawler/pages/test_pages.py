"""Every folder under `cases/` is a case: a page as a site would send it, and what is to be read
from it. `DESIGN/CASE/page.html` (or `feed.xml`) with `expected.json`: the address, what the page is
(listing, article, search, provider), and the facts; or the error, where it must not be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.records import to_plain
from crawler.errors import CrawlerError
from crawler.pages import DESIGNS, design
from crawler.pages.ofsted_provider import ProviderPage
from crawler.pages.ofsted_search import SearchPage

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/*/expected.json"))


def read(kind: str, name: str, url: str, html: str) -> Any:
    if kind == "listing":
        listing = design(name).Listing(url, html)
        return {"entries": to_plain(listing.entries()), "next_page": listing.next_page()}
    if kind == "article":
        page = design(name).Article(url, html)
        published, source = page.published()
        return {
            "title": page.title(),
            "byline": page.byline(),
            "published": to_plain(published),
            "published_source": source,
            "paragraphs": page.paragraphs(),
            "links": list(page.links()),
        }
    if kind == "search":
        search = SearchPage(url, html)
        return {
            "total": search.total(),
            "authorities": [
                {"urn": a.urn, "name": a.name, "url": a.url, "latest": to_plain(a.latest)}
                for a in search.authorities()
            ],
            "next_page": search.next_page(),
        }
    provider = ProviderPage(url, html)
    return {"name": provider.name(), "letters": to_plain(provider.letters("90001"))}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_page_is_read_as_expected(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text())
    (page,) = [path for path in case.iterdir() if path.name != "expected.json"]
    if "error" in expected:
        with pytest.raises(CrawlerError, match=expected["error"]):
            read(expected["page"], case.parent.name, expected["url"], page.read_text())
        return
    found = read(expected["page"], case.parent.name, expected["url"], page.read_text())
    assert found == expected["is"]


@pytest.mark.parametrize("name", [*DESIGNS, "ofsted"])
def test_each_design_has_three_cases_and_one_that_must_not_be_read(name: str) -> None:
    cases = [json.loads((c / "expected.json").read_text()) for c in CASES if c.parent.name == name]
    assert len(cases) >= 3
    assert any("error" in case for case in cases)


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize(
    "html", ["", "<html></html>", "\x00", "<p>" * 2000, "{}", "﻿<!--", "%PDF-1.7"]
)
def test_what_is_no_page_of_ours_is_an_error_with_a_name(name: str, html: str) -> None:
    for page in (design(name).Listing, design(name).Article):
        with pytest.raises(CrawlerError):
            one = page("https://www.example.gov.example/news", html)
            one.entries() if hasattr(one, "entries") else (one.title(), one.paragraphs())
