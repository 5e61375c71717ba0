"""Another archive beside ours, attached as `other`: where the two differ, as SQLite finds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive.store.rows import Row, one, selected

_AT_ONCE = 500  # rows that are looked at together


class Beside:
    """Asked while the other archive is attached."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @contextmanager
    def attached(self, other: Path) -> Iterator[None]:
        """The archive.db at `other` stands beside ours."""
        self.db.execute("ATTACH DATABASE ? AS other", [str(other)])
        try:
            yield
        finally:
            self.db.execute("DETACH DATABASE other")

    def columns(self, table: str) -> list[str]:
        """The columns of a table."""
        return [column.name for column in self.db.table(table).columns]

    def differing(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """The other archive's rows that are not here in the same words."""
        names = _quoted(columns)
        found = self.db.execute(
            f'SELECT {names} FROM other."{table}" EXCEPT SELECT {names} FROM main."{table}"'  # noqa: S608
        )
        while some := found.fetchmany(_AT_ONCE):
            yield from (dict(zip(columns, row, strict=True)) for row in some)

    def ours(
        self, table: str, key: Sequence[str], theirs: Row, columns: Sequence[str]
    ) -> Row | None:
        """These columns of our row that has the key of theirs; None where there is none."""
        where = " AND ".join(f'"{name}" = ?' for name in key)
        sql = f'SELECT {_quoted(columns)} FROM main."{table}" WHERE {where}'  # noqa: S608
        return one(self.db, sql, *(theirs[name] for name in key))

    def both(self, table: str, which: str, *parameters: Any) -> tuple[list[Row], list[Row]]:
        """Our rows and theirs. `which`: the condition, and the order."""
        ours, theirs = (
            selected(self.db, f'SELECT * FROM {side}."{table}" WHERE {which}', parameters)  # noqa: S608
            for side in ("main", "other")
        )
        return ours, theirs


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
