"""What the page of a release or report shows."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from archive.read_only import address
from archive.site.reading import Reading, Row

_FINDINGS = {
    "links": "position",
    "quotations": "position",
    "shared_passages": "document_start",
    "grade_claims": "position",
    "versions": "version",
}


async def item(reading: Reading, kind: str, document: str) -> Row | None:
    """A release or report with its authority's name."""
    table = "press_releases" if kind == "press_release" else "news_reports"
    return await reading.row(
        f"""SELECT i.*, a.name AS authority, a.slug FROM {table} i
            LEFT JOIN local_authorities a ON a.urn = i.local_authority
            WHERE i.id = ?""",
        document,
    )


async def findings(reading: Reading, kind: str, document: str) -> dict[str, list[Row]]:
    """What was found of a release or report, table by table."""
    return {
        table: await reading.rows(
            f"""SELECT * FROM {table} WHERE document_kind = ? AND document = ?
                ORDER BY {order} LIMIT 500""",
            [kind, document],
        )
        for table, order in _FINDINGS.items()
    }


async def answers(reading: Reading, release: str) -> list[Row]:
    """The judgements and points of a release's letter, and whether it mentions them."""
    return await reading.rows(
        """SELECT q.*, j.grade, j.status
           FROM answers q
           LEFT JOIN judgements j ON q.item_kind = 'judgement' AND j.letter = q.letter
                AND j.area = q.item
           WHERE q.press_release = ?
           ORDER BY q.letter, q.item_kind = 'judgement', q.item_kind, CAST(q.item AS INTEGER),
                    j.rowid LIMIT 500""",
        [release],
    )


async def borrowed(reading: Reading, kind: str, document: str) -> Row | None:
    """How many of a document's words its letter and a release have too."""
    return await reading.row(
        "SELECT * FROM borrowed_words WHERE document_kind = ? AND document = ?", kind, document
    )


async def is_waiting(reading: Reading, kind: str, document: str) -> bool:
    """Is there anything still to be done of a document?"""
    return (
        await reading.row(
            """SELECT 1 FROM waiting WHERE step IN ('link', 'check')
               AND document_kind = ? AND document = ?""",
            kind,
            document,
        )
        is not None
    )


async def siblings(reading: Reading, kind: str, document: str, letter: str) -> list[Row]:
    """What else is about the same letter."""
    return await reading.rows(
        """SELECT k.document_kind, k.document AS id, coalesce(p.title, n.title) AS title,
                  coalesce(p.publisher, n.outlet) AS publisher,
                  coalesce(p.published, n.published) AS published, p.text
           FROM links k
           LEFT JOIN press_releases p ON k.document_kind = 'press_release' AND p.id = k.document
           LEFT JOIN news_reports n ON k.document_kind = 'news_report' AND n.id = k.document
           WHERE k.letter = ? AND k.decision = 'linked'
             AND NOT (k.document_kind = ? AND k.document = ?)
           ORDER BY coalesce(p.published, n.published), k.document LIMIT 20""",
        [letter, kind, document],
    )


async def report_texts(reading: Reading, checksums: list[str]) -> dict[str, str]:
    """The whole texts of news reports, from originals.db beside the archive: checksum -> text."""
    if not checksums:
        return {}
    return await asyncio.to_thread(_texts, reading.folder / "originals.db", checksums)


def _texts(originals: Path, checksums: list[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(checksums))
    with closing(sqlite3.connect(address(originals), uri=True)) as db:
        rows = db.execute(
            f"SELECT sha256, text FROM report_texts WHERE sha256 IN ({marks})",
            checksums,
        )
        return dict(rows.fetchall())
