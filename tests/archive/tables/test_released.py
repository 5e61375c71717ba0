"""An archive of each released version comes up to the tables of today. `released/` holds the empty
files of each, as SQL; before a release, and never after it, this writes them:

    .venv/bin/python -m tests.archive.tables.test_released
"""

from __future__ import annotations

import sqlite3
import tempfile
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from archive.store import Archive

ROOT = Path(__file__).resolve().parents[3]
RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(
    {path.name.removesuffix(".archive.sql") for path in RELEASED.glob("*.archive.sql")}
)
DATABASES = ("archive", "originals")


def as_sql(path: Path) -> str:
    """The tables of a file, and by which changes they were made."""
    with closing(sqlite3.connect(path)) as db:
        made = db.execute(
            """SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
               AND name NOT IN ('search_index_data', 'search_index_idx', 'search_index_docsize',
                                'search_index_config') ORDER BY rowid"""
        )
        steps = db.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id")
        lines = [" ".join(sql.split()) for (sql,) in made]
        lines += [
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            f"VALUES ('{name}', '{step}', '')"
            for name, step in steps
        ]
    return "".join(f"{line};\n" for line in lines)


def tables(path: Path) -> dict[tuple[str, str], object]:
    """Each table by its columns, whatever their order; all else as it is written."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {
            (kind, name): {column[1:] for column in db.execute(f'PRAGMA table_info("{name}")')}
            if kind == "table"
            else " ".join(sql.split())
            for kind, name, sql in rows.fetchall()
        }


@pytest.mark.parametrize("version", VERSIONS)
def test_an_archive_of_a_released_version_comes_up_to_the_tables_of_today(
    version: str, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    for name in DATABASES:
        with closing(sqlite3.connect(old / f"{name}.db")) as db:
            db.executescript((RELEASED / f"{version}.{name}.sql").read_text(encoding="utf-8"))
    Archive(old).close()
    Archive(new).close()
    for name in DATABASES:
        # What is released is not changed in its place: a change is one more in archive/tables.
        assert tables(old / f"{name}.db") == tables(new / f"{name}.db")


def test_the_version_that_is_going_out_is_among_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name in DATABASES:
        assert (RELEASED / f"{project['version']}.{name}.sql").is_file()


if __name__ == "__main__":
    number = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    with tempfile.TemporaryDirectory() as folder:
        Archive(Path(folder)).close()
        for database in DATABASES:
            text = as_sql(Path(folder) / f"{database}.db")
            (RELEASED / f"{number}.{database}.sql").write_text(text, encoding="utf-8")
