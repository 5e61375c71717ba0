"""Replays an export as WARC in pywb, and holds each page against the bytes that were fetched.

    python benchmarks/replaying.py [--data DIR] [--pywb DIR] [--no-paper]

pywb is the reader of the national web archives. It is GPL, so it is no dependency of ours: it is
installed into an environment of its own, a throw-away one unless `--pywb` names one, and asked over
HTTP. Without `--data`, the bundled world's archive after its two nights is replayed, with the same
bytes under a second address and on a later day, as real sites have them. Writes
docs/reliability.md; exits with 1 where a page is missing or differs, and with 4 where pywb cannot
be had.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from archive.originals import read_original  # noqa: E402
from archive.outgoing.warc import export_warc  # noqa: E402
from benchmarks.sections import table, write_between_marks  # noqa: E402
from schedules.demo import crawl_world  # noqa: E402
from tests.serving import free_port  # noqa: E402

PAPER = ROOT / "docs" / "reliability.md"
_COLLECTION = "letters"
_SMALL_FILES = 300_000  # bytes: so that the pages of one archive are spread over several files
_CANNOT_BE_HAD = 4
_VERSION = "from importlib.metadata import version; print(version('pywb'))"


@dataclass
class Replayed:
    """What came back, of what was asked for by address and moment."""

    asked: int = 0
    same: int = 0
    repeated: int = 0  # of bytes that stand elsewhere: `revisit` records
    files: int = 0

    @property
    def differing(self) -> int:
        """Pages that were missing, or came with other bytes."""
        return self.asked - self.same


def installed(place: Path) -> Path | None:
    """An environment with pywb, made if need be; None where it cannot be had."""
    if not (place / "bin" / "wayback").exists():
        venv.create(place, with_pip=True)
        command: list[str | Path] = [place / "bin" / "pip", "install", "--quiet", "pywb>=2.9,<3"]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
    return place / "bin"


def repeat(data: Path) -> None:
    """Fetches that brought the same bytes: a later day, and another address."""
    with closing(sqlite3.connect(data / "archive.db")) as db, db:
        for condition in ("media_type LIKE '%pdf%'", "media_type LIKE '%html%'"):
            db.execute(
                f"""INSERT INTO fetches (url, fetched_at, status, sha256, media_type)
                    SELECT url, '2027-12-24T04:00:00Z', 200, sha256, media_type FROM fetches
                    WHERE {condition} LIMIT 3"""
            )
            db.execute(
                f"""INSERT INTO fetches (url, fetched_at, status, sha256, media_type)
                    SELECT 'https://elsewhere.example/caf%C3%A9?no=' || id || '&of=it''s',
                           fetched_at, 200, sha256, media_type FROM fetches
                    WHERE {condition} LIMIT 3"""
            )


@contextmanager
def replaying(programs: Path, home: Path, files: list[Path]) -> Iterator[int]:
    """pywb over these files, on a port of this machine."""
    port = free_port()
    for words in (["init", _COLLECTION], ["add", _COLLECTION, *map(str, files)]):
        subprocess.run([programs / "wb-manager", *words], cwd=home, check=True, capture_output=True)
    command: list[str | Path] = [programs / "wayback", "-b", "127.0.0.1", "-p", str(port)]
    with (home / "wayback.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=home, stdout=log, stderr=log)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def ask_for_all(data: Path, port: int) -> Replayed:
    """Every page that was ever fetched, asked for by its address and moment."""
    told, seen = Replayed(), set()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with closing(sqlite3.connect(data / "archive.db")) as db:
        fetches = db.execute(
            """SELECT url, fetched_at, sha256, media_type FROM fetches
               WHERE sha256 IS NOT NULL ORDER BY id"""
        ).fetchall()
    for url, moment, sha256, media_type in fetches:
        stamp = "".join(c for c in moment if c.isdigit())
        # `id_`: as it was kept, without what a replay puts around a page for people.
        connection.request("GET", f"/{_COLLECTION}/{stamp}id_/{url}")
        answer = connection.getresponse()
        body = answer.read()
        told.asked += 1
        told.repeated += sha256 in seen
        seen.add(sha256)
        is_same = body == read_original(data / "originals.db", sha256)
        if answer.status == 200 and is_same and answer.getheader("Content-Type") == media_type:
            told.same += 1
        else:
            print(f"differs: {url} of {moment}: HTTP {answer.status}, {len(body)} bytes")
    return told


def main() -> int:
    """Export, replay, compare; print the figures and write them down."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="an archive; it is only read")
    parser.add_argument("--pywb", type=Path, help="an environment with pywb, made if need be")
    parser.add_argument("--no-paper", action="store_true", help="write nothing down")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        programs = installed((options.pywb or home / "pywb").resolve())
        if programs is None:
            print("pywb cannot be had here: the export was not replayed")
            return _CANNOT_BE_HAD
        data = options.data or home / "data"
        if options.data is None:
            crawl_world(data, lambda _line: None)
            repeat(data)
        files, _ = export_warc(data, home / "warc", most=_SMALL_FILES)
        with replaying(programs, home, [path.resolve() for path in files]) as port:
            told = ask_for_all(data, port)
        told.files = len(files)
        said = subprocess.run(
            [programs / "python", "-c", _VERSION], capture_output=True, text=True, check=True
        ).stdout.strip()
    head = ("reader", "files", "pages asked for", "of these, bytes held once",
            "same, byte for byte, and of the same type", "missing or other")  # fmt: skip
    row = (f"pywb {said}, of warcio {version('warcio')}'s files", told.files, told.asked,
           told.repeated, told.same, told.differing)  # fmt: skip
    section = table(head, [row])
    print(section)
    if options.data is None and not options.no_paper:
        write_between_marks(PAPER, "replay", section)
    return 1 if told.differing or not told.asked else 0


if __name__ == "__main__":
    sys.exit(main())
