"""A folder may be called anything: SQLite is given addresses and words, in which some signs mean
something."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.keeping.backup import back_up, restore
from archive.keeping.check import check, examine_new, marks_of
from archive.keeping.health import health_of
from archive.keeping.merging import merge
from archive.originals import read_original
from archive.outgoing.checksums import CHECKSUMS
from archive.outgoing.export import changed_since, export
from archive.outgoing.snapshot import snapshot
from archive.outgoing.warc import export_warc
from archive.records import Fetch, Source
from archive.site.app import metadata_file
from archive.store import Archive
from archive.store.slices import cut

NOW = "2026-11-22T03:30:00Z"
PAPER = Source("a", "news_outlet", "https://a.example/", "article")


@pytest.fixture(params=["50% #1?", "O'Brien's", "two words"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    data: Path = tmp_path / request.param
    with Archive(data) as archive:
        archive.places.put_sources([PAPER])
        archive.fetches.keep(Fetch(PAPER.url, NOW, PAPER.id, 200, b"page"), None)
    return data


def test_an_archive_in_it_is_examined_and_handed_on(folder: Path) -> None:
    assert check(folder) == []
    assert examine_new(folder, marks_of(folder)) == []
    assert health_of(folder, dt.datetime(2026, 11, 22, tzinfo=dt.UTC))["state"] == "stale"
    export(folder / "archive.db", folder / "exports")
    assert (folder / "exports" / CHECKSUMS).exists()
    assert changed_since(folder / "archive.db", folder / "exports") == []
    assert snapshot(folder, folder / "s", "2026-11-22", metadata_file()).is_dir()
    assert export_warc(folder, folder / "warc")[1] == 1


def test_an_archive_in_it_is_backed_up_merged_and_cut(folder: Path) -> None:
    back_up(folder, folder / "backups", NOW)
    restore(folder / "backups", folder / "restored", NOW)
    with Archive(folder / "other") as archive:
        assert merge(archive, folder / "restored").anything
        cut(archive, [PAPER.id], [PAPER.url], folder / "slice")
        (held,) = archive.rows("SELECT sha256 FROM fetches")
    assert read_original(folder / "other" / "originals.db", held["sha256"]) == b"page"
    with Archive(folder / "slice") as part:
        assert part.rows("SELECT sha256 FROM fetches") == [held]
