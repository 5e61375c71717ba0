"""Rows of `listings`: what the listings have shown, when it is due, and what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from archive.records import ListedPage
from archive.store.rows import TABLE_OF, Row, insert, iso, one, selected, update

# What a kind of listed page is, once it is stored.
STORED_AS = {"letter": "letter", "release": "press_release", "report": "news_report"}


class Listings:
    """An entry of a listing stays, with what became of its page."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def shown(self, source: str, kind: str, pages: Iterable[ListedPage], now: str) -> int:
        """A listing shows these pages; how many of them are new to us."""
        new = 0
        with self.db.atomic():
            for page in pages:
                facts = {
                    "title": page.title,
                    "published": iso(page.published),
                    "last_listed": now,
                }
                new += self._list_page(source, kind, page.url, facts, now)
        return new

    def dated(self, source: str, urls: Sequence[str]) -> set[str]:
        """Which of these listed pages had a day on a listing before."""
        found: set[str] = set()
        for start in range(0, len(urls), 500):
            some = urls[start : start + 500]
            marks = ", ".join("?" * len(some))
            sql = (
                "SELECT url FROM listings WHERE source = ? AND published IS NOT NULL "  # noqa: S608
                f"AND url IN ({marks})"
            )
            found |= {row["url"] for row in selected(self.db, sql, [source, *some])}
        return found

    def _list_page(self, source: str, kind: str, url: str, facts: Row, now: str) -> int:
        if one(self.db, "SELECT 1 FROM listings WHERE source = ? AND url = ?", source, url):
            told = {name: value for name, value in facts.items() if value is not None}
            update(self.db, "listings", {"source": source, "url": url}, told)
            return 0
        row = {"source": source, "url": url, "kind": kind, "first_listed": now, "misses": 0}
        insert(self.db, "listings", {**row, "due": now, **facts})
        return 1

    def visited(
        self,
        source: str,
        url: str,
        now: str,
        document: str | None = None,
        *,
        due: str | None = None,
    ) -> None:
        """A listed page was fetched, and stored or found unchanged. `due`: from when on it is to be
        looked at again; None: from now on."""
        self.db.execute(
            """UPDATE listings
               SET fetched = ?, due = ?, misses = 0, document = coalesce(?, document)
               WHERE source = ? AND url = ?""",
            [now, due or now, document, source, url],
        )

    def look_again(self, source: str, url: str, due: str) -> None:
        """A listed page is due from that moment on."""
        update(self.db, "listings", {"source": source, "url": url}, {"due": due})

    def is_listed_since(self, source: str, url: str, run: str) -> bool:
        """Has this run seen the page on its listing?"""
        sql = """SELECT 1 FROM listings JOIN runs ON runs.id = ?
                 WHERE source = ? AND url = ? AND last_listed >= runs.started"""
        return one(self.db, sql, run, source, url) is not None

    def missed(self, source: str, url: str, now: str, nights: int) -> int:
        """A listed page is gone (404, 410): count the night; from `nights` on it is withdrawn.

        Returns the number of nights in a row. A second look within one night counts once.
        """
        row = one(self.db, "SELECT * FROM listings WHERE source = ? AND url = ?", source, url)
        if row is None:
            return 0
        if row["misses"] and row["fetched"] and row["fetched"][:10] == now[:10]:
            return int(row["misses"])
        misses = int(row["misses"]) + 1
        with self.db.atomic():
            key = {"source": source, "url": url}
            update(self.db, "listings", key, {"misses": misses, "fetched": now})
            if misses >= nights and row["document"]:
                self._withdraw(row["kind"], row["document"], now)
        return misses

    def _withdraw(self, kind: str, document: str, now: str) -> None:
        self.db.execute(
            f"""UPDATE {TABLE_OF[STORED_AS[kind]]} SET withdrawn = ?
                WHERE id = ? AND withdrawn IS NULL""",  # noqa: S608
            [now[:10], document],
        )
