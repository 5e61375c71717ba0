"""What was decided about releases and reports: links, quotations, claims, answers; and which points
of letters come again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager

from sqlite_utils import Database

from archive.records import Checks, Link, RecurringPoint
from archive.store.rows import Row, as_row, insert, numbered, one, replace_all
from archive.store.waiting import Waiting


class Findings:
    """Each call replaces what was found before; nothing is written where nothing differs."""

    def __init__(self, db: Database, waiting: Waiting) -> None:
        self.db = db
        self.waiting = waiting

    def together(self) -> AbstractContextManager[object]:
        """One transaction around many calls: a million items are not a million of them."""
        return self.db.atomic()

    def save_links(self, kind: str, document: str, links: Sequence[Link], now: str) -> None:
        """What a document is about, and that its quotations are to be checked against it."""
        rows = [
            {
                "document_kind": kind,
                "document": document,
                "position": position,
                "letter": link.letter,
                "decision": link.decision,
                "score": round(link.score, 3),
                "decided_by": link.decided_by,
                "reason": link.reason,
                "evidence": json.dumps(link.evidence, ensure_ascii=False, sort_keys=True),
            }
            for position, link in enumerate(links, start=1)
        ]
        with self.db.atomic():
            owner = {"document_kind": kind, "document": document}
            held = self._held_links(owner)
            if held != rows:
                self._replace_links(owner, held, [{**row, "decided": now} for row in rows])
            if any(link.letter for link in links) or self._is_checked(owner):
                self.waiting.add("check", kind, document)
            if kind == "press_release" and any(link.letter for link in links):
                self.waiting.add_reports_beside(document)
            self.waiting.done("link", kind, document)

    def _is_checked(self, owner: Row) -> bool:
        """Does anything stand here that was found against a letter it was linked to before?"""
        sql = "SELECT 1 FROM borrowed_words WHERE document_kind = ? AND document = ?"
        return one(self.db, sql, *owner.values()) is not None

    def place_report(self, document: str, urn: str | None) -> None:
        """Which authority a report turned out to be about."""
        self.db.execute(
            """UPDATE news_reports SET local_authority = ?
               WHERE id = ? AND local_authority IS NOT ?""",
            [urn, document, urn],
        )
        self.db.execute(
            """UPDATE search_documents SET local_authority = ?
               WHERE document_kind = 'news_report' AND document = ? AND local_authority IS NOT ?""",
            [urn, document, urn],
        )

    def save_checks(self, kind: str, document: str, checks: Checks) -> None:
        """What a document quotes, shares, claims and answers."""
        owner = {"document_kind": kind, "document": document}
        plain = [numbered(owner, checks.quotations), numbered(owner, checks.grade_claims)]
        shared = [{**owner, **as_row(passage)} for passage in checks.shared_passages]
        borrowed = [{**owner, **as_row(checks.borrowed)}] if checks.borrowed else []
        with self.db.atomic():
            replace_all(self.db, "quotations", owner, plain[0])
            replace_all(self.db, "grade_claims", owner, plain[1])
            replace_all(self.db, "shared_passages", owner, shared)
            replace_all(self.db, "borrowed_words", owner, borrowed)
            if kind == "press_release":
                of_release = {"press_release": document}
                answers = [{**of_release, **as_row(answer)} for answer in checks.answers]
                replace_all(self.db, "answers", of_release, answers)
            self.waiting.done("check", kind, document)

    def save_recurring(self, urn: str, points: Sequence[RecurringPoint]) -> None:
        """Which points of an authority's letters its earlier letters made too."""
        with self.db.atomic():
            letters = [
                row["id"]
                for row in self.db.query("SELECT id FROM letters WHERE local_authority = ?", [urn])
            ]
            for letter in letters:
                rows = [as_row(point) for point in points if point.letter == letter]
                replace_all(self.db, "recurring_points", {"letter": letter}, rows)
            self.waiting.done("recur", "authority", urn)

    def _held_links(self, owner: Row) -> list[Row]:
        held = self.db.query(
            """SELECT document_kind, document, position, letter, decision, score, decided_by,
                      reason, evidence
               FROM links WHERE document_kind = ? AND document = ? ORDER BY position""",
            list(owner.values()),
        )
        return list(held)

    def _replace_links(self, owner: Row, held: list[Row], rows: list[Row]) -> None:
        """As `replace_all` does, without its questions: a first night links a million items."""
        if held:
            self.db.execute(
                "DELETE FROM links WHERE document_kind = ? AND document = ?", list(owner.values())
            )
        for row in rows:
            insert(self.db, "links", row)
