"""What is taken away: WARC that other programs read, and dated snapshots."""

from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.check import check
from archive.export import checksums
from archive.site.app import metadata_file
from archive.snapshot import snapshot
from archive.warc import export_warc
from tests.nights import rows


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
    named = checksums(place / "SHA256SUMS")
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
