"""Tables the archive works with: the search index, what waits, steps, sums; and the views."""

from __future__ import annotations

from sqlite_utils import Database


def create_search(db: Database) -> None:
    # One index over letters, releases and reports, without a copy of their words: ranks compare,
    # and no publisher's text is kept here. Its row numbers begin with the date, so "the newest
    # thousand hits" are the last thousand. What a list shows of a document stands beside its
    # number: the tables themselves are as wide as their texts, and a million rows of them are not
    # looked up one after another.
    db.table("search_documents").create(
        {
            "id": int,
            "document_kind": str,
            "document": str,
            "local_authority": str,
            "kind": str,
            "published": str,
            "year": int,
            "title": str,
            "publisher": str,
            "url": str,
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


def create_waiting(db: Database) -> None:
    # What `process` still has to do. A row is written in the transaction that made the work, and
    # goes in the transaction that stores its result, so work is neither lost nor done twice.
    db.table("waiting").create(
        {"step": str, "document_kind": str, "document": str},
        pk=("step", "document_kind", "document"),
    )


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
    # One number for each stretch of the search index (archive/tables/index_sums.py).
    db.table("search_index_sums").create(
        {"stretch": int, "first": int, "last": int, "edges": int, "total": int}, pk="stretch"
    )


def create_sums(db: Database) -> None:
    """One number for all the rows of a table, kept up by every write (archive/tables/sums.py)."""
    db.table("table_sums").create({"table": str, "total": int}, pk="table", not_null={"table"})


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
