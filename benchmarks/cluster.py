"""What a second worker brings: the first night of a country, and everything read, linked and
checked again, by one worker and by two, each a Dask worker of one thread.

    python benchmarks/cluster.py [--releases N] [--letters N] [--delay SECONDS ...] [--rounds N]
                                 [--write]

The night: the 153 councils' newsrooms, each with N releases, on a replica in a process of its own.
Letters are the real ones beside the project, each with four releases made from its sentences. The
archives of one worker and of two are compared table by table. One worker and two take turns, and of
each the quickest round counts, since other work on the machine only ever slows one down. `--write`
puts the figures into docs/scale.md.

A machine is played by a core of this one: the writer, the scheduler and the first worker share the
first core, as they would share the one machine that somebody has; the second worker is alone on the
second, and so is the machine that is added. The sites' part, the replica, runs where there is room.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.letters.reading import read_many  # noqa: E402
from archive.records import Authority, Letter, ListedLetter, PressRelease, Source  # noqa: E402
from archive.store import Archive  # noqa: E402
from benchmarks.crawling import replica_of  # noqa: E402
from tests.cluster import Cluster  # noqa: E402
from tests.merged import MOMENTS, whole  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
MOST = 0.6  # of the time of one worker, what the project set itself
AUTHORITIES, RELEASES_EACH = 60, 4
NOW = "2026-11-01T03:30:00Z"


@dataclass(frozen=True, slots=True)
class Compared:
    what: str
    one: float  # seconds
    two: float
    same: bool

    @property
    def ratio(self) -> float:
        return self.two / self.one


def command(*words: str | Path) -> float:
    """Run `ofsted-letters` on the first machine; how many seconds it took."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "schedules.cli", *map(str, words)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    _put_on(process, 0)
    said, _ = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode not in (0, 3):
        raise SystemExit(said)
    return seconds


@contextmanager
def cluster_of(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster whose workers are there, and have once started what they start."""
    with Cluster(folder, workers) as cluster:
        # At once, before they have threads: those would stay where they are.
        _put_on(cluster.scheduler, 0)
        for machine, worker in enumerate(cluster.workers):
            _put_on(worker, machine)
        _settle(cluster)
        yield cluster


def _put_on(process: subprocess.Popen[Any], machine: int) -> None:
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(process.pid, {cores[machine % len(cores)]})


def told(data: Path) -> dict[str, list[str]]:
    """What an archive says, without when, and without what a run says of itself."""
    found = whole(data, MOMENTS)
    return {name: rows for name, rows in found.items() if name not in ("runs", "run_steps")}


# --- a first night ---


def first_night(folder: Path, releases: int, delay: float, rounds: int) -> Compared:
    folder.mkdir()
    took: dict[int, list[float]] = {1: [], 2: []}
    with replica_of(folder, releases, delay) as replica:
        for workers in (1, 2) * rounds:
            data = folder / f"of{workers}"
            shutil.rmtree(data, ignore_errors=True)
            with cluster_of(folder / f"dask{workers}-{len(took[workers])}", workers) as cluster:
                words = ("--data", data, "--cluster", cluster.address)
                took[workers].append(command("crawl", *words, "--replica", replica))
    for workers in (1, 2):  # so that what waits is compared as well
        command("process", "--data", folder / f"of{workers}")
    same = told(folder / "of1") == told(folder / "of2")
    what = f"first night, 153 newsrooms with {releases} releases, answers after {delay:g} s"
    return Compared(what, min(took[1]), min(took[2]), same)


# --- everything again ---


def again(folder: Path, letters: int, rounds: int) -> Compared:
    data = folder / "held"
    items = _fill(data, sorted(CORPUS.rglob("*.pdf"))[:letters])
    took: dict[int, list[float]] = {1: [], 2: []}
    for workers in (1, 2) * rounds:
        copy = folder / f"again{workers}"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(data, copy)
        with cluster_of(folder / f"dask-again{workers}-{len(took[workers])}", workers) as cluster:
            words = ("--data", copy, "--cluster", cluster.address)
            took[workers].append(command("process", "--again", *words))
    same = told(folder / "again1") == told(folder / "again2")
    what = f"`process --again`, {letters} letters, {items} releases about them"
    return Compared(what, min(took[1]), min(took[2]), same)


def _fill(data: Path, files: Sequence[Path]) -> int:
    """An archive of real letters on invented authorities, with releases made from them."""
    read = dict(read_many([(path.stem, path, None) for path in files], today=dt.date(2026, 11, 1)))
    count = 0
    with Archive(data) as archive:
        places = [Authority(f"9{n:04}", f"Place {n}", f"place-{n}") for n in range(AUTHORITIES)]
        archive.places.put_authorities(places)
        archive.places.put_sources(
            [Source(f"n{p.urn}", "newsroom", "https://x.example", "jadu", p.urn) for p in places]
        )
        for number, path in enumerate(files):
            urn = places[number % AUTHORITIES].urn
            file = f"5{number:07}"
            listed = ListedLetter(file, urn, "Report", f"https://files.example/{file}", "",
                                  read[path.stem].published)  # fmt: skip
            archive.letters.listed([listed], NOW)
            sha256 = archive.originals.keep(path.read_bytes(), "application/pdf")
            archive.letters.save_file(file, sha256, NOW, sound=True)
            for release in _releases(file, urn, read[path.stem]):
                archive.items.save_release(
                    release, source=f"n{urn}", sha256=archive.originals.keep(
                        release.text.encode(), "text/plain"), about_ofsted=True, now=NOW,
                )  # fmt: skip
                count += 1
    return count


def _releases(file: str, urn: str, letter: Letter) -> Iterator[PressRelease]:
    """What a council might say of a letter: some of its sentences, quoted."""
    sentences = [s.strip() for s in letter.text.replace("\n", " ").split(". ") if len(s) > 80]
    for n in range(RELEASES_EACH):
        quoted = sentences[5 * n : 5 * n + 5]
        said = "\n\n".join(f"Ofsted’s inspectors found that “{words}”." for words in quoted)
        text = f"Ofsted has written about our services for children.\n\n{said}\n\nWe are glad."
        url = f"https://x.example/{file}/{n}"
        title = "Ofsted’s letter is out"
        yield PressRelease(url, urn, "A council", title, text, letter.published, "label")


def _settle(cluster: Cluster) -> None:
    from schedules.cluster.connection import connected, slots_of
    from schedules.cluster.executor import ClusterExecutor

    with connected(cluster.address) as client:
        while slots_of(client) < len(cluster.workers):
            time.sleep(0.1)
        list(ClusterExecutor(client).map(abs, range(16)))


# --- what is told ---


def lines(found: Sequence[Compared]) -> list[str]:
    return [
        "| | one worker | two workers | of the time | archives |",
        "|---|---|---|---|---|",
        *(
            f"| {each.what} | {each.one:.0f} s | {each.two:.0f} s | {each.ratio:.2f} "
            f"| {'the same' if each.same else 'DIFFER'} |"
            for each in found
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=20)
    parser.add_argument("--letters", type=int, default=381)
    parser.add_argument("--delay", type=float, nargs="*", default=[0.0, 0.5])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.letters:
            found.append(again(folder, given.letters, given.rounds))
            print("\n".join(lines(found)), flush=True)
        for delay in given.delay:
            night = folder / f"night{delay:g}"
            found.append(first_night(night, given.releases, delay, given.rounds))
            print("\n".join(lines(found)), flush=True)
    if given.write:
        from benchmarks.sections import write_between_marks

        write_between_marks(ROOT / "docs" / "scale.md", "cluster", "\n".join(lines(found)))
    bad = [each.what for each in found if each.ratio > MOST or not each.same]
    print("as wanted" if not bad else f"not as wanted: {'; '.join(bad)}")


if __name__ == "__main__":
    main()
