"""An archive of an earlier schema is brought up with a copy kept; one of a later is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database, Migrations

from archive.keeping.backup import back_up
from archive.keeping.check import check
from archive.store import Archive
from archive.tables.schema import archive_migrations
from archive.tables.upgrade import ArchiveTooNew, upgrade
from schedules.cli import main


def later() -> Migrations:
    """The schema of an invented later version."""
    migrations = Migrations("archive")
    for step in archive_migrations._migrations:
        migrations(name=step.name)(step.fn)

    @migrations()
    def invent_a_column(db: Database) -> None:
        db.table("letters").add_column("invented", str)

    return migrations


def test_an_earlier_archive_is_upgraded_and_a_copy_kept(world: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(world / "archive.db", path)
    held = Database(path).table("letters").count
    assert upgrade(Database(path), path, later())
    assert "invented" in Database(path).table("letters").columns_dict
    assert Database(path).table("letters").count == held
    copy = Database(tmp_path / "archive.db.before-invent_a_column")
    assert "invented" not in copy.table("letters").columns_dict
    assert copy.table("letters").count == held


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(world: Path, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(world / "archive.db", path)
    migrations = later()

    @migrations()
    def fail(db: Database) -> None:
        raise OSError("the power went")

    with pytest.raises(OSError, match="power"):
        upgrade(Database(path), path, migrations)
    assert upgrade(Database(path), path, later()) is False  # the first of the two is done
    assert (tmp_path / "archive.db.before-invent_a_column").exists()


def test_a_new_archive_needs_no_copy(tmp_path: Path) -> None:
    Archive(tmp_path).close()
    Archive(tmp_path).close()
    assert sorted(path.name for path in tmp_path.glob("*before*")) == []


def test_after_an_upgrade_the_sums_are_true(world: Path, tmp_path: Path) -> None:
    """The archive of before table_sums: they are added up when it is opened."""
    shutil.copytree(world, tmp_path / "data")
    for name in ("archive.db", "originals.db"):
        db = Database(tmp_path / "data" / name)
        db.execute("DELETE FROM table_sums")
        db.close()
    Archive(tmp_path / "data").close()
    assert Database(tmp_path / "data" / "archive.db").table("table_sums").count > 20
    assert check(tmp_path / "data") == []


@pytest.mark.parametrize("command", ["nightly", "process", "serve", "status", "check", "export"])
def test_a_later_archive_is_refused_politely_and_not_touched(
    command: str, world: Path, tmp_path: Path
) -> None:
    shutil.copytree(world, tmp_path / "data")
    path = tmp_path / "data" / "archive.db"
    db = Database(path)
    upgrade(db, path, later())
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
    before = path.read_bytes()
    words = {"nightly": ["--contact", "a@b.example"], "export": [str(tmp_path / "out")]}
    options = [*words.get(command, []), "--data", str(tmp_path / "data")]
    done = CliRunner().invoke(main, [command, *options])
    assert done.exit_code == 1
    assert "a later version of ofsted-letters" in done.output
    assert "invent_a_column" in done.output
    assert path.read_bytes() == before


def test_the_error_names_what_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    later().apply(Database(path))
    with pytest.raises(ArchiveTooNew, match="invent_a_column"):
        upgrade(Database(path), path, archive_migrations)


def earlier(world: Path, folder: Path) -> Path:
    """The world's archive as if the last of the changes had not yet been thought of."""
    folder.mkdir()
    for name in ("archive.db", "originals.db"):
        shutil.copy(world / name, folder)
    db = Database(folder / "archive.db")
    with db.conn:
        db.execute("DROP VIEW silent_letters")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'create_views'")
    db.conn.close()
    return folder


@pytest.mark.parametrize("words", [["status"], ["serve"], ["export", "out"], ["check"]])
def test_who_only_reads_says_how_an_earlier_archive_is_brought_up(
    words: list[str], world: Path, tmp_path: Path
) -> None:
    data = earlier(world, tmp_path / "data")
    done = CliRunner().invoke(main, [*words, "--data", str(data)])
    assert done.exit_code == 1
    assert f"ofsted-letters process --data {data}" in done.output
    assert CliRunner().invoke(main, ["process", "--data", str(data)]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--data", str(data)]).exit_code == 0
    assert (data / "archive.db.before-create_views").exists()


def test_a_backup_of_an_earlier_version_is_put_back_and_brought_up(
    world: Path, tmp_path: Path
) -> None:
    back_up(earlier(world, tmp_path / "old"), tmp_path / "backups", "2026-11-22T03:30:00Z")
    data = tmp_path / "data"
    done = CliRunner().invoke(main, ["restore", str(tmp_path / "backups"), "--data", str(data)])
    assert done.exit_code == 0, done.output
    assert "The archive is whole." in done.output
    assert "silent_letters" in Database(data / "archive.db").view_names()


@pytest.mark.parametrize("words", [["status"], ["process"], ["check"], ["serve"]])
def test_an_archive_whose_tables_are_of_no_release_is_not_called_damaged(
    words: list[str], world: Path, tmp_path: Path
) -> None:
    for name in ("archive.db", "originals.db"):
        shutil.copy(world / name, tmp_path)
    db = Database(tmp_path / "archive.db")
    db.execute("ALTER TABLE letters DROP COLUMN headline")
    db.conn.close()
    before = (tmp_path / "archive.db").read_bytes()
    done = CliRunner().invoke(main, [*words, "--data", str(tmp_path)])
    assert done.exit_code == 1
    assert "before 1.0.0" in done.output
    assert "damaged" not in done.output
    assert (tmp_path / "archive.db").read_bytes() == before
