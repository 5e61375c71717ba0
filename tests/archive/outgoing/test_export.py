"""Exports hold all rows, and are of one moment."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.outgoing import export as exporting
from archive.outgoing.checksums import CHECKSUMS, files_that_differ
from archive.outgoing.export import export
from archive.records import Problem
from archive.store import Archive


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file stands under each name, and when it was written."""
    return {
        path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.glob("*.csv")
    }


def test_only_files_whose_tables_have_changed_are_written_again(
    own_world: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    export(own_world / "archive.db", folder)
    before, content = marks(folder), (folder / "problems.csv").read_bytes()
    with Archive(own_world) as archive:
        archive.runs.put_problem(Problem("s", "u", "w", "new"), None, "2026-01-01T00:00:00Z")
    (folder / "letters.csv").write_text("damaged")
    export(own_world / "archive.db", folder)
    after = marks(folder)
    # A view has no sum of its own: its file is written each night.
    assert {name for name in before if before[name] != after[name]} == {
        "problems.csv", "letters.csv", "silent_letters.csv"}  # fmt: skip
    assert (folder / "problems.csv").read_bytes() != content
    assert files_that_differ(folder) == []


def test_what_is_cut_off_while_files_are_put_in_place_is_brought_to_its_end(
    own_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    export(own_world / "archive.db", folder)
    with Archive(own_world) as archive:
        archive.runs.put_problem(Problem("s", "u", "w", "new"), None, "2026-01-01T00:00:00Z")

    def cut_off(_folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        put = exporting._put_in_place
        calls = iter([put, cut_off])
        patch.setattr(exporting, "_put_in_place", lambda folder: next(calls)(folder))  # noqa: PLW0108
        export(own_world / "archive.db", folder)
    export(own_world / "archive.db", folder)
    assert "new" in (folder / "problems.csv").read_text()
    assert files_that_differ(folder) == []


def test_a_table_that_is_too_long_leaves_no_file_of_an_earlier_day(
    world: Path, tmp_path: Path
) -> None:
    export(world / "archive.db", tmp_path)
    written = {path.name for path in export(world / "archive.db", tmp_path, most_rows=23)}
    assert "letters.csv" not in written
    assert not (tmp_path / "letters.csv").exists()
    assert {"silent_letters.csv", "local_authorities.csv", CHECKSUMS} <= written
    assert files_that_differ(tmp_path) == []


def test_every_row_of_every_table_is_exported_with_its_checksum(
    world: Path, tmp_path: Path
) -> None:
    written = export(world / "archive.db", tmp_path)
    lines = (tmp_path / CHECKSUMS).read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert {path.name for path in written} == {*sums, CHECKSUMS}
    assert {"letters.csv", "quotations.csv", "silent_letters.csv"} <= set(sums)
    with closing(sqlite3.connect(world / "archive.db")) as db:
        for name, digest in sums.items():
            data = (tmp_path / name).read_bytes()
            assert hashlib.sha256(data).hexdigest() == digest
            rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
            (count,) = db.execute(f'SELECT count(*) FROM "{name[:-4]}"').fetchone()
            assert len(rows) == count + 1, name
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
