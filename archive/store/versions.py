"""Rows of `versions`: a document as it was first seen, and as it was changed."""

from __future__ import annotations

from sqlite_utils import Database

from archive.store.rows import Row, insert, one


def add_version(db: Database, kind: str, document: str, now: str, facts: Row) -> None:
    """Note that a document came, or came with other words."""
    last = one(
        db,
        "SELECT max(version) AS n FROM versions WHERE document_kind = ? AND document = ?",
        kind,
        document,
    )
    number = ((last or {}).get("n") or 0) + 1
    row = {"document_kind": kind, "document": document, "version": number, "seen": now}
    insert(db, "versions", {**row, **facts})
