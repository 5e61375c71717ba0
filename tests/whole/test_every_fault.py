"""One night on which everything goes wrong that the replica can do, at once."""

from __future__ import annotations

import dataclasses
import gzip
from pathlib import Path
from typing import Any

import pytest

from crawler.pages.ofsted_search import search_address
from crawler.replica import BUNDLED_MANIFEST, load_manifest, serving
from crawler.replica.manifest_entry import Nights
from crawler.replica.records import Fault
from tests.nights import command, night, raise_night, requests_of, rows, tables

FILE = "https://files.ofsted.gov.uk/v1/file/990"
OFSTED = "https://reports.ofsted.gov.uk"
WEXMOOR = "https://www.wexmoor.gov.example/council_and_democracy/council_information/media_hub/"
RELEASES = f"{WEXMOOR}media_releases/"
NUB = "https://wexborough.nub.news.example/news/local-news/"
HERALD = "https://www.keldervalleyherald.news.example"
DUNMARROW = "https://newsroom.dunmarrow.gov.example"
PELLGATE = "https://www.pellgate.gov.example/newsroom"
ISSELVALE = "https://www.isselvale.gov.example/news"
SALTMARCH = "https://www.saltmarchchildrenfirst.org.example"
# West Wexmoor and Kelderby are left in peace.
IN_PEACE = ("west_wexmoor", "kelderby")

ERROR_PAGE = b"<html><body><h1>Oops</h1><p>Something went wrong on our side.</p></body></html>"
NO_DOCUMENTS = b"<html><body><main><h1>Wexmoor</h1></main></body></html>"
HUGE = b"x" * 6_000_000
BOMB = gzip.compress(b"x" * 60_000_000)
OFTEN = (("Retry-After", "86400"),)

# On the second night, each of these and all at once. What is new that night answers 200, and can be
# cut off; the rest is asked whether it has changed.
FAULTS: dict[str, dict[str, Any]] = {
    search_address(f"{OFSTED}/search"): {"status": 500},
    f"{OFSTED}/provider/44/90001": {"body": NO_DOCUMENTS},
    f"{OFSTED}/provider/44/90002": {"status": 404},
    f"{OFSTED}/provider/44/90003": {"body": b""},
    f"{FILE}00703": {"truncate_at": 20_000},
    f"{FILE}00603": {"truncate_at": 20_000, "clean": True},
    f"{FILE}00501": {"status": 500},
    f"{FILE}00502": {"status": 503, "headers": OFTEN},
    f"{FILE}00403": {"body": ERROR_PAGE},
    f"{FILE}00402": {"body": ERROR_PAGE, "content_type": "application/pdf"},
    f"{FILE}00401": {"body": b""},
    f"{FILE}00701": {"body": HUGE},
    f"{FILE}00702": {"body": BOMB, "headers": (("Content-Encoding", "gzip"),)},
    f"{FILE}00601": {"status": 404},
    f"{FILE}00602": {"status": 410},
    f"{FILE}00301": {"redirect": "https://elsewhere.example/letter.pdf"},
    f"{FILE}00302": {"redirect": f"{FILE}00302"},
    f"{FILE}00303": {"redirect": "http://192.168.0.1/letter.pdf", "status": 307},
    f"{FILE}00304": {"delay": 4},
    f"{FILE}00201": {"status": 206, "body": b"%PDF-1.4"},
    f"{FILE}00202": {"status": 418},
    f"{RELEASES}outstanding-nursery.aspx": {"status": 404},
    f"{RELEASES}party-hats-at-fenside.aspx": {"body": ERROR_PAGE},
    f"{RELEASES}no-child-is-waiting.aspx": {"body": b"<div>" * 30_000},
    f"{RELEASES}council-accepts-ofsted-findings.aspx": {"body": b"\xff\xfe\x00\xd8", "content_type": "text/html; charset=utf-16"},
    f"{NUB}glowing-report-for-west-wexmoor-267340": {"status": 403},
    f"{NUB}two-children-in-unregistered-home-312204": {"truncate_at": 200},
    f"{NUB}no-child-is-waiting-says-ofsted-251906": {"status": 500, "times": 2},
    f"{HERALD}/": {"delay": 4},
    f"{DUNMARROW}/": {"status": 403},
    f"{PELLGATE}": {"status": 429, "headers": OFTEN},
    f"{ISSELVALE}": {"body": b"<html><p>We are moving.</p></html>"},
    f"{SALTMARCH}/robots.txt": {"status": 500},
}  # fmt: skip

_OF_THE_WALK = ("problems", "listings")


def told(data: Path) -> dict[str, list[str]]:
    """All that an archive says, but problems that are over, when it will look again, and the half
    file that came in the place of one that was never whole: what came is kept."""
    kept = {name: rows_of for name, rows_of in tables(data).items() if name not in _OF_THE_WALK}
    kept["versions"] = [row for row in kept["versions"] if '"document": "99000603"' not in row]
    return kept


def open_problems(data: Path) -> list[dict[str, Any]]:
    return rows(data, "SELECT what, url FROM problems WHERE resolved IS NULL ORDER BY url")


def texts(data: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What is held; without the letter that was not read, and the release that the world edits."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for table, text, where in (
        ("letters", "text", "status = 'read'"),
        ("press_releases", "text", "url NOT LIKE '%/action-after-ofsted-visit/'"),
        ("news_reports", "extract", "1"),
    ):
        sql = f"SELECT id, title, published, sha256, withdrawn, {text} FROM {table} WHERE {where}"
        for row in rows(data, sql):
            found[table, row["id"]] = tuple(row.values())
    return found


@pytest.fixture(scope="module")
def three_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive after three nights on which nothing happened."""
    data = tmp_path_factory.mktemp("undisturbed")
    with serving(load_manifest(BUNDLED_MANIFEST)) as replica:
        for number in (1, 2, 3):
            raise_night(replica, number)
            night(data, replica)
    return data


@pytest.mark.endurance
def test_a_night_of_every_fault_at_once_loses_nothing_and_the_next_mends_all(
    tmp_path: Path, three_nights: Path
) -> None:
    world = load_manifest(BUNDLED_MANIFEST)
    tonight = [Fault(url, nights=Nights(2, 2), **what) for url, what in FAULTS.items()]
    limits = ("--timeout", "1", "--largest", "5")
    with serving(dataclasses.replace(world, faults=(*tonight, *world.faults))) as replica:
        night(tmp_path, replica)
        before = texts(tmp_path)
        raise_night(replica, 2)
        requests_of(replica, forget=True)
        done = night(tmp_path, replica, *limits)
        assert done.returncode == 3, done.stdout + done.stderr
        asked = {f"https://{r['host']}{r['path'].partition('?')[0]}" for r in requests_of(replica)}
        assert {url.partition("?")[0] for url in FAULTS} - asked == set()

        after = texts(tmp_path)
        assert {key: after[key] for key in before} == before  # nothing lost, nothing spoilt
        checked = command("check", "--data", tmp_path)
        assert (checked.returncode, checked.stdout) == (0, "The archive is whole.\n")
        verdicts = {
            row["source"]: row["verdict"]
            for row in rows(
                tmp_path,
                """SELECT source, verdict FROM source_runs
                   WHERE run = (SELECT id FROM runs ORDER BY rowid DESC LIMIT 1)""",
            )
        }
        assert {verdicts.pop(source) for source in IN_PEACE} <= {"healthy", "quiet"}
        assert verdicts["dunmarrow"] == verdicts["pellgate"] == "blocked"
        assert verdicts["isselvale"] == "changed_shape"
        assert "unexpected error" not in {p["what"] for p in open_problems(tmp_path)}

        raise_night(replica, 3)
        assert night(tmp_path, replica).returncode == 3  # one page of the world is always broken
    assert told(tmp_path) == told(three_nights)
    assert open_problems(tmp_path) == open_problems(three_nights)
    assert command("check", "--data", tmp_path).returncode == 0
