"""How fast the crawler is, and how little a quiet night asks: a replica of 153 newsrooms with 20
releases each, against Scrapy with an empty callback and against requests with BeautifulSoup one
after the other, on the same addresses in the same run; politeness is off for all three.

    python benchmarks/crawling.py [--rounds N] [--releases N]

Each measurement is made in a process of its own, against a replica in another; of several rounds
the fastest counts, since what else the machine does can only slow one down.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sqlite3
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.servers import answering  # noqa: E402
from tests.country import country  # noqa: E402
from tests.nights import raise_night, requests_of, write_manifest  # noqa: E402
from tests.serving import free_port  # noqa: E402

SPAWN = multiprocessing.get_context("spawn")
DELAY = 0.05  # seconds: a site that is near and quick

# What the project set itself.
LEAST_OF_EMPTY, LEAST_OF_SEQUENTIAL, MOST_REQUESTS, MOST_MEGABYTES = 0.5, 8, 2, 300


@dataclass(frozen=True, slots=True)
class Measured:
    requests: int
    seconds: float
    cpu: float  # seconds of this process alone: what other work on the machine does not change
    megabytes: float

    @property
    def pace(self) -> float:
        return self.requests / self.seconds


# --- the three that are measured; each runs in a process of its own ---


def ours(replica: str, data: str) -> None:
    """A night's crawl, the archive included."""
    from crawler.catalogue import replica_catalogue
    from crawler.run import Crawl, crawl

    log = Path(data) / "crawl.log"
    crawl(Crawl(Path(data), replica_catalogue(replica), "a benchmark", replica, log_file=log))


def empty_scrapy(replica: str, addresses: list[str]) -> None:
    """The same addresses, and nothing done with what comes."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    class Empty(scrapy.Spider):
        name = "empty"

        async def start(self) -> Any:
            for address in addresses:
                yield scrapy.Request(address, self.parse, errback=self.parse, dont_filter=True)

        def parse(self, response: Any) -> None:
            pass

    process = AsyncCrawlerProcess(
        {
            "OFSTED_LETTERS_REPLICA": replica,
            "DOWNLOAD_HANDLERS": {"https": "crawler.replica.handler.ToReplica"},
            "CONCURRENT_REQUESTS": 32,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "DOWNLOAD_DELAY": 0,
            "ROBOTSTXT_OBEY": False,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Empty)
    process.start()


def sequential(replica: str, addresses: list[str]) -> None:
    """What a newcomer writes: one page after the other, its heading and its paragraphs."""
    import requests
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)  # feeds are among them
    session = requests.Session()
    for address in addresses:
        answer = session.get(f"{replica}/{address.removeprefix('https://')}", timeout=30)
        soup = BeautifulSoup(answer.text, "lxml")
        heading = soup.find("h1")
        _ = heading and heading.get_text(), [p.get_text() for p in soup.find_all("p")]


# --- how they are measured ---


def _run(work: Callable[..., None], args: tuple[Any, ...], told: Connection) -> None:
    start = time.perf_counter()
    work(*args)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    told.send((seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))


def measured(replica: str, work: Callable[..., None], *args: Any) -> Measured:
    requests_of(replica, forget=True)
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=_run, args=(work, args, there))
    process.start()
    told = here.recv()
    process.join()
    return Measured(len(requests_of(replica)), *told)


@contextmanager
def replica_of(folder: Path, releases: int, delay: float) -> Iterator[str]:
    """A replica in a process of its own."""
    manifest = write_manifest(folder, country(folder, releases, delay=delay), {})
    port = str(free_port())
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "schedules.cli", "replica", str(manifest), "--port", port]
    with answering(command, f"{base}/-/night"):
        yield base


def best(rounds: list[Measured]) -> Measured:
    return max(rounds, key=lambda one: one.pace)


def documents(data: Path) -> int:
    with closing(sqlite3.connect(data / "archive.db")) as db:
        return int(db.execute("SELECT count(*) FROM press_releases").fetchone()[0])


def compare(releases: int, rounds: int, delay: float) -> None:
    """A first night, an empty crawl and a sequential one, and a quiet night after the first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with replica_of(folder, releases, delay) as replica:
            first, empty, addresses = [], [], []
            for number in range(rounds):  # in turn, so that other work disturbs both alike
                data = folder / f"data{number}"
                data.mkdir()
                first.append(measured(replica, ours, replica, str(data)))
                addresses = [f"https://{r['host']}{r['path']}" for r in requests_of(replica)]
                empty.append(measured(replica, empty_scrapy, replica, addresses))
            some = addresses if not delay else addresses[:: max(1, len(addresses) // 400)]
            alone = [measured(replica, sequential, replica, some)]
            held = documents(data)
            raise_night(replica, 2)
            quiet = measured(replica, ours, replica, str(data))
            tell(delay, held, best(first), best(empty), best(alone))
            tell_quiet(quiet, requests_of(replica))


def tell(
    delay: float, held: int, first: Measured, empty: Measured, alone: Measured
) -> None:  # fmt: skip
    print(f"\nreplies after {delay * 1000:.0f} ms; {held} releases stored")
    for name, one in (("first night", first), ("empty Scrapy", empty), ("sequential", alone)):
        print(f"  {name:14} {one.pace:7.1f} pages/s  {one.requests:6} requests  "
              f"{one.seconds:6.1f} s  {one.megabytes:4.0f} MB")  # fmt: skip
    print(
        f"  of the empty crawl: {first.pace / empty.pace:.2f}  (wanted: {LEAST_OF_EMPTY} at 0 ms)"
    )
    print(f"  of the empty crawl by processor time: {empty.cpu / first.cpu:.2f}")
    print(f"  of the sequential:  {first.pace / alone.pace:.1f}  "
          f"(wanted: {LEAST_OF_SEQUENTIAL} at 50 ms)")  # fmt: skip
    print(f"  memory: {first.megabytes:.0f} MB (wanted: under {MOST_MEGABYTES})")


def tell_quiet(quiet: Measured, requests: list[dict[str, Any]]) -> None:
    by_host = Counter(request["host"] for request in requests)
    sent = sum(request["bytes"] for request in requests)
    statuses = dict(Counter(request["status"] for request in requests))
    bodies = [r for r in requests if r["status"] == 200 and r["path"] != "/robots.txt"]
    print(f"  quiet night    {quiet.pace:7.1f} pages/s  {quiet.requests:6} requests  "
          f"{quiet.seconds:6.1f} s  {quiet.megabytes:4.0f} MB")  # fmt: skip
    print(f"  its requests a source: at most {max(by_host.values())} (wanted: {MOST_REQUESTS}), "
          f"bytes {sent:,}, {statuses}, bodies besides robots.txt: {len(bodies)}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--releases", type=int, default=20)
    chosen = parser.parse_args()
    for delay in (0.0, DELAY):
        compare(chosen.releases, chosen.rounds, delay)


if __name__ == "__main__":
    main()
