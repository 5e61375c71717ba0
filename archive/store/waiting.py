"""Rows of `waiting`: the work that `process` still has to do."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from archive.store.rows import ITEMS, TABLE_OF, insert


class Waiting:
    """A queue per step. A row comes and goes within the transaction of what caused or did it."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def add(self, step: str, document_kind: str, document: str) -> None:
        """Something is to be done to one document."""
        row = {"step": step, "document_kind": document_kind, "document": document}
        insert(self.db, "waiting", row, "INSERT OR IGNORE")

    def add_items_of(self, urn: str) -> None:
        """Link again whatever an authority, or an outlet about it, said of Ofsted."""
        for kind in ITEMS:
            self.db.execute(
                f"""INSERT OR IGNORE INTO waiting (step, document_kind, document)
                    SELECT 'link', ?, id FROM {TABLE_OF[kind]}
                    WHERE local_authority = ? AND about_ofsted = 1""",  # noqa: S608
                [kind, urn],
            )
        # An item that names several authorities stands under one of them.
        self.db.execute(
            """INSERT OR IGNORE INTO waiting (step, document_kind, document)
               SELECT 'link', document_kind, document FROM links
               WHERE letter IS NULL AND decision IN ('letter_not_held', 'unsure')
                   AND evidence LIKE ?""",
            [f'%"{urn}"%'],
        )

    def add_reports_beside(self, release: str) -> None:
        """Check again the reports on the letter that a release is about: they may quote it."""
        self.db.execute(
            """INSERT OR IGNORE INTO waiting (step, document_kind, document)
               SELECT 'check', report.document_kind, report.document FROM links AS report
               JOIN links AS own ON own.letter = report.letter
               WHERE own.document_kind = 'press_release' AND own.document = ?
                   AND own.decision = 'linked' AND report.decision = 'linked'
                   AND report.document_kind = 'news_report'""",
            [release],
        )

    def add_everything(self) -> None:
        """All letters are to be read again, all items linked and checked again."""
        with self.db.atomic():
            for kind, table in TABLE_OF.items():
                step = "link" if kind in ITEMS else "read"
                self.db.execute(
                    f"""INSERT OR IGNORE INTO waiting (step, document_kind, document)
                        SELECT ?, ?, id FROM {table}""",  # noqa: S608
                    [step, kind],
                )

    def add_letters_read_otherwise(self, parser_version: str) -> None:
        """Read again what another version of the reader has read."""
        with self.db.atomic():
            self.db.execute(
                """INSERT OR IGNORE INTO waiting (step, document_kind, document)
                   SELECT 'read', 'letter', id FROM letters
                   WHERE parser_version < :ours OR parser_version > :ours""",
                {"ours": parser_version},
            )

    def of(self, step: str) -> list[tuple[str, str]]:
        """(document kind, document) of all that waits for a step, in a fixed order."""
        rows = self.db.execute(
            """SELECT document_kind, document FROM waiting
               WHERE step = ? ORDER BY document_kind, document""",
            [step],
        )
        return [(kind, document) for kind, document in rows]

    def count(self, step: str) -> int:
        """How many documents wait for a step."""
        (number,) = self.db.execute(
            "SELECT count(*) FROM waiting WHERE step = ?", [step]
        ).fetchone()
        return int(number)

    def by_authority(self, step: str, size: int = 250) -> Iterator[list[tuple[str, str]]]:
        """(document kind, document) of all items that wait for a step, in batches, those of one
        authority after another, so that its letters are at hand. SQLite holds the order, however
        long it is; what is done meanwhile does not disturb it."""
        rows = self.db.execute(
            """SELECT waiting.document_kind, waiting.document FROM waiting
               LEFT JOIN press_releases AS p
                   ON waiting.document_kind = 'press_release' AND p.id = waiting.document
               LEFT JOIN news_reports AS n
                   ON waiting.document_kind = 'news_report' AND n.id = waiting.document
               WHERE step = ?
               ORDER BY waiting.document_kind, coalesce(p.local_authority, n.local_authority),
                   +waiting.document""",
            [step],
        )
        while batch := rows.fetchmany(size):
            yield [(kind, document) for kind, document in batch]

    def done(self, step: str, document_kind: str, document: str) -> None:
        """This is done; to be called in the transaction that stored its result."""
        self.db.execute(
            "DELETE FROM waiting WHERE step = ? AND document_kind = ? AND document = ?",
            [step, document_kind, document],
        )
