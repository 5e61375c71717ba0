"""How records become rows, and how a row is written only where it says something new."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]

# Which table holds a kind of document.
TABLE_OF = {
    "letter": "letters",
    "press_release": "press_releases",
    "news_report": "news_reports",
}
ITEMS = ("press_release", "news_report")  # what is about letters


def iso(day: dt.date | None) -> str | None:
    """A date as the tables hold it."""
    return day.isoformat() if day else None


def day_of(text: str | None) -> dt.date | None:
    """A date that the tables hold."""
    return dt.date.fromisoformat(text) if text else None


def listed(values: Sequence[str]) -> str | None:
    """Several short values in one cell, parted by `; `, as a spreadsheet's reader wants them."""
    return "; ".join(values) or None


def cell(value: Any) -> Any:
    """A record's value as a table holds it: dates as ISO text, yes and no as 1 and 0, several short
    values in one."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dt.date):
        return iso(value)
    return listed(value) if isinstance(value, tuple) else value


def as_row(record: Any) -> Row:
    """A record whose fields are the columns of a table."""
    return {name: cell(getattr(record, name)) for name in record.__dataclass_fields__}


def numbered(owner: Row, records: Iterable[Any]) -> list[Row]:
    """Records as rows of their owner, in order."""
    return [
        {**owner, "position": position, **as_row(record)}
        for position, record in enumerate(records, start=1)
    ]


def as_json(values: Sequence[Any]) -> str | None:
    """Several values that may hold any character, as a JSON list; None where there are none."""
    return json.dumps(list(values), ensure_ascii=False) if values else None


def one(db: Database, sql: str, *parameters: Any) -> Row | None:
    """The first row of a SELECT, or None."""
    return next(iter(selected(db, sql, parameters)), None)


def selected(db: Database, sql: str, parameters: Sequence[Any] | Row = ()) -> list[Row]:
    """The rows of a SELECT. sqlite-utils' own `query` makes a savepoint about each of them, in
    case it was no SELECT; ours are."""
    cursor = db.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def insert(db: Database, table: str, row: Row, how: str = "INSERT") -> None:
    """Insert a row, its names being the table's. `how`: INSERT OR IGNORE, INSERT OR REPLACE.

    sqlite-utils asks the schema a dozen questions at each insert; a night makes thousands.
    """
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    db.execute(f'{how} INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))


def update(db: Database, table: str, key: Row, news: Row) -> None:
    """Change some columns of the row with this key."""
    if not news:
        return
    change = ", ".join(f'"{name}" = ?' for name in news)
    where = " AND ".join(f'"{name}" = ?' for name in key)
    parameters = [*news.values(), *key.values()]
    db.execute(f'UPDATE "{table}" SET {change} WHERE {where}', parameters)  # noqa: S608


def put(db: Database, table: str, row: Row) -> bool:
    """Insert `row`, or bring the row of its key up to date. True where something changed."""
    key = {column: row[column] for column in db.table(table).pks}
    held = _held(db, table, list(key), list(key.values()))
    if held is None:
        insert(db, table, row)
        return True
    news = {name: value for name, value in row.items() if held[name] != value}
    update(db, table, key, news)
    return bool(news)


def replace_all(db: Database, table: str, owner: Row, rows: Sequence[Row]) -> bool:
    """Make `rows` the only rows of `table` that belong to `owner`. True where something changed."""
    where = " AND ".join(f'"{column}" = ?' for column in owner)
    columns = list(rows[0]) if rows else ["rowid"]
    select = ", ".join(f'"{column}"' for column in columns)
    held = db.query(f'SELECT {select} FROM "{table}" WHERE {where}', list(owner.values()))  # noqa: S608
    if _same(list(held), rows):
        return False
    db.table(table).delete_where(where, list(owner.values()))
    db.table(table).insert_all(rows)
    return True


def _held(db: Database, table: str, columns: Sequence[str], key: Sequence[Any]) -> Row | None:
    where = " AND ".join(f'"{column}" = ?' for column in columns)
    return one(db, f'SELECT * FROM "{table}" WHERE {where}', *key)  # noqa: S608


def _same(held: Sequence[Row], rows: Sequence[Row]) -> bool:
    def in_order(some: Sequence[Row]) -> list[str]:
        return sorted(json.dumps(row, sort_keys=True, default=str) for row in some)

    return in_order(held) == in_order(rows)
