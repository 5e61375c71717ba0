"""How the cost of a night and of a first reading grows with what is held.

    python benchmarks/growth.py build  --in DIR [--documents N]   an archive, and its processing
    python benchmarks/growth.py night  --in DIR [--documents N]   200 new items on top of it
    python benchmarks/growth.py others --in DIR [--documents N]   the other commands over it
    python benchmarks/growth.py tell   --in DIR                   the figures, into docs/scale.md

Without `--documents`, each with ten thousand, a hundred thousand and a million; with it, given
several times, with those. Each is measured in a process of its own and kept in DIR/figures.json, so
that a large archive can be built today and measured tomorrow. A night is run on a copy, which needs
as much room again. Seconds of the processor count, and not those of the clock: what else the
machine does is not ours. `build` is resumed where it was cut off.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from archive.letters.reading import reading_pool
from archive.processing.process import Process
from archive.store import Archive
from benchmarks.sections import table, write_between_marks
from benchmarks.servers import answering
from benchmarks.world import World
from benchmarks.world_archive import write
from tests.nights import raise_night
from tests.serving import free_port

ROOT = Path(__file__).resolve().parent.parent

SMALL = 10_000
NEW = 200
MOST_NIGHT, MOST_MEGABYTES, MOST_LINEAR = 1.5, 300, 1.6  # what the project set itself
NOW = "2026-11-21T03:30:00Z"
OTHERS: dict[str, list[str]] = {
    "check": ["check"],
    "export": ["export", "{out}/csv"],
    "export --warc": ["export", "{out}/warc", "--warc"],
    "export --snapshot": ["export", "{out}/snapshot", "--snapshot"],
    "backup": ["backup", "{out}/backup"],
    "status": ["status"],
    "alerts --dry-run": ["alerts", "--dry-run"],
    "process": ["process"],
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a piece of work cost: seconds of the processor and of the clock, megabytes at most."""

    cpu: float
    seconds: float
    megabytes: float
    more: dict[str, Any]


# --- build: from nothing to N documents read, linked, checked and indexed ---


def build(folder: Path, documents: int, say: Callable[[str], None] = print) -> dict[str, Measured]:
    """Build what is not there yet; what its steps took."""
    took: dict[str, Measured] = {}
    data, stored = folder / str(documents), folder / f"{documents}.stored"
    if not stored.exists():
        shutil.rmtree(data, ignore_errors=True)
        say(f"storing {documents:,} documents")
        _measured(_store, str(data), documents)
        stored.touch()
    for step in ("index", "read", "link", "check"):
        done = folder / f"{documents}.{step}"
        if not done.exists():
            say(step)
            took[step] = _measured(_STEPS[step], str(data))
            _keep(folder, f"build {documents} {step}", took[step])
            done.touch()
    return took


def _store(data: str, documents: int) -> dict[str, Any]:
    write(Path(data), World(documents), index=False)
    return {}


def _index(data: str) -> dict[str, Any]:
    with Archive(Path(data)) as archive:
        archive.rebuild_search_index()
    return {}


def _read(data: str) -> dict[str, Any]:
    with Archive(Path(data)) as archive, reading_pool() as pool:
        process = Process(archive, NOW, executor=pool)
        process.read_letters()
        process.find_recurring_points()
    return {"done": process.done.read}


def _link(data: str) -> dict[str, Any]:
    with Archive(Path(data)) as archive:
        process = Process(archive, NOW)
        process.link_items()
    return {"done": process.done.linked}


def _check(data: str) -> dict[str, Any]:
    with Archive(Path(data)) as archive:
        process = Process(archive, NOW)
        process.check_items()
    return {"done": process.done.checked}


_STEPS = {"index": _index, "read": _read, "link": _link, "check": _check}


# --- a night on top ---


def night(folder: Path, documents: int) -> Measured:
    """Run the nightly command on a copy of the archive, against the world's sites of that night."""
    data, copy = folder / str(documents), folder / f"{documents}.night"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(data, copy)
    with _replica(documents) as replica:
        # The night before, which found nothing new: examined, exported, all listings seen.
        _measured(_nightly, str(copy), replica)
        raise_night(replica, 2)
        found = _measured(_nightly, str(copy), replica)
    shutil.rmtree(copy)
    _keep(folder, f"night {documents}", found)
    return found


def _nightly(data: str, replica: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "schedules.cli", "nightly", "--data", data]
    done = subprocess.run([*command, "--replica", replica], capture_output=True, text=True,
                          cwd=ROOT, check=False)  # fmt: skip
    with closing(sqlite3.connect(f"{data}/archive.db")) as db:
        (run,) = db.execute("SELECT id FROM runs ORDER BY rowid DESC LIMIT 1").fetchone()
        steps = db.execute(
            "SELECT step, seconds, outcome, said FROM run_steps WHERE run = ?", [run]
        )
        told = {step: [seconds, outcome, said] for step, seconds, outcome, said in steps}
        came = db.execute(
            "SELECT letters, press_releases, news_reports, requests FROM runs WHERE id = ?", [run]
        ).fetchone()
    return {"code": done.returncode, "steps": told, "came": came,
            "output": done.stdout[-2000:] if done.returncode else ""}  # fmt: skip


@contextmanager
def _replica(documents: int) -> Iterator[str]:
    port = str(free_port())
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, str(ROOT / "benchmarks" / "world.py"), "replica"]
    options = ["--documents", str(documents), "--new", str(NEW), "--port", port]
    with answering([*command, *options], f"{base}/-/night"):
        yield base


# --- the other commands ---


def others(folder: Path, documents: int) -> None:
    """Every other command of a keeper over the archive."""
    for name, words in OTHERS.items():
        out = folder / "out"
        found = _measured(_command, str(folder / str(documents)), str(out), words)
        shutil.rmtree(out, ignore_errors=True)
        _keep(folder, f"others {documents} {name}", found)
        print(name, found, flush=True)


def _command(data: str, out: str, words: Sequence[str]) -> dict[str, Any]:
    given = [word.format(out=out) for word in words]
    command = [sys.executable, "-m", "schedules.cli", *given, "--data", data]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return {"code": done.returncode, "said": (done.stdout + done.stderr)[-300:]}


# --- measuring ---


def _measured(work: Callable[..., dict[str, Any]], *args: Any) -> Measured:
    """Run work in a process of its own, and all that it starts."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_run, args=(work, args, there))
    process.start()
    told = here.recv()
    process.join()
    if len(told) == 1:
        raise RuntimeError(*told)
    return Measured(*told)


def _run(work: Callable[..., dict[str, Any]], args: tuple[Any, ...], told: Connection) -> None:
    start = time.perf_counter()
    try:
        more = work(*args)
    except BaseException as error:
        told.send((repr(error),))
        raise
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    # A command is a child of this process; of the rest this one itself counts, since it began.
    largest = used[1].ru_maxrss if work in (_nightly, _command) else _most_memory()
    told.send((round(cpu, 2), round(seconds, 2), round(largest / 1024), more))


def _most_memory() -> int:
    """Kilobytes. What the system gives for a process counts its parent's, from which it came."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def _keep(folder: Path, name: str, found: Measured) -> None:
    path = folder / "figures.json"
    figures = json.loads(path.read_text()) if path.exists() else {}
    figures[name] = asdict(found)
    path.write_text(json.dumps(figures, indent=1))


# --- telling ---


def tell(folder: Path) -> str:
    """What was measured, as the section of docs/scale.md."""
    figures = json.loads((folder / "figures.json").read_text())
    parts = [_tell_nights(figures), _tell_building(figures), _tell_others(figures)]
    return "\n\n".join(part for part in parts if part)


def _sizes(figures: dict[str, Any], what: str) -> list[int]:
    return sorted({int(name.split()[1]) for name in figures if name.split()[0] == what})


def _tell_nights(figures: dict[str, Any]) -> str:
    sizes = _sizes(figures, "night")
    if not sizes:
        return ""
    first = figures[f"night {sizes[0]}"]
    rows = []
    for size in sizes:
        found = figures[f"night {size}"]
        steps = found["more"]["steps"]
        whole = sum(told[0] or 0 for told in steps.values()) or 1
        shares = ", ".join(f"{name} {told[0] / whole:.0%}" for name, told in steps.items())
        came = sum(found["more"]["came"][:3])
        rows.append((f"{size:,}", came, found["more"]["came"][3], f"{found['cpu']:.1f}",
                     f"{found['cpu'] / first['cpu']:.2f}", f"{found['seconds']:.0f}",
                     f"{found['megabytes']:.0f}", shares))  # fmt: skip
    head = (
        "held",
        "new",
        "requests",
        "CPU s",
        "ratio",
        "clock s",
        "MB at most",
        "share of each step",
    )
    return "A night on top:\n\n" + table(head, rows)


def _tell_building(figures: dict[str, Any]) -> str:
    sizes = _sizes(figures, "build")
    rows, pace = [], 0.0
    for size in sizes:
        steps = {step: figures[f"build {size} {step}"] for step in _STEPS
                 if f"build {size} {step}" in figures}  # fmt: skip
        if set(steps) != set(_STEPS):
            continue
        seconds = sum(found["seconds"] for found in steps.values())
        cpu = sum(found["cpu"] for found in steps.values())
        pace = pace or size / cpu
        shares = ", ".join(f"{step} {found['cpu'] / cpu:.0%}" for step, found in steps.items())
        largest = max(found["megabytes"] or 0 for found in steps.values())
        rows.append((f"{size:,}", f"{size / cpu:,.0f}", f"{size / seconds:,.0f}",
                     f"{pace * cpu / size:.2f}", f"{largest:.0f}" if largest else "–",
                     shares))  # fmt: skip
    head = (
        "documents",
        "a CPU second",
        "a second",
        "of linear",
        "MB at most",
        "share of each step",
    )
    return (
        "From stored to read, linked, checked and indexed:\n\n" + table(head, rows) if rows else ""
    )


def _tell_others(figures: dict[str, Any]) -> str:
    sizes = _sizes(figures, "others")
    rows = []
    for name in OTHERS:
        found = [figures.get(f"others {size} {name}") for size in sizes]
        if any(found):
            cells = [f"{each['cpu']:.1f} s, {each['megabytes']:.0f} MB" if each else "–"
                     for each in found]  # fmt: skip
            rows.append((f"`{name}`", *cells))
    if not rows:
        return ""
    return "Other commands, by what is held:\n\n" + table(
        ("command", *(f"{size:,}" for size in sizes)), rows
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("build", "night", "others", "tell"))
    parser.add_argument("--in", dest="folder", type=Path, required=True)
    parser.add_argument("--documents", type=int, action="append")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for documents in given.documents or [SMALL, 10 * SMALL, 100 * SMALL]:
        if given.what == "build":
            print(build(given.folder, documents))
        elif given.what == "night":
            print(night(given.folder, documents))
        elif given.what == "others":
            others(given.folder, documents)
    if given.what == "tell":
        section = tell(given.folder)
        print(section)
        write_between_marks(ROOT / "docs" / "scale.md", "growth", section)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.exit(main())
