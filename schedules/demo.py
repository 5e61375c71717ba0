"""The whole product in one command, with no network: the replica's invented world, two nights of
it, and the site on top."""

from __future__ import annotations

import tempfile
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from archive.site.app import serve
from crawler.replica import BUNDLED_MANIFEST, load_manifest, serving
from schedules import report
from schedules.crawling import Crawling
from schedules.nightly import nightly

NIGHTS = 2


def run_demo(data: Path | None, host: str, port: int, say: Callable[[str], None]) -> None:
    """Crawl the bundled world night by night, then serve its archive until Ctrl+C."""
    with ExitStack() as stack:
        folder = data or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="ofsted-letters-"))
        )
        crawl_world(folder, say)
        say(f"\nThe site is on http://{host}:{port} (Ctrl+C ends it)")
        say("Every council, letter and release in it is invented; two pages are broken on purpose.")
        say(f"Each night's whole report: http://{host}:{port}/nights")
        serve(folder, host, port)


def crawl_world(folder: Path, say: Callable[[str], None], nights: int = NIGHTS) -> None:
    """Fill an archive from the bundled world."""
    with serving(load_manifest(BUNDLED_MANIFEST)) as replica:
        for night in range(1, nights + 1):
            say(f"\nNight {night} of {nights}")
            _raise(replica, night)
            outcome = nightly(Crawling(folder, "demo@example.org", replica=replica), say)
            say(report.of_night_in_short(outcome))


def _raise(replica: str, night: int) -> None:
    request = urllib.request.Request(f"{replica}/-/night/{night}", method="POST")  # noqa: S310
    urllib.request.urlopen(request, timeout=30).close()  # noqa: S310
