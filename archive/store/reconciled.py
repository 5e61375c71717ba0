"""Rows of `reconciled`: another table of the same inspections against ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlite_utils import Database

from archive.records import Compared
from archive.store.rows import replace_all


class Reconciled:
    """The last comparison with each file."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def save(self, file: str, found: Sequence[Compared]) -> None:
        """What was found, in the place of what was found before."""
        rows = [
            {"file": file, "position": position, **asdict(each)}
            for position, each in enumerate(found, start=1)
        ]
        with self.db.atomic():
            replace_all(self.db, "reconciled", {"file": file}, rows)
