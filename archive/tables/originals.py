"""Tables of originals.db."""

from __future__ import annotations

from sqlite_utils import Database

from archive.tables.workings import create_sums


def create_originals(db: Database) -> None:
    # The bytes as they came. `packing` says how `body` is stored: PDFs are compressed already.
    db.table("originals").create(
        {"sha256": str, "media_type": str, "size": int, "packing": str, "body": bytes},
        pk="sha256",
        not_null={"sha256", "size", "packing", "body"},
    )
    # The text read from a news report. It is its publisher's, so it is not in archive.db.
    # Rows are never changed: a changed text is another row, and the search index can always
    # be told which words it indexed.
    db.table("report_texts").create(
        {"sha256": str, "title": str, "text": str},
        pk="sha256",
        not_null={"sha256", "title", "text"},
    )


def create_original_sums(db: Database) -> None:
    create_sums(db)
