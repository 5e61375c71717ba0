"""What the pages read from the archive. Only SELECTs, each bounded."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from datasette.app import Datasette

Row = dict[str, Any]

# Bound the ranking: a word that half of all documents have is ranked among its newest hits only.
_RANKED = 5000

# Of a title's words each weighs as much as eight of the text.
_WEIGHTS = "8.0, 1.0"

_ITEMS = """
    SELECT 'letter' AS document_kind, l.id, l.local_authority, l.kind, l.published, l.first_seen,
           coalesce(l.title, l.label) AS title, NULL AS publisher, l.status
    FROM letters l
    UNION ALL
    SELECT 'press_release', p.id, p.local_authority, NULL, p.published, p.first_seen, p.title,
           p.publisher, NULL
    FROM press_releases p WHERE p.about_ofsted = 1
    UNION ALL
    SELECT 'news_report', n.id, n.local_authority, NULL, n.published, n.first_seen, n.title,
           n.outlet, NULL
    FROM news_reports n WHERE n.about_ofsted = 1
"""


class Reading:
    """The archive's tables, as the pages need them."""

    def __init__(self, datasette: Datasette) -> None:
        self._db = datasette.get_database("archive")

    async def rows(self, sql: str, parameters: Sequence[Any] | Row = ()) -> list[Row]:
        """The rows of a SELECT."""
        result = await self._db.execute(sql, parameters, truncate=False)
        return [dict(row) for row in result.rows]

    async def row(self, sql: str, *parameters: Any) -> Row | None:
        """The first row of a SELECT, or None."""
        return next(iter(await self.rows(sql, parameters)), None)

    # --- lists ---

    async def newest(self, limit: int) -> list[Row]:
        """Letters, and what was said of Ofsted, newest first."""
        return await self.rows(
            f"""SELECT i.*, a.name AS authority, a.slug FROM ({_ITEMS}) AS i
                LEFT JOIN local_authorities a ON a.urn = i.local_authority
                ORDER BY i.published DESC, i.document_kind, i.id LIMIT ?""",  # noqa: S608
            [limit],
        )

    async def silent(self, limit: int | None = None) -> list[Row]:
        """Letters without a release, newest first."""
        return await self.rows(
            """SELECT s.*, a.slug FROM silent_letters s
               JOIN local_authorities a ON a.urn = s.local_authority
               ORDER BY s.published DESC, s.letter LIMIT ?""",
            [-1 if limit is None else limit],
        )

    async def differing(self, limit: int | None = None) -> list[Row]:
        """Quotations given as Ofsted's that are not what the letter says, newest first."""
        return await self.rows(
            """SELECT q.*, coalesce(p.title, n.title) AS title,
                      coalesce(p.publisher, n.outlet) AS publisher,
                      coalesce(p.published, n.published) AS published,
                      a.name AS authority, a.slug
               FROM quotations q
               LEFT JOIN press_releases p
                      ON q.document_kind = 'press_release' AND p.id = q.document
               LEFT JOIN news_reports n ON q.document_kind = 'news_report' AND n.id = q.document
               LEFT JOIN local_authorities a
                      ON a.urn = coalesce(p.local_authority, n.local_authority)
               WHERE q.verdict IN ('altered', 'cut_short', 'joined', 'not_found')
               ORDER BY coalesce(p.published, n.published, '') DESC, q.document, q.position
               LIMIT ?""",
            [-1 if limit is None else limit],
        )

    async def authorities(self) -> list[Row]:
        """Every authority that has a letter, with how many, and its newest grade."""
        return await self.rows(
            """SELECT a.urn, a.name, a.slug, count(*) AS letters, max(l.published) AS newest
               FROM local_authorities a JOIN letters l ON l.local_authority = a.urn
               GROUP BY a.urn ORDER BY a.name"""
        )

    async def last_run(self) -> Row | None:
        """The newest run, finished or not."""
        return await self.row("SELECT * FROM runs ORDER BY started DESC LIMIT 1")

    async def sources(self) -> list[Row]:
        """Every source with its newest verdict."""
        return await self.rows(
            """SELECT s.*, a.name AS authority, a.slug, r.verdict, r.reason, r.started AS looked,
                      (SELECT max(started) FROM source_runs w
                       WHERE w.source = s.id AND w.walked = 1) AS success,
                      (SELECT max(started) FROM source_runs w
                       WHERE w.source = s.id AND w.new > 0) AS news
               FROM sources s
               LEFT JOIN local_authorities a ON a.urn = s.local_authority
               LEFT JOIN source_runs r ON r.source = s.id AND r.started =
                    (SELECT max(started) FROM source_runs m WHERE m.source = s.id)
               ORDER BY s.kind, s.id"""
        )

    async def problems(self) -> list[Row]:
        """What is open, newest first."""
        return await self.rows(
            """SELECT * FROM problems WHERE resolved IS NULL
               ORDER BY last_seen DESC, source, url LIMIT 500"""
        )

    # --- one document ---

    async def letter(self, letter: str) -> Row | None:
        """A letter with its authority's name."""
        return await self.row(
            """SELECT l.*, a.name AS authority, a.slug FROM letters l
               JOIN local_authorities a ON a.urn = l.local_authority WHERE l.id = ?""",
            letter,
        )

    async def parts(self, letter: str) -> dict[str, list[Row]]:
        """What hangs on a letter: windows, inspectors, judgements, points, sections."""
        orders = {
            "visit_windows": "start",
            "inspectors": "position",
            "judgements": "rowid",
            "improvement_points": "position",
            "sections": "position",
        }
        return {
            table: await self.rows(
                f"SELECT * FROM {table} WHERE letter = ? ORDER BY {order}",  # noqa: S608
                [letter],
            )
            for table, order in orders.items()
        }

    async def items_about(self, letter: str) -> list[Row]:
        """Releases and reports linked to a letter, oldest first."""
        return await self.rows(
            """SELECT k.document_kind, k.document AS id, k.reason, k.decided_by,
                      coalesce(p.title, n.title) AS title,
                      coalesce(p.publisher, n.outlet) AS publisher,
                      coalesce(p.published, n.published) AS published
               FROM links k
               LEFT JOIN press_releases p
                      ON k.document_kind = 'press_release' AND p.id = k.document
               LEFT JOIN news_reports n ON k.document_kind = 'news_report' AND n.id = k.document
               WHERE k.letter = ? AND k.decision = 'linked'
               ORDER BY k.document_kind DESC, coalesce(p.published, n.published), k.document""",
            [letter],
        )

    async def quotations_of(self, letter: str) -> list[Row]:
        """Quotations found in a letter."""
        return await self.rows(
            "SELECT * FROM quotations WHERE letter = ? ORDER BY start, document", [letter]
        )

    async def passages_of(self, letter: str) -> list[Row]:
        """Passages that releases and reports share with a letter without quotation marks."""
        return await self.rows(
            "SELECT * FROM shared_passages WHERE letter = ? ORDER BY start", [letter]
        )

    async def item(self, kind: str, document: str) -> Row | None:
        """A release or report with its authority's name."""
        table = "press_releases" if kind == "press_release" else "news_reports"
        return await self.row(
            f"""SELECT i.*, a.name AS authority, a.slug FROM {table} i
                LEFT JOIN local_authorities a ON a.urn = i.local_authority
                WHERE i.id = ?""",  # noqa: S608
            document,
        )

    async def findings(self, kind: str, document: str) -> dict[str, list[Row]]:
        """What was found of a release or report: links, quotations, passages, versions."""
        tables = {
            "links": "position",
            "quotations": "position",
            "shared_passages": "document_start",
            "versions": "version",
        }
        return {
            table: await self.rows(
                f"""SELECT * FROM {table} WHERE document_kind = ? AND document = ?
                    ORDER BY {order}""",  # noqa: S608
                [kind, document],
            )
            for table, order in tables.items()
        }

    # --- one authority ---

    async def authority(self, slug: str) -> Row | None:
        """An authority by its name in addresses."""
        return await self.row("SELECT * FROM local_authorities WHERE slug = ?", slug)

    async def story(self, urn: str) -> list[Row]:
        """All on one authority, newest first; each item with the letter it is about."""
        return await self.rows(
            f"""SELECT i.*, k.letter, k.decision, k.reason FROM ({_ITEMS}) AS i
                LEFT JOIN links k ON k.document_kind = i.document_kind AND k.document = i.id
                     AND k.position = 1
                WHERE i.local_authority = ?
                ORDER BY i.published DESC, i.document_kind DESC, i.id""",  # noqa: S608
            [urn],
        )

    async def grades(self, urn: str) -> list[Row]:
        """The judgements of an authority's letters, newest first."""
        return await self.rows(
            """SELECT j.*, l.published FROM judgements j JOIN letters l ON l.id = j.letter
               WHERE l.local_authority = ? ORDER BY l.published DESC, j.rowid""",
            [urn],
        )

    # --- search ---

    async def search(
        self, match: str, filters: Row, limit: int, offset: int, *, newest_first: bool
    ) -> tuple[int, list[Row]]:
        """How many documents are found, and one page of them."""
        where, parameters = _filters(filters)
        # Without a filter the index counts by itself, without a look at the documents.
        joined = "JOIN search_documents d ON d.id = search_index.rowid" if where else ""
        (total,) = await self.rows(
            f"""SELECT count(*) AS n FROM search_index {joined}
                WHERE search_index MATCH :match {where}""",  # noqa: S608
            {"match": match, **parameters},
        )
        order = "d.id DESC" if newest_first else "rank, d.id DESC"
        rows = await self.rows(
            f"""WITH newest AS (
                    SELECT rowid AS id FROM search_index WHERE search_index MATCH :match
                    ORDER BY rowid DESC LIMIT {_RANKED}),
                hits AS (
                    SELECT s.rowid AS id, bm25(search_index, {_WEIGHTS}) AS rank
                    FROM search_index s WHERE search_index MATCH :match
                      AND s.rowid >= (SELECT min(id) FROM newest))
                SELECT d.*, hits.rank, a.name AS authority, a.slug,
                       coalesce(l.title, l.label, p.title, n.title) AS title,
                       coalesce(l.text, p.text, n.extract) AS text, n.text_sha256,
                       coalesce(p.publisher, n.outlet) AS publisher
                FROM hits JOIN search_documents d ON d.id = hits.id
                LEFT JOIN local_authorities a ON a.urn = d.local_authority
                LEFT JOIN letters l ON d.document_kind = 'letter' AND l.id = d.document
                LEFT JOIN press_releases p
                       ON d.document_kind = 'press_release' AND p.id = d.document
                LEFT JOIN news_reports n ON d.document_kind = 'news_report' AND n.id = d.document
                WHERE 1 {where} ORDER BY {order} LIMIT :limit OFFSET :offset""",  # noqa: S608
            {"match": match, "limit": limit, "offset": offset, **parameters},
        )
        return total["n"], rows

    async def report_text(self, sha256: str) -> str | None:
        """The whole text of a news report, from originals.db beside the archive."""
        path = Path(str(self._db.path)).with_name("originals.db")
        return await asyncio.to_thread(_report_text, path, sha256)


def _filters(filters: Row) -> tuple[str, Row]:
    columns = {"type": "d.document_kind", "authority": "a.slug", "year": "d.year", "kind": "d.kind"}
    given = {name: value for name, value in filters.items() if value}
    where = "".join(f" AND {columns[name]} = :{name}" for name in given)
    return where.replace("a.slug = :authority", _AUTHORITY), given


_AUTHORITY = "d.local_authority = (SELECT urn FROM local_authorities WHERE slug = :authority)"


def _report_text(originals: Path, sha256: str) -> str | None:
    with closing(sqlite3.connect(f"file:{originals}?mode=ro", uri=True)) as db:
        row = db.execute("SELECT text FROM report_texts WHERE sha256 = ?", [sha256]).fetchone()
    return row[0] if row else None
