"""What the pages read from the archive: a module for each page. Only SELECTs, each bounded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from datasette.app import Datasette

Row = dict[str, Any]


class Reading:
    """The archive's tables, by Datasette's own threads and under its time limit."""

    def __init__(self, datasette: Datasette) -> None:
        self._db = datasette.get_database("archive")

    @property
    def folder(self) -> Path:
        """The folder that holds the archive."""
        return Path(str(self._db.path)).parent

    async def rows(self, sql: str, parameters: Sequence[Any] | Row = ()) -> list[Row]:
        """The rows of a SELECT. Raises QueryInterrupted where it takes too long."""
        result = await self._db.execute(sql, parameters, truncate=False)
        columns = [column[0] for column in result.description]
        return [dict(zip(columns, row, strict=True)) for row in result.rows]

    async def row(self, sql: str, *parameters: Any) -> Row | None:
        """The first row of a SELECT, or None."""
        return next(iter(await self.rows(sql, parameters)), None)

    async def has_rows(self, table: str) -> bool:
        """Does a table hold anything? While it does not, nothing of its kind was looked at."""
        return await self.row(f'SELECT 1 FROM "{table}" LIMIT 1') is not None
