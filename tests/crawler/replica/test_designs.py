"""The website designs: listings, feeds and pages with the real sites' marks."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import httpx
import pytest
from parsel import Selector

from crawler.pages import DESIGNS as READ
from crawler.replica.sites import DESIGNS
from tests.crawler.replica.conftest import Serve, newsroom, release

HUB = "https://www.nowhere.gov.example/council/media_hub"
LISTINGS = {
    "article": "https://www.nowhere.gov.example/news",
    "contensis": "https://www.nowhere.gov.example/news/news.aspx",
    "wordpress": "https://www.nowhere.gov.example/",
    "nub_news": "https://www.nowhere.gov.example/news",
} | dict.fromkeys(("drupal", "goss", "govdelivery", "jadu", "localgov_drupal", "mynewsdesk", "newsquest", "presspage", "prgloo", "reach", "umbraco"), "https://www.nowhere.gov.example/news")  # fmt: skip
HERE = "/www.nowhere.gov.example"


def twelve(prefix: str, **more: Any) -> list[dict[str, Any]]:
    """Twelve releases, the first of January and so on."""
    return [
        release(f"{prefix}{n}", title=f"Title {n}", published=f"2025-{n:02}-01", **more)
        for n in range(1, 13)
    ]


@pytest.mark.parametrize("design", sorted(DESIGNS))
def test_markup_in_titles_and_texts_is_escaped(serve: Serve, design: str) -> None:
    url = f"{HERE}/x"
    nasty = "<script>alert(\"1\")</script> & 'more'"
    source = newsroom(
        design,
        LISTINGS[design],
        release("https://www.nowhere.gov.example/x", title=nasty, byline="<b>me</b>"),
    )
    client = serve(newsrooms=[source])
    page = Selector(client.get(url).text)
    assert page.css("h1").xpath("normalize-space(.)").get() == nasty
    assert "Second & last." in page.xpath("string(//body)").get("")
    listing = Selector(client.get(HERE + LISTINGS[design].removeprefix("https:/" + HERE)).text)
    assert nasty in [a.xpath("normalize-space(.)").get() for a in listing.css("a")]
    assert not [s for s in listing.css("script::text").getall() if "<script" in s]


@pytest.mark.parametrize("design", sorted(DESIGNS))
def test_a_page_without_a_date_shows_none_anywhere(serve: Serve, design: str) -> None:
    source = newsroom(design, LISTINGS[design], release("https://www.nowhere.gov.example/x"))
    client = serve(newsrooms=[source])
    listing = HERE + LISTINGS[design].removeprefix("https:/" + HERE)
    for path in (
        f"{HERE}/x",
        listing,
        f"{HERE}/feed/",
        f"{HERE}/news/news.aspx?NewsList_List_SyndicationType=1",
    ):
        answer = client.get(path)
        assert "Last-Modified" not in answer.headers
        page = Selector(answer.text)
        assert not page.css("time, dd.sys_news-datepublished, pubdate, meta[property*=time]")
        assert "datePublished" not in answer.text
        assert "None" not in answer.text
        assert "20" not in page.xpath("string(//main)").get("").replace("%20", "")


@pytest.mark.parametrize("design", sorted(DESIGNS))
def test_a_line_break_in_a_paragraph_is_one_on_the_page(
    serve: Serve, design: str, tmp_path: Any
) -> None:
    (tmp_path / "verse.txt").write_text("one\ntwo\r\n\r\n \nthree\n")
    source = newsroom(
        design, LISTINGS[design], release("https://www.nowhere.gov.example/x", text="verse.txt")
    )
    html = serve(newsrooms=[source]).get(f"{HERE}/x").text
    assert "<p>one<br>\ntwo</p>" in html
    assert "<p>three</p>" in html


@pytest.mark.parametrize("design", sorted(DESIGNS))
def test_links_stand_on_words_that_are_there(serve: Serve, design: str) -> None:
    letter = "https://files.ofsted.gov.uk/v1/file/7"
    source = newsroom(
        design, LISTINGS[design], release("https://www.nowhere.gov.example/x", links=[letter])
    )
    page = Selector(serve(newsrooms=[source]).get(f"{HERE}/x").text)
    link = page.css(f'p a[href="{letter}"]')
    assert link.xpath("normalize-space(.)").get() == "words."
    assert link.xpath("normalize-space(..)").get() == "First words."


def test_a_media_hub_mixes_its_releases_with_other_things(serve: Serve) -> None:
    releases = twelve(f"{HUB}/media_releases/r", banner="Ofsted monitoring visit")
    client = serve(newsrooms=[newsroom("contensis", f"{HUB}/media-hub.aspx", *releases)])
    page = Selector(client.get(f"{HERE}/council/media_hub/media-hub.aspx").text)
    assert page.css("div.media-info::text").getall()[:2] == [
        "Podcast",
        "01/12/2025 - Media release",
    ]
    links = page.css("h3 > a")
    assert len(links) == 11
    assert links[1].attrib["href"] == "/council/media_hub/media_releases/r12"
    assert links[1].xpath("string()").get() == "01/12/2025 - Title 12"
    assert page.css("img[alt='01/12/2025 - Title 12']")


def test_a_media_hub_has_a_paged_list_behind_it(serve: Serve) -> None:
    releases = twelve(f"{HUB}/media_releases/r")
    client = serve(newsrooms=[newsroom("contensis", f"{HUB}/media-hub.aspx", *releases)])
    path = f"{HERE}/council/media_hub/media_releases/media-releases.aspx"
    first = Selector(client.get(path).text)
    items = first.css("ul.sys_itemslist > li")
    assert len(items) == 10
    assert items[0].css("b::text").get("").split("-")[1].strip() == "01/12/2025"
    following = first.css("div.sys_paging a::attr(href)").get("")
    assert following.endswith("?GenericListMediaMasterList_List_GoToPage=2")
    second = Selector(client.get(HERE + following).text)
    assert second.css("ul.sys_itemslist > li a::text").getall() == ["Title 2", "Title 1"]
    past = Selector(client.get(path + "?GenericListMediaMasterList_List_GoToPage=9").text)
    assert not past.css("ul.sys_itemslist > li")


def test_a_media_hubs_article_leaks_its_pictures_words(serve: Serve, tmp_path: Any) -> None:
    (tmp_path / "said.txt").write_text("Words.\n\nCouncillor Laura Green, chair, said: “Yes.”")
    page = f"{HUB}/media_releases/it's.aspx"
    item = release(page, text="said.txt", published="2025-07-10", banner="Ofsted Monitoring Visit")
    client = serve(newsrooms=[newsroom("contensis", f"{HUB}/media-hub.aspx", item)])
    article = Selector(client.get(f"{HERE}/council/media_hub/media_releases/it%27s.aspx").text)
    images = article.css("main#mainContent img::attr(alt)").getall()
    assert images == ["Ofsted Monitoring Visit", "Councillor Laura Green"]
    assert article.css("main h1 > strong::text").get() == "A title"
    said = article.css("main p").xpath("normalize-space(.)").getall()
    assert said[1:4] == ["10 July 2025", "Words.", "Councillor Laura Green, chair, said: “Yes.”"]
    assert said[4].startswith("For more information")


def test_other_contensis_sites_have_the_generic_list(serve: Serve) -> None:
    client = serve(
        newsrooms=[
            newsroom("contensis", LISTINGS["contensis"], *twelve(f"{LISTINGS['contensis']}r"))
        ]
    )
    first = Selector(client.get(f"{HERE}/news/news.aspx").text)
    items = first.css("div.sys_itemslist > div.sys_subitem")
    assert len(items) == 10
    assert items[0].css("dd.sys_news-datepublished::text").get() == "01/12/2025"
    following = first.css("div.sys_pagingcontrol a::attr(href)").get("")
    assert following == "/news/news.aspx?NewsList_List_GoToPage=2"
    assert len(Selector(client.get(HERE + following).text).css("div.sys_subitem")) == 2
    record = Selector(client.get(HERE + items[0].css("a::attr(href)").get("")).text)
    assert record.css(".sys_record-control.sys_news-record h1::text").get() == "Title 12"
    assert record.css("dd.sys_news-datepublished::text").get() == "01/12/2025"


def test_a_wordpress_feed_is_paged(serve: Serve) -> None:
    client = serve(
        newsrooms=[
            newsroom("wordpress", LISTINGS["wordpress"], *twelve(f"{LISTINGS['wordpress']}r"))
        ]
    )
    listing = Selector(client.get(f"{HERE}/").text)
    feed = listing.css("link[rel=alternate][type='application/rss+xml']::attr(href)").get()
    assert feed == "https://www.nowhere.gov.example/feed/"
    first = client.get(f"{HERE}/feed/")
    assert first.headers["Content-Type"].startswith("application/rss+xml")
    entries = feedparser.parse(first.content).entries
    assert [entry.title for entry in entries] == [f"Title {n}" for n in range(12, 2, -1)]
    assert entries[0].published == "Mon, 01 Dec 2025 09:30:00 +0000"
    assert entries[-1].published == "Sat, 01 Mar 2025 09:30:00 +0000"
    assert len(feedparser.parse(client.get(f"{HERE}/feed/?paged=2").content).entries) == 2
    assert client.get(f"{HERE}/feed/?paged=3").status_code == 404


def test_a_wordpress_listing_has_older_pages(serve: Serve) -> None:
    listing = "https://www.nowhere.gov.example/category/news/"
    client = serve(newsrooms=[newsroom("wordpress", listing, *twelve(f"{listing}r"))])
    first = Selector(client.get(f"{HERE}/category/news/").text)
    assert len(first.css("h2.entry-title a")) == 10
    following = first.css("a.next.page-numbers::attr(href)").get("")
    assert following == f"{listing}page/2/"
    second = client.get(f"{HERE}/category/news/page/2/")
    assert len(Selector(second.text).css("h2.entry-title a")) == 2
    assert client.get(f"{HERE}/category/news/page/3/").status_code == 404
    assert client.get(f"{HERE}/category/news/feed/").status_code == 200


def test_a_wordpress_article_is_surrounded(serve: Serve) -> None:
    client = serve(
        newsrooms=[
            newsroom("wordpress", LISTINGS["wordpress"], *twelve(f"{LISTINGS['wordpress']}r"))
        ]
    )
    article = Selector(client.get(f"{HERE}/r7").text)
    assert article.css("time.entry-date::attr(datetime)").get() == "2025-07-01T09:30:00+01:00"
    assert article.css(".entry-content > p::text").getall() == ["First words.", "Second & last."]
    assert article.css(".entry-content .sharedaddy")
    assert len(article.css(".related-posts a")) == 3
    assert article.css("#cookie-notice")


@pytest.fixture
def nub(serve: Serve) -> httpx.Client:
    reports = twelve("https://town.nub.news/news/local-news/r-26000", byline="Ann Other")
    outlet = {"outlet": "Town Nub News", "listing": "https://town.nub.news/news"}
    return serve(outlets=[outlet | {"design": "nub_news", "reports": reports}])


@pytest.mark.parametrize("path", ["/town.nub.news/", "/town.nub.news/news"])
def test_nub_news_links_each_report_three_times(nub: httpx.Client, path: str) -> None:
    html = nub.get(path).text
    page = Selector(html)
    links = page.css("a[href*='r-2600012']::attr(href)").getall()
    address = "/news/local-news/r-2600012"
    assert links == [address, address, f"{address}#comments"]
    assert page.css("img::attr(src)").get("").startswith("https://nub.news/api/image/")
    written = page.css("script[type='application/ld+json']::text").get("")
    with pytest.raises(json.JSONDecodeError, match="control character"):
        json.loads(written)
    entries = json.loads(written, strict=False)
    assert len(entries) == 12
    assert entries[0]["datePublished"] == "2025-12-01 09:30:00"
    assert entries[0]["url"] == "https://town.nub.news/news/local-news/r-2600012"


def test_a_nub_news_article_has_its_captions_twice_and_its_tail(nub: httpx.Client) -> None:
    page = Selector(nub.get("/town.nub.news/news/local-news/r-260007").text)
    stamp = page.css("meta[property='article:published_time']::attr(content)").get()
    assert stamp == "2025-07-01T09:30:00+0100"
    said = page.css("article p").xpath("normalize-space(.)").getall()
    assert said[:2] == ["By Ann Other", "1st July 2025 | Local News"]
    assert said[2] == page.css("article img::attr(alt)").get()
    assert "Download our Nub News App!" in said
    assert page.css("div.prose p::text").getall() == ["First words.", "Second & last."]


def test_any_other_site_has_json_ld_and_open_graph(serve: Serve) -> None:
    client = serve(
        newsrooms=[
            newsroom(
                "article", LISTINGS["article"], *twelve(f"{LISTINGS['article']}/r", text="long.txt")
            )
        ]
    )
    listing = Selector(client.get(f"{HERE}/news").text)
    assert len(listing.css("main li > a")) == 10
    assert listing.css("main li > p::text").get() == " ".join(f"word{n}" for n in range(25)) + "…"
    following = listing.css("a[rel=next]::attr(href)").get("")
    assert len(Selector(client.get(HERE + following).text).css("main li > a")) == 2
    page = Selector(client.get(f"{HERE}/news/r7").text)
    data = json.loads(page.css("script[type='application/ld+json']::text").get(""))
    assert (data["headline"], data["datePublished"]) == ("Title 7", "2025-07-01T09:30:00+01:00")
    assert page.css("meta[property='og:title']::attr(content)").get() == "Title 7"


def test_every_design_that_is_read_is_shown_and_the_other_way_round() -> None:
    assert set(DESIGNS) == set(READ) == set(LISTINGS)
