"""Ofsted's search, provider pages and files, as the real site has them."""

from __future__ import annotations

import httpx
import pytest
from parsel import Selector

from tests.crawler.replica.conftest import Serve, document, provider

SEARCH = "/reports.ofsted.gov.uk/search"


@pytest.fixture
def many(serve: Serve) -> httpx.Client:
    """153 authorities; the later its number, the later its latest letter."""
    providers = [
        {
            "urn": str(90000 + n),
            "name": f"Place {n}",
            "documents": [document(str(n), published=f"20{10 + n // 12:02}-{n % 12 + 1:02}-15")],
        }
        for n in range(153)
    ]
    return serve(providers=providers)


def names(html: str) -> list[str]:
    return Selector(html).css("li.search-result h3.search-result__title > a::text").getall()


def test_a_search_is_paged_and_capped_at_a_hundred(many: httpx.Client) -> None:
    asked = {"level_1_types": "3", "level_2_types[]": "12", "start": "0", "rows": "1000"}
    first = many.get(SEARCH, params=asked)
    assert len(names(first.text)) == 100
    page = Selector(first.text)
    assert page.css("strong.results-count::text").getall() == ["153", "153"]
    following = page.css("div.pagination a.pagination__next::attr(href)").get("")
    assert following.startswith("/search?")
    assert "start=100" in following
    second = many.get("/reports.ofsted.gov.uk" + following)
    assert len(names(second.text)) == 53
    assert not Selector(second.text).css("a.pagination__next")


def test_without_rows_there_are_ten(many: httpx.Client) -> None:
    assert len(names(many.get(SEARCH).text)) == 10


def test_a_search_past_the_end_is_empty(many: httpx.Client) -> None:
    assert names(many.get(SEARCH, params={"start": "200", "rows": "100"}).text) == []


def test_a_search_may_be_sorted_by_latest_report(many: httpx.Client) -> None:
    found = many.get(SEARCH, params={"sort": "date", "order": "desc", "rows": "2"}).text
    assert names(found) == ["Place 152", "Place 151"]
    dates = Selector(found).css("li.search-result time::text").getall()
    assert dates == ["15 September 2022", "15 August 2022"]
    found = many.get(SEARCH, params={"sort": "az", "order": "asc", "rows": "2"}).text
    assert names(found) == ["Place 0", "Place 1"]


@pytest.mark.parametrize("other", [{"level_2_types": "2"}, {"level_1_types": "1"}, {"q": "none"}])
def test_a_search_for_something_else_finds_nothing(
    many: httpx.Client, other: dict[str, str]
) -> None:
    found = many.get(SEARCH, params=other).text
    assert names(found) == []
    assert Selector(found).css("strong.results-count::text").get() == "0"


def test_a_result_leads_to_the_authoritys_page(many: httpx.Client) -> None:
    link = Selector(many.get(SEARCH, params={"q": "place 7"}).text).css("li.search-result h3 a")
    page = many.get("/reports.ofsted.gov.uk" + link.attrib["href"])
    assert link.attrib["href"] == "/provider/44/90007"
    assert Selector(page.text).css("h1.heading--title::text").get() == "Place 7"


def test_a_wrong_type_code_is_404(many: httpx.Client) -> None:
    assert many.get("/reports.ofsted.gov.uk/provider/21/90007").status_code == 404


def test_documents_stand_in_a_timeline_newest_first(serve: Serve) -> None:
    client = serve(
        providers=[
            provider(
                document("1", label="Academy conversion letter"),
                document("2", published="2015-02-10", link_form="as_pdf"),
                document("3", published="2024-07-15"),
                document("4", published="2013-08-16", link_form="two_spaces"),
                document("5", published="2021-12-08", link_form="date_first"),
                document("6", published="2022-12-08", link_form="capitals"),
                document("7", published="2024-07-16", label="Joint area inspection"),
            )
        ]
    )
    page = Selector(client.get("/reports.ofsted.gov.uk/provider/44/90001").text)
    links = page.css("ol.timeline > li.timeline__day a.publication-link[target=_blank]")
    assert [link.attrib["href"].rsplit("/", 1)[1] for link in links] == list("7365241")
    visit = "Children's services focused visit"
    assert page.css("a.publication-link > span.nonvisual::text").getall() == [
        "Joint area inspection, pdf - 16 July 2024",
        f"{visit}, pdf - 15 July 2024",
        f"{visit}, PDF - 08 December 2022",
        f"{visit} - 08 December 2021, pdf",
        f"{visit} as pdf - 10 February 2015",
        f"{visit},  pdf - 16 august 2013",
        "Academy conversion letter, PDF",
    ]
    assert len(page.css("p.timeline__date > time")) == 6
    assert page.css("div.event__metadata time::text").getall() == ["16 July 2024"]
    assert len(page.css("li.timeline__day--opened")) == 1
    assert not page.css("li.timeline__day--opened a")


def test_a_file_answers_under_its_old_host_too(serve: Serve) -> None:
    client = serve(providers=[provider(document("7"))])
    for host in ("files.ofsted.gov.uk", "files.api.ofsted.gov.uk"):
        answer = client.get(f"/{host}/v1/file/7")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert "Last-Modified" not in answer.headers  # it has no date to show
    assert client.get("/files.ofsted.gov.uk/v1/file/8").status_code == 404
