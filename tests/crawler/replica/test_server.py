"""The server: addresses, validators, the list of requests, what it says of itself."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import httpx
import pytest

from crawler.replica import ManifestError, run, serving
from crawler.replica.addresses import asked_address, page_key
from tests.crawler.replica.conftest import Load, Serve, document, newsroom, provider, release

LISTING = "https://www.nowhere.gov.example/news"
ODD = f"{LISTING}/children's services.aspx"


@pytest.mark.parametrize(
    "spelling",
    [
        "/www.nowhere.gov.example/news/children's%20services.aspx",
        "/www.nowhere.gov.example/news/children%27s%20services.aspx",
        "/WWW.Nowhere.gov.EXAMPLE/news/children%27s%20services.aspx/",
        "/www.nowhere.gov.example/news/children's%20services.aspx?utm_source=newsletter",
    ],
)
def test_every_spelling_of_an_address_finds_its_page(serve: Serve, spelling: str) -> None:
    client = serve(newsrooms=[newsroom("article", LISTING, release(ODD))])
    assert client.get(spelling).status_code == 200


def test_another_query_is_another_page() -> None:
    assert page_key("https://a/b?x=1") != page_key("https://a/b?x=2")
    assert page_key("https://A/b?y=1&x=2") == page_key("http://a/b/?x=2&y=1")


def test_escapes_are_kept_and_the_host_is_lowered() -> None:
    address = asked_address("/WWW.X.example/a%27b%2Fc", "q=%C3%A9&level_2_types%5B%5D=12")
    assert address.url == "https://www.x.example/a%27b%2Fc?q=%C3%A9&level_2_types%5B%5D=12"
    assert address.path == "/a'b/c"
    assert (address.parameter("q"), address.parameter("level_2_types")) == ("é", "12")


def test_pages_never_name_the_replica(serve: Serve) -> None:
    client = serve(newsrooms=[newsroom("wordpress", LISTING, release(ODD))])
    for path in ("/news", "/news/feed/", "/news/children's%20services.aspx"):
        page = client.get("/www.nowhere.gov.example" + path)
        assert page.status_code == 200
        assert "127.0.0.1" not in page.text


def test_a_page_that_is_not_there_is_the_sites_own_404(serve: Serve) -> None:
    client = serve(newsrooms=[newsroom("article", LISTING)])
    missing = client.get("/www.nowhere.gov.example/gone")
    assert missing.status_code == 404
    assert "Nowhere Council" in missing.text


def test_an_unknown_host_is_said_so(serve: Serve) -> None:
    missing = serve().get("/elsewhere.example/x")
    assert missing.status_code == 404
    assert missing.text == "The replica has no site at elsewhere.example.\n"


def test_pages_feeds_and_files_are_not_sent_twice(serve: Serve) -> None:
    client = serve(
        providers=[provider(document("7", published="2025-07-01"))],
        newsrooms=[newsroom("wordpress", LISTING, release(ODD, published="2025-07-01"))],
    )
    for path in (
        "/files.ofsted.gov.uk/v1/file/7",
        "/www.nowhere.gov.example/news/feed/",
        "/www.nowhere.gov.example/news/children's%20services.aspx",
    ):
        first = client.get(path)
        assert first.headers["Last-Modified"] == "Tue, 01 Jul 2025 09:30:00 GMT"
        for asked in (
            {"If-None-Match": first.headers["ETag"]},
            {"If-None-Match": f'"other", W/{first.headers["ETag"]}'},
            {"If-Modified-Since": first.headers["Last-Modified"]},
        ):
            again = client.get(path, headers=asked)
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "asked",
    [
        {"If-None-Match": '"other"', "If-Modified-Since": "Tue, 01 Jul 2036 09:30:00 GMT"},
        {"If-Modified-Since": "Mon, 30 Jun 2025 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ],
)
def test_what_may_have_changed_is_sent(serve: Serve, asked: dict[str, str]) -> None:
    client = serve(providers=[provider(document("7", published="2025-07-01"))])
    assert client.get("/files.ofsted.gov.uk/v1/file/7", headers=asked).status_code == 200


def test_validators_are_the_same_from_one_start_to_the_next(serve: Serve) -> None:
    documents = [{"file": "7", "label": "x", "letter": "letter.md", "published": "2025-07-01"}]
    path = "/files.ofsted.gov.uk/v1/file/7"
    first = serve(providers=[provider(*documents)]).get(path)
    second = serve(providers=[provider(*documents)]).get(path)
    assert first.content.startswith(b"%PDF-")
    assert (first.content, first.headers["ETag"]) == (second.content, second.headers["ETag"])


def test_a_head_request_gets_headers_only(serve: Serve) -> None:
    client = serve(providers=[provider(document("7"))])
    head = client.head("/files.ofsted.gov.uk/v1/file/7")
    assert (head.headers["Content-Length"], head.content) == ("5009", b"")


def test_requests_are_listed_until_they_are_cleared(serve: Serve) -> None:
    client = serve(providers=[provider(document("7"))])
    path = "/files.ofsted.gov.uk/v1/file/7"
    tag = client.get(path, headers={"User-Agent": "somebody"}).headers["ETag"]
    client.get(path + "?x=1", headers={"If-None-Match": tag})
    first, second = client.get("/-/requests").json()
    assert first == {
        "method": "GET",
        "host": "files.ofsted.gov.uk",
        "path": "/v1/file/7",
        "status": 200,
        "bytes": 5009,
        "if_none_match": None,
        "if_modified_since": None,
        "user_agent": "somebody",
    }
    assert (second["path"], second["status"], second["bytes"]) == ("/v1/file/7?x=1", 304, 0)
    assert second["if_none_match"] == tag
    client.delete("/-/requests")
    assert client.get("/-/requests").json() == []


def test_the_sources_are_those_of_the_manifest(serve: Serve) -> None:
    client = serve(
        authorities=[{"urn": "90001", "name": "Nowhere", "aliases": ["Nowhere-on-Sea"]}],
        providers=[provider(), {"urn": "90002", "name": "Somewhere"}],
        newsrooms=[newsroom("article", LISTING, id="nowhere")],
        outlets=[{"outlet": "The Echo", "listing": "https://e.example/", "design": "nub_news"}],
    )
    told = client.get("/-/sources").json()
    assert (told["night"], told["ofsted"]) == (1, True)
    assert [a["name"] for a in told["authorities"]] == ["Nowhere", "Somewhere"]
    assert told["authorities"][0]["aliases"] == ["Nowhere-on-Sea"]
    assert told["sources"][0] == {
        "id": "nowhere",
        "kind": "newsroom",
        "url": LISTING,
        "design": "article",
        "local_authority": "90001",
        "publisher": "Nowhere Council",
    }
    assert told["sources"][1]["kind"] == "news_outlet"
    assert (told["sources"][1]["id"], told["sources"][1]["outlet"]) == ("the_echo", "The Echo")


def test_every_host_has_its_robots_txt(serve: Serve) -> None:
    client = serve(
        providers=[provider()],
        newsrooms=[newsroom("wordpress", LISTING, crawl_delay=3)],
    )
    for host in ("reports.ofsted.gov.uk", "files.ofsted.gov.uk", "www.nowhere.gov.example"):
        robots = client.get(f"/{host}/robots.txt")
        assert robots.status_code == 200
        assert robots.headers["Content-Type"].startswith("text/plain")
        assert robots.text.startswith("User-agent: *\nDisallow: /")
    assert "Crawl-delay: 3" in client.get("/www.nowhere.gov.example/robots.txt").text


def test_a_manifest_is_served_for_as_long_as_it_is_needed(load: Load) -> None:
    with serving(load(night=3)) as base:
        assert httpx.get(f"{base}/-/night").json() == {"night": 3}
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{base}/-/night")


def test_the_front_page_says_what_this_is(serve: Serve) -> None:
    assert "answers for other sites" in serve().get("/").text


def test_an_unknown_page_of_the_replica_is_404(serve: Serve) -> None:
    client = serve()
    assert client.get("/-/nothing").status_code == 404
    assert client.post("/-/night/zero").status_code == 404


def test_run_serves_a_file_on_the_port_it_is_given(tmp_path: Path) -> None:
    manifest = tmp_path / "m.yml"
    manifest.write_text("night: 4\n")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    threading.Thread(target=run, args=(manifest, port), daemon=True).start()
    transport = httpx.HTTPTransport(retries=8)
    with httpx.Client(transport=transport) as client:
        assert client.get(f"http://127.0.0.1:{port}/-/night").json() == {"night": 4}


def test_run_refuses_a_wrong_manifest_before_it_listens(tmp_path: Path) -> None:
    manifest = tmp_path / "m.yml"
    manifest.write_text("nights: 4\n")
    with pytest.raises(ManifestError, match="`nights` is not known here"):
        run(manifest, 1)
