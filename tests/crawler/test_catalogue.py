from __future__ import annotations

import csv
from pathlib import Path

import pytest

from archive.local_authorities import known_authorities
from crawler.catalogue import CONFIDENCE, SOURCES, real_catalogue
from crawler.errors import SourceMisconfigured
from crawler.pages import DESIGNS
from crawler.spiders.news_reports import NewsReports
from crawler.spiders.ofsted_letters import OfstedLetters
from crawler.spiders.press_releases import PressReleases
from tests.shared import shared

SLUGS = {authority.slug for authority in known_authorities()}
GOOD = "tarn: {authority: '80447', url: https://www.tarn.example/news, design: article}"


def catalogue_with(tmp_path: Path, newsrooms: str) -> None:
    for name in ("ofsted.yml", "news_outlets.yml"):
        (tmp_path / name).write_text((SOURCES / name).read_text())
    (tmp_path / "newsrooms.yml").write_text(newsrooms)
    real_catalogue(tmp_path)


def test_the_sources_that_ship_are_in_order() -> None:
    catalogue = real_catalogue()
    assert catalogue.ofsted is not None
    assert {"cheshire_east", "cheshire_west_and_chester"} <= {s.id for s in catalogue.newsrooms}
    assert "sandbach_nub_news" in {s.id for s in catalogue.outlets}
    assert {s.design for s in (*catalogue.newsrooms, *catalogue.outlets)} <= set(DESIGNS)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (GOOD.replace("80447", "12345"), "12345"),
        (GOOD.replace("article", "drupal99"), "drupal99"),
        (GOOD.replace("design: article", ""), "design"),
        (GOOD.replace("https", "ftp"), "https://"),
        (GOOD.replace("tarn:", "Tarn Council:"), "lower-case"),
        (GOOD.replace("}", ", colour: red}"), "colour"),
        (GOOD.replace("}", ", confidence: high}"), "confidence"),
        (GOOD.replace("}", ", confidence: none}"), "confidence"),
        (GOOD.replace("'80447'", "['80447', '1']"), "'1'"),
        ("- a\n- b", "newsrooms.yml"),
        (f"{GOOD}\n{GOOD}", "2 times"),
    ],
)
def test_a_bad_entry_is_refused_with_its_name(tmp_path: Path, entry: str, says: str) -> None:
    with pytest.raises(SourceMisconfigured, match=says):
        catalogue_with(tmp_path, entry)


def test_every_authority_of_today_has_a_newsroom_or_a_row_that_says_it_has_none() -> None:
    spoken_for = {
        urn for s in real_catalogue().newsrooms for urn in (s.local_authority, *s.covers) if urn
    }
    today = {a.urn for a in known_authorities() if a.active_to is None}
    assert spoken_for == today
    councils = [s for s in real_catalogue().newsrooms if s.id.replace("_", "-") in SLUGS]
    assert len(councils) == 153


def test_each_entry_says_how_sure_it_is_and_where_from() -> None:
    for source in (*real_catalogue().newsrooms, *real_catalogue().outlets):
        assert source.confidence in CONFIDENCE, source.id
        assert source.notes, source.id
        assert bool(source.url) == (source.confidence != "none"), source.id


def test_no_address_is_walked_twice() -> None:
    urls = [s.url for s in (*real_catalogue().newsrooms, *real_catalogue().outlets) if s.url]
    assert len(urls) == len(set(urls))


def test_trusts_speak_for_the_authorities_they_serve() -> None:
    sources = {source.id: source for source in real_catalogue().newsrooms}
    assert sources["birmingham_childrens_trust"].local_authority == "80429"
    assert sources["northamptonshire_childrens_trust"].covers == ("2637539", "2637548")
    assert len(sources["achieving_for_children"].covers) == 3


def test_no_collected_newsroom_is_left_out() -> None:
    with shared("reference", "newsrooms.csv").open(newline="", encoding="utf-8") as file:
        collected = {row["urn_if_known"]: row["newsroom_url"] for row in csv.DictReader(file)}
    sources = {s.id.replace("_", "-"): s for s in real_catalogue().newsrooms}
    for authority in known_authorities():
        if authority.active_to is None:
            assert sources[authority.slug].url or not collected[authority.urn], authority.name


def test_a_source_that_nobody_knows_is_refused() -> None:
    with pytest.raises(SourceMisconfigured, match="nowhere"):
        real_catalogue().only(["nowhere"])


@pytest.mark.parametrize("spider", [OfstedLetters, PressReleases, NewsReports])
def test_every_spider_starts_by_start(spider: type) -> None:
    # Scrapy 2.16 and later crawl nothing, and say nothing, where only start_requests() is there.
    assert "start" in vars(spider) or "start" in vars(spider.__mro__[1])
    assert not hasattr(spider, "start_requests")
