"""Runs the benchmarks of speed, and writes what they print into docs/speed.md, as it stands.

    python benchmarks/speed.py [NAME ...] [--site-data DIR]

NAME: reading, crawling, linking, checking, site, night; without one, all of them, one after another
(half an hour on two cores, with an archive for the site; where DIR holds none it is built first,
which takes an hour). Figures are of the machine and the day at the head of each: run them while
nothing else does, and compare within one run. Exits with 1 where a benchmark says that a figure
does not hold.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.sections import write_between_marks  # noqa: E402

PAPER = ROOT / "docs" / "speed.md"
SCRIPTS = {
    "reading": "reading.py",
    "crawling": "crawling.py",
    "linking": "linking.py",
    "checking": "checking.py",
    "site": "site.py",
    "night": "site_at_night.py",
}


def printed(script: str, options: Sequence[str]) -> tuple[str, bool]:
    """What a benchmark prints, and whether it says that its figures hold."""
    done = subprocess.run(
        [sys.executable, f"benchmarks/{script}", *options], check=False,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout.strip("\n"), done.returncode == 0


def section(command: str, text: str, day: dt.date) -> str:
    """A part of the paper: the command, when and where it ran, and what it printed."""
    head = f"`{command}`, {day.day} {day:%B %Y}, {os.cpu_count()} cores:"
    return f"{head}\n\n```\n{text}\n```"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SCRIPTS))
    parser.add_argument("--site-data", type=Path, metavar="DIR")
    given = parser.parse_args()
    if unknown := set(given.names) - SCRIPTS.keys():
        parser.error(f"no benchmark of speed: {', '.join(sorted(unknown))}")
    all_hold = True
    for name in given.names or SCRIPTS:
        of_site = name == "site" and given.site_data
        options = ["--data", str(given.site_data)] if of_site else []
        text, holds = printed(SCRIPTS[name], options)
        print(f"{text}\n", flush=True)
        command = f"python benchmarks/{SCRIPTS[name]}"
        write_between_marks(PAPER, name, section(command, text, dt.datetime.now(dt.UTC).date()))
        all_hold = all_hold and holds
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())
