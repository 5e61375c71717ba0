"""Kills nights at random points and damages archives at random pages; writes docs/reliability.md.

    python benchmarks/faults.py --kills 200 --pages 100 --nights 30 --bad-nights 30 [--seconds 3600]
                                [--at-once 2] [--go-on FILE]

Each kill is a SIGKILL of the whole command, at a moment drawn over the length of a night; the next
run goes on in the same folder. Afterwards: is every row that was there still there, is any there
twice, is the archive whole, and does an undisturbed night come to the same end as without kills?
`--go-on` keeps the count in FILE and adds to it, with moments of its own, so that a campaign can be
gone on with another day.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.keeping.check import examine  # noqa: E402
from benchmarks.sections import write_between_marks  # noqa: E402
from crawler.replica import BUNDLED_MANIFEST, load_manifest, serving  # noqa: E402
from tests.campaign import campaign  # noqa: E402
from tests.nights import night, raise_night, tables  # noqa: E402

KEPT = ("letters", "press_releases", "news_reports", "versions")
PAPER = ROOT / "docs" / "reliability.md"


@dataclass
class Kills:
    """What became of nights that were killed."""

    trials: int = 0
    in_steps: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    twice: int = 0
    damaged: int = 0
    ends: int = 0
    other_ends: int = 0
    series: int = 0  # of moments drawn: each has a seed of its own

    def and_also(self, other: Kills) -> None:
        """Count in what became of others."""
        for each in fields(self):
            if each.name != "in_steps":
                mine, theirs = getattr(self, each.name), getattr(other, each.name)
                setattr(self, each.name, mine + theirs)
        for step, count in other.in_steps.items():
            self.in_steps[step] = self.in_steps.get(step, 0) + count


def ids(data: Path) -> dict[str, list[tuple[str, ...]]]:
    """The keys of all that must never be lost, and of what the originals hold."""
    found: dict[str, list[tuple[str, ...]]] = {}
    with closing(sqlite3.connect(data / "archive.db", timeout=30)) as db:
        for table in KEPT:
            key = "document_kind, document, version" if table == "versions" else "id"
            try:
                found[table] = db.execute(f"SELECT {key} FROM {table}").fetchall()
            except sqlite3.OperationalError:
                found[table] = []  # killed before the tables were made
    return found


def kill_all(kills: int, seconds: float, at_once: int, book: Path | None) -> Kills:
    """Kill so many nights, in so many folders side by side; `book` holds those of other days."""
    told = Kills(**json.loads(book.read_text())) if book and book.exists() else Kills()
    seeds = range(2026 + told.series, 2026 + told.series + at_once)
    with ProcessPoolExecutor(at_once) as pool:
        each = [kills // at_once] * at_once
        each[0] += kills % at_once
        for found in pool.map(kill, each, [seconds] * at_once, seeds):
            told.and_also(found)
    if book:
        book.write_text(json.dumps(asdict(told)))
    return told


def kill(kills: int, seconds: float, seed: int) -> Kills:
    """Kill so many nights, as long as there is time."""
    chance, told, until = random.Random(seed), Kills(series=1), time.monotonic() + seconds
    with serving(load_manifest(BUNDLED_MANIFEST)) as replica, tempfile.TemporaryDirectory() as home:
        whole = Path(home) / "whole"
        began = time.monotonic()
        night(whole, replica)
        length, undisturbed = time.monotonic() - began, tables(whole)
        data = Path(home) / "data"
        while told.trials < kills and time.monotonic() < until:
            before = ids(data) if (data / "archive.db").exists() else {}
            _kill_one(data, replica, chance.uniform(0.2, length), told)
            if not (data / "archive.db").exists():
                continue
            after = ids(data)
            told.lost += sum(len(set(before.get(t, ())) - set(after[t])) for t in KEPT)
            told.twice += sum(len(after[t]) - len(set(after[t])) for t in KEPT)
            if told.trials % 8 == 0 or told.trials == kills:
                found = [d for d in examine(data) if d.what not in ("waiting", "export")]
                told.damaged += len(found)
                night(data, replica)
                told.ends += 1
                told.other_ends += tables(data) != undisturbed or bool(examine(data))
                shutil.rmtree(data)
    return told


def _kill_one(data: Path, replica: str, after: float, told: Kills) -> None:
    words = ["nightly", "--data", str(data), "--replica", replica]
    run = subprocess.Popen(
        [sys.executable, "-m", "schedules.cli", *words],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT,
    )  # fmt: skip
    try:
        run.wait(after)
    except subprocess.TimeoutExpired:
        run.send_signal(signal.SIGKILL)
        run.wait()
        told.trials += 1
        step = _step_of(data)
        told.in_steps[step] = told.in_steps.get(step, 0) + 1


def _step_of(data: Path) -> str:
    try:
        with closing(sqlite3.connect(data / "archive.db", timeout=30)) as db:
            (row,) = db.execute(
                "SELECT step FROM run_steps ORDER BY rowid DESC LIMIT 1"
            ).fetchall() or [("the start",)]
            return str(row[0])
    except (sqlite3.Error, OSError):
        return "the start"


def damage(pages: int) -> tuple[int, int]:
    """Zero so many pages, one at a time, half of each file; (damaged, found)."""
    chance, damaged, found = random.Random(2026), 0, 0
    with serving(load_manifest(BUNDLED_MANIFEST)) as replica, tempfile.TemporaryDirectory() as home:
        data = Path(home)
        night(data, replica)
        if [d for d in examine(data) if d.what != "waiting"]:
            raise SystemExit("the archive is not whole to begin with")
        for name in ("archive.db", "originals.db"):
            whole = (data / name).read_bytes()
            size = int.from_bytes(whole[16:18]) or 65536
            with closing(sqlite3.connect(data / name)) as db:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                free = db.execute("PRAGMA freelist_count").fetchone()[0]
            for _ in range(pages // 2):
                at = chance.randrange(len(whole) // size) * size
                spoilt = whole[:at] + bytes(size) + whole[at + size :]
                if spoilt == whole or free:
                    continue
                (data / name).write_bytes(spoilt)
                damaged += 1
                found += bool(examine(data))
            (data / name).write_bytes(whole)
    return damaged, found


def quiet_nights(nights: int) -> tuple[int, int, int]:
    """Nights over the world, each a day later: (run, failed, problems of healthy sources)."""
    failed = 0
    with serving(load_manifest(BUNDLED_MANIFEST)) as replica, tempfile.TemporaryDirectory() as home:
        data = Path(home)
        for number in range(1, nights + 1):
            raise_night(replica, number)
            failed += night(data, replica).returncode not in (0, 3)
        with closing(sqlite3.connect(data / "archive.db")) as db:
            (alarms,) = db.execute(
                """SELECT count(*) FROM source_runs WHERE verdict NOT IN ('healthy', 'quiet')"""
            ).fetchone()
    return nights, failed, alarms


def bad_nights(nights: int, seed: int = 1) -> list[str]:
    """Nights on which sites change and break at random (`tests/campaign.py`), as a table; what went
    wrong is printed."""
    with tempfile.TemporaryDirectory() as folder:
        found = campaign(Path(folder), nights, seed)
    for wrong in (found.untold, found.false_alarms, found.late, found.lost, found.failed):
        print("\n".join(wrong))
    return [
        "| | |", "|---|---|",
        f"| nights, sources | {found.nights}, {found.sources} |",
        f"| pages and letters that came, changed or went | {found.changes} |",
        f"| not in the archive one night after the source was well | {len(found.late)} |",
        f"| nights of a broken source | {found.broken} |",
        f"| of these, not told the same morning | {len(found.untold)} |",
        f"| alarms on a source that was well | {len(found.false_alarms)} |",
        f"| pages lost | {len(found.lost)} |",
        f"| nights failed, damage found at the end | {len(found.failed)} |",
    ]  # fmt: skip


def main() -> None:
    """Run what is asked for, print it and write it down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--bad-nights", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=3600, help="for the kills")
    parser.add_argument("--at-once", type=int, default=2, help="folders killed side by side")
    parser.add_argument("--go-on", type=Path, metavar="FILE", help="the count of other days")
    options = parser.parse_args()
    if options.kills:
        told = kill_all(options.kills, options.seconds, options.at_once, options.go_on)
        steps = ", ".join(f"{step} {n}" for step, n in sorted(told.in_steps.items()))
        lines = [
            "| kill -9 | |", "|---|---|", f"| nights killed | {told.trials} |",
            f"| while in | {steps} |", f"| rows lost | {told.lost} |",
            f"| rows twice | {told.twice} |", f"| damage found by `check` | {told.damaged} |",
            f"| archives brought to their end by an undisturbed night | {told.ends} |",
            f"| of these, other than without kills | {told.other_ends} |",
        ]  # fmt: skip
        write_between_marks(PAPER, "kills", "\n".join(lines))
        print("\n".join(lines), flush=True)
    if options.pages:
        damaged, found = damage(options.pages)
        lines = ["| zeroed pages | found by `check` |", "|---|---|", f"| {damaged} | {found} |"]
        write_between_marks(PAPER, "pages", "\n".join(lines))
        print("\n".join(lines), flush=True)
    if options.nights:
        nights, failed, alarms = quiet_nights(options.nights)
        lines = [
            "| nights | failed | verdicts other than healthy or quiet |", "|---|---|---|",
            f"| {nights} | {failed} | {alarms} |",
        ]  # fmt: skip
        write_between_marks(PAPER, "nights", "\n".join(lines))
        print("\n".join(lines), flush=True)
    if options.bad_nights:
        lines = bad_nights(options.bad_nights)
        write_between_marks(PAPER, "badnights", "\n".join(lines))
        print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
