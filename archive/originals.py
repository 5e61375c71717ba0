"""The bytes as they came, by SHA-256, and the texts of reports. Never changed, never deleted."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from archive.read_only import opened
from archive.tables.schema import originals_migrations
from archive.tables.sums import keep_sums
from archive.tables.upgrade import upgrade

_AT_ONCE = 100  # originals in one transaction, where another archive's are taken in
_COLUMNS = {
    "originals": ("sha256", "media_type", "size", "packing", "body"),
    "report_texts": ("sha256", "title", "text"),
}


# By which column which tables of archive.db point to a row here.
POINTERS = {
    "originals": ("sha256", ("letters", "press_releases", "news_reports", "versions", "fetches")),
    "report_texts": ("text_sha256", ("news_reports", "versions")),
}


class OriginalDamaged(Exception):
    """A kept original no longer has the bytes it was kept with: restore it from a backup."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"the original {sha256} is damaged; restore originals.db from a backup")
        self.sha256 = sha256


class NotWhole(Exception):
    """Another archive points to originals that it does not have: mend it first."""

    def __init__(self, folder: Path, sha256: str, missing: int) -> None:
        super().__init__(
            f"{missing} originals are missing from {folder} (the first is {sha256}), and nothing "
            f"was merged: `ofsted-letters check --data {folder}` says what is wrong with it"
        )


class Originals:
    """originals.db. Its rows are written, and on disk, before any row that points to them."""

    def __init__(self, path: Path) -> None:
        self.db = Database(path)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA busy_timeout=30000")
        # FULL: what archive.db points to must have survived the power cut that archive.db did.
        self.db.execute("PRAGMA synchronous=FULL")
        changed = upgrade(self.db, path, originals_migrations)
        keep_sums(self.db, anew=changed)
        # A slice of an archive knows by name what the archive holds (archive/store/slices.py).
        self._is_slice = "held_elsewhere" in self.db.table_names()

    def keep(self, body: bytes, media_type: str | None) -> str:
        """Keep `body`; return its SHA-256 in hexadecimal. The same bytes are kept once."""
        sha256 = hashlib.sha256(body).hexdigest()
        if not self.is_sound(sha256):
            packing, packed = _pack(body)
            # In the place of a damaged one, if there is one: these are the bytes that were kept.
            with self.db.atomic():
                self.db.execute(
                    """INSERT OR REPLACE INTO originals (sha256, media_type, size, packing, body)
                       VALUES (?, ?, ?, ?, ?)""",
                    [sha256, media_type, len(body), packing, packed],
                )
        return sha256

    def is_sound(self, sha256: str) -> bool:
        """Is this original kept, with the bytes it came with?"""
        try:
            return self.body(sha256) is not None
        except OriginalDamaged:
            return False

    def has(self, sha256: str) -> bool:
        """Is this original kept, here or in the archive that this one is a slice of?"""
        if self.has_here(sha256):
            return True
        sql = "SELECT 1 FROM held_elsewhere WHERE sha256 = ?"
        return self._is_slice and self.db.execute(sql, [sha256]).fetchone() is not None

    def has_here(self, sha256: str) -> bool:
        """Is this original kept here?"""
        found = self.db.execute("SELECT 1 FROM originals WHERE sha256 = ?", [sha256]).fetchone()
        return found is not None

    def body(self, sha256: str) -> bytes | None:
        """The bytes of an original, None where it is not kept. Raises OriginalDamaged."""
        return _body(self.db, sha256)

    def keep_text(self, title: str, text: str) -> str:
        """Keep the text of a news report; return the SHA-256 by which it is found again."""
        sha256 = text_sum(title, text)
        if self.text(sha256) != (title, text):  # not there yet, or damaged
            self.db.execute(
                "INSERT OR REPLACE INTO report_texts (sha256, title, text) VALUES (?, ?, ?)",
                [sha256, title, text],
            )
        return sha256

    def text(self, sha256: str) -> tuple[str, str] | None:
        """Title and text of a news report, None where they are not kept."""
        row = self.db.execute(
            "SELECT title, text FROM report_texts WHERE sha256 = ?", [sha256]
        ).fetchone()
        return (row[0], row[1]) if row else None

    def take(self, other: Path) -> int:
        """Keep what the originals.db at `other` holds and this one does not; how many. Each is
        held against its checksum first. Raises OriginalDamaged; what was taken until then stays,
        and nothing points to it."""
        self.db.execute("ATTACH DATABASE ? AS other", [str(other)])
        try:
            return sum(self._take(table) for table in _COLUMNS)
        finally:
            self.db.execute("DETACH DATABASE other")

    def _take(self, table: str) -> int:
        taken = 0
        lacking = self.db.execute(
            f"""SELECT sha256 FROM other.{table} AS o
                WHERE NOT EXISTS (SELECT 1 FROM main.{table} AS m WHERE m.sha256 = o.sha256)"""  # noqa: S608
        )
        while some := lacking.fetchmany(_AT_ONCE):
            with self.db.atomic():
                for (sha256,) in some:
                    self._take_one(table, sha256)
            taken += len(some)
        return taken

    def _take_one(self, table: str, sha256: str) -> None:
        columns = _COLUMNS[table]
        row = self.db.execute(
            f"SELECT {', '.join(columns)} FROM other.{table} WHERE sha256 = ?",  # noqa: S608
            [sha256],
        ).fetchone()
        of = dict(zip(columns, row, strict=True))
        if table == "originals":
            unpacked(sha256, of["packing"], of["size"], of["body"])
        elif text_sum(of["title"], of["text"]) != sha256:
            raise OriginalDamaged(sha256)
        marks = ", ".join("?" * len(row))
        self.db.execute(f"INSERT INTO main.{table} ({', '.join(columns)}) VALUES ({marks})", row)  # noqa: S608


def text_sum(title: str, text: str) -> str:
    """The SHA-256 of a report's title and text."""
    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()


def read_original(path: Path, sha256: str) -> bytes | None:
    """The bytes of an original, for whoever only reads; None where it is not kept. Raises
    OriginalDamaged."""
    if not path.exists():
        return None
    with closing(opened(path)) as db:
        return _body(db, sha256)


def _body(db: Database | sqlite3.Connection, sha256: str) -> bytes | None:
    row = db.execute(
        "SELECT packing, size, body FROM originals WHERE sha256 = ?", [sha256]
    ).fetchone()
    if row is None:
        return None
    packing, size, packed = row
    return unpacked(sha256, packing, size, packed)


def unpacked(sha256: str, packing: str, size: int, packed: bytes) -> bytes:
    """The bytes that a row of `originals` holds. Raises OriginalDamaged where they are not those it
    was kept with."""
    try:
        body = packed if packing == "none" else zlib.decompressobj().decompress(packed, size + 1)
        is_sound = hashlib.sha256(body).hexdigest() == sha256
    except (zlib.error, TypeError) as error:
        raise OriginalDamaged(sha256) from error
    if not is_sound:
        raise OriginalDamaged(sha256)
    return body


def _pack(body: bytes) -> tuple[str, bytes]:
    if body.startswith(b"%PDF-"):
        return "none", body
    return "zlib", zlib.compress(body)
