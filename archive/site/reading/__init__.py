"""What the pages read from the archive: a module for each page. Only SELECTs, each bounded."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette

Row = dict[str, Any]

_SECONDS_HELD = 30.0
_MOST_HELD = 200  # results, each of a page or a chart


@dataclass(frozen=True, slots=True)
class _Held:
    """Rows as they were read; `state` and `until` say how long they are good."""

    rows: list[Row]
    state: tuple[tuple[int, int], ...]
    until: float


_Key = tuple[str, tuple[tuple[str, Any], ...]]
_held: WeakKeyDictionary[Datasette, OrderedDict[_Key, _Held]] = WeakKeyDictionary()


class Reading:
    """The archive's tables, by Datasette's own threads and under its time limit."""

    def __init__(self, datasette: Datasette) -> None:
        self._datasette = datasette
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

    async def column(self, sql: str, parameters: Sequence[Any] | Row = ()) -> list[Any]:
        """The first column of a SELECT's rows."""
        result = await self._db.execute(sql, parameters, truncate=False)
        return [row[0] for row in result.rows]

    async def row(self, sql: str, *parameters: Any) -> Row | None:
        """The first row of a SELECT, or None."""
        return next(iter(await self.rows(sql, parameters)), None)

    async def held(self, sql: str, parameters: Row | None = None) -> list[Row]:
        """The rows of a SELECT over much, kept while the archive is as it was: it changes once a
        night. While a night writes they may be half a minute old. Not to be changed."""
        held = _held.setdefault(self._datasette, OrderedDict())
        key = (sql, tuple(sorted((parameters or {}).items())))
        found = held.get(key)
        state = self._state()
        if found is None or not (found.state == state or time.monotonic() < found.until):
            rows = await self.rows(sql, parameters or {})
            found = _Held(rows, state, time.monotonic() + _SECONDS_HELD)
            held[key] = found
        held.move_to_end(key)
        while len(held) > _MOST_HELD:
            held.popitem(last=False)
        return found.rows

    def _state(self) -> tuple[tuple[int, int], ...]:
        """What changes with every row that is written: size and time of the archive's two files."""
        path = Path(str(self._db.path))
        files = [file for file in (path, path.with_name(path.name + "-wal")) if file.exists()]
        return tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files)

    async def has_rows(self, table: str) -> bool:
        """Does a table hold anything? While it does not, nothing of its kind was looked at."""
        return await self.row(f'SELECT 1 FROM "{table}" LIMIT 1') is not None
