"""Sixty hostile texts, printed by a newsroom, collected by a real night, and shown everywhere."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from parsel import Selector
from playwright.sync_api import Page

from archive.outgoing.csv_text import FORMULA
from archive.site.app import site
from archive.site.lists import LISTS
from crawler.replica import load_manifest, serving
from tests.archive.site.hostile_texts import TEXTS
from tests.archive.site.test_browser import served
from tests.nights import night, rows, write_manifest

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one night over a newsroom that prints the sixty texts."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = {
        f"release-{n}.txt": f"{n} Ofsted {text}\n\nInspectors of children’s services said: “{text}”"
        f"\n\n{text}\n\n• {text}\n"
        for n, text in enumerate(TEXTS)
    }
    manifest = {
        "authorities": [{"urn": "90001", "name": "Wexmoor", "slug": "wexmoor"}],
        "newsrooms": [
            {
                "authority": "90001",
                "publisher": "Wexmoor Council",
                "listing": "https://www.wexmoor.gov.example/news",
                "design": "wordpress",
                "releases": [
                    {
                        "url": f"https://www.wexmoor.gov.example/news/item-{n}/",
                        # The text comes first, so that a cell begins as it does.
                        "title": f"{text[:200]} Ofsted {n}",
                        "published": f"2026-{n % 9 + 1:02}-{n % 27 + 1:02}",
                        "text": f"release-{n}.txt",
                    }
                    for n, text in enumerate(TEXTS)
                ],
            }
        ],
    }
    path = write_manifest(folder, manifest, texts)
    data = folder / "data"
    with serving(load_manifest(path)) as replica:
        night(data, replica)
    return data


@pytest.fixture(scope="module")
def address(hostile: Path) -> Iterator[str]:
    yield from served(hostile)


def ask(hostile: Path, paths: list[str]) -> dict[str, Any]:
    async def every() -> dict[str, Any]:
        datasette = site(hostile)
        return {path: await datasette.client.get(path) for path in paths}

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, every()).result()


def pages_of(hostile: Path) -> list[str]:
    every = [f"/releases/{row['id']}" for row in rows(hostile, "SELECT id FROM press_releases")]
    return [*every, "/", "/search?q=ofsted", "/releases", "/releases?page=2", "/authorities/wexmoor",
            "/archive/press_releases", "/archive/quotations", "/problems", "/quotations",
            "/archive?sql=select+title,+text+from+press_releases"]  # fmt: skip


def test_the_texts_came_the_whole_way(hostile: Path) -> None:
    assert len(TEXTS) == 60
    held = rows(hostile, "SELECT title, text FROM press_releases WHERE about_ofsted = 1")
    assert len(held) >= 58  # one that is nothing but marks of direction may be no release at all
    together = " ".join(f"{row['title']} {row['text']}" for row in held)
    for sign in ("<script>window.hit=1</script>", "onerror=window.hit=1", "=cmd|", "<svg onload"):
        assert sign in together


def test_no_page_holds_an_element_or_attribute_of_theirs(hostile: Path) -> None:
    for path, answer in ask(hostile, pages_of(hostile)).items():
        assert answer.status_code == 200, path
        html = Selector(answer.text, type="html")
        assert html.css("script, style, iframe, object, embed, base, video, math, form "
                        "button[onclick], meta[http-equiv]") == [], path  # fmt: skip
        handlers = [name for tag in html.xpath("//*") for name in tag.attrib
                    if name.startswith("on") or name == "style"]  # fmt: skip
        assert handlers == [], path
        for link in html.xpath("//@href | //@src | //@action").getall():
            assert re.match(r"(/|#|https?://|\?)", link), (path, link)
            assert "evil.example" not in link.partition("?")[0], (path, link)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", answer.text), path


ENDINGS = ("csv", "json", "xlsx", "atom")


def test_every_file_is_whole_and_no_cell_is_a_formula(hostile: Path) -> None:
    lists = [
        f"/{name}.{end}" for name in LISTS for end in ENDINGS if end != "atom" or LISTS[name].entry
    ]
    searches = [f"/search.{end}?q=ofsted" for end in ENDINGS]
    tables = ["/archive/press_releases.csv", "/archive/press_releases.csv?_sort=id",
              "/archive.csv?sql=select+title+from+press_releases", "/archive/new_since.csv?day=2000",
              "/exports/press_releases.csv"]  # fmt: skip
    for path, answer in ask(hostile, [*lists, *searches, *tables]).items():
        assert answer.status_code == 200, path
        ending = path.partition("?")[0].rpartition(".")[2]
        if ending == "csv":
            text = answer.content.decode("utf-8-sig")
            for row in csv.reader(io.StringIO(text, newline="")):
                assert not [cell for cell in row if cell[:1] in FORMULA], path
            if "press_releases" in path:
                assert "'=cmd|" in text, path
        elif ending == "json":
            json.loads(answer.text)
        elif ending == "atom":
            feed = ET.fromstring(answer.text)
            assert feed.findall(".//{http://www.w3.org/1999/xhtml}*") == []
        else:
            with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
                sheets = [book.read(name).decode() for name in book.namelist() if "sheet" in name]
            assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets), path


def test_in_a_browser_none_runs_and_none_breaks_the_page(
    hostile: Path, address: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for path in pages_of(hostile):
        page.goto(address + path)
        assert page.evaluate("window.hit") is None, path
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        header = page.locator("header.top").bounding_box()
        assert header is not None
        assert header["y"] == 0
        assert page.locator("footer").is_visible()
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.mark.parametrize("text", TEXTS)
def test_as_a_query_it_is_only_a_query(hostile: Path, text: str) -> None:
    from urllib.parse import quote

    query = quote(text, safe="")
    for path, answer in ask(hostile, [f"/search?q={query}", f"/silent?authority={query}",
                                      f"/archive/press_releases?_search={query}",
                                      f"/archive?sql={query}"]).items():  # fmt: skip
        assert answer.status_code in (200, 400), path
        html = Selector(answer.text, type="html")
        assert html.css("script, style, iframe, [onerror], [onload], [style]") == [], path
        assert "Traceback" not in answer.text
