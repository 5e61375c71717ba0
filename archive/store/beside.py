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

    def take_new(self, table: str, key: Sequence[str], which: str = "1", leave: str = "") -> int:
        """Take the other archive's rows as they are, of whose key there is none here and no other
        there; how many. `which`: a condition; `leave`: a column that is given anew."""
        names = _quoted([name for name in self.columns(table) if name != leave])
        keys = _quoted(key)
        taken = self.db.execute(
            f"""INSERT INTO main."{table}" ({names}) SELECT {names} FROM other."{table}" AS o
                WHERE {which} AND ({keys}) IN (
                    SELECT {keys} FROM other."{table}" GROUP BY {keys} HAVING count(*) = 1)
                AND NOT EXISTS (SELECT 1 FROM main."{table}" AS m WHERE {_same(key)})
                ORDER BY rowid"""  # noqa: S608
        )
        return int(taken.rowcount)

    def differing(
        self, table: str, key: Sequence[str], columns: Sequence[str]
    ) -> Iterator[list[Row]]:
        """The other archive's rows that are not here in the same words, some at a time. `key`: an
        index of ours begins with these, so that what is the same is found, and not gone through."""
        wanted, ours = (", ".join(f'{side}."{name}"' for name in columns) for side in "om")
        found = self.db.execute(
            f"""SELECT {wanted} FROM other."{table}" AS o WHERE NOT EXISTS (
                    SELECT 1 FROM main."{table}" AS m
                    WHERE {_same(key)} AND ({ours}) IS ({wanted}))"""  # noqa: S608
        )
        while some := found.fetchmany(_AT_ONCE):
            yield [dict(zip(columns, row, strict=True)) for row in some]

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


def _same(key: Sequence[str]) -> str:
    return " AND ".join(f'm."{name}" = o."{name}"' for name in key)


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
