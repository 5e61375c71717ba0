"""Tables of letters, releases and reports, and of what is read from a letter."""

from __future__ import annotations

from sqlite_utils import Database


def create_letters(db: Database) -> None:
    _letters(db)
    _visits(db)
    _grades_and_points(db)
    _text_and_evidence(db)


def _letters(db: Database) -> None:
    db.table("letters").create(
        {
            "id": str,
            "local_authority": str,
            "kind": str,
            "framework": str,
            "label": str,
            "title": str,
            "published": str,
            "published_source": str,
            "published_on_site": str,
            "visit_start": str,
            "visit_end": str,
            "visit_as_printed": str,
            "visit_number": int,
            "theme": str,
            "areas_covered": str,
            "previous_judgement": str,
            "previous_judgement_as_printed": str,
            "previous_judgement_month": str,
            "previous_inspection": str,
            "provider": str,
            "addressee": str,
            "addressee_role": str,
            "other_addressees": str,
            "salutation": str,
            "copied_to": str,
            "signed_by": str,
            "lead_inspector": str,
            "headline": str,
            "text": str,
            "footnotes": str,
            "phantom_text": str,
            "page_starts": str,
            "pages": int,
            "url": str,
            "provider_url": str,
            "sha256": str,
            "status": str,
            "first_seen": str,
            "last_seen": str,
            "withdrawn": str,
            "parser_version": str,
            "warnings": str,
            "search_id": int,
        },
        pk="id",
        not_null={"id", "local_authority", "label", "url", "status", "first_seen", "last_seen"},
        foreign_keys=[("local_authority", "local_authorities", "urn")],
    )
    # An authority's story; the newest first.
    db.table("letters").create_index(["local_authority", "published"])
    db.table("letters").create_index(["published"])
    # What is new since last night?
    db.table("letters").create_index(["first_seen"])
    # Which have gone? Their rows are long, and the column stands at the end.
    db.execute("CREATE INDEX idx_letters_gone ON letters (withdrawn) "
               "WHERE withdrawn IS NOT NULL")  # fmt: skip
    # What did another version of the reader read?
    db.table("letters").create_index(["parser_version"])


def _visits(db: Database) -> None:
    db.table("visit_windows").create(
        {"letter": str, "start": str, "end": str},
        pk=("letter", "start"),
        not_null={"letter", "start", "end"},
        foreign_keys=[("letter", "letters", "id")],
    )
    db.table("inspectors").create(
        {"letter": str, "position": int, "name": str, "role": str, "body": str},
        pk=("letter", "position"),
        not_null={"letter", "position", "name", "role", "body"},
        foreign_keys=[("letter", "letters", "id")],
    )


def _grades_and_points(db: Database) -> None:
    db.table("judgements").create(
        {
            "letter": str,
            "area": str,
            "grade": str,
            "as_printed": str,
            "status": str,
            "page": int,
        },
        pk=("letter", "area"),
        not_null={"letter", "area", "status"},
        foreign_keys=[("letter", "letters", "id")],
    )
    db.table("improvement_points").create(
        {
            "letter": str,
            "position": int,
            "kind": str,
            "number": str,
            "text": str,
            "responsible": str,
            "framework_refs": str,
            "themes": str,
            "page": int,
        },
        pk=("letter", "position"),
        not_null={"letter", "position", "kind", "text", "page"},
        foreign_keys=[("letter", "letters", "id")],
    )


def _text_and_evidence(db: Database) -> None:
    db.table("sections").create(
        {
            "letter": str,
            "position": int,
            "heading": str,
            "level": int,
            "grade": str,
            "page": int,
            "text": str,
        },
        pk=("letter", "position"),
        not_null={"letter", "position", "heading", "level", "page", "text"},
        foreign_keys=[("letter", "letters", "id")],
    )
    db.table("numbered_paragraphs").create(
        {"letter": str, "position": int, "number": int, "page": int, "start": int, "text": str},
        pk=("letter", "position"),
        not_null={"letter", "position", "number", "page", "start", "text"},
        foreign_keys=[("letter", "letters", "id")],
    )
    db.table("evidence").create(
        {
            "letter": str,
            "position": int,
            "field": str,
            "page": int,
            "x0": float,
            "y0": float,
            "x1": float,
            "y1": float,
            "words": str,
        },
        pk=("letter", "position"),
        not_null={"letter", "position", "field", "page", "words"},
        foreign_keys=[("letter", "letters", "id")],
    )


def create_items(db: Database) -> None:
    _press_releases(db)
    _news_reports(db)
    _versions(db)


def _press_releases(db: Database) -> None:
    db.table("press_releases").create(
        {
            "id": str,
            "local_authority": str,
            "publisher": str,
            "source": str,
            "url": str,
            "title": str,
            "published": str,
            "published_source": str,
            "text": str,
            "outbound_links": str,
            "block_quotes": str,
            "about_ofsted": int,
            "sha256": str,
            "first_seen": str,
            "last_seen": str,
            "withdrawn": str,
            "search_id": int,
        },
        pk="id",
        not_null={"id", "publisher", "url", "title", "text", "about_ofsted",
                  "sha256", "first_seen", "last_seen"},
        foreign_keys=[
            ("local_authority", "local_authorities", "urn"),
            ("source", "sources", "id"),
        ],
    )  # fmt: skip
    _index_items(db, "press_releases", "publisher")
    # How far do the releases of this authority reach back?
    db.table("press_releases").create_index(["local_authority", "published"])


def _news_reports(db: Database) -> None:
    db.table("news_reports").create(
        {
            "id": str,
            "local_authority": str,
            "outlet": str,
            "source": str,
            "url": str,
            "title": str,
            "byline": str,
            "published": str,
            "published_source": str,
            "extract": str,
            "outbound_links": str,
            "block_quotes": str,
            "about_ofsted": int,
            "text_sha256": str,
            "sha256": str,
            "first_seen": str,
            "last_seen": str,
            "withdrawn": str,
            "search_id": int,
        },
        pk="id",
        not_null={"id", "outlet", "url", "title", "extract", "about_ofsted", "text_sha256",
                  "sha256", "first_seen", "last_seen"},
        foreign_keys=[
            ("local_authority", "local_authorities", "urn"),
            ("source", "sources", "id"),
        ],
    )  # fmt: skip
    _index_items(db, "news_reports", "outlet")


def _index_items(db: Database, table: str, publisher: str) -> None:
    """`publisher`: the column that says who speaks."""
    # What was said of this authority and Ofsted, in order of time.
    db.table(table).create_index(["local_authority", "about_ofsted", "published"])
    db.table(table).create_index(["published"])
    # What speaks of Ofsted, newest first, with all that a list of it tells: a list is read from
    # here alone, so the last column, always 1, belongs to it.
    db.execute(f"CREATE INDEX idx_{table}_listed ON {table} (published DESC, id, local_authority, "
               f"{publisher}, title, withdrawn, first_seen, url, about_ofsted) "
               "WHERE about_ofsted = 1")  # fmt: skip
    # What of it is new since last night, and for feeds. Were this on (about_ofsted, first_seen),
    # SQLite would take it for the lists as well, and sort them anew for each page.
    db.execute(f"CREATE INDEX idx_{table}_new ON {table} (first_seen DESC, published DESC, id) "
               "WHERE about_ofsted = 1")  # fmt: skip
    # What did this source give last?
    db.table(table).create_index(["source", "first_seen"])
    db.table(table).create_index(["source", "published"])
    # What has gone: of many thousands, few.
    db.execute(f"CREATE INDEX idx_{table}_gone ON {table} (withdrawn) "
               "WHERE withdrawn IS NOT NULL")  # fmt: skip


def _versions(db: Database) -> None:
    db.table("versions").create(
        {
            "document_kind": str,
            "document": str,
            "version": int,
            "seen": str,
            "title": str,
            "text": str,  # null for news reports: their text is not ours to publish
            "text_sha256": str,
            "sha256": str,
        },
        pk=("document_kind", "document", "version"),
        not_null={"document_kind", "document", "version", "seen", "sha256"},
    )
    # What came since a moment?
    db.table("versions").create_index(["seen"])
    # Which pages were changed? Of a million documents few have a second version.
    db.execute("CREATE INDEX idx_versions_changed ON versions (seen) WHERE version > 1")
