"""What fuzzing found: pages and feeds that no editor meant, and that ended a reading in a crash."""

from __future__ import annotations

import pytest

from crawler.errors import CrawlerError, NotAFeed
from crawler.pages import design
from crawler.pages.any_site import extracted
from crawler.pages.feed import feed_entries
from crawler.pages.sitemap import sitemap_entries

URL = "https://www.example.gov.example/news"
FEED = '<rss version="2.0"><channel><title>News</title>{}</channel></rss>'


def test_a_feed_s_broken_address_costs_its_entry_alone() -> None:
    items = "<item><link>http://[x</link></item><item><link>https://a.example/b</link></item>"
    assert [entry.url for entry in feed_entries(URL, FEED.format(items))] == ["https://a.example/b"]


def test_a_feed_that_breaks_its_reader_is_no_feed() -> None:
    with pytest.raises(NotAFeed, match="broken"):
        feed_entries(
            URL, '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="a"></entry></link>'
        )


@pytest.mark.parametrize("name", ["jadu", "localgov_drupal", "wordpress", "contensis", "nub_news"])
@pytest.mark.parametrize("spoilt", ['a\x01b="1"', ':x="1"', '"href:="1"', "\ufffe"])
def test_an_attribute_that_cannot_be_breaks_no_page(name: str, spoilt: str) -> None:
    html = f'<main><ul><li><a {spoilt} href="/news/one">One &#1; thing</a></li></ul></main>'
    for page in (design(name).Listing, design(name).Article):
        try:
            one = page(URL, html)
            one.entries() if hasattr(one, "entries") else (one.title(), one.paragraphs())
        except CrawlerError:
            continue


def test_a_line_break_in_a_page_of_no_known_design_parts_its_lines() -> None:
    words = "The inspectors found that children were seen within a day of the first call. " * 6
    html = f"<html><body><article><h1>News</h1><p>{words}<br>{words}</p></article></body></html>"
    found = extracted(html, URL)
    assert found is not None
    assert "\n" in found[0][-1]


def test_a_sitemap_without_a_beginning_is_empty() -> None:
    assert sitemap_entries("\ufffd<urlset") == []
    assert sitemap_entries("") == []
