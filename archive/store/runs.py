"""Rows of `runs`, `source_runs` and `problems`: what a night did, and what a person should see."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from archive.records import Problem
from archive.store.rows import TABLE_OF, one


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk over a source's listing. `reached`: the day it went back to; empty: its end."""

    finished: str
    reached: str


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
        """Documents that were stored for the first time: what the sources call new."""
        started = (one(self.db, "SELECT started FROM runs WHERE id = ?", run) or {})["started"]
        news = {
            table: self.db.table("versions").count_where(
                "+document_kind = ? AND version = 1 AND seen >= ?", [kind, started]
            )
            for kind, table in TABLE_OF.items()
        }
        return {**news, "problems": self.problems_of(run)}

    def start_step(self, run: str, position: int, step: str, now: str) -> None:
        """Begin a step of a run."""
        row = {"run": run, "position": position, "step": step, "started": now}
        self.db.table("run_steps").insert(row, replace=True)

    def finish_step(self, run: str, position: int, facts: Mapping[str, Any]) -> None:
        """End a step: `finished`, `outcome`, `seconds`, `said`."""
        self.db.table("run_steps").update((run, position), dict(facts))

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

    def last_walk(self, source: str) -> Walk | None:
        """The last walk that came to the end of this source's listing, or to a day asked for."""
        row = one(
            self.db,
            # The last that was written, and not the latest: a clock may have been set back.
            """SELECT finished, reached FROM source_runs WHERE source = ? AND reached IS NOT NULL
                   AND finished IS NOT NULL ORDER BY rowid DESC LIMIT 1""",
            source,
        )
        return Walk(row["finished"], row["reached"]) if row else None

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

    def resolve_others(self, urls: str, run: str, now: str) -> None:
        """The problems of addresses that begin so are over, but for those that this run met."""
        self.db.execute(
            """UPDATE problems SET resolved = ?
               WHERE substr(url, 1, length(?)) = ? AND resolved IS NULL AND run IS NOT ?""",
            [now, urls, urls, run],
        )
