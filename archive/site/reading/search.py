"""How the index is asked, so that a search costs the same however much the archive holds: few hits
are ranked, of many the newest are shown, and only what is shown is looked up."""

from __future__ import annotations

import asyncio
import re

from archive.site.reading import Reading, Row
from archive.words.search_text import rows_of_year

# So many hits are ranked by bm25; of more, the newest are shown, words in the title first.
_RANKED = 1000
# Counting stops where nobody reads on.
MOST_COUNTED = 5000

# Words that stand next to each other, in a query as FTS5 takes it.
_PHRASE = re.compile(r'"\w+ [^"]*"')

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
    found = await _newest(reading, hits, parameters)
    if newest_first or not found:
        chosen = found[offset : offset + limit]
    elif len(found) > _RANKED:
        chosen = (await _titled_first(reading, hits, parameters, found))[offset : offset + limit]
    else:
        chosen = await reading.column(
            f"""SELECT rowid FROM search_index WHERE {hits}
                ORDER BY bm25(search_index, {_WEIGHTS}), rowid DESC LIMIT :limit OFFSET :offset""",
            {**parameters, "limit": limit, "offset": offset},
        )
    return len(found), await _documents(reading, chosen)


async def _newest(reading: Reading, hits: str, parameters: Row) -> list[int]:
    """The newest hits, at most one more than are counted. A phrase of common words is few hits,
    for which all that holds the words is gone through: by two threads, each a half of the index."""
    sql = "SELECT rowid FROM search_index WHERE {} ORDER BY rowid DESC LIMIT {}"
    if not _PHRASE.search(parameters["match"]):
        return await reading.column(sql.format(hits, MOST_COUNTED + 1), parameters)
    parameters = {**parameters, "middle": await _middle(reading)}
    halves = await asyncio.gather(
        *(
            reading.column(sql.format(f"{hits} AND rowid {half}", MOST_COUNTED + 1), parameters)
            for half in (">= :middle", "< :middle")
        )
    )
    return [*halves[0], *halves[1]][: MOST_COUNTED + 1]


async def _middle(reading: Reading) -> int:
    """The row that has as many documents before it as after it."""
    rows = await reading.held(
        """SELECT id FROM search_documents ORDER BY id
           LIMIT 1 OFFSET (SELECT count(*) / 2 FROM search_documents)"""
    )
    return int(rows[0]["id"]) if rows else 0


async def _titled_first(
    reading: Reading, hits: str, parameters: Row, found: list[int]
) -> list[int]:
    """Of the newest hits, those that have the words in the title first. To weigh words as bm25
    does, SQLite reads all there is of each, which takes as long as the words are common."""
    newest = found[:MOST_COUNTED]
    titled = await reading.column(
        f"SELECT rowid FROM search_index WHERE {hits} AND rowid >= :first ORDER BY rowid DESC",
        {**parameters, "match": f"{{title}} : ({parameters['match']})", "first": newest[-1]},
    )
    has_words = set(titled)
    return [*titled, *(row for row in newest if row not in has_words)]


async def _documents(reading: Reading, chosen: list[int]) -> list[Row]:
    """What is shown of some documents, in the order given."""
    if not chosen:
        return []
    rows = await reading.rows(
        f"""SELECT d.*, a.name AS authority, a.slug,
                   coalesce(l.text, p.text, n.extract) AS text, n.text_sha256
            FROM search_documents d
            LEFT JOIN local_authorities a ON a.urn = d.local_authority
            LEFT JOIN letters l ON d.document_kind = 'letter' AND l.id = d.document
            LEFT JOIN press_releases p ON d.document_kind = 'press_release' AND p.id = d.document
            LEFT JOIN news_reports n ON d.document_kind = 'news_report' AND n.id = d.document
            WHERE d.id IN ({", ".join("?" * len(chosen))})""",
        chosen,
    )
    by_id = {row["id"]: row for row in rows}
    return [by_id[number] for number in chosen if number in by_id]


def all_hits(match: str, filters: Row) -> tuple[str, Row]:
    """The SELECT, and its parameters, that gives every hit, newest first."""
    narrowed, parameters = _narrowed(filters)
    sql = f"""
        SELECT d.document_kind, d.document, a.name AS authority, d.kind, d.published, d.title,
               d.publisher, d.url
        FROM search_index JOIN search_documents d ON d.id = search_index.rowid
        LEFT JOIN local_authorities a ON a.urn = d.local_authority
        WHERE search_index MATCH :match{narrowed}
        ORDER BY search_index.rowid DESC"""
    return sql, {**parameters, "match": match}


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
