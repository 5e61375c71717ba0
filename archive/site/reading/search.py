"""How the index is asked. A search costs the same however much the archive holds: only the newest
of the hits are ranked, and only what is shown is looked up."""

from __future__ import annotations

from archive.search_text import rows_of_year
from archive.site.reading import Reading, Row

# A word that half of all documents have is ranked among its newest hits only.
_RANKED = 5000
# Counting stops where nobody reads on.
MOST_COUNTED = 10_000

# Of a title's words each weighs as much as eight of the text.
_WEIGHTS = "8.0, 1.0"

# The filters as sets of index rows. The plus keeps SQLite from asking the index once for every row
# of the set: it walks the hits once and looks each up in the set.
_SETS = {
    "type": "document_kind = :type",
    "authority": "local_authority = (SELECT urn FROM local_authorities WHERE slug = :authority)",
    "region": "local_authority IN (SELECT urn FROM local_authorities WHERE region = :region)",
    "kind": "kind = :kind",
    "grade": """document_kind = 'letter'
                AND document IN (SELECT letter FROM judgements WHERE grade = :grade)""",
}
FILTERS = (*_SETS, "year")


async def search(
    reading: Reading, match: str, filters: Row, limit: int, offset: int, *, newest_first: bool
) -> tuple[int, list[Row]]:
    """How many documents are found (at most one more than MOST_COUNTED), and one page of them.

    `filters`: name -> value, of FILTERS; `year` is four digits.
    """
    narrowed, parameters = _narrowed(filters)
    hits = f"search_index MATCH :match{narrowed}"
    parameters["match"] = match
    # One walk over the newest hits, which counts them and says where the ranked ones begin.
    (seen,) = await reading.rows(
        f"""WITH hits AS MATERIALIZED (
                SELECT rowid AS id FROM search_index WHERE {hits}
                ORDER BY rowid DESC LIMIT {MOST_COUNTED + 1})
            SELECT count(*) AS n, (SELECT id FROM hits LIMIT 1 OFFSET {_RANKED - 1}) AS first
            FROM hits""",
        parameters,
    )
    if not seen["n"]:
        return 0, []
    parameters["first"] = seen["first"] or 0
    chosen = _newest(hits) if newest_first else _best(hits)
    rows = await reading.rows(
        f"""WITH chosen AS ({chosen} LIMIT :limit OFFSET :offset)
            SELECT d.*, chosen.rank, a.name AS authority, a.slug,
                   coalesce(l.title, l.label, p.title, n.title) AS title,
                   coalesce(l.text, p.text, n.extract) AS text, n.text_sha256,
                   coalesce(p.publisher, n.outlet) AS publisher,
                   coalesce(l.first_seen, p.first_seen, n.first_seen) AS first_seen
            FROM chosen JOIN search_documents d ON d.id = chosen.id
            LEFT JOIN local_authorities a ON a.urn = d.local_authority
            LEFT JOIN letters l ON d.document_kind = 'letter' AND l.id = d.document
            LEFT JOIN press_releases p ON d.document_kind = 'press_release' AND p.id = d.document
            LEFT JOIN news_reports n ON d.document_kind = 'news_report' AND n.id = d.document
            ORDER BY chosen.rank, chosen.id DESC""",
        {**parameters, "limit": limit, "offset": offset},
    )
    return seen["n"], rows


def all_hits(match: str, filters: Row) -> tuple[str, Row]:
    """The SELECT, and its parameters, that gives every hit, newest first."""
    narrowed, parameters = _narrowed(filters)
    sql = f"""
        SELECT d.document_kind, d.document, a.name AS authority, d.kind, d.published,
               coalesce(l.title, l.label, p.title, n.title) AS title,
               coalesce(p.publisher, n.outlet) AS publisher, coalesce(l.url, p.url, n.url) AS url
        FROM search_index JOIN search_documents d ON d.id = search_index.rowid
        LEFT JOIN local_authorities a ON a.urn = d.local_authority
        LEFT JOIN letters l ON d.document_kind = 'letter' AND l.id = d.document
        LEFT JOIN press_releases p ON d.document_kind = 'press_release' AND p.id = d.document
        LEFT JOIN news_reports n ON d.document_kind = 'news_report' AND n.id = d.document
        WHERE search_index MATCH :match{narrowed}
        ORDER BY search_index.rowid DESC"""
    return sql, {**parameters, "match": match}


def _best(hits: str) -> str:
    return f"""
        SELECT search_index.rowid AS id, bm25(search_index, {_WEIGHTS}) AS rank
        FROM search_index WHERE {hits} AND search_index.rowid >= :first
        ORDER BY rank, id DESC"""


def _newest(hits: str) -> str:
    return f"""
        SELECT rowid AS id, 0 AS rank FROM search_index WHERE {hits}
        ORDER BY rowid DESC"""


def _narrowed(filters: Row) -> tuple[str, Row]:
    sql, parameters = "", {}
    for name, condition in _SETS.items():
        if filters.get(name):
            sql += f" AND +rowid IN (SELECT id FROM search_documents WHERE {condition})"
            parameters[name] = filters[name]
    if filters.get("year"):
        first, last = rows_of_year(int(filters["year"]))
        sql += " AND rowid BETWEEN :first_row AND :last_row"
        parameters.update(first_row=first, last_row=last)
    return sql, parameters
