"""Manifests are read strictly: what is wrong with one is a sentence that names the entry."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from crawler.replica import ManifestError, load_manifest
from crawler.replica.known_sources import UnknownSourceError, known_source
from tests.crawler.replica.conftest import Load, document, newsroom, provider, release

LISTING = "https://www.nowhere.gov.example/news"
PAGE = f"{LISTING}/one"

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("unknown key", {"newsroom": []}, "manifest.yml: `newsroom` is not known here"),
    ("night 0", {"night": 0}, "`night` must be a whole number from 1 up, not 0."),
    ("no name", {"providers": [{"urn": "1"}]}, "manifest.yml, provider 1: `name` is missing."),
    (
        "no file",
        {"providers": [provider(document("1", pdf="gone.pdf"))]},
        "provider Nowhere, document 1: `pdf` names 'gone.pdf', and there is no such file.",
    ),
    (
        "two ways to print",
        {"providers": [provider(document("1", letter="letter.md"))]},
        "name either `pdf` (a file) or `letter` (a source to print).",
    ),
    (
        "no letter source",
        {"providers": [provider({"file": "1", "label": "x", "letter": "text.txt"})]},
        "document 1: text.txt cannot be printed: it must begin with facts",
    ),
    (
        "a date in words",
        {"newsrooms": [newsroom("article", LISTING, release(PAGE, published="10 July 2025"))]},
        "release 1: `published` must be a date such as 2025-07-10 or absent, not '10 July 2025'.",
    ),
    (
        "a moment for a date",
        {
            "newsrooms": [
                newsroom(
                    "article",
                    LISTING,
                    release(PAGE, published=dt.datetime(2025, 7, 1, 9)),  # noqa: DTZ001
                )
            ]
        },
        "release 1: `published` must be a date",
    ),
    (
        "half an address",
        {"newsrooms": [newsroom("article", LISTING, release("/news/one"))]},
        "`url` must be a whole address with https://, not '/news/one'.",
    ),
    (
        "no such design",
        {"newsrooms": [newsroom("ofsted", LISTING)]},
        "there is no design 'ofsted'; the replica can show",
    ),
    (
        "no such source",
        {"newsrooms": [{"source": "atlantis"}]},
        "manifest.yml, newsroom 1: 'atlantis' is not an entry of newsrooms.yml.",
    ),
    (
        "no source at all",
        {"outlets": [{"design": "nub_news"}]},
        "outlet 1: name a `source`, or an `outlet` with `listing` and `design`.",
    ),
    (
        "no listing",
        {"newsrooms": [{"authority": "1", "publisher": "x", "design": "article"}]},
        "newsroom 1: `listing` is missing.",
    ),
    (
        "nights the wrong way round",
        {"newsrooms": [newsroom("article", LISTING, release(PAGE, from_night=3, until_night=2))]},
        "`until_night` 2 comes before `from_night` 3.",
    ),
    (
        "a page twice on one night",
        {"newsrooms": [newsroom("article", LISTING, release(PAGE), release(PAGE + "/"))]},
        f"{PAGE}: two entries are both there on night 1.",
    ),
    (
        "a file twice on one night",
        {"providers": [provider(document("7"), document("7", from_night=2))]},
        "file 7: two entries are both there on night 2.",
    ),
    (
        "two sources of one name",
        {"newsrooms": [newsroom("article", LISTING), newsroom("article", LISTING + "2")]},
        "two sources have the id 'nowhere_council'; give one an `id`.",
    ),
    ("a fault nowhere", {"faults": [{"status": 500}]}, "fault 1: `url` is missing."),
    (
        "a fault misspelt",
        {"faults": [{"url": PAGE, "time": 2}]},
        "manifest.yml, fault 1: `time` is not known here; known are body, clean, content_type",
    ),
]


@pytest.mark.parametrize(
    ("sections", "sentence"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_a_wrong_manifest_is_one_sentence(
    load: Load, sections: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ManifestError) as raised:
        load(**sections)
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("written", ["- a\n- list", "a: [1", "\ufeffnight: x"])
def test_what_is_no_manifest_is_said_so(tmp_path: Path, written: str) -> None:
    path = tmp_path / "m.yml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ManifestError):
        load_manifest(path)


def test_a_manifest_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        load_manifest(tmp_path / "none.yml")


def test_an_empty_manifest_shows_nothing(load: Load) -> None:
    manifest = load()
    assert (manifest.night, manifest.providers, manifest.sources) == (1, (), ())


def test_quoted_dates_and_bare_numbers_are_taken(load: Load) -> None:
    manifest = load(providers=[provider(document(50252437, published="2021-12-08"))])  # type: ignore[arg-type]
    (letter,) = manifest.providers[0].documents
    assert (letter.file, letter.published) == ("50252437", dt.date(2021, 12, 8))


def test_a_newsroom_without_a_publisher_speaks_for_its_authority(load: Load) -> None:
    listed = {"authority": "90001", "listing": LISTING, "design": "article"}
    manifest = load(providers=[provider()], newsrooms=[listed])
    assert manifest.sources[0].publisher == "Nowhere"


def test_a_named_source_takes_its_facts_from_the_catalogue(load: Load) -> None:
    manifest = load(newsrooms=[{"source": "cheshire_east"}])
    (source,) = manifest.sources
    assert (source.id, source.local_authority, source.design) == (
        "cheshire_east",
        "80447",
        "contensis",
    )
    assert source.url.startswith("https://www.cheshireeast.gov.uk/")


def test_the_catalogue_is_read_by_kind(tmp_path: Path) -> None:
    (tmp_path / "news_outlets.yml").write_text("a: {outlet: A, url: x, design: y}")
    assert known_source("a", "news_outlet", tmp_path)["outlet"] == "A"
    with pytest.raises(UnknownSourceError):
        known_source("a", "newsroom", tmp_path)


def test_the_same_page_may_change_from_one_night_to_the_next(load: Load) -> None:
    first = release(PAGE, published="2025-07-10", until_night=1)
    second = release(PAGE, published="2025-07-10", from_night=2, text="long.txt")
    manifest = load(newsrooms=[newsroom("article", LISTING, first, second)])
    days = [page.modified for page in manifest.sources[0].pages]
    assert days == [dt.date(2025, 7, 10), dt.date(2025, 7, 11)]
