"""Brings a file of an earlier schema up to this one, with a copy kept; refuses a later one.

A released migration is never changed and never taken away: what a file has been through stands in
it by name, and a name that we do not know was written by a later version of this program.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlite_utils import Database, Migrations

from archive.read_only import opened


class ArchiveTooNew(Exception):
    """The file was made by a later version of this program: upgrade the program."""

    def __init__(self, path: Path, unknown: set[str]) -> None:
        super().__init__(
            f"{path} was written by a later version of ofsted-letters (it knows of "
            f"{', '.join(sorted(unknown))}). Nothing was changed; install that version or a "
            "later one, or restore a backup made by this one"
        )


class ArchiveTooOld(Exception):
    """The file is of an earlier schema, and is not ours to change."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was written by an earlier version of ofsted-letters: "
            f"`ofsted-letters process --data {path.parent}` brings it up to this one"
        )


class ArchiveOfNoRelease(Exception):
    """The tables are not those that the file's own list of changes makes: it was written while they
    were not yet final, or by another program. Begin a new archive."""

    def __init__(self, path: Path, table: str) -> None:
        super().__init__(
            f"{path} was written by a version of ofsted-letters before 1.0.0, which was never "
            f"released (its table {table} is another one). Nothing was changed; begin a new "
            "archive in another folder"
        )


def upgrade(db: Database, path: Path, migrations: Migrations) -> bool:
    """Apply what is pending; True where the tables changed. A file that holds an archive already is
    first copied to `<name>.before-<first change>`. Raises ArchiveTooNew and ArchiveOfNoRelease."""
    applied = {done.name for done in migrations.applied(db)}
    pending = migrations.pending(db)
    _refuse(path, applied, migrations)
    if not pending:
        _refuse_other_tables(db, path, migrations)
        return False
    if applied:
        _copy(db, path.with_name(f"{path.name}.before-{pending[0].name}"))
    migrations.apply(db)
    return True


def refuse_other(path: Path, migrations: Migrations, *, earlier: bool = True) -> None:
    """For whoever only reads. Raises ArchiveTooNew, ArchiveOfNoRelease and, unless `earlier` ones
    can be brought up, ArchiveTooOld."""
    with closing(opened(path)) as connection:
        db = Database(connection)
        _refuse(path, {done.name for done in migrations.applied(db)}, migrations)
        if migrations.pending(db):
            if earlier:
                raise ArchiveTooOld(path)
            return
        _refuse_other_tables(db, path, migrations)


def _refuse(path: Path, applied: set[str], migrations: Migrations) -> None:
    known = {step.name for step in migrations._migrations}  # noqa: SLF001 - it has no other list
    if applied - known:
        raise ArchiveTooNew(path, applied - known)


def _refuse_other_tables(db: Database, path: Path, migrations: Migrations) -> None:
    for table, columns in _tables_of(migrations).items():
        held = {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}
        if held != columns:
            raise ArchiveOfNoRelease(path, table)


@cache
def _tables_of(migrations: Migrations) -> dict[str, frozenset[str]]:
    """The tables that these changes make, each with its columns."""
    with closing(sqlite3.connect(":memory:")) as connection:
        db = Database(connection)
        migrations.apply(db)
        return {table.name: frozenset(table.columns_dict) for table in db.tables}


def _copy(db: Database, path: Path) -> None:
    """The file as it is, beside it. One that is there already is of an upgrade that broke off."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside)) as copy:
        db.conn.backup(copy)
    if not path.exists():
        beside.replace(path)
    beside.unlink(missing_ok=True)
