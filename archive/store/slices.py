"""A slice of an archive: what is known of some sources, as a small archive of its own in which a
night can be run; and of such an archive after its night, what is new in it.

    archive -> cut -> slice -> the crawl of these sources -> only_news -> merged into the archive

A slice holds the rows of its sources, the bodies of listings, and the texts of reports, with which
pages are compared. Of releases, reports and letters it knows by checksum alone that the archive has
their bytes: an unchanged one is asked for as such, and not read.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from archive.store import Archive
from archive.store.combining import LETTER, RULES
from archive.store.merged import LOGS

_PAGES = ("release", "report", "letter", "passed_over")  # kinds of listed pages, read once
_LISTING_DAYS = 40  # a page of a listing that was not asked for so long is not asked for tonight
_FILES = ("archive.db", "originals.db")

# What is taken of each table, in an order in which nothing points to what is not there yet.
# `:sources` are the slice's sources; the archive is `main`, the slice `part`.
_OURS = "IN (SELECT id FROM temp.slice_sources)"
_ROWS = {
    "local_authorities": "1",
    "sources": "1",
    "runs": "1",
    "source_runs": f"""source {_OURS} AND rowid = (
        SELECT max(w.rowid) FROM main.source_runs w WHERE w.source = source_runs.source
            AND w.reached IS NOT NULL AND w.finished IS NOT NULL)""",
    "listings": f"source {_OURS}",
    "removals": f"source {_OURS}",
    "problems": f"""source {_OURS} OR url IN (
        SELECT url FROM main.listings WHERE source {_OURS})""",
    "letters": f"""id IN (
        SELECT document FROM main.listings WHERE source {_OURS} AND kind = 'letter')
        OR EXISTS (SELECT 1 FROM main.sources WHERE kind = 'ofsted' AND id {_OURS})""",
    "press_releases": f"""source {_OURS} OR id IN (
        SELECT document FROM main.listings WHERE source {_OURS} AND kind = 'release')""",
    "news_reports": f"""source {_OURS} OR id IN (
        SELECT document FROM main.listings WHERE source {_OURS} AND kind = 'report')""",
    "versions": """version = (SELECT max(version) FROM main.versions v
                              WHERE v.document_kind = versions.document_kind
                                  AND v.document = versions.document)
        AND (document_kind, document) IN (SELECT 'letter', id FROM part.letters UNION ALL
            SELECT 'press_release', id FROM part.press_releases UNION ALL
            SELECT 'news_report', id FROM part.news_reports)""",
    "fetches": """id IN (SELECT id FROM temp.slice_fetches)""",
}  # fmt: skip
# Columns that a slice leaves out: what is read of letters, and what older versions said.
_LEFT_OUT = {"press_releases": {"search_id"}, "news_reports": {"search_id"},
             "versions": {"title", "text"}}  # fmt: skip
_OF_LETTERS = (*LETTER, "published", "published_source", "sha256", "status", "warnings")


def cut(archive: Archive, sources: Sequence[str], sites: Sequence[str], folder: Path) -> None:
    """Write the slice of these sources to `folder`. `sites`: beginnings of the addresses under
    which they are (`https://www.example.org/`)."""
    Archive(folder).close()
    db = archive.db
    db.execute("ATTACH DATABASE ? AS part", [str(folder / "archive.db")])
    try:
        with db.atomic():
            _name_sources(archive, sources, sites)
            for table, which in _ROWS.items():
                _copy(archive, table, which)
            # Its sums are added up by whoever opens it.
            db.execute("DELETE FROM part.table_sums")
    finally:
        for name in ("slice_sources", "slice_fetches"):
            db.execute(f"DROP TABLE IF EXISTS temp.{name}")
        db.execute("DETACH DATABASE part")
    _cut_originals(archive, folder)


def _name_sources(archive: Archive, sources: Sequence[str], sites: Sequence[str]) -> None:
    db = archive.db
    db.execute("CREATE TEMP TABLE slice_sources (id TEXT PRIMARY KEY)")
    db.execute("CREATE TEMP TABLE slice_fetches (id INTEGER PRIMARY KEY)")
    for source in sources:
        db.execute("INSERT INTO slice_sources VALUES (?)", [source])
    # The last answer of each address, and the last that had a body.
    last = """INSERT OR IGNORE INTO slice_fetches SELECT max(id) FROM main.fetches
              WHERE url >= ? AND url < ? {} GROUP BY url"""
    for site in sites:
        for body in ("", "AND sha256 IS NOT NULL"):
            db.execute(last.format(body), [site, site[:-1] + chr(ord(site[-1]) + 1)])


def _copy(archive: Archive, table: str, which: str) -> None:
    left_out = _LEFT_OUT.get(table, set())
    columns = (
        _OF_LETTERS
        if table == "letters"
        else [c.name for c in archive.db.table(table).columns if c.name not in left_out]
    )
    names = ", ".join(f'"{name}"' for name in columns)
    archive.db.execute(
        f"""INSERT INTO part."{table}" ({names})
            SELECT {names} FROM main."{table}" WHERE {which} ORDER BY rowid"""
    )


def _cut_originals(archive: Archive, folder: Path) -> None:
    """Bodies of listings, texts of reports; of all else it is known that the archive has it."""
    kinds = ", ".join(f"'{kind}'" for kind in _PAGES)
    with closing(sqlite3.connect(folder / "originals.db")) as db:
        db.execute("ATTACH DATABASE ? AS facts", [str(folder / "archive.db")])
        db.execute("ATTACH DATABASE ? AS held", [str(archive.folder / "originals.db")])
        with db:
            db.execute("CREATE TABLE held_elsewhere (sha256 TEXT PRIMARY KEY) WITHOUT ROWID")
            db.execute(
                """INSERT OR IGNORE INTO held_elsewhere SELECT sha256 FROM facts.fetches
                   WHERE used = 1 AND sha256 IN (SELECT sha256 FROM held.originals)"""
            )
            db.execute(
                f"""INSERT INTO originals SELECT * FROM held.originals WHERE sha256 IN (
                        SELECT f.sha256 FROM facts.fetches f LEFT JOIN facts.listings l
                            ON l.source = f.source AND l.url = f.url
                        WHERE f.used = 1 AND coalesce(l.kind, '') NOT IN ({kinds})
                            AND max(coalesce(f.confirmed, ''), f.fetched_at) > (
                                SELECT datetime(max(started), '-{_LISTING_DAYS} days')
                                FROM facts.runs))"""
            )
            db.execute(
                """INSERT INTO report_texts SELECT * FROM held.report_texts WHERE sha256 IN (
                       SELECT text_sha256 FROM facts.news_reports)"""
            )
            db.execute("DELETE FROM table_sums")


def only_news(done: Path, seed: Path, into: Path) -> None:
    """Of the archive in the folder `done`, that began as a copy of `seed`: what it has that `seed`
    has not, as two files in the folder `into`."""
    into.mkdir(parents=True, exist_ok=True)
    with _beside(done / "archive.db", seed / "archive.db") as db, db:
        for table in (*RULES, *sorted(LOGS)):
            _keep_news(db, table)
        db.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        for table in ("search_documents", "search_index_sums", "waiting", "table_sums"):
            db.execute(f"DELETE FROM {table}")
    with _beside(done / "originals.db", seed / "originals.db") as db, db:
        for table in ("originals", "report_texts"):
            db.execute(f"DELETE FROM {table} WHERE sha256 IN (SELECT sha256 FROM seed.{table})")
        db.execute("DROP TABLE held_elsewhere")
        db.execute("DELETE FROM table_sums")
    for name in _FILES:
        with closing(sqlite3.connect(done / name)) as db:
            db.execute("VACUUM INTO ?", [str(into / name)])


@contextmanager
def _beside(path: Path, seed: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as db:
        db.execute("ATTACH DATABASE ? AS seed", [str(seed)])
        yield db


def _keep_news(db: sqlite3.Connection, table: str) -> None:
    db.execute(
        f"""CREATE TEMP TABLE news AS SELECT * FROM main."{table}"
            EXCEPT SELECT * FROM seed."{table}" """
    )
    order = "ORDER BY id" if table == "fetches" else ""
    db.execute(f'DELETE FROM main."{table}"')
    db.execute(f'INSERT INTO main."{table}" SELECT * FROM news {order}')
    db.execute("DROP TABLE temp.news")


def as_it_was_cut(seed: Path, folder: Path) -> None:
    """A copy of a slice to run a night in, with the slice kept to be compared with."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        shutil.copyfile(seed / name, folder / name)
