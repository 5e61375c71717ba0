"""Tables of who is watched and what each night did: authorities, sources, runs, listings."""

from __future__ import annotations

from sqlite_utils import Database

# Of a listed page: it was last looked at while it was listed, or is missed. An index holds these
# alone, so whoever asks for them has to say it in these words.
EXPECTED = "(misses > 0 OR substr(fetched, 1, 10) <= substr(last_listed, 1, 10))"


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
