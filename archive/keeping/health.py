"""Is all well? For a monitor: `ofsted-letters status --json`, and the site's health address.

Reads only.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.keeping.run_report import WELL
from archive.moments import written
from archive.outgoing.checksums import CHECKSUMS
from archive.outgoing.export import EXPORTS, changed_since
from archive.read_only import opened

# A night is a day apart from the next; half a day more is patience.
STALE_HOURS = 36


def health_of(data: Path, now: dt.datetime) -> dict[str, Any]:
    """`state`: well, needs_a_look, failed (the last run did) or stale (there was none for long);
    with the last run, the sources by verdict, what is open, and what is free on the disk."""
    with closing(opened(data / "archive.db")) as db:
        last = _one(db, "SELECT * FROM runs ORDER BY rowid DESC LIMIT 1")
        good = _one(
            db,
            """SELECT finished FROM runs WHERE outcome IN ('finished', 'needs_a_look')
               ORDER BY rowid DESC LIMIT 1""",
        )
        sources = [dict(row) for row in db.execute(_SOURCES)]
        (problems,) = db.execute("SELECT count(*) FROM problems WHERE resolved IS NULL").fetchone()
        (waiting,) = db.execute("SELECT count(*) FROM waiting").fetchone()
    hours = _hours_since(good["finished"], now) if good else None
    return {
        "state": _state(last, hours, problems),
        "last_run": {name: last[name] for name in _OF_RUN} if last else None,
        "hours_since_success": hours,
        "sources": {
            "visited": len(sources),
            "well": sum(row["verdict"] in WELL for row in sources),
            "in_trouble": [row for row in sources if row["verdict"] not in (*WELL, "not_found")],
        },
        "open_problems": problems,
        "documents_waiting": waiting,
        "exported": _moment(data / EXPORTS / CHECKSUMS),
        "changed_since_export": changed_since(data / "archive.db", data / EXPORTS),
        "bytes_free": shutil.disk_usage(data).free,
    }


_OF_RUN = ("id", "started", "finished", "outcome")
_SOURCES = """
    SELECT r.source, r.verdict, r.reason FROM sources s JOIN source_runs r ON r.rowid = (
        SELECT max(rowid) FROM source_runs x WHERE x.source = s.id AND x.verdict IS NOT NULL)
    ORDER BY r.source
"""


def _state(last: dict[str, Any] | None, hours: float | None, problems: int) -> str:
    if last is None or hours is None or hours > STALE_HOURS:
        return "failed" if last and last["outcome"] == "failed" else "stale"
    if last["outcome"] == "failed":
        return "failed"
    return "needs_a_look" if problems or last["outcome"] == "needs_a_look" else "well"


def _one(db: sqlite3.Connection, sql: str) -> dict[str, Any] | None:
    row = db.execute(sql).fetchone()
    return dict(row) if row else None


def _hours_since(moment: str, now: dt.datetime) -> float:
    return round((now - dt.datetime.fromisoformat(moment)).total_seconds() / 3600, 1)


def _moment(path: Path) -> str | None:
    if not path.exists():
        return None
    return written(dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC))
