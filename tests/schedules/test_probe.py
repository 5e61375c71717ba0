"""`sources probe` on a replica: ten newsrooms that moved, each in its own way, among some that
did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess, run
from typing import Any

import pytest

from crawler.catalogue import SOURCES, real_catalogue
from crawler.replica import load_manifest, serving
from schedules.probing import proposed
from tests.country import TEXT
from tests.nights import command, write_manifest

SHELL = "<!DOCTYPE html><html><head>{}</head><body>{}</body></html>"
HTML = "text/html; charset=utf-8"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>'
    + "".join(f"<item><title>Path {n}</title><link>{{site}}/news/path-{n}</link></item>" for n in range(4))
    + "</channel></rss>"
)  # fmt: skip
LIST = SHELL.format(
    "", "<main>" + "".join(f'<h2><a href="{{base}}/path-{n}">Path {n}</a></h2>' for n in range(4)) + "</main>"
)  # fmt: skip
NAMES_FEED = SHELL.format('<link rel="alternate" type="application/rss+xml" href="/new/feed.xml">', "<p>Moved</p>")  # fmt: skip

# What is done to each address, and where its news is now.
MOVED: dict[str, tuple[list[dict[str, Any]], str, str]] = {
    # redirects: within the site, to another host, in two steps
    "barnet": ([{"at": "", "to": "/newsroom"}, {"at": "/newsroom", "list": True}],
               "https://www.barnet.gov.uk/newsroom", "article"),
    "dudley": ([{"at": "", "to": "https://news.dudley.gov.uk/"},
                {"at": "https://news.dudley.gov.uk/", "list": True}],
               "https://news.dudley.gov.uk/", "article"),
    "brent": ([{"at": "", "to": "/one"}, {"at": "/one", "to": "/two"}, {"at": "/two", "list": True}],
              "https://www.brent.gov.uk/two", "article"),
    # a new feed: named by the page, at the design's usual place, known to our own entry
    "sutton": ([{"at": "", "body": NAMES_FEED}, {"at": "/new/feed.xml", "feed": True}],
               "https://www.sutton.gov.uk/new/feed.xml", "article"),
    "kingston_upon_thames": ([{"at": "", "status": 404}, {"at": "/rss/news", "feed": True}],
                             "https://www.kingston.gov.uk/rss/news", "jadu"),
    "torbay": ([{"at": "", "status": 410}, {"at": "/news-rss/", "feed": True}],
               "https://www.torbay.gov.uk/news-rss/", "article"),
    "leeds": ([{"at": "", "status": 404}, {"at": "/feed/rss", "feed": True}],
              "https://news.leeds.gov.uk/feed/rss", "prgloo"),
    # the feed is gone, and a list is there
    "croydon": ([{"at": "", "status": 404}, {"at": "/news", "list": True}],
                "https://news.croydon.gov.uk/news", "article"),
    "halton": ([{"at": "", "body": SHELL.format("", "<h1>Home</h1>")}, {"at": "/newsroom", "list": True}],
               "https://hbcnewsroom.co.uk/newsroom", "article"),
    # the same address, and another design behind it
    "thurrock": ([{"at": "", "list": True}], "https://www.thurrock.gov.uk/news", "article"),
}  # fmt: skip
STAYED = ("bolton", "kent", "wigan", "devon")
TAGGED = "https://www.devonnewscentre.info/tag/ofsted/feed/"


def faults() -> Iterator[dict[str, Any]]:
    urls = {source.id: source.url for source in real_catalogue().newsrooms}
    for name, (steps, _, _) in MOVED.items():
        site = "/".join(urls[name].split("/")[:3])
        for step in steps:
            url = step["at"] if step["at"].startswith("https") else site + step["at"]
            url = url if step["at"] else urls[name]
            yield {"url": url, **_answer(step, site, url)}


def _answer(step: dict[str, Any], site: str, url: str) -> dict[str, Any]:
    if "to" in step:
        target = step["to"]
        return {"redirect": target if target.startswith("https") else site + target, "status": 301}
    if "list" in step:
        return {"body": LIST.replace("{base}", url.rstrip("/")), "content_type": HTML}
    if "feed" in step:
        return {"body": FEED.replace("{site}", site), "content_type": "application/rss+xml"}
    return {"content_type": HTML, **{k: step[k] for k in ("body", "status") if k in step}}


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> tuple[CompletedProcess[str], Path]:
    folder = tmp_path_factory.mktemp("probe")
    page = {"title": "Path", "text": "words.txt"}
    rooms: list[dict[str, Any]] = [
        {"source": name, "releases": [{**page, "url": f"https://elsewhere.example/{name}"}]}
        for name in MOVED
    ]
    for name in STAYED:
        site = next(s for s in real_catalogue().newsrooms if s.id == name)
        host = site.url.split("/")[2]
        address = {"bolton": "/news/article/1/path"}.get(name, "/news/path.aspx")
        about = {**page, "url": f"https://{host}{address}"}
        if name == "devon":
            about["title"] = "What Ofsted said of our services for children"
        rooms.append({"source": name, "releases": [about]})
    texts = {"words.txt": TEXT}
    manifest = {"night": 1, "newsrooms": rooms, "faults": list(faults())}
    with serving(load_manifest(write_manifest(folder, manifest, texts))) as replica:
        out = folder / "newsrooms.patch"
        done = command("sources", "probe", "--replica", replica, "--out", out, timeout=200)
    return done, out


def lines_of(text: str, name: str) -> dict[str, str]:
    entry = re.search(rf"^{name}:\n((?:  .*\n)+)", text, re.MULTILINE)
    assert entry
    return dict(line.strip().split(": ", 1) for line in entry[1].splitlines() if ": " in line)


def accepted(patch: str, tmp_path: Path) -> str:
    """The file of sources after a person accepted the patch."""
    place = tmp_path / "crawler" / "sources" / "newsrooms.yml"
    place.parent.mkdir(parents=True)
    place.write_text((SOURCES / "newsrooms.yml").read_text())
    run(["git", "init", "-q", tmp_path], check=True)
    run(["git", "apply", "-"], cwd=tmp_path, check=True, input=patch, text=True)
    return place.read_text()


def test_each_newsroom_that_moved_is_found_again_and_the_change_proposed(
    probed: tuple[CompletedProcess[str], Path], tmp_path: Path
) -> None:
    done, out = probed
    assert done.returncode == 3, done.stderr
    changed = accepted(out.read_text(), tmp_path)
    for name, (_, url, by_design) in MOVED.items():
        entry = lines_of(changed, name)
        assert (name, entry["url"], entry["design"]) == (name, url, by_design)
        assert entry["confidence"] == "seen"
    real = {source.id: source for source in real_catalogue().newsrooms}
    for name in STAYED:
        assert lines_of(changed, name)["url"] == real[name].url


def test_it_says_what_became_of_each(probed: tuple[CompletedProcess[str], Path]) -> None:
    said = probed[0].stdout
    assert f"{len(STAYED)} of {len(MOVED) + len(STAYED)} newsrooms work as they stand." in said
    assert "thurrock: redesigned." in said
    assert {name for name in MOVED if f"{name}: moved." in said} == set(MOVED) - {"thurrock"}


def test_the_file_with_its_changes_is_still_one_that_can_be_read(
    probed: tuple[CompletedProcess[str], Path], tmp_path: Path
) -> None:
    changed = accepted(probed[1].read_text(), tmp_path)
    folder = tmp_path / "crawler" / "sources"
    for other in ("ofsted.yml", "news_outlets.yml"):
        (folder / other).write_text((SOURCES / other).read_text())
    assert changed
    assert len(real_catalogue(folder).newsrooms) == len(real_catalogue().newsrooms)


def test_where_a_site_keeps_what_is_about_ofsted_is_proposed(
    probed: tuple[CompletedProcess[str], Path], tmp_path: Path
) -> None:
    changed = accepted(probed[1].read_text(), tmp_path)
    assert lines_of(changed, "devon")["tagged"] == TAGGED
    assert changed.count("\n  tagged: ") == 1


def test_nothing_is_proposed_where_nothing_was_found() -> None:
    assert proposed([], (SOURCES / "newsrooms.yml").read_text(), "May 2026") == ""
