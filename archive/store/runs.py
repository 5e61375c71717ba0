"""Rows of `runs`, `source_runs` and `problems`: what a night did, and what a person should see."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from archive.records import Problem
from archive.store.rows import one


class Runs:
    """The log of the nights. Moments are ISO 8601 in UTC, given by the caller."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def start(self, now: str) -> str:
        """Begin a run; return its id. Runs that never finished are marked `interrupted`."""
        run = f"{now.replace(':', '').replace('-', '')}-{secrets.token_hex(2)}"
        with self.db.atomic():
            self.db.execute("UPDATE runs SET outcome = 'interrupted' WHERE outcome IS NULL")
            self.db.table("runs").insert({"id": run, "started": now})
        return run

    def finish(self, run: str, now: str, outcome: str) -> dict[str, Any]:
        """End a run, add up what its sources gave, and return its row."""
        with self.db.atomic():
            sums = one(
                self.db,
                """SELECT coalesce(sum(requests), 0) AS requests,
                          coalesce(sum(bytes), 0) AS bytes,
                          coalesce(sum(unchanged), 0) AS unchanged
                   FROM source_runs WHERE run = ?""",
                run,
            )
            row = {"finished": now, "outcome": outcome, **(sums or {}), **self._news(run)}
            self.db.table("runs").update(run, row)
        return {"id": run, **row}

    def _news(self, run: str) -> dict[str, int]:
        started = (one(self.db, "SELECT started FROM runs WHERE id = ?", run) or {})["started"]
        tables = ("letters", "press_releases", "news_reports")
        news = {
            table: self.db.table(table).count_where("first_seen >= ?", [started])
            for table in tables
        }
        return {**news, "problems": self.problems_of(run)}

    def problems_of(self, run: str) -> int:
        """How many open problems were met, or met again, in this run."""
        return self.db.table("problems").count_where("run = ? AND resolved IS NULL", [run])

    def start_source(self, run: str, source: str, now: str) -> None:
        """Note that this run has begun to walk a source."""
        self.db.table("source_runs").insert(
            {"run": run, "source": source, "started": now}, replace=True
        )

    def finish_source(self, run: str, source: str, facts: Mapping[str, Any]) -> None:
        """Note what a source gave: the other columns of `source_runs`."""
        self.db.table("source_runs").update((run, source), dict(facts))

    def last_walk(self, source: str) -> str | None:
        """When the last walk ended that came to the end of this source's listing."""
        row = one(
            self.db,
            "SELECT max(finished) AS finished FROM source_runs WHERE source = ? AND walked = 1",
            source,
        )
        return row["finished"] if row else None

    def put_problem(self, problem: Problem, run: str | None, now: str) -> None:
        """Note a problem; the same problem on a later night is the same row, seen again."""
        key = hashlib.sha256(f"{problem.source} {problem.url} {problem.what}".encode())
        row = {"run": run, "detail": problem.detail, "last_seen": now, "resolved": None}
        with self.db.atomic():
            problem_id = key.hexdigest()[:12]
            if one(self.db, "SELECT 1 FROM problems WHERE id = ?", problem_id):
                self.db.table("problems").update(problem_id, row)
                return
            self.db.table("problems").insert(
                {
                    "id": problem_id,
                    "source": problem.source,
                    "url": problem.url,
                    "what": problem.what,
                    "first_seen": now,
                    **row,
                }
            )

    def resolve(self, url: str, now: str, *, only: str | None = None) -> None:
        """The problems of this address are over: all of them, or those named `only`."""
        self.db.execute(
            """UPDATE problems SET resolved = ?
               WHERE url = ? AND resolved IS NULL AND (? IS NULL OR what = ?)""",
            [now, url, only, only],
        )
