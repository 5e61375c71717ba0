"""Fifty readers while a nightly run writes: how long each page takes them, and whether any fails.

    python benchmarks/site_at_night.py [--readers N]

The bundled world's second night, crawled from a replica on this machine into an archive that the
readers read from. Readers, server, crawler and replica share the machine's cores, so the figures
are the worst of it. Exits with 1 where a page failed or took longer than two seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.servers import answering
from benchmarks.site import _SERVE, Answer, Reader, line, p
from crawler.replica import BUNDLED_MANIFEST, load_manifest, serving
from tests.nights import night, raise_night
from tests.serving import free_port

PATHS = ["/", "/search?q=children", "/letters/99000105", "/authorities/wexmoor", "/silent",
         "/quotations", "/national", "/letters.csv", "/archive/letters", "/letters.atom",
         "/changes", "/search.csv?q=plans"]  # fmt: skip
MOST = 2000  # milliseconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--readers", type=int, default=50)
    readers = parser.parse_args().readers
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(load_manifest(BUNDLED_MANIFEST)) as replica,
    ):
        night(Path(folder), replica)
        raise_night(replica, 2)
        port = free_port()
        site = f"http://127.0.0.1:{port}/about"
        with answering([sys.executable, "-c", _SERVE, folder, str(port)], site):
            over = threading.Event()
            with ThreadPoolExecutor(readers) as pool:
                reading = [pool.submit(_read, port, n, over) for n in range(readers)]
                night(Path(folder), replica)
                over.set()
                answers = [answer for future in reading for answer in future.result()]
    print(f"{readers} readers, {len(answers):,} pages{'p50':>8}{'p95':>8}{'most':>8}")
    for path in PATHS:
        print(line(path, [answer for answer in answers if answer.path == path]))
    print(line("all", answers))
    failed = [answer for answer in answers if answer.status != 200]
    slow = [answer for answer in answers if answer.milliseconds > MOST]
    print(f"failed: {len(failed)}; over {MOST} ms: {len(slow)}; p99 {p(answers, 99):.0f} ms")
    return 1 if failed or slow else 0


def _read(port: int, number: int, over: threading.Event) -> list[Answer]:
    """One page after another, with the second between them that a person needs at the least."""
    reader = Reader(port)
    answers: list[Answer] = []
    while not over.wait(1):
        answers.append(reader.ask(PATHS[(number + len(answers)) % len(PATHS)]))
    return answers


if __name__ == "__main__":
    sys.exit(main())
