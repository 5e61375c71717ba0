"""One number for all the rows of a table, by which damage to their content is found.

SQLite's own check follows the tree of pages; it does not know what stood in them, and a page of a
long text that was zeroed on the disk passes it. So each table has a sum of the checksums of its
rows. The sum does not hang on the rows' order or numbers, and each write brings it up to date by
what it takes away and what it adds, in its own transaction: by triggers of our own connection
alone, so that other programs can read and write the file without our functions.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from archive.tables.index_sums import SEARCH_INDEX, bring_up_to_date, is_damaged

_LIMIT = 1 << 62  # SQLite's integers have 63 bits and a sign

# Not summed: the sums themselves, what SQLite and sqlite-utils keep for themselves, and the tables
# behind the search index. A trigger on those begins a statement within FTS5's own, which then
# forgets how many documents it has, or worse; index_sums knows another way.
NOT_SUMMED = ("table_sums", "sqlite_", "_sqlite", "search_index")
# Bytes that are kept under their own checksum, which `check` compares in any case.
_OWN_CHECKSUM = {("originals", "body"), ("report_texts", "text")}


def row_sum(*values: Any) -> int:
    """The checksum of a row's values."""
    text = repr(values).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest()) % _LIMIT


def with_row(total: int, *values: Any) -> int:
    """The sum of a table that gets this row."""
    return (total + row_sum(*values)) % _LIMIT


def without_row(total: int, *values: Any) -> int:
    """The sum of a table that loses this row."""
    return (total - row_sum(*values)) % _LIMIT


def summed_tables(db: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Every table that has a sum, with the columns that are in it."""
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (table,) in tables.fetchall():
        if not table.startswith(NOT_SUMMED):
            yield table, columns_of(db, table)


def columns_of(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table that are in its sum, in the schema's order."""
    names = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
    return [name for name in names if (table, name) not in _OWN_CHECKSUM]


def sum_of(db: sqlite3.Connection, table: str) -> int:
    """The sum of a table as it now is."""
    columns = ", ".join(f'"{name}"' for name in columns_of(db, table))
    total = 0
    for row in db.execute(f'SELECT {columns} FROM "{table}"'):  # noqa: S608 - the schema's names
        total += row_sum(*row)
    return total % _LIMIT


def tables_that_differ(db: sqlite3.Connection) -> Iterator[str]:
    """The tables whose rows are not those that were written."""
    for table, total in db.execute('SELECT "table", total FROM table_sums').fetchall():
        if table == SEARCH_INDEX:
            # No number: a run that wrote to it was cut off; it is summed at the next one's end.
            if is_damaged(db, all_summed=total is not None):
                yield table
        elif sum_of(db, table) != total:
            yield table


def keep_sums(db: Database, *, anew: bool) -> None:
    """From now on every write of this connection brings the sums up to date. `anew`: add all of
    them up first, after a change of the tables themselves."""
    for function in (row_sum, with_row, without_row):
        db.conn.create_function(function.__name__, -1, function, deterministic=True)
    db.execute("PRAGMA recursive_triggers=ON")  # a row that is replaced is deleted as well
    tables = list(summed_tables(db.conn))
    held = {table for (table,) in db.execute('SELECT "table" FROM table_sums')}
    with db.atomic():
        for table, _ in tables:
            if anew or table not in held:
                _put(db, table, sum_of(db.conn, table))
        if _has_search_index(db) and SEARCH_INDEX not in held:
            bring_up_to_date(db.conn)
            _put(db, SEARCH_INDEX, 0)
    for table, columns in tables:
        _watch(db, table, columns)
    if _has_search_index(db):
        _watch_search_index(db)


def close_sums(db: Database) -> None:
    """Add up what was written to the search index."""
    row = db.execute('SELECT total FROM table_sums WHERE "table" = ?', [SEARCH_INDEX]).fetchone()
    if row and row[0] is None:
        with db.atomic():
            bring_up_to_date(db.conn)
            _put(db, SEARCH_INDEX, 0)


def _put(db: Database, table: str, total: int | None) -> None:
    db.execute(
        """INSERT INTO table_sums ("table", total) VALUES (?, ?)
           ON CONFLICT ("table") DO UPDATE SET total = excluded.total""",
        [table, total],
    )


def _watch(db: Database, table: str, columns: list[str]) -> None:
    old, new = (", ".join(f'{side}."{name}"' for name in columns) for side in ("OLD", "NEW"))
    totals = {
        "INSERT": f"with_row(total, {new})",
        "DELETE": f"without_row(total, {old})",
        "UPDATE": f"with_row(without_row(total, {old}), {new})",
    }
    for event, total in totals.items():
        action = f"""UPDATE table_sums SET total = {total} WHERE "table" = '{table}'"""  # noqa: S608
        when = f'CREATE TEMP TRIGGER "sum_{table}_{event}" AFTER {event} ON main."{table}"'
        db.execute(f"{when} BEGIN {action}; END")


def _watch_search_index(db: Database) -> None:
    # Every change of the index goes with one of this table, in the same transaction.
    for event in ("INSERT", "DELETE"):
        action = f"""UPDATE table_sums SET total = NULL WHERE "table" = '{SEARCH_INDEX}'"""  # noqa: S608
        when = f'CREATE TEMP TRIGGER "sum_of_search_{event}" AFTER {event} ON main.search_documents'
        db.execute(f"{when} BEGIN {action}; END")


def _has_search_index(db: Database) -> bool:
    return bool(columns_of(db.conn, f"{SEARCH_INDEX}_data"))
