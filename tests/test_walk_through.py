"""CONTRIBUTING's ways of adding a council: what stands there is done, and nothing else."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from crawler.catalogue import SOURCES, real_catalogue
from crawler.errors import PageChanged
from crawler.replica import load_manifest, serving
from tests.crawler.pages.test_pages import read
from tests.nights import crawl, rows, write_manifest

GUIDE = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    (found,) = re.findall(rf"^( *)```{kind}\n(.*?)^\1```", GUIDE, re.MULTILINE | re.DOTALL)
    return dedent(found[1])


@pytest.fixture
def entry() -> dict[str, str]:
    entry: dict[str, str] = yaml.safe_load(block("yaml"))["tarnbeck"]
    return entry


def test_the_lines_are_an_entry_that_the_catalogue_takes(tmp_path: Path) -> None:
    for path in SOURCES.glob("*.yml"):
        (tmp_path / path.name).write_text(path.read_text())
    # The council is invented, and so is its number.
    lines = block("yaml").replace("90001", "80428")
    with (tmp_path / "newsrooms.yml").open("a") as file:
        file.write(f"\n{lines}")
    catalogue = real_catalogue(tmp_path)
    assert len(catalogue.newsrooms) == len(real_catalogue().newsrooms) + 1
    assert catalogue.newsrooms[-1].id == "tarnbeck"


def test_the_fixture_is_read_as_the_guide_says(entry: dict[str, str]) -> None:
    expected = json.loads(block("json"))
    found = read(expected["page"], entry["design"], expected["url"], block("html"))
    assert found == expected["is"]


def test_a_night_brings_its_releases(tmp_path: Path, entry: dict[str, str]) -> None:
    is_read = json.loads(block("json"))["is"]
    release = {
        "url": json.loads(block("json"))["url"],
        "title": is_read["title"],
        "published": is_read["published"],
        "text": "words.txt",
        "links": is_read["links"],
    }
    newsroom = {
        "id": "tarnbeck",
        "authority": entry["authority"],
        "publisher": "Tarnbeck Council",
        "listing": entry["url"],
        "design": entry["design"],
        "releases": [release],
    }
    manifest = {
        "night": 1,
        "authorities": [{"urn": entry["authority"], "name": "Tarnbeck"}],
        "newsrooms": [newsroom],
    }
    words = {"words.txt": "\n\n".join(is_read["paragraphs"])}
    with serving(load_manifest(write_manifest(tmp_path, manifest, words))) as replica:
        assert crawl(tmp_path / "data", replica).returncode == 0
    (held,) = rows(tmp_path / "data", "SELECT title, published, text FROM press_releases")
    assert held["title"] == is_read["title"]
    assert held["published"] == is_read["published"]
    assert held["text"].split("\n\n") == is_read["paragraphs"]


TILES = """<main><div class="tiles"><div class="tile"><h3><a href="/news/one">Steady work</a></h3>
<p class="tile__day">2 June 2025</p></div></div></main>"""
TILE = """<main><h1 class="tile-page">Steady work</h1><div class="bar"><span class="bar__day">2 June
2025</span></div><p class="summary">Inspectors came.</p><div class="words"><p>They saw steady work.</p>
<p class="share">Share this</p></div></main>"""


def test_the_module_of_a_new_design_reads_its_pages_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "fenwick.py"
    path.write_text(block("python"))
    spec = importlib.util.spec_from_file_location("fenwick", path)
    assert spec is not None
    assert spec.loader is not None
    fenwick = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fenwick)
    url = "https://www.tarnbeck.gov.example/news"
    (entry,) = fenwick.Listing(url, TILES).entries()
    assert (entry.url, entry.title) == (f"{url}/one", "Steady work")
    assert entry.published == dt.date(2025, 6, 2)
    article = fenwick.Article(entry.url, TILE)
    assert article.published() == (entry.published, "label")
    assert article.paragraphs() == ["Inspectors came.", "They saw steady work."]
    for page in (fenwick.Listing, fenwick.Article):
        with pytest.raises(PageChanged):
            other = page(url, "<main><h1>Sorry</h1></main>")
            other.entries() if hasattr(other, "entries") else other.title()
