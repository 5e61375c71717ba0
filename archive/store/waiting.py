"""Rows of `waiting`: the work that `process` still has to do."""

from __future__ import annotations

from sqlite_utils import Database

STEPS = ("read", "link", "check")


class Waiting:
    """A queue per step. A row comes and goes within the transaction of what caused or did it."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def add(self, step: str, document_kind: str, document: str) -> None:
        """Something is to be done to one document."""
        self.db.table("waiting").insert(
            {"step": step, "document_kind": document_kind, "document": document}, ignore=True
        )

    def add_items_of(self, urn: str) -> None:
        """Link again whatever an authority, or an outlet about it, said of Ofsted."""
        for kind, table in (("press_release", "press_releases"), ("news_report", "news_reports")):
            self.db.execute(
                f"""INSERT OR IGNORE INTO waiting (step, document_kind, document)
                    SELECT 'link', ?, id FROM {table}
                    WHERE local_authority = ? AND about_ofsted = 1""",  # noqa: S608
                [kind, urn],
            )

    def add_everything(self) -> None:
        """All letters are to be read again, all items linked and checked again."""
        with self.db.atomic():
            for step, kind, table in (
                ("read", "letter", "letters"),
                ("link", "press_release", "press_releases"),
                ("link", "news_report", "news_reports"),
            ):
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
                   SELECT 'read', 'letter', id FROM letters WHERE parser_version <> ?""",
                [parser_version],
            )

    def of(self, step: str) -> list[tuple[str, str]]:
        """(document kind, document) of all that waits for a step, in a fixed order."""
        rows = self.db.execute(
            """SELECT document_kind, document FROM waiting
               WHERE step = ? ORDER BY document_kind, document""",
            [step],
        )
        return [(kind, document) for kind, document in rows]

    def done(self, step: str, document_kind: str, document: str) -> None:
        """This is done; to be called in the transaction that stored its result."""
        self.db.table("waiting").delete_where(
            "step = ? AND document_kind = ? AND document = ?", [step, document_kind, document]
        )
