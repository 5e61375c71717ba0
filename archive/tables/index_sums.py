"""Sums over the tables behind the search index, a stretch at a time.

FTS5 writes blocks that it never changes again: into a segment it appends, and of a segment that it
merges into another it takes away from the front. So a stretch of blocks whose first and last are
as they were is as it was, and only what was written since is added up. The sums of the other
stretches stay: what is damaged between two nights is found, however often the index was written to.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

SEARCH_INDEX = "search_index"

_LIMIT = 1 << 62  # SQLite's integers have 63 bits and a sign
# A block's number is its segment's, shifted by 37, and its page's; a stretch is of 4,096 of them.
_PAGE_BITS, _BITS = 37, 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks whose numbers begin alike; `edges` is the sum of the first and the last of them."""

    stretch: int
    first: int
    last: int
    edges: int


def stretches(db: sqlite3.Connection) -> Iterator[Stretch]:
    """The stretches of the index as it now is; reads two blocks of each."""
    first = _one(db, "SELECT min(id) FROM search_index_data")
    while first is not None:
        number = first >> _BITS
        end = (number + 1) << _BITS
        last = _one(db, "SELECT max(id) FROM search_index_data WHERE id < ?", end)
        assert last is not None
        yield Stretch(number, first, last, _sum(db, (first, last)))
        first = _one(db, "SELECT min(id) FROM search_index_data WHERE id >= ?", end)


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Add up what was written since the sums were taken."""
    held = {stretch: key for stretch, *key in db.execute(_HELD)}
    for each in stretches(db):
        if held.pop(each.stretch, None) != [each.first, each.last, each.edges]:
            db.execute(
                """INSERT OR REPLACE INTO search_index_sums (stretch, first, last, edges, total)
                   VALUES (?, ?, ?, ?, ?)""",
                [each.stretch, each.first, each.last, each.edges, total_of(db, each)],
            )
    for gone in held:
        db.execute("DELETE FROM search_index_sums WHERE stretch = ?", [gone])


def is_damaged(db: sqlite3.Connection, *, all_summed: bool) -> bool:
    """Does the index not hold what was written to it? `all_summed`: nothing was written since its
    stretches were summed."""
    return not _lengths_agree(db) or _stretch_differs(db, all_summed)


def _lengths_agree(db: sqlite3.Connection) -> bool:
    """FTS5 keeps how many words each document has, and in its first block how many all have."""
    row = db.execute("SELECT block FROM search_index_data WHERE id = 1").fetchone()
    if row is None:
        return False
    totals = [0, 0, 0]
    for (lengths,) in db.execute("SELECT sz FROM search_index_docsize"):
        for place, number in enumerate((1, *_varints(lengths))):
            if place >= len(totals):
                return False
            totals[place] += number
    return [*_varints(row[0]), 0, 0, 0][:3] == totals


def _varints(block: bytes) -> list[int]:
    """The numbers in a block, as SQLite writes them: seven bits a byte, the highest first. (The
    ninth byte of the largest has eight; no document is so long.)"""
    numbers, number = [], 0
    for byte in block:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers


def _stretch_differs(db: sqlite3.Connection, all_summed: bool) -> bool:
    held = {stretch: key for stretch, *key in db.execute(_HELD)}
    for each in stretches(db):
        known = held.pop(each.stretch, None)
        if known == [each.first, each.last, each.edges]:
            sql = "SELECT total FROM search_index_sums WHERE stretch = ?"
            if total_of(db, each) != _one(db, sql, each.stretch):
                return True
        elif all_summed:
            return True
    return all_summed and bool(held)


def total_of(db: sqlite3.Connection, each: Stretch) -> int:
    """The sum of a stretch's blocks, and of the terms by which they are found."""
    blocks = "SELECT id, block FROM search_index_data WHERE id BETWEEN ? AND ?"
    total = sum(_block_sum(*row) for row in db.execute(blocks, [each.first, each.last]))
    segment, pages = each.stretch >> _PAGE_BITS - _BITS, (1 << _PAGE_BITS) - 1
    terms = """SELECT pgno, CAST(term AS BLOB) FROM search_index_idx
               WHERE segid = ? AND pgno >> 1 BETWEEN ? AND ?"""
    within = [segment, each.first & pages, each.last & pages]
    return (total + sum(_block_sum(*row) for row in db.execute(terms, within))) % _LIMIT


_HELD = "SELECT stretch, first, last, edges FROM search_index_sums"


def _sum(db: sqlite3.Connection, numbers: tuple[int, int]) -> int:
    sql = "SELECT id, block FROM search_index_data WHERE id IN (?, ?)"
    return sum(_block_sum(*row) for row in db.execute(sql, numbers)) % _LIMIT


def _block_sum(number: int, block: bytes) -> int:
    summed = hashlib.blake2b(number.to_bytes(8), digest_size=8)
    summed.update(block if isinstance(block, bytes) else repr(block).encode())
    return int.from_bytes(summed.digest()) % _LIMIT


def _one(db: sqlite3.Connection, sql: str, *parameters: int) -> int | None:
    (found,) = db.execute(sql, parameters).fetchone()
    return None if found is None else int(found)
