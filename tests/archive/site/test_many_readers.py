"""Fifty readers while a night writes: none meets an error, and each reads one moment."""

from __future__ import annotations

import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crawler.replica import BUNDLED_MANIFEST, load_manifest, serving
from tests.archive.site.test_browser import served
from tests.nights import night, raise_night, rows

READERS = 50
PATHS = ["/", "/search?q=children", "/letters/99000105", "/authorities/wexmoor", "/silent",
         "/quotations", "/national", "/letters.csv", "/archive/letters", "/letters.atom",
         "/letters/99000105/evidence/1.png", "/changes", "/search.csv?q=plans"]  # fmt: skip


@pytest.mark.endurance
def test_fifty_readers_while_a_night_writes(tmp_path: Path) -> None:
    with serving(load_manifest(BUNDLED_MANIFEST)) as replica:
        night(tmp_path, replica)
        raise_night(replica, 2)
        site = served(tmp_path)
        address = next(site)
        over = threading.Event()
        try:
            with ThreadPoolExecutor(READERS) as pool:
                reading = [pool.submit(_read, address, n, over) for n in range(READERS)]
                time.sleep(0.5)
                done = night(tmp_path, replica)
                over.set()
                answers = [answer for future in reading for answer in future.result()]
        finally:
            over.set()
            next(site, None)
    assert done.returncode in (0, 3)
    assert len(answers) > 2 * READERS
    # A picture may ask to wait: its pages are drawn one at a time.
    wrong = {a for a in answers if a[1] != 200 and not (a[1] == 503 and a[0].endswith(".png"))}
    assert wrong == set()
    assert rows(tmp_path, "SELECT count(*) AS n FROM letters WHERE id = '99000106'") == [{"n": 1}]


def _read(address: str, number: int, over: threading.Event) -> list[tuple[str, int]]:
    """Open one page after another until the night is over; what each gave."""
    host = address.removeprefix("http://")
    answers: list[tuple[str, int]] = []
    while not over.is_set() or len(answers) < 3:
        path = PATHS[(number + len(answers)) % len(PATHS)]
        connection = http.client.HTTPConnection(host, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        answers.append((path, answer.status))
        connection.close()
    return answers
