from __future__ import annotations

from pathlib import Path

import pytest

from crawler.catalogue import SOURCES, real_catalogue
from crawler.errors import SourceMisconfigured
from crawler.pages import DESIGNS
from crawler.spiders.news_reports import NewsReports
from crawler.spiders.ofsted_letters import OfstedLetters
from crawler.spiders.press_releases import PressReleases

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
        ("- a\n- b", "newsrooms.yml"),
    ],
)
def test_a_bad_entry_is_refused_with_its_name(tmp_path: Path, entry: str, says: str) -> None:
    with pytest.raises(SourceMisconfigured, match=says):
        catalogue_with(tmp_path, entry)


def test_a_source_that_nobody_knows_is_refused() -> None:
    with pytest.raises(SourceMisconfigured, match="nowhere"):
        real_catalogue().only(["nowhere"])


@pytest.mark.parametrize("spider", [OfstedLetters, PressReleases, NewsReports])
def test_every_spider_starts_by_start(spider: type) -> None:
    # Scrapy 2.16 and later crawl nothing, and say nothing, where only start_requests() is there.
    assert "start" in vars(spider) or "start" in vars(spider.__mro__[1])
    assert not hasattr(spider, "start_requests")
