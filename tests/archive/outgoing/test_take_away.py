"""What is taken away: WARC that other programs read, and dated snapshots."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import io
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.keeping.check import check
from archive.keeping.health import health_of
from archive.outgoing.checksums import named_in
from archive.outgoing.export import EXPORTS, changed_since, tables_of
from archive.outgoing.snapshot import snapshot
from archive.outgoing.warc import export_warc
from archive.records import Problem
from archive.site.app import metadata_file
from archive.site.cited import citation
from archive.store import Archive
from schedules.processing import process_waiting
from schedules.report import of_archive
from tests.nights import command, rows

_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_every_body_comes_back_from_the_warc(world: Path, tmp_path: Path) -> None:
    files, count = export_warc(world, tmp_path, most=300_000)
    assert len(files) > 1
    fetched = rows(world, "SELECT url, fetched_at, sha256 FROM fetches WHERE sha256 IS NOT NULL")
    assert count == len(fetched)
    kinds: Counter[str] = Counter()
    told = set()
    for path in files:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                kinds[record.rec_type] += 1
                headers = record.rec_headers
                if record.rec_type == "warcinfo":
                    continue
                sha256 = headers["WARC-Payload-Digest"].removeprefix("sha256:")
                told.add((headers["WARC-Target-URI"], headers["WARC-Date"], sha256))
                if record.rec_type == "resource":
                    body = record.content_stream().read()
                    assert hashlib.sha256(body).hexdigest() == sha256
    assert told == {(row["url"], row["fetched_at"], row["sha256"]) for row in fetched}
    assert kinds["resource"] == len({row["sha256"] for row in fetched})
    assert kinds["warcinfo"] == len(files)


def test_warcio_s_own_check_finds_nothing(world: Path, tmp_path: Path) -> None:
    files, _ = export_warc(world, tmp_path)
    command = [sys.executable, "-m", "warcio.cli", "check", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_each_record_is_a_gzip_member_of_its_own_with_its_length(
    world: Path, tmp_path: Path
) -> None:
    """A reader that knows nothing but the standard: a second opinion beside warcio's."""
    (path,), count = export_warc(world, tmp_path)
    stream, seen = io.BytesIO(gzip.decompress(path.read_bytes())), 0
    while line := stream.readline():
        assert line == b"WARC/1.1\r\n"
        headers = {}
        while (line := stream.readline()) != b"\r\n":
            name, _, value = line.decode().partition(": ")
            headers[name] = value.strip()
        block = stream.read(int(headers["Content-Length"]))
        assert stream.read(4) == b"\r\n\r\n"
        if headers["WARC-Type"] == "resource":
            digest = headers["WARC-Payload-Digest"].removeprefix("sha256:")
            assert hashlib.sha256(block).hexdigest() == digest
        seen += 1
    assert seen == count + 1


def test_a_snapshot_checks_itself_and_is_never_written_over(world: Path, tmp_path: Path) -> None:
    place = snapshot(world, tmp_path, "2026-11-22", metadata_file())
    named = named_in(place / "SHA256SUMS")
    assert {"archive.db", "metadata.yml", "README.txt", "csv/letters.csv"} <= set(named)
    for name, sha256 in named.items():
        assert hashlib.sha256((place / name).read_bytes()).hexdigest() == sha256
    assert rows(place, "SELECT count(*) AS n FROM letters") == rows(
        world, "SELECT count(*) AS n FROM letters"
    )
    (tmp_path / "whole").mkdir()
    for name, folder in (("archive.db", place), ("originals.db", world)):
        (tmp_path / "whole" / name).write_bytes((folder / name).read_bytes())
    assert check(tmp_path / "whole") == []
    with pytest.raises(FileExistsError):
        snapshot(world, tmp_path, "2026-11-22", metadata_file())


def test_files_that_are_older_than_the_tables_are_said_to_be_so(
    world: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(world, data)
    archive, exports = data / "archive.db", data / EXPORTS
    assert changed_since(archive, exports) == []  # a night's are of its day
    assert changed_since(archive, tmp_path) == []  # where there is none, none is old
    with Archive(data) as opened:
        opened.db.execute("UPDATE letters SET title = 'Another' WHERE id = '99000105'")
        opened.runs.put_problem(Problem("x", "x", "x", "x"), None, "2026-12-01T03:30:00Z")
    assert changed_since(archive, exports) == ["letters"]
    assert "was written to since" in citation(data)
    assert "older than the tables letters." in of_archive(archive)
    moment = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    assert health_of(data, moment)["changed_since_export"] == ["letters"]
    process_waiting(data, again=False)  # by itself, outside a night
    assert changed_since(archive, exports) == []
    assert "was written to since" not in citation(data)
    with (exports / "letters.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = {row["id"]: row["title"] for row in csv.DictReader(file)}
    assert titles["99000105"] == "Another"


def test_all_tables_are_to_be_had_as_one_spreadsheet(world: Path, tmp_path: Path) -> None:
    done = command("export", tmp_path, "--spreadsheet", "--data", world)
    (path,) = tmp_path.iterdir()  # nothing half-written is left
    assert done.stdout.strip() == str(path)
    with zipfile.ZipFile(path) as book:
        names = ET.fromstring(book.read("xl/workbook.xml")).iter(f"{_SHEETS}sheet")
        sheets = {
            sheet.get("name"): f"xl/worksheets/sheet{n}.xml" for n, sheet in enumerate(names, 1)
        }
        with closing(sqlite3.connect(world / "archive.db")) as db:
            tables = tables_of(db)
            assert set(sheets) == {"About", "What the columns mean", *tables}
            for table in tables:
                (count,) = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()
                sheet = ET.fromstring(book.read(sheets[table]))
                assert len(list(sheet.iter(f"{_SHEETS}row"))) == count + 1, table
        assert (
            "Every letter and report that Ofsted published" in book.read(sheets["About"]).decode()
        )
        assert not [name for name in book.namelist() if "hyperlink" in name]
