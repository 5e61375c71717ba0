"""Rows of `alerted`: what has been told to whom, by checksum, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from archive.store.rows import one


class Alerted:
    """Keys are checksums: the archive is public, and whom somebody watches is not."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def began(self, watch: str) -> str | None:
        """The moment from which a watch counts; None where it was never seen."""
        row = one(self.db, "SELECT sent FROM alerted WHERE key = ?", f"watch {watch}")
        return str(row["sent"]) if row else None

    def begin(self, watch: str, now: str) -> str:
        """The moment from which a watch counts: `now`, where it is seen for the first time."""
        self.db.table("alerted").insert({"key": f"watch {watch}", "sent": now}, ignore=True)
        return self.began(watch) or now

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of these keys that have been told."""
        return {key for key in keys if one(self.db, "SELECT 1 FROM alerted WHERE key = ?", key)}

    def put(self, keys: Iterable[str], now: str) -> None:
        """These have been told."""
        with self.db.atomic():
            self.db.table("alerted").insert_all(
                ({"key": key, "sent": now} for key in keys), ignore=True
            )
