"""Pages that were gone with so many others that nothing was counted, and who says that they were
taken down. See `crawler.vanished`."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from archive.store.rows import Row, selected


class Removals:
    """A row a page, from the night on which it was held back until it is there again."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def hold_back(self, source: str, missed_on: str, urls: Iterable[str], now: str) -> None:
        """Note pages that are gone and are not counted. `missed_on`: the address of the problem."""
        with self.db.atomic():
            for url in urls:
                self.db.execute(
                    """INSERT INTO removals (source, url, missed_on, found, last_found)
                       VALUES (?, ?, ?, ?, ?)
                       ON CONFLICT (source, url)
                       DO UPDATE SET missed_on = excluded.missed_on, last_found = ?""",
                    [source, url, missed_on, now, now, now],
                )

    def forget_returned(self, source: str) -> None:
        """Pages that were fetched or listed since are no removals: what was said of them is over,
        so that no acceptance stands for another loss."""
        self.db.execute(
            """DELETE FROM removals WHERE source = ? AND EXISTS (
                   SELECT 1 FROM listings l
                   WHERE l.source = removals.source AND l.url = removals.url AND l.misses = 0
                       AND (l.fetched > removals.last_found OR l.last_listed > removals.last_found))
            """,
            [source],
        )

    def accepted(self, source: str) -> set[str]:
        """The pages of which a person says that they were taken down."""
        sql = "SELECT url FROM removals WHERE source = ? AND accepted IS NOT NULL"
        return {row["url"] for row in selected(self.db, sql, [source])}

    def held_back(self, source: str | None = None) -> list[Row]:
        """The pages that nobody has accepted yet, of one source or all, with what is known."""
        return selected(
            self.db,
            """SELECT r.source, r.url, r.missed_on, r.found, l.title, l.published
               FROM removals r LEFT JOIN listings l ON l.source = r.source AND l.url = r.url
               WHERE r.accepted IS NULL AND (? IS NULL OR r.source = ?)
               ORDER BY r.source, l.published, r.url""",
            [source, source],
        )

    def accept(self, source: str, urls: Iterable[str], by: str, because: str, now: str) -> None:
        """A person says that these pages were taken down: from the next night on they count. The
        problems that held them back are over."""
        with self.db.atomic():
            for url in urls:
                self.db.execute(
                    """UPDATE problems SET resolved = ? WHERE resolved IS NULL
                           AND source = ? AND what IN ('list shrunk', 'page changed')
                           AND url = (
                               SELECT missed_on FROM removals WHERE source = ? AND url = ?)""",
                    [now, source, source, url],
                )
                self.db.execute(
                    """UPDATE removals SET accepted = ?, accepted_by = ?, because = ?
                       WHERE source = ? AND url = ?""",
                    [now, by, because, source, url],
                )
