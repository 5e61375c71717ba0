"""The tables of archive.db and originals.db, as migrations.

What each table and column means to a reader stands in `metadata.yml`; here stands what the
database must hold true. Each index names the question it answers.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

archive_migrations = Migrations("archive")
originals_migrations = Migrations("originals")


@originals_migrations()
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


# Of a listed page: it was last looked at while it was listed, or is missed. An index holds these
# alone, so whoever asks for them has to say it in these words.
EXPECTED = "(misses > 0 OR substr(fetched, 1, 10) <= substr(last_listed, 1, 10))"


@archive_migrations()
def create_places(db: Database) -> None:
    db.table("local_authorities").create(
        {
            "urn": str,
            "name": str,
            "slug": str,
            "aliases": str,
            "gss_code": str,
            "la_code": str,
            "region": str,
            "type": str,
            "active_from": str,
            "active_to": str,
            "successor": str,
            "statistical_neighbours": str,
        },
        pk="urn",
        not_null={"urn", "name", "slug"},
    )
    db.table("local_authorities").create_index(["slug"], unique=True)
    db.table("sources").create(
        {
            "id": str,
            "kind": str,
            "local_authority": str,
            "publisher": str,
            "url": str,
            "design": str,
            "least": int,
            "most": int,
            "notes": str,
            "feed": str,
            "tagged": str,
            "confidence": str,
            "covers": str,
        },
        pk="id",
        not_null={"id", "kind", "url", "design"},
        foreign_keys=[("local_authority", "local_authorities", "urn")],
    )


@archive_migrations()
def create_runs(db: Database) -> None:
    db.table("runs").create(
        {
            "id": str,
            "started": str,
            "finished": str,  # null: still going on, or cut off
            "outcome": str,  # finished, needs_a_look, failed, interrupted
            "letters": int,
            "press_releases": int,
            "news_reports": int,
            "problems": int,
            "requests": int,
            "bytes": int,
            "unchanged": int,
        },
        pk="id",
        not_null={"id", "started"},
    )
    db.table("source_runs").create(
        {
            "run": str,
            "source": str,
            "started": str,
            "finished": str,
            "reached": str,  # how far back the listing has been walked; empty: to its end
            "listed": int,
            "new": int,
            "changed": int,
            "requests": int,
            "unchanged": int,
            "bytes": int,
            "problems": int,
            "verdict": str,
            "reason": str,
        },
        pk=("run", "source"),
        not_null={"run", "source", "started"},
        foreign_keys=[("run", "runs", "id"), ("source", "sources", "id")],
    )
    # When did this source last come to the end of its listing? (The last row of few, however many
    # nights there were.)
    db.execute("CREATE INDEX idx_source_runs_walked ON source_runs (source) "
               "WHERE reached IS NOT NULL AND finished IS NOT NULL")  # fmt: skip
    # What did this source give last?
    db.table("source_runs").create_index(["source", "run"])
    db.execute("CREATE INDEX idx_source_runs_told ON source_runs (source) "
               "WHERE verdict IS NOT NULL")  # fmt: skip
    db.table("fetches").create(
        {
            "id": int,
            "url": str,
            "fetched_at": str,
            "status": int,
            "sha256": str,
            "media_type": str,
            "bytes": int,
            "etag": str,
            "last_modified": str,
            "used": int,  # 1: what was read from it is stored, so "unchanged" may be believed
            "confirmed": str,  # when the server last said that it is unchanged
            "run": str,
            "source": str,
        },
        pk="id",
        not_null={"url", "fetched_at"},
        foreign_keys=[("run", "runs", "id")],
    )
    # What do we hold of this address?
    db.table("fetches").create_index(["url", "id"])
    db.table("problems").create(
        {
            "id": str,
            "run": str,
            "source": str,
            "url": str,
            "what": str,
            "detail": str,
            "first_seen": str,
            "last_seen": str,
            "resolved": str,
        },
        pk="id",
        not_null={"id", "source", "url", "what", "detail", "first_seen", "last_seen"},
        foreign_keys=[("run", "runs", "id")],
    )
    # What is wrong with this address? Each page that is stored asks.
    db.execute("CREATE INDEX idx_problems_open ON problems (url) WHERE resolved IS NULL")
    db.table("listings").create(
        {
            "source": str,
            "url": str,
            "kind": str,  # provider, letter, release, report
            "document": str,  # the letter, release or report it turned out to be
            "title": str,
            "published": str,
            "first_listed": str,
            "last_listed": str,
            "fetched": str,  # when its page was last stored or confirmed; null: not yet
            "due": str,  # from when on it is to be looked at again
            "misses": int,  # nights in a row on which the page was gone
        },
        pk=("source", "url"),
        not_null={"source", "url", "kind", "first_listed", "last_listed", "due", "misses"},
        foreign_keys=[("source", "sources", "id")],
    )
    # What is due? What of it is recent?
    db.table("listings").create_index(["source", "kind", "due"])
    db.table("listings").create_index(["source", "kind", "published"])
    # What is still to be fetched?
    db.execute("CREATE INDEX idx_listings_missing ON listings (source, kind, fetched) "
               "WHERE document IS NULL")  # fmt: skip
    # What was on its listing when we last looked at it, or is missed since?
    db.execute("CREATE INDEX idx_listings_expected ON listings (source, kind, published) "
               f"WHERE document IS NOT NULL AND {EXPECTED}")  # fmt: skip


@archive_migrations()
def create_letters(db: Database) -> None:
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


@archive_migrations()
def create_items(db: Database) -> None:
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
    # What this authority said about Ofsted, in order of time.
    db.table("press_releases").create_index(["local_authority", "about_ofsted", "published"])
    db.table("press_releases").create_index(["published"])
    # What speaks of Ofsted, newest first, with all that a list of it tells; what of it is new since
    # last night.
    db.execute("CREATE INDEX idx_press_releases_listed ON press_releases (published DESC, id, "
               "local_authority, publisher, title, withdrawn, first_seen, url) "
               "WHERE about_ofsted = 1")  # fmt: skip
    db.table("press_releases").create_index(["about_ofsted", "first_seen"])
    # What did this source give last?
    db.table("press_releases").create_index(["source", "first_seen"])
    db.table("press_releases").create_index(["source", "published"])
    # How far do the releases of this authority reach back?
    db.table("press_releases").create_index(["local_authority", "published"])
    # What has gone: of many thousands, few.
    db.execute("CREATE INDEX idx_press_releases_gone ON press_releases (withdrawn) "
               "WHERE withdrawn IS NOT NULL")  # fmt: skip
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
    db.table("news_reports").create_index(["local_authority", "about_ofsted", "published"])
    db.table("news_reports").create_index(["published"])
    db.execute("CREATE INDEX idx_news_reports_listed ON news_reports (published DESC, id, "
               "local_authority, outlet, title, withdrawn, first_seen, url) "
               "WHERE about_ofsted = 1")  # fmt: skip
    db.table("news_reports").create_index(["about_ofsted", "first_seen"])
    # What did this source give last?
    db.table("news_reports").create_index(["source", "first_seen"])
    db.table("news_reports").create_index(["source", "published"])
    db.execute("CREATE INDEX idx_news_reports_gone ON news_reports (withdrawn) "
               "WHERE withdrawn IS NOT NULL")  # fmt: skip
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


@archive_migrations()
def create_findings(db: Database) -> None:
    db.table("links").create(
        {
            "document_kind": str,
            "document": str,
            "position": int,
            "letter": str,
            "decision": str,
            "score": float,
            "decided_by": str,
            "reason": str,
            "evidence": str,
            "decided": str,
        },
        pk=("document_kind", "document", "position"),
        not_null={"document_kind", "document", "position", "decision", "score", "decided_by",
                  "reason", "evidence", "decided"},
        foreign_keys=[("letter", "letters", "id")],
    )  # fmt: skip
    # Who answered this letter?
    db.table("links").create_index(["letter", "decision"])
    # What was found since a moment? Nearly all that a newsroom says is about no letter.
    db.execute("CREATE INDEX idx_links_found ON links (decided) "
               "WHERE decision <> 'not_about_a_letter'")  # fmt: skip
    db.table("quotations").create(
        {
            "document_kind": str,
            "document": str,
            "position": int,
            "text": str,
            "speaker": str,
            "verdict": str,
            "letter": str,
            "page": int,
            "start": int,
            "end": int,
            "letter_words": str,
            "difference": str,
            "document_start": int,
            "document_end": int,
            "grave": str,
            "press_release": str,
            "in_title": int,
            "earlier_issue": int,
        },
        pk=("document_kind", "document", "position"),
        not_null={"document_kind", "document", "position", "text", "speaker", "verdict",
                  "document_start", "document_end", "in_title", "earlier_issue"},
        foreign_keys=[("letter", "letters", "id"), ("press_release", "press_releases", "id")],
    )  # fmt: skip
    # The words marked in a letter; all altered quotations.
    db.table("quotations").create_index(["letter"])
    db.table("quotations").create_index(["verdict"])
    db.table("shared_passages").create(
        {
            "document_kind": str,
            "document": str,
            "letter": str,
            "page": int,
            "start": int,
            "end": int,
            "text": str,
            "words": int,
            "document_start": int,
            "document_end": int,
        },
        pk=("document_kind", "document", "letter", "document_start"),
        not_null={"page", "start", "end", "text", "words", "document_end"},
        foreign_keys=[("letter", "letters", "id")],
    )
    db.table("shared_passages").create_index(["letter"])
    db.table("borrowed_words").create(
        {
            "document_kind": str,
            "document": str,
            "words": int,
            "letter": str,
            "of_letter": int,
            "press_release": str,
            "of_release": int,
        },
        pk=("document_kind", "document"),
        not_null={"words", "of_letter", "of_release"},
        foreign_keys=[("letter", "letters", "id"), ("press_release", "press_releases", "id")],
    )
    db.table("answers").create(
        {
            "press_release": str,
            "letter": str,
            "item_kind": str,
            "item": str,
            "verdict": str,
            "sentence": str,
            "score": float,
            "text": str,
            "page": int,
        },
        pk=("press_release", "letter", "item_kind", "item"),
        not_null={"verdict", "text"},
        foreign_keys=[
            ("press_release", "press_releases", "id"),
            ("letter", "letters", "id"),
        ],
    )
    db.table("grade_claims").create(
        {
            "document_kind": str,
            "document": str,
            "position": int,
            "area": str,
            "claimed": str,
            "letter": str,
            "grade": str,
            "verdict": str,
            "document_start": int,
            "document_end": int,
            "sentence": str,
            "reason": str,
            "in_title": int,
        },
        pk=("document_kind", "document", "position"),
        not_null={"area", "claimed", "verdict", "sentence", "reason", "in_title"},
        foreign_keys=[("letter", "letters", "id")],
    )
    db.table("recurring_points").create(
        {
            "letter": str,
            "item_kind": str,
            "item": str,
            "earlier_letter": str,
            "earlier_item_kind": str,
            "earlier_item": str,
            "text": str,
            "earlier_text": str,
            "score": float,
        },
        pk=("letter", "item_kind", "item", "earlier_letter", "earlier_item_kind", "earlier_item"),
        not_null={"text", "earlier_text", "score"},
        foreign_keys=[("letter", "letters", "id"), ("earlier_letter", "letters", "id")],
    )
    db.table("corrections").create(
        {
            "table": str,
            "row": str,
            "column": str,
            "was": str,
            "is": str,
            "by": str,
            "on": str,
            "because": str,
            "state": str,
            "note": str,
            "document": str,
        },
        pk=("table", "row", "column"),
        not_null={"table", "row", "column", "by", "on", "because", "state", "document"},
    )
    # What did people say of this letter?
    db.table("corrections").create_index(["document"])


@archive_migrations()
def create_search(db: Database) -> None:
    # One index over letters, releases and reports, without a copy of their words: ranks compare,
    # and no publisher's text is kept here. Its row numbers begin with the date, so "the newest
    # thousand hits" are the last thousand.
    db.table("search_documents").create(
        {
            "id": int,
            "document_kind": str,
            "document": str,
            "local_authority": str,
            "kind": str,
            "published": str,
            "year": int,
        },
        pk="id",
        not_null={"document_kind", "document"},
    )
    db.table("search_documents").create_index(["document_kind", "document"], unique=True)
    db.execute(
        """
        CREATE VIRTUAL TABLE "search_index" USING fts5(
            "title", "text", content='', tokenize='porter unicode61'
        )
        """
    )


@archive_migrations()
def create_waiting(db: Database) -> None:
    # What `process` still has to do. A row is written in the transaction that made the work, and
    # goes in the transaction that stores its result, so work is neither lost nor done twice.
    db.table("waiting").create(
        {"step": str, "document_kind": str, "document": str},
        pk=("step", "document_kind", "document"),
    )


@archive_migrations()
def create_nights(db: Database) -> None:
    # Each step of a night can fail alone; what it said stands beside how it ended.
    db.table("run_steps").create(
        {
            "run": str,
            "position": int,
            "step": str,
            "started": str,
            "finished": str,  # null: still going on, or cut off
            "outcome": str,  # done, needs_a_look, failed, ended (took too long), stopped, skipped
            "seconds": float,
            "said": str,
        },
        pk=("run", "position"),
        not_null={"run", "position", "step", "started"},
        foreign_keys=[("run", "runs", "id")],
    )
    # What another table says of the same inspections, held against ours.
    db.table("reconciled").create(
        {
            "file": str,
            "position": int,
            "row": int,
            "local_authority": str,
            "authority": str,
            "date": str,
            "area": str,
            "theirs": str,
            "ours": str,
            "letter": str,
            "verdict": str,
            "note": str,
        },
        pk=("file", "position"),
        not_null={"file", "position", "verdict"},
        foreign_keys=[
            ("local_authority", "local_authorities", "urn"),
            ("letter", "letters", "id"),
        ],
    )
    # Pages that were gone with too many others to be counted.
    db.table("removals").create(
        {
            "source": str,
            "url": str,
            "missed_on": str,  # the address of the problem that says so
            "found": str,
            "last_found": str,
            "accepted": str,  # when a person said that it was taken down; null: nobody has
            "accepted_by": str,
            "because": str,
        },
        pk=("source", "url"),
        not_null={"source", "url", "missed_on", "found", "last_found"},
        foreign_keys=[("source", "sources", "id")],
    )
    # What has been told to whom, so that nothing is told twice. Keys are checksums: the addresses
    # stand in watches.yml alone.
    db.table("alerted").create({"key": str, "sent": str}, pk="key", not_null={"key", "sent"})
    # How far the archive has been examined: what came later is examined on the next night, and all
    # of it from time to time.
    db.table("examinations").create(
        {
            "id": int,
            "moment": str,
            "whole": int,
            "seconds": float,
            "damage": int,  # how many things were wrong
            "last_version": int,
            "last_fetch": int,
            "last_original": int,
            "last_text": int,
        },
        pk="id",
        not_null={"moment", "whole", "seconds", "damage"},
    )
    create_sums(db)
    # One number for each stretch of the search index (archive/index_sums.py).
    db.table("search_index_sums").create(
        {"stretch": int, "first": int, "last": int, "edges": int, "total": int}, pk="stretch"
    )


@originals_migrations()
def create_original_sums(db: Database) -> None:
    create_sums(db)


def create_sums(db: Database) -> None:
    """One number for all the rows of a table, kept up by every write (archive/sums.py)."""
    db.table("table_sums").create({"table": str, "total": int}, pk="table", not_null={"table"})


@archive_migrations()
def create_views(db: Database) -> None:
    # A letter is silent while no release is linked to it. That is only known where the releases
    # we hold reach back to its day; elsewhere the view says that it cannot say.
    db.create_view(
        "silent_letters",
        """
        SELECT letters.id AS letter, letters.local_authority, local_authorities.name AS authority,
               letters.kind, letters.title, letters.published, letters.url,
               (SELECT min(published) FROM press_releases
                WHERE local_authority = letters.local_authority) AS releases_held_from,
               CASE WHEN (SELECT min(published) FROM press_releases
                          WHERE local_authority = letters.local_authority) <= letters.published
                    THEN 'no release found' ELSE 'cannot say' END AS verdict
        FROM letters
        JOIN local_authorities ON local_authorities.urn = letters.local_authority
        WHERE letters.status = 'read' AND letters.published IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM links
            WHERE links.letter = letters.id AND links.decision = 'linked'
              AND links.document_kind = 'press_release')
        """,
    )
