"""What the archive remembers of the pages it was shown: which are known, which are due to be looked
at again, which are missed. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from archive.moments import written
from archive.store import Archive
from archive.store.rows import Row
from archive.tables.places import EXPECTED

# How long a page may go unvisited, by the days since it was published or first seen (the later).
# Corrections come within days; what has stood for a year hardly ever changes.
Patience = tuple[tuple[int, dt.timedelta], ...]
_PATIENCE: Patience = (
    (30, dt.timedelta(hours=20)),  # a little under a day: nights do not start on the second
    (365, dt.timedelta(days=7)),
    (10**6, dt.timedelta(days=30)),
)
# Bins and libraries: their pages are looked at again, and are not what the archive is for.
_PATIENCE_WITH_THE_REST: Patience = (
    (30, dt.timedelta(days=7)),
    (10**6, dt.timedelta(days=30)),
)
_EACH_NIGHT: Patience = ((10**6, _PATIENCE[0][1]),)
# At most so many known pages a source and night, the longest unvisited first.
MOST_REVISITS = 40
# 25 authorities' pages a night: each of 153 is seen once a week, and whenever the search says so.
MOST_PROVIDERS = 25
# A page that is gone on so many nights in a row is withdrawn, and asked for once a month from then
# on; on fewer, the site may be at work.
NIGHTS_UNTIL_WITHDRAWN = 3

# Where it says whether the document behind a listed page is about Ofsted's letters.
_ITEMS = {"release": "press_releases", "report": "news_reports"}


@dataclass(frozen=True, slots=True)
class Known:
    """A page on a listing, as an earlier night or this one noted it."""

    url: str
    kind: str
    document: str | None
    title: str | None
    published: dt.date | None


class Memory:
    """What the archive remembers of the pages it was shown; read only."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def all_seen_by_a_walk(
        self, source: str, urls: Sequence[str], since: dt.date | None = None
    ) -> bool:
        """Were all these pages noted by the end of a walk that came to the listing's end?

        With `since`: by one that went back to that day.

        Only then is everything behind them known: a page noted by a walk that was cut off proves
        nothing of what stood behind it.
        """
        walk = self._archive.runs.last_walk(source)
        if not walk or (since and walk.reached > since.isoformat()):
            return False
        rows = self._noted(source, urls)
        noted = {row["url"] for row in rows if row["first_listed"] <= walk.finished}
        return len(noted) == len(set(urls))

    def lacks_letters(self, urn: str, latest: dt.date | None) -> bool:
        """Is there more on an authority than we hold, by the day of its latest report that Ofsted's
        search gives? Where either day is not known, or a file was not whole: yes."""
        (held,) = self._archive.rows(
            """SELECT max(published_on_site) AS latest, min(sha256 IS NOT NULL) AS whole
               FROM letters WHERE local_authority = ? AND withdrawn IS NULL""",
            [urn],
        )
        if held["latest"] is None or latest is None or not held["whole"]:
            return True
        return dt.date.fromisoformat(held["latest"]) != latest

    def holds_file(self, letter: str) -> bool:
        """Do we hold the file of a letter, by its number?"""
        rows = self._archive.rows("SELECT sha256 FROM letters WHERE id = ?", [letter])
        return bool(rows and rows[0]["sha256"])

    def listed(self, source: str, kind: str) -> list[str]:
        """Every page of a kind that a source has listed."""
        rows = self._archive.rows(
            "SELECT url FROM listings WHERE source = ? AND kind = ?", [source, kind]
        )
        return [row["url"] for row in rows]

    def documents_at(self, source: str, urls: Sequence[str]) -> dict[str, str]:
        """The documents stored from listed pages, by the pages' addresses."""
        rows = self._noted(source, urls)
        return {row["url"]: row["document"] for row in rows if row["document"]}

    def _noted(self, source: str, urls: Sequence[str]) -> list[Row]:
        found: list[Row] = []
        for start in range(0, len(urls), 500):
            some = urls[start : start + 500]
            marks = ", ".join("?" * len(some))
            found += self._archive.rows(
                f"SELECT url, document, first_listed FROM listings "  # noqa: S608
                f"WHERE source = ? AND url IN ({marks})",
                [source, *some],
            )
        return found

    def vanished(
        self, source: str, kind: str, seen: Collection[str], oldest: dt.date | None
    ) -> list[Known]:
        """Pages that we hold and that tonight's walk should have met and did not: younger than the
        oldest entry it met, or any where it came to the end (`oldest` None). Asked for once, and
        again each night while they are gone."""
        younger = "AND published > ?" if oldest else ""
        rows = self._archive.rows(
            f"""SELECT url, kind, document, title, published FROM listings
                WHERE source = ? AND kind = ? {younger} AND document IS NOT NULL AND {EXPECTED}
                    AND misses < ?
                ORDER BY published DESC""",  # noqa: S608
            [source, kind, *([oldest.isoformat()] if oldest else []), NIGHTS_UNTIL_WITHDRAWN],
        )
        return [_known(row) for row in rows if row["url"] not in seen][:MOST_REVISITS]

    def due(self, source: str, kind: str, now: str, most: int = MOST_REVISITS) -> list[Known]:
        """The pages of a source that are to be asked for tonight.

        First those noted and never stored, which an earlier night could not fetch or read; then
        those we hold, the newest and the longest unvisited before the others. However many are
        held, no more are read than are due, and of those `most`.
        """
        columns = "url, kind, document, title, published"
        whose = f"SELECT {columns} FROM listings WHERE source = ? AND kind = ?"  # noqa: S608
        missing = self._archive.rows(
            f"{whose} AND document IS NULL ORDER BY fetched LIMIT ?", [source, kind, most]
        )
        month = _PATIENCE[0][0]
        recent = (dt.datetime.fromisoformat(now).date() - dt.timedelta(days=month)).isoformat()
        held = self._archive.rows(
            f"""{whose} AND published >= ? AND +due <= ? AND document IS NOT NULL
                ORDER BY due, url LIMIT ?""",
            [source, kind, recent, now, most],
        )
        held += self._archive.rows(
            f"""{whose} AND due <= ? AND (+published IS NULL OR +published < ?)
                AND document IS NOT NULL ORDER BY due LIMIT ?""",
            [source, kind, now, recent, most - len(held)],
        )
        return [_known(row) for row in (*missing, *held)]

    def next_look(
        self, source: str, url: str, now: str, document: str | None = None, misses: int = 0
    ) -> str:
        """When a listed page that is visited now, and holds `document`, is due again."""
        rows = self._archive.rows(
            """SELECT kind, document, published, first_listed FROM listings
               WHERE source = ? AND url = ?""",
            [source, url],
        )
        if not rows:
            return now
        (row,) = rows
        last_news = max(row["published"] or "", row["first_listed"][:10])
        return _due_after(now, last_news, self._patience(row, document, misses))

    def _patience(self, row: Row, document: str | None, misses: int) -> Patience:
        if row["kind"] == "provider" or 0 < misses < NIGHTS_UNTIL_WITHDRAWN:
            return _EACH_NIGHT
        table = _ITEMS.get(row["kind"])
        if table is None:
            return _PATIENCE
        found = self._archive.rows(
            f"SELECT about_ofsted FROM {table} WHERE id = ?",  # noqa: S608
            [document or row["document"]],
        )
        return _PATIENCE if found and found[0]["about_ofsted"] else _PATIENCE_WITH_THE_REST


def _known(row: Row) -> Known:
    published = row["published"]
    return Known(
        url=row["url"],
        kind=row["kind"],
        document=row["document"],
        title=row["title"],
        published=dt.date.fromisoformat(published) if published else None,
    )


def _due_after(visited: str, last_news: str, patience: Patience) -> str:
    """The first moment at which a page is old enough, and has been left alone for long enough."""
    moment = dt.datetime.fromisoformat(visited)
    for limit, time in patience:
        due = moment + time
        if (due.date() - dt.date.fromisoformat(last_news)).days <= limit:
            return written(due)
    raise ValueError("patience has no end")
