"""Is the archive whole? Finds damage and says it; mends nothing. Reads only."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

# Every column that points to an original's bytes.
_POINTERS = ("letters", "press_releases", "news_reports", "versions", "fetches")
# Every table that points to the text of a report.
_TEXT_POINTERS = ("news_reports", "versions")


def check(folder: Path) -> list[str]:
    """What is wrong with the archive in `folder`, a sentence each; nothing wrong, no sentence."""
    for name in ("archive.db", "originals.db"):
        if not (folder / name).exists():
            return [f"{folder / name} is not there."]
    found: list[str] = []
    try:
        with (
            _opened(folder / "archive.db") as archive,
            _opened(folder / "originals.db") as originals,
        ):
            for examine in (_pages, _references, _index, _work):
                found += examine(archive)
            found += _pages(originals)
            found += _pointers(archive, originals)
            found += _bytes(originals)
    except sqlite3.DatabaseError as error:
        found.append(f"A database file is damaged: {error}. Restore it from a backup.")
    return found


def _opened(path: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True))


def _pages(db: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in db.execute("PRAGMA integrity_check(20)"):
        if answer != "ok":
            yield f"A database page is damaged: {answer}. Restore the file from a backup."


def _references(db: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to a row of {parent} that is not there."


def _index(db: sqlite3.Connection) -> Iterator[str]:
    """Is every document in the search index, and nothing else?"""
    documents = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, id, search_id FROM {table} WHERE search_id IS NOT NULL"  # noqa: S608
        for kind, table in (
            ("letter", "letters"),
            ("press_release", "press_releases"),
            ("news_report", "news_reports"),
        )
    )
    for kind, document in db.execute(
        f"""SELECT d.kind, d.id FROM ({documents}) AS d
            LEFT JOIN search_documents AS s ON s.id = d.search_id
                AND s.document_kind = d.kind AND s.document = d.id
            WHERE s.id IS NULL"""  # noqa: S608
    ):
        yield f"The {kind.replace('_', ' ')} {document} cannot be found by searching."
    (listed,) = db.execute("SELECT count(*) FROM search_documents").fetchone()
    (indexed,) = db.execute("SELECT count(*) FROM search_index_docsize").fetchone()
    if listed != indexed:
        yield f"The search index holds {indexed} documents, and {listed} are listed."


def _work(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute("SELECT step, count(*) FROM waiting GROUP BY step ORDER BY step")
    for step, count in rows:
        wait = "1 document waits" if count == 1 else f"{count} documents wait"
        yield f"{wait} for the step '{step}': run `ofsted-letters process`."


def _pointers(archive: sqlite3.Connection, originals: sqlite3.Connection) -> Iterator[str]:
    held = {sha for (sha,) in originals.execute("SELECT sha256 FROM originals")}
    for table in _POINTERS:
        for (sha,) in archive.execute(
            f"SELECT DISTINCT sha256 FROM {table} WHERE sha256 IS NOT NULL"  # noqa: S608
        ):
            if sha not in held:
                yield f"An original that {table} points to is missing: {sha}."
    texts = {sha for (sha,) in originals.execute("SELECT sha256 FROM report_texts")}
    for table in _TEXT_POINTERS:
        for (sha,) in archive.execute(
            f"SELECT DISTINCT text_sha256 FROM {table} WHERE text_sha256 IS NOT NULL"  # noqa: S608
        ):
            if sha not in texts:
                yield f"A report's text that {table} points to is missing: {sha}."


def _bytes(originals: sqlite3.Connection) -> Iterator[str]:
    """Does every original still have the bytes it was kept with?"""
    for sha, packing, body in originals.execute("SELECT sha256, packing, body FROM originals"):
        try:
            found = zlib.decompress(body) if packing == "zlib" else body
        except zlib.error:
            found = b""
        if hashlib.sha256(found).hexdigest() != sha:
            yield f"The original {sha} is damaged. Restore originals.db from a backup."
    for sha, title, text in originals.execute("SELECT sha256, title, text FROM report_texts"):
        if hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest() != sha:
            yield f"The report text {sha} is damaged. Restore originals.db from a backup."
