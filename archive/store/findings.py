"""What was decided about releases and reports: links, quotations, shared passages."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from archive.records import Link, Quotation, SharedPassage
from archive.store.rows import Row, replace_all
from archive.store.waiting import Waiting


class Findings:
    """Each call replaces what was found before; nothing is written where nothing differs."""

    def __init__(self, db: Database, waiting: Waiting) -> None:
        self.db = db
        self.waiting = waiting

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
            if not self._same_links(owner, rows):
                replace_all(self.db, "links", owner, [{**row, "decided": now} for row in rows])
            self.waiting.add("check", kind, document)
            self.waiting.done("link", kind, document)

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

    def save_checks(
        self,
        kind: str,
        document: str,
        quotations: Sequence[Quotation],
        passages: Sequence[SharedPassage],
    ) -> None:
        """What a document quotes, and what it shares with its letter without quotation marks."""
        owner = {"document_kind": kind, "document": document}
        with self.db.atomic():
            replace_all(self.db, "quotations", owner, _numbered(owner, quotations))
            replace_all(
                self.db, "shared_passages", owner, [{**owner, **_plain(p)} for p in passages]
            )
            self.waiting.done("check", kind, document)

    def _same_links(self, owner: Row, rows: list[Row]) -> bool:
        held = self.db.query(
            """SELECT document_kind, document, position, letter, decision, score, decided_by,
                      reason, evidence
               FROM links WHERE document_kind = ? AND document = ? ORDER BY position""",
            list(owner.values()),
        )
        return list(held) == rows


def _numbered(owner: Row, quotations: Sequence[Quotation]) -> list[Row]:
    return [
        {**owner, "position": position, **_plain(quotation)}
        for position, quotation in enumerate(quotations, start=1)
    ]


def _plain(record: Quotation | SharedPassage) -> Row:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}
