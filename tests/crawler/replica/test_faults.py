"""What goes wrong on purpose: each kind of fault, alone and together, on its nights."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

from tests.crawler.replica.conftest import Serve, document, newsroom, provider, release

FILE = "/files.ofsted.gov.uk/v1/file/7"
LISTING = "https://www.nowhere.gov.example/news"


@pytest.fixture
def with_fault(serve: Serve) -> Any:
    def serve_with(**fault: Any) -> httpx.Client:
        fault = {"url": "https://files.ofsted.gov.uk/v1/file/7"} | fault
        return serve(
            providers=[provider(document("7"))],
            newsrooms=[newsroom("article", LISTING, release(f"{LISTING}/it's"))],
            faults=[fault],
        )

    return serve_with


def test_a_status_comes_as_often_as_it_says(with_fault: Any) -> None:
    client = with_fault(status=503, times=2)
    assert [client.get(FILE).status_code for _ in range(4)] == [503, 503, 200, 200]


def test_a_fault_without_times_stays(with_fault: Any) -> None:
    client = with_fault(status=404)
    assert [client.get(FILE).status_code for _ in range(3)] == [404] * 3


def test_a_fault_finds_its_address_however_it_is_spelled(with_fault: Any) -> None:
    client = with_fault(url=f"{LISTING}/it%27s", status=500)
    assert client.get("/WWW.nowhere.gov.example/news/it's").status_code == 500


def test_a_file_cut_short_breaks_the_connection(with_fault: Any) -> None:
    client = with_fault(truncate_at=1000)
    with pytest.raises(httpx.RemoteProtocolError, match="received 1000 bytes, expected 5009"):
        client.get(FILE)
    assert client.get("/-/requests").json()[0]["bytes"] == 1000


def test_a_file_cut_short_cleanly_says_its_own_length(with_fault: Any) -> None:
    short = with_fault(truncate_at=1000, clean=True).get(FILE)
    assert (short.status_code, len(short.content)) == (200, 1000)


def test_a_delay_is_waited_for(with_fault: Any) -> None:
    client = with_fault(delay=0.2, times=1)
    started = time.monotonic()
    assert client.get(FILE).status_code == 200
    assert time.monotonic() - started >= 0.2


def test_a_redirect_goes_to_the_real_address(with_fault: Any) -> None:
    moved = with_fault(redirect="https://files.ofsted.gov.uk/v1/file/8").get(FILE)
    assert moved.status_code == 301
    assert moved.headers["Location"] == "https://files.ofsted.gov.uk/v1/file/8"


def test_an_error_page_may_say_200(with_fault: Any) -> None:
    page = with_fault(body="<h1>Sorry</h1>", content_type="text/html").get(FILE)
    assert (page.status_code, page.text) == (200, "<h1>Sorry</h1>")
    assert page.headers["Content-Type"] == "text/html"
    assert "ETag" not in page.headers


def test_a_body_may_be_very_large(with_fault: Any) -> None:
    assert len(with_fault(size=3_000_000).get(FILE).content) == 3_000_000
    assert with_fault(body="abc", size=7).get(FILE).text == "abcabca"


def test_headers_and_content_type_change_a_good_answer(with_fault: Any) -> None:
    answer = with_fault(content_type="text/plain", headers={"etag": '"x"', "X-More": "1"}).get(FILE)
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "text/plain"
    assert (answer.headers["ETag"], answer.headers["X-More"]) == ('"x"', "1")


def test_parts_of_a_fault_count_together(with_fault: Any) -> None:
    client = with_fault(status=500, body="broken", delay=0.1, headers={"Retry-After": 1}, times=1)
    answer = client.get(FILE)
    assert (answer.status_code, answer.text, answer.headers["Retry-After"]) == (500, "broken", "1")
    assert client.get(FILE).status_code == 200


def test_a_fault_keeps_to_its_nights(with_fault: Any) -> None:
    client = with_fault(status=500, from_night=2, until_night=2)
    seen = []
    for night in (1, 2, 3):
        client.post(f"/-/night/{night}")
        seen.append(client.get(FILE).status_code)
    assert seen == [200, 500, 200]
