"""Rows of `fetches`: what was asked for, what came, and by what to ask whether it has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from archive.originals import Originals
from archive.records import Fetch
from archive.store.rows import Row, insert, one, update


@dataclass(frozen=True, slots=True)
class Validators:
    """What to ask an unchanged page by, and the original to read if it is unchanged."""

    etag: str | None
    last_modified: str | None
    sha256: str


class Fetches:
    """Originals first, then rows: a crash between the two leaves an unused original, no more."""

    def __init__(self, db: Database, originals: Originals) -> None:
        self.db = db
        self.originals = originals

    def keep(self, fetch: Fetch, run: str | None) -> str | None:
        """Keep what came of one request; return the body's SHA-256, None if there was no body.

        A body that is the one we hold is no new row: the old row is confirmed.
        """
        sha256 = self.originals.keep(fetch.body, fetch.media_type) if fetch.body else None
        held = self._last_fetch(fetch.url)
        row: Row = {
            "status": fetch.status,
            "sha256": sha256,
            "etag": fetch.etag,
            "last_modified": fetch.last_modified,
        }
        with self.db.atomic():
            if held and all(held[name] == value for name, value in row.items()):
                update(self.db, "fetches", {"id": held["id"]}, {"confirmed": fetch.fetched_at})
                return sha256
            insert(
                self.db,
                "fetches",
                {
                    "url": fetch.url,
                    "fetched_at": fetch.fetched_at,
                    "media_type": fetch.media_type,
                    "bytes": len(fetch.body or b""),
                    "used": 0,
                    "run": run,
                    "source": fetch.source,
                    **row,
                },
            )
        return sha256

    def validators(self, url: str) -> Validators | None:
        """What to ask by whether a page has changed; None where it must be fetched whole.

        Only a body whose reading was stored counts: else a page that was fetched and lost in a
        crash would be "unchanged" for ever.
        """
        row = self._last_body(url)
        if not row or not row["used"] or not (row["etag"] or row["last_modified"]):
            return None
        if not self.originals.has(row["sha256"]):
            return None
        return Validators(row["etag"], row["last_modified"], row["sha256"])

    def use(self, url: str) -> None:
        """What was read from the last body of this address is stored."""
        row = self._last_body(url)
        if row and not row["used"]:
            update(self.db, "fetches", {"id": row["id"]}, {"used": 1})

    def confirm(self, url: str, now: str) -> None:
        """The server says that this address is unchanged."""
        row = self._last_body(url)
        if row:
            update(self.db, "fetches", {"id": row["id"]}, {"confirmed": now})

    def ask_again(self, lost: Sequence[str]) -> int:
        """Have the pages fetched again whose bytes or text (by SHA-256) are lost; how many."""
        count = 0
        with self.db.atomic():
            for sha256 in lost:
                held = self.db.query(
                    """SELECT DISTINCT url FROM fetches WHERE sha256 = :sha OR sha256 IN
                       (SELECT sha256 FROM news_reports WHERE text_sha256 = :sha)""",
                    {"sha": sha256},
                )
                for url in [row["url"] for row in held]:
                    self.db.execute("UPDATE fetches SET used = 0 WHERE url = ?", [url])
                    self.db.execute(
                        "UPDATE listings SET fetched = NULL, due = '' WHERE url = ?", [url]
                    )
                    count += 1
        return count

    def _last_fetch(self, url: str) -> Row | None:
        return one(self.db, "SELECT * FROM fetches WHERE url = ? ORDER BY id DESC LIMIT 1", url)

    def _last_body(self, url: str) -> Row | None:
        sql = """SELECT * FROM fetches WHERE url = ? AND sha256 IS NOT NULL
                 ORDER BY id DESC LIMIT 1"""
        return one(self.db, sql, url)
