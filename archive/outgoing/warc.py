"""Every page and file that was fetched, as WARC (ISO 28500), for other archives' tools.

A `resource` record each: what is kept is the body as it came, without the whole of the answer's
head, and a `response` record would have to invent one. Reads only.
"""

from __future__ import annotations

import io
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

from warcio.warcwriter import WARCWriter

from archive.originals import OriginalDamaged, read_original
from archive.read_only import opened

MOST_BYTES = 1_000_000_000  # of one file, before it is compressed; the usual size among archives


def export_warc(data: Path, folder: Path, *, most: int = MOST_BYTES) -> tuple[list[Path], int]:
    """Write all that was fetched into `folder`, oldest first; the files, and how many records.

    Each file is written beside its place and put there whole. Bytes that were fetched from several
    addresses, or twice, stand once; the others are `revisit` records that point to them. Raises
    OriginalDamaged; nothing that is damaged is handed on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    count = 0
    seen = _Seen()
    rows = _fetches(data)
    row = next(rows, None)
    while row is not None:
        path = folder / f"ofsted-letters-{len(written):05}.warc.gz"
        part = path.with_name(f".{path.name}.part")
        size = 0
        with part.open("wb") as file:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            writer.write_record(_about(writer, path.name))
            while row is not None and size < most:
                size += _write(writer, data, row, seen)
                count += 1
                row = next(rows, None)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        written.append(path)
    return written, count


class _Seen:
    """Where each body stands, by its checksum: in a temporary file, since there may be millions."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("CREATE TABLE seen (sha256 TEXT PRIMARY KEY, url TEXT, at TEXT)")

    def first(self, sha256: str, url: str, at: str) -> tuple[str, str]:
        """The address and moment of a body's first record: these, where it is the first."""
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", [sha256, url, at])
        row = self._db.execute("SELECT url, at FROM seen WHERE sha256 = ?", [sha256]).fetchone()
        return row[0], row[1]


def _fetches(data: Path) -> Iterator[dict[str, Any]]:
    with closing(opened(data / "archive.db")) as db:
        for row in db.execute(
            """SELECT url, fetched_at, sha256, media_type, etag, last_modified FROM fetches
               WHERE sha256 IS NOT NULL ORDER BY id"""
        ):
            yield dict(row)


def _about(writer: WARCWriter, name: str) -> Any:
    return writer.create_warcinfo_record(
        name,
        {
            "software": f"ofsted-letters/{version('ofsted-letters')}",
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots": "obeyed",
        },
    )


def _write(writer: WARCWriter, data: Path, row: dict[str, Any], seen: _Seen) -> int:
    body = read_original(data / "originals.db", row["sha256"])
    if body is None:
        raise OriginalDamaged(row["sha256"])
    headers = {
        "WARC-Date": row["fetched_at"],
        "WARC-Payload-Digest": f"sha256:{row['sha256']}",
    }
    first = seen.first(row["sha256"], row["url"], row["fetched_at"])
    if first != (row["url"], row["fetched_at"]):
        record = writer.create_warc_record(
            row["url"],
            "revisit",
            payload=io.BytesIO(b""),
            length=0,
            warc_headers_dict={
                **headers,
                "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
                "WARC-Refers-To-Target-URI": first[0],
                "WARC-Refers-To-Date": first[1],
            },
        )
    else:
        record = writer.create_warc_record(
            row["url"],
            "resource",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type=row["media_type"] or "application/octet-stream",
            warc_headers_dict=headers,
        )
    writer.write_record(record)
    return len(body)
