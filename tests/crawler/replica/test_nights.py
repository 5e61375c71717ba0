"""From one night to the next: things appear, change and vanish."""

from __future__ import annotations

from tests.crawler.replica.conftest import Serve, document, newsroom, provider, release

LISTING = "https://www.nowhere.gov.example/news"
HERE = "/www.nowhere.gov.example/news"


def test_the_night_is_raised_by_hand(serve: Serve) -> None:
    client = serve(night=1)
    assert client.get("/-/night").json() == {"night": 1}
    assert client.post("/-/night/2").json() == {"night": 2}
    assert client.get("/-/sources").json()["night"] == 2


def test_a_release_appears_changes_and_vanishes(serve: Serve) -> None:
    client = serve(
        newsrooms=[
            newsroom(
                "article",
                LISTING,
                release(f"{LISTING}/new", title="New", from_night=2),
                release(f"{LISTING}/edited", until_night=1),
                release(f"{LISTING}/edited", from_night=2, text="long.txt"),
                release(f"{LISTING}/gone", title="Gone", until_night=1),
            )
        ]
    )
    before = {name: client.get(f"{HERE}/{name}") for name in ("new", "edited", "gone")}
    assert [page.status_code for page in before.values()] == [404, 200, 200]
    assert "Gone" in client.get(HERE).text
    client.post("/-/night/2")
    after = {name: client.get(f"{HERE}/{name}") for name in before}
    assert [page.status_code for page in after.values()] == [200, 200, 404]
    assert "First words." in before["edited"].text
    assert "word59" in after["edited"].text
    listing = client.get(HERE).text
    assert "New" in listing
    assert "Gone" not in listing


def test_a_replaced_pdf_keeps_its_number_and_is_sent_anew(serve: Serve) -> None:
    dated = {"published": "2025-07-01"}
    client = serve(
        providers=[
            provider(
                document("7", **dated, until_night=1),
                {"file": "7", "label": "x", "letter": "letter.md", **dated, "from_night": 2},
            )
        ]
    )
    path = "/files.ofsted.gov.uk/v1/file/7"
    first = client.get(path)
    client.post("/-/night/2")
    for asked in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        assert client.get(path, headers=asked).status_code == 200


def test_a_letter_of_a_later_night_is_neither_listed_nor_served(serve: Serve) -> None:
    client = serve(providers=[provider(document("7", from_night=2, published="2025-07-01"))])
    page = "/reports.ofsted.gov.uk/provider/44/90001"
    assert "/v1/file/7" not in client.get(page).text
    assert client.get("/files.ofsted.gov.uk/v1/file/7").status_code == 404
    client.post("/-/night/2")
    assert "/v1/file/7" in client.get(page).text
    assert client.get("/files.ofsted.gov.uk/v1/file/7").status_code == 200
