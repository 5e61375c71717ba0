"""Tables of what is made of a document: its link, its quotations, what it leaves out."""

from __future__ import annotations

from sqlite_utils import Database


def create_findings(db: Database) -> None:
    for create in (
        _links,
        _quotations,
        _shared,
        _answers,
        _claims,
        _recurring,
        _corrections,
    ):
        create(db)


def _links(db: Database) -> None:
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


def _quotations(db: Database) -> None:
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
    # Those that differ: of a hundred, some ten, and their rows are long.
    db.execute("CREATE INDEX idx_quotations_differing ON quotations (document_kind, document) "
               "WHERE verdict IN ('altered', 'cut_short', 'joined', 'not_found')")  # fmt: skip


def _shared(db: Database) -> None:
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


def _answers(db: Database) -> None:
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


def _claims(db: Database) -> None:
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


def _recurring(db: Database) -> None:
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


def _corrections(db: Database) -> None:
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
