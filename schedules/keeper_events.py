"""What whoever keeps the archive is told of: the last run, its sources, damage; and what is well
again. Reads only."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator

from archive.keeping.health import STALE_HOURS
from archive.keeping.run_report import WELL
from schedules.events import Event


def for_keeper(db: sqlite3.Connection, now: str) -> list[Event]:
    """What is wrong with the last run, its sources and the archive; and what is well again."""
    run = db.execute("SELECT rowid, * FROM runs ORDER BY rowid DESC LIMIT 1").fetchone()
    if run is None:
        return []
    return [*_of_run(db, run, now), *_of_archive(db), *_of_sources(db, run["id"])]


def _of_run(db: sqlite3.Connection, run: sqlite3.Row, now: str) -> Iterator[Event]:
    steps = db.execute("SELECT * FROM run_steps WHERE run = ? ORDER BY position", [run["id"]])
    for step in steps.fetchall():
        if step["outcome"] in ("failed", "ended"):
            yield Event(
                f"step {run['id']} {step['step']}",
                "step failed",
                step["step"],
                f"The step {step['step']} of the run {run['id']} {step['outcome']}.",
                words=step["said"] or "",
            )
    before = db.execute(
        "SELECT * FROM runs WHERE rowid < ? ORDER BY rowid DESC LIMIT 1", [run["rowid"]]
    ).fetchone()
    if before and before["outcome"] == "interrupted" and not before["finished"]:
        yield Event(
            f"interrupted {before['id']}",
            "run cut off",
            before["started"],
            f"The run begun at {before['started']} was cut off; this one went on from there.",
        )
    if before and _hours(before["started"], now) > STALE_HOURS:
        yield Event(
            f"gap {before['id']}",
            "nights missed",
            before["started"],
            f"No run was begun between {before['started']} and {run['started']}.",
        )


def _of_archive(db: sqlite3.Connection) -> Iterator[Event]:
    rows = db.execute(
        """SELECT * FROM problems WHERE source = 'archive' AND resolved IS NULL
           ORDER BY what, url"""
    )
    for row in rows.fetchall():
        key = f"problem {row['id']} {row['first_seen']}"
        yield Event(key, row["what"], "archive", row["detail"])


def _of_sources(db: sqlite3.Connection, run: str) -> Iterator[Event]:
    visited = db.execute(
        "SELECT source, verdict, reason FROM source_runs WHERE run = ? ORDER BY source", [run]
    )
    for row in visited.fetchall():
        if row["verdict"] is None or row["verdict"] == "not_found":
            continue
        streak = _streak(db, row["source"])
        if row["verdict"] not in WELL:
            key = f"source {row['source']} {streak[-1]}"
            nights = f", for {len(streak)} nights" if len(streak) > 1 else ""
            title = f"{row['source']} is {row['verdict'].replace('_', ' ')}{nights}"
            yield Event(key, "source in trouble", row["source"], title, "/sources",
                        words=row["reason"] or "")  # fmt: skip
        elif streak:
            key = f"source well {row['source']} {streak[-1]}"
            yield Event(key, "source well again", row["source"],
                        f"{row['source']} is {row['verdict']} again", "/sources")  # fmt: skip


def _streak(db: sqlite3.Connection, source: str) -> list[str]:
    """The runs, newest first, of the trouble that a source is in, or was in until this run."""
    rows = db.execute(
        """SELECT run, verdict FROM source_runs WHERE source = ? AND verdict IS NOT NULL
           ORDER BY rowid DESC LIMIT 400""",
        [source],
    ).fetchall()
    if rows and rows[0]["verdict"] in WELL:
        rows = rows[1:]
    streak: list[str] = []
    for row in rows:
        if row["verdict"] in WELL:
            break
        streak.append(row["run"])
    return streak


def _hours(before: str, after: str) -> float:
    apart = dt.datetime.fromisoformat(after) - dt.datetime.fromisoformat(before)
    return apart.total_seconds() / 3600
