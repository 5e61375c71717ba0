"""How fast letters are read, and in how much memory: bytes -> record, against the library that
finds the text alone and against pdftotext, all in one run on the same files.

    python benchmarks/reading.py [--workers N] [--every N] [--rounds N]

Needs the real documents beside the project (../shared/corpus). Each measurement is made in a
process of its own; of several rounds the fastest counts, since what else the machine does can only
slow one down.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from archive.letters import read_letter
from archive.letters.reading import read_many
from archive.pdf.pdf_text import PdfUnreadable, read_pdf

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
TODAY = dt.date(2026, 11, 21)
SPAWN = multiprocessing.get_context("spawn")

# What the project set itself.
LEAST_OF_BARE, LEAST_OF_PDFTOTEXT, MOST_MEGABYTES = 0.6, 2.5, 150


@dataclass(frozen=True, slots=True)
class Measured:
    pages: int
    seconds: float
    megabytes: float

    @property
    def pace(self) -> float:
        return self.pages / self.seconds


def bare(files: Sequence[Path]) -> int:
    """The library's own text of each page, and nothing else."""
    pages = 0
    for file in files:
        document = pypdfium2.PdfDocument(file.read_bytes())
        for index in range(len(document)):
            page = document[index]
            textpage = page.get_textpage()
            textpage.get_text_range()
            textpage.close()
            page.close()
            pages += 1
        document.close()
    return pages


def lines(files: Sequence[Path]) -> int:
    """Lines with place, size and weight."""
    return sum(len(read_pdf(file.read_bytes()).pages) for file in files)


def records(files: Sequence[Path]) -> int:
    """The whole way, in one process."""
    return sum(
        read_letter(read_pdf(file.read_bytes()), listed=None, today=TODAY).pages for file in files
    )


def pdftotext(files: Sequence[Path]) -> int:
    """Poppler's program, once a file; it prints a form feed after each page."""
    pages = 0
    for file in files:
        done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
        pages += done.stdout.count(b"\f")
    return pages


def bounded(files: Sequence[Path], workers: int) -> Measured:
    """The whole way as a night takes it: a child process a file, over several workers."""
    documents = [(file.name, file, None) for file in files]
    with ProcessPoolExecutor(max_workers=workers, mp_context=SPAWN) as executor:
        list(executor.map(abs, range(workers)))  # the workers' own start is not measured
        start = time.perf_counter()
        read = [letter.pages for _, letter in read_many(documents, today=TODAY, executor=executor)]
        seconds = _since(start)
    return Measured(sum(read), seconds, _peak())


def _since(start: float) -> float:
    return time.perf_counter() - start


def _peak() -> float:
    """Megabytes that this process, or any that it waited for, held at most."""
    kilobytes = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return kilobytes / 1024


def measure(task: Callable[[Sequence[Path]], int], files: Sequence[Path]) -> Measured:
    """The task's pace and memory, in a process that does nothing else."""
    with ProcessPoolExecutor(max_workers=1, mp_context=SPAWN) as executor:
        return executor.submit(_measured, task, files).result()


def _measured(task: Callable[[Sequence[Path]], int], files: Sequence[Path]) -> Measured:
    start = time.perf_counter()
    pages = task(files)
    return Measured(pages, _since(start), _peak())


def print_line(name: str, measured: Measured) -> None:
    print(
        f"{name:<22}{measured.pages:>6} pages {measured.seconds:>7.2f} s "
        f"{measured.pace:>7.0f} pages/s {measured.megabytes:>6.0f} MB"
    )


def readable_files(every: int) -> list[Path]:
    """Every nth file of the corpus; those that are no PDF are left out."""
    files = sorted(CORPUS.glob("*/*/*.pdf"))[::every]
    return [file for file in files if _is_readable(file)]


def _is_readable(file: Path) -> bool:
    try:
        read_pdf(file.read_bytes())
    except PdfUnreadable:
        return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--every", type=int, default=4, help="read every nth file (1: all)")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"The real documents are missing: {CORPUS} is not there.")
        return 1
    files = readable_files(options.every)
    best = _best(files, options.rounds, sorted({1, options.workers}))
    print(f"{len(files)} files; the fastest of {options.rounds} rounds")
    for name, measured in best.items():
        print_line(name, measured)
    return _verdict(best)


def _best(files: Sequence[Path], rounds: int, workers: Sequence[int]) -> dict[str, Measured]:
    """Each task's fastest round; in each round all take their turn."""
    tasks = [bare, lines, records, *([pdftotext] if shutil.which("pdftotext") else [])]
    found: dict[str, list[Measured]] = {}
    for _ in range(rounds):
        for task in tasks:
            found.setdefault(task.__name__, []).append(measure(task, files))
        for number in workers:
            found.setdefault(f"bounded, workers: {number}", []).append(bounded(files, number))
    return {name: max(measured, key=lambda one: one.pace) for name, measured in found.items()}


def _verdict(best: dict[str, Measured]) -> int:
    of_bare = best["records"].pace / best["bare"].pace
    print(f"records / bare:        {of_bare:.2f} (at least {LEAST_OF_BARE})")
    print(f"memory:                {best['records'].megabytes:.0f} MB (at most {MOST_MEGABYTES})")
    is_good = of_bare >= LEAST_OF_BARE and best["records"].megabytes <= MOST_MEGABYTES
    if "pdftotext" in best:
        ratio = best["records"].pace / best["pdftotext"].pace
        print(f"records / pdftotext:   {ratio:.2f} (at least {LEAST_OF_PDFTOTEXT})")
        is_good = is_good and ratio >= LEAST_OF_PDFTOTEXT
    else:
        print("pdftotext is not installed, so there is no comparison with it.")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
