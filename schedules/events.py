"""What has happened that somebody may want to be told: rows of the archive as events.

Reads only.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.words.search_text import fold
from schedules.watches import Watch

_CUT = 300  # characters of words that matter


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell. `key`: the same for the same thing on every night; `path`: its page on the
    site; `url`: where it was published; `words`: those that matter."""

    key: str
    when: str
    what: str
    title: str
    path: str = ""
    url: str = ""
    words: str = ""


def for_reader(db: sqlite3.Connection, watch: Watch, since: str, today: dt.date) -> list[Event]:
    """What a watch is for, and has come since a moment (ISO 8601), or is of a day since its own.

    `db` gives sqlite3.Row. Raises LookupError where an authority of the watch is not known.
    """
    urns = tuple(_urn(db, name) for name in watch.authorities)
    return [
        _event(row)
        for row in _candidates(db, watch, since, today)
        if (not urns or row["urn"] in urns) and _is_meant(watch, row)
    ]


def _candidates(
    db: sqlite3.Connection, watch: Watch, since: str, today: dt.date
) -> Iterator[dict[str, Any]]:
    """What is new to a watch; what was held before is not read again."""
    of_day = watch.since.isoformat() if watch.since else None
    new, told = ("day", of_day) if of_day else ("moment", since)
    for name, sql in _QUERIES.items():
        if name in watch.when:
            rows = db.execute(f"SELECT * FROM ({sql}) WHERE {new} >= ?", [told])
            yield from (dict(row) for row in rows)
    if watch.silent_days is not None:
        patience = dt.timedelta(days=watch.silent_days)
        last = (today - patience).isoformat()
        # Silence is news on the day it has lasted long enough.
        first = of_day or (dt.date.fromisoformat(since[:10]) - patience).isoformat()
        for row in db.execute(_SILENT, [last, first]):
            due = dt.date.fromisoformat(row["day"]) + dt.timedelta(days=watch.silent_days)
            what = f"no release after {watch.silent_days} days"
            yield {**dict(row), "moment": f"{due}T24", "what": what}


def _is_meant(watch: Watch, row: dict[str, Any]) -> bool:
    if watch.kinds and row["letter_kind"] not in watch.kinds:
        return False
    phrase, text = (fold(words or "").casefold() for words in (watch.phrase, row["text"]))
    return " ".join(phrase.split()) in " ".join(text.split())


def _event(row: dict[str, Any]) -> Event:
    said = " ".join((row["words"] or "").split())
    words = said if len(said) <= _CUT else f"{said[:_CUT].rsplit(' ', 1)[0]} …"
    return Event(
        key=f"{row['what']} {row['id']}",
        when=row["what"],
        what=row["whose"],
        title=row["title"] or "",
        path=row["path"],
        url=row["url"] or "",
        words=words,
    )


def _urn(db: sqlite3.Connection, name: str) -> str:
    rows = db.execute(
        "SELECT urn FROM local_authorities WHERE urn = ? OR slug = ? OR name = ? COLLATE NOCASE",
        [name, name.casefold(), name],
    ).fetchall()
    if len(rows) != 1:
        raise LookupError(name)
    return str(rows[0]["urn"])


_LETTER = """
    l.local_authority AS urn, a.name AS whose, l.title, '/letters/' || l.id AS path, l.url,
    l.kind AS letter_kind, l.text, l.published AS day
"""
_OF_LETTER = "FROM letters l JOIN local_authorities a ON a.urn = l.local_authority"
_ITEMS = {
    "press_release": ("press_releases", "releases", "i.publisher", "i.text"),
    "news_report": ("news_reports", "reports", "i.outlet", "i.extract"),
}


def _item(kind: str) -> str:
    _, page, whose, text = _ITEMS[kind]
    return f"""
        i.local_authority AS urn, {whose} AS whose, i.title, '/{page}/' || i.id AS path, i.url,
        (SELECT l.kind FROM links k JOIN letters l ON l.id = k.letter
         WHERE k.document_kind = '{kind}' AND k.document = i.id AND k.decision = 'linked' LIMIT 1)
            AS letter_kind,
        i.title || ' ' || {text} AS text, i.published AS day
    """


_RELEASE, _REPORT = _item("press_release"), _item("news_report")
_GRADED = """
    SELECT j.area, j.grade, l.* FROM judgements j JOIN letters l ON l.id = j.letter
    WHERE j.grade IS NOT NULL AND l.published IS NOT NULL AND l.kind = 'inspection'
"""


def _of_items(what: str, columns: str, joins: str) -> str:
    return " UNION ALL ".join(
        f"""SELECT '{what}' AS what, {columns.format(kind=kind)}, {_item(kind)}
            FROM {_ITEMS[kind][0]} i {joins.format(kind=kind)}"""
        for kind in _ITEMS
    )


_QUERIES = {
    "new letter": f"""SELECT 'new letter' AS what, l.id, l.first_seen AS moment, {_LETTER},
        coalesce(l.headline, substr(l.text, 1, 400)) AS words {_OF_LETTER}
        WHERE l.status = 'read'""",
    "new release": f"""SELECT 'new release' AS what, i.id, i.first_seen AS moment, {_RELEASE},
        i.text AS words FROM press_releases i WHERE i.about_ofsted = 1""",
    "new report": f"""SELECT 'new report' AS what, i.id, i.first_seen AS moment, {_REPORT},
        i.extract AS words FROM news_reports i WHERE i.about_ofsted = 1""",
    "quotation altered": _of_items(
        "quotation altered",
        "i.id || ' ' || q.text AS id, max(i.first_seen, k.decided) AS moment,"
        " '“' || q.text || '”; the letter: “' || coalesce(q.letter_words, '') || '”' AS words",
        "JOIN quotations q ON q.document_kind = '{kind}' AND q.document = i.id"
        " AND q.verdict = 'altered'"
        " JOIN links k ON k.document_kind = '{kind}' AND k.document = i.id AND k.position = 1",
    ),
    "wrong grade claimed": _of_items(
        "wrong grade claimed",
        "i.id || ' ' || q.area || ' ' || q.claimed AS id, max(i.first_seen, k.decided) AS moment,"
        " 'claims ' || q.claimed || ' (' || q.area || '), the letter says ' || q.grade AS words",
        "JOIN grade_claims q ON q.document_kind = '{kind}' AND q.document = i.id"
        " AND q.verdict = 'wrong'"
        " JOIN links k ON k.document_kind = '{kind}' AND k.document = i.id AND k.position = 1",
    ),
    "grade changed": f"""SELECT 'grade changed' AS what, l.id || ' ' || n.area AS id,
        l.first_seen AS moment, {_LETTER}, n.area || ': ' || o.grade || ', now ' || n.grade
            AS words
        FROM ({_GRADED}) n JOIN ({_GRADED}) o
            ON o.local_authority = n.local_authority AND o.area = n.area AND o.grade <> n.grade
            AND o.published = (SELECT max(b.published) FROM ({_GRADED}) b
                WHERE b.local_authority = n.local_authority AND b.area = n.area
                  AND b.published < n.published)
        JOIN letters l ON l.id = n.id JOIN local_authorities a ON a.urn = l.local_authority""",
    "release edited": f"""SELECT 'release edited' AS what, i.id || ' ' || v.version AS id,
        v.seen AS moment, {_RELEASE}, v.title AS words
        FROM press_releases i JOIN versions v
            ON +v.document_kind = 'press_release' AND v.document = i.id AND v.version > 1
        WHERE i.about_ofsted = 1""",
    "release withdrawn": f"""SELECT 'release withdrawn' AS what, i.id || ' ' || i.withdrawn AS id,
        i.withdrawn || 'T24' AS moment, {_RELEASE}, '' AS words FROM press_releases i
        WHERE i.withdrawn IS NOT NULL AND +i.about_ofsted = 1""",
    "letter changed": f"""SELECT 'letter changed' AS what, l.id || ' ' || v.version AS id,
        v.seen AS moment, {_LETTER}, '' AS words {_OF_LETTER} JOIN versions v
            ON +v.document_kind = 'letter' AND v.document = l.id AND v.version > 1""",
    "letter withdrawn": f"""SELECT 'letter withdrawn' AS what, l.id || ' ' || l.withdrawn AS id,
        l.withdrawn || 'T24' AS moment, {_LETTER}, '' AS words {_OF_LETTER}
        WHERE l.withdrawn IS NOT NULL""",
}
_SILENT = f"""SELECT l.id, {_LETTER}, '' AS words {_OF_LETTER}
    JOIN silent_letters s ON s.letter = l.id
    WHERE s.verdict = 'no release found' AND l.published <= ? AND l.published >= ?"""
