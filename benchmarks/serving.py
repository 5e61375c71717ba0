"""How many requests a second the site answers: one process, against several over a snapshot behind
nginx; and whether any fails while the snapshot is switched ten times under load.

    python benchmarks/serving.py [--data DIR] [--processes 4] [--seconds 24] [--switches 10]

Without `--data`, the bundled world's archive. Readers, nginx and the processes share this machine's
cores, so the figures are the least that is to be had. Readers keep their connection open, as
browsers do, and ask for pages as people do (a few again and again), then for addresses that nobody
has asked for before, which no cache can answer. Writes docs/scale.md; exits with 1 where a request
failed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.outgoing.snapshot import snapshot  # noqa: E402
from archive.site.app import metadata_file  # noqa: E402
from benchmarks.sections import table, write_between_marks  # noqa: E402
from benchmarks.servers import answering  # noqa: E402
from schedules.demo import crawl_world  # noqa: E402
from tests.serving import NGINX, Asker, free_port, proxy, serving, wait_for  # noqa: E402

PAPER = ROOT / "docs" / "scale.md"
READERS = 12
_READERS_MEANWHILE = 4  # while processes start, which want the cores too
_ROUNDS = 4
_WORDS = ("children", "care", "plans", "social workers", "inadequate", "care leavers", "leaders")


@dataclass
class Load:
    """What came of so many seconds of reading."""

    seconds: float = 0.0
    answered: int = 0
    failed: list[str] = field(default_factory=list)
    days: set[str] = field(default_factory=set)

    @property
    def rate(self) -> float:
        """Requests answered a second."""
        return self.answered / self.seconds

    def add(self, other: Load) -> None:
        """What came of more reading."""
        self.seconds += other.seconds
        self.answered += other.answered
        self.failed += other.failed
        self.days |= other.days


def pages(data: Path) -> list[str]:
    """Pages that people ask for, the likeliest first."""
    with closing(sqlite3.connect(f"file:{data / 'archive.db'}?mode=ro", uri=True)) as db:
        letters = [f"/letters/{i}" for (i,) in db.execute("SELECT id FROM letters LIMIT 40")]
        releases = [
            f"/releases/{i}"
            for (i,) in db.execute("SELECT id FROM press_releases WHERE about_ofsted LIMIT 40")
        ]
        places = [
            f"/authorities/{slug}"
            for (slug,) in db.execute("SELECT slug FROM local_authorities LIMIT 20")
        ]
    searches = [f"/search?q={word.replace(' ', '+')}" for word in _WORDS]
    lists = ["/quotations", "/silent", "/letters", "/releases", "/national"]
    return ["/", *lists, *searches, *letters, *releases, *places, "/assets/site.css"]


def read(
    port: int, addresses: list[str], over: Callable[[], bool], *, new: bool, load: Load, seed: int
) -> None:
    """One reader, until it is over. `new`: never the same address twice."""
    chance, reader, number = random.Random(seed), Asker(port), 0
    weights = [1 / (rank + 1) for rank in range(len(addresses))]
    answered, failed, days = 0, [], set()
    while not over():
        (path,) = chance.choices(addresses, weights)
        if new:
            number += 1
            path += f"{'&' if '?' in path else '?'}_={seed}x{number}"
        try:
            status, day, body = reader.ask(path)
        except (OSError, http.client.HTTPException) as error:
            failed.append(f"{path}: {error!r}")
            reader = Asker(port)
            continue
        if status == 200 and body:
            answered += 1
            days.add(day)
        else:
            failed.append(f"{path}: HTTP {status}, {len(body)} bytes")
    load.answered, load.failed, load.days = answered, failed, days


def under_load(
    port: int, addresses: list[str], *, new: bool, run: Callable[[], None], readers: int = READERS
) -> Load:
    """Readers for as long as `run` takes."""
    over, load, lock = threading.Event(), Load(), threading.Lock()

    def one(seed: int) -> None:
        own = Load()
        read(port, addresses, over.is_set, new=new, load=own, seed=seed)
        with lock:
            load.add(own)

    threads = [threading.Thread(target=one, args=[seed]) for seed in range(readers)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    run()
    over.set()
    for thread in threads:
        thread.join()
    load.seconds = time.monotonic() - began
    return load


@contextmanager
def one_process(data: Path) -> Iterator[int]:
    """The site as `serve` opens it, over the archive itself."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "schedules.cli",
        "serve",
        "--data",
        str(data),
        "--port",
        str(port),
    ]
    with answering(command, f"http://127.0.0.1:{port}/about"):
        yield port


def compare(ports: tuple[int, int], addresses: list[str], seconds: float) -> dict[str, list[Load]]:
    """Both in turns, so that what else the machine does falls on both alike; for each kind of
    reading, the two loads."""
    for port in ports:
        for path in addresses:
            Asker(port).ask(path)
    kinds = {"pages as people ask for them": False, "addresses never asked for before": True}
    found = {kind: [Load(), Load()] for kind in kinds}
    for _ in range(_ROUNDS):
        for kind, new in kinds.items():
            for load, port in zip(found[kind], ports, strict=True):
                load.add(
                    under_load(port, addresses, new=new, run=lambda: time.sleep(seconds / _ROUNDS))
                )
    return found


def switch_ten_times(
    shown: Path, place: Path, log: Path, front: int, server: int, addresses: list[str], times: int
) -> tuple[Load, float]:
    """New snapshots, each of another day, while readers read; how long a switch takes."""
    took: list[float] = []

    def switches() -> None:
        for number in range(1, times + 1):
            newer = shown / f"ofsted-letters-snapshot-2026-12-{number:02}"
            part = newer.with_name(f".{newer.name}")
            shutil.copytree(place, part, copy_function=os.link)
            part.rename(newer)
            began = time.monotonic()
            os.kill(server, signal.SIGHUP)
            wait_for(log, "serving", number + 1)
            took.append(time.monotonic() - began)
        time.sleep(5)  # the last of the old processes answers its readers, and ends

    load = under_load(front, addresses, new=True, run=switches, readers=_READERS_MEANWHILE)
    return load, sum(took) / len(took)


def main() -> int:
    """Measure, print, write down."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=24)
    parser.add_argument("--switches", type=int, default=10)
    options = parser.parse_args()
    if NGINX is None:
        print("there is no nginx here (Debian: apt install nginx-light)")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        data = options.data or home / "data"
        if options.data is None:
            crawl_world(data, lambda _line: None)
        addresses = pages(data)
        place = snapshot(data, home / "shown", "2026-11-30", metadata_file())
        log = home / "log"
        with (
            one_process(data) as alone,
            serving(home / "shown", data, log, options.processes) as (port, server),
            proxy(NGINX, home / "nginx", port) as front,
        ):
            read_by = compare((alone, front), addresses, options.seconds)
            switched, each = switch_ten_times(
                home / "shown", place, log, front, server, addresses, options.switches
            )
    rows = [
        (kind, f"{one.rate:,.0f}", f"{several.rate:,.0f}", f"{several.rate / one.rate:.1f}",
         len(one.failed) + len(several.failed))
        for kind, (one, several) in read_by.items()
    ]  # fmt: skip
    section = table(
        (
            "requests a second",
            "one process",
            f"{options.processes} behind nginx",
            "times",
            "failed",
        ),
        rows,
    )
    section += "\n\n" + table(
        ("switches under load", "a switch takes", "requests meanwhile", "failed"),
        [(options.switches, f"{each:.1f} s", f"{switched.answered:,}", len(switched.failed))],
    )
    section += (
        f"\n\n{READERS} readers ({_READERS_MEANWHILE} during switches), {len(addresses)} pages; "
    )
    section += f"readers, nginx and processes on {os.cpu_count()} cores."
    print(section)
    loads = [load for pair in read_by.values() for load in pair]
    failed = [words for load in (*loads, switched) for words in load.failed]
    print("\n".join(failed[:10]))
    if len(switched.days) != options.switches + 1:
        failed.append(f"of {options.switches + 1} snapshots {len(switched.days)} were seen")
        print(failed[-1])
    if options.data is None:
        write_between_marks(PAPER, "readers", section)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
