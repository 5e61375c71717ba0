"""What a mistyped query may have meant: for each unknown word, the nearest known one."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from rapidfuzz import fuzz, process

from archive.read_only import address
from archive.site.reading import Reading
from archive.words.search_text import fold

_LEAST = 75.0  # likeness of two words, of 100
_MOST_WORDS = 8
_MOST_TERMS = 40_000  # looked through for one word
_SHORTEST = 4


async def suggestion(reading: Reading, query: str) -> str | None:
    """The query with its unknown words replaced, None where there is nothing better."""
    return await asyncio.to_thread(_suggestion, reading.folder / "archive.db", query)


def _suggestion(archive: Path, query: str) -> str | None:
    words = re.findall(r"\w+", fold(query))[:_MOST_WORDS]
    with (
        closing(sqlite3.connect(address(archive), uri=True)) as db,
        closing(sqlite3.connect(":memory:")) as stems,
    ):
        db.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'search_index', 'row')")
        stems.execute("CREATE VIRTUAL TABLE t USING fts5(word, tokenize='porter unicode61')")
        stems.execute("CREATE VIRTUAL TABLE terms USING fts5vocab('t', 'row')")
        better = [_better(db, stems, word) for word in words]
    if all(new is None for new in better):
        return None
    return " ".join(new or word for new, word in zip(better, words, strict=True))


def _better(db: sqlite3.Connection, stems: sqlite3.Connection, word: str) -> str | None:
    """A word of the archive that is like one it does not hold; None where it holds that word."""
    stem = _stem(stems, word)
    if len(stem) < _SHORTEST or _holds(db, stem):
        return None
    # People seldom mistype the first letter; the terms of one letter stand together.
    found = db.execute(
        """SELECT term, doc FROM temp.terms WHERE term >= ? AND term < ?
           AND length(term) BETWEEN ? AND ? LIMIT ?""",
        [stem[0], stem[0] + "\U0010ffff", len(stem) - 2, len(stem) + 2, _MOST_TERMS],
    )
    terms: dict[str, int] = dict(found.fetchall())
    like = process.extract(stem, list(terms), scorer=fuzz.ratio, score_cutoff=_LEAST, limit=5)
    if not like:
        return None
    best = max(like, key=lambda found: (round(found[1] / 8), terms[found[0]]))[0]
    return _as_written(db, stems, best)


def _as_written(db: sqlite3.Connection, stems: sqlite3.Connection, stem: str) -> str:
    """A word as the documents write it, for the stem that the index knows."""
    row = db.execute(
        """SELECT coalesce(l.title, '') || ' ' || coalesce(l.text, p.title || ' ' || p.text,
                  n.title || ' ' || n.extract, '')
           FROM search_index JOIN search_documents d ON d.id = search_index.rowid
           LEFT JOIN letters l ON d.document_kind = 'letter' AND l.id = d.document
           LEFT JOIN press_releases p ON d.document_kind = 'press_release' AND p.id = d.document
           LEFT JOIN news_reports n ON d.document_kind = 'news_report' AND n.id = d.document
           WHERE search_index MATCH ? ORDER BY search_index.rowid DESC LIMIT 1""",
        [f'"{stem}"'],
    ).fetchone()
    written = {word.lower() for word in re.findall(r"\w+", fold(row[0] if row else ""))}
    near = sorted(word for word in written if word[:3] == stem[:3])
    return next((word for word in near if _stem(stems, word) == stem), stem)


def _stem(stems: sqlite3.Connection, word: str) -> str:
    stems.execute("DELETE FROM t")
    stems.execute("INSERT INTO t(word) VALUES (?)", [word])
    row = stems.execute("SELECT term FROM terms LIMIT 1").fetchone()
    return str(row[0]) if row else word


def _holds(db: sqlite3.Connection, stem: str) -> bool:
    return db.execute("SELECT 1 FROM temp.terms WHERE term = ?", [stem]).fetchone() is not None
