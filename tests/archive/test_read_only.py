from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.read_only import opened


def test_a_folder_of_any_name_is_opened_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "Ofsted #2? 100%25"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "archive.db")) as db, db:
        db.execute("CREATE TABLE letters (id)")
    with closing(opened(folder / "archive.db")) as db:
        assert db.execute("SELECT count(*) AS n FROM letters").fetchone()["n"] == 0
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("INSERT INTO letters VALUES (1)")
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        opened(folder / "other.db")
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
