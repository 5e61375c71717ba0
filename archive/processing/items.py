"""A release or a report as linking and checking see it, read from the archive."""

from __future__ import annotations

import datetime as dt
import json

from archive.records import Item
from archive.store import Archive
from archive.store.rows import TABLE_OF, Row, day_of


def item_of(archive: Archive, kind: str, document: str) -> Item:
    """One release or report with its words. Raises LookupError where they are lost."""
    (row,) = archive.rows(f"SELECT * FROM {TABLE_OF[kind]} WHERE id = ?", [document])  # noqa: S608
    return Item(
        document_kind=kind,
        document=document,
        title=row["title"],
        text=_text_of(archive, row),
        published=day_of(row["published"]),
        first_seen=dt.date.fromisoformat(row["first_seen"][:10]),
        local_authority=row["local_authority"],
        outbound_links=tuple(json.loads(row["outbound_links"] or "[]")),
        block_quotes=tuple(json.loads(row["block_quotes"] or "[]")),
        address=row["url"],
    )


def _text_of(archive: Archive, row: Row) -> str:
    if "text" in row:
        return str(row["text"])
    words = archive.originals.text(row["text_sha256"])
    if words is None:
        raise LookupError(f"the text {row['text_sha256']} of this report is missing")
    return words[1]


def usual_authorities(archive: Archive, item: Item) -> tuple[str, ...]:
    """Those of an outlet's area, or whom a trust serves, by their numbers."""
    rows = archive.rows(
        f"""SELECT coalesce(sources.local_authority, sources.covers) AS urns
            FROM {TABLE_OF[item.document_kind]} AS item
            JOIN sources ON sources.id = item.source WHERE item.id = ?""",  # noqa: S608
        [item.document],
    )
    return tuple(urn for row in rows for urn in (row["urns"] or "").split("; ") if urn)
