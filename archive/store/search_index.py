"""The full-text index over letters, releases and reports, and the narrow table beside it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlite_utils import Database

from archive.store.rows import insert, one, update
from archive.words.search_text import fold, row_for

Words = tuple[str, str]  # title and text, as the document has them


_LEARN = "INSERT INTO search_index(rowid, title, text) VALUES (?, ?, ?)"
_FORGET = "INSERT INTO search_index(search_index, rowid, title, text) VALUES ('delete', ?, ?, ?)"


class SearchIndex:
    """One FTS5 index without a copy of its words.

    Such an index forgets a document only when it is told the very words it learnt, so whoever
    changes a document gives the old words with the new.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self._held_back: dict[int, Words] | None = None

    def hold_back(self) -> None:
        """From now on keep the words of new documents, until they are let in together.

        After each word that it takes, FTS5 writes a block for whatever statement comes next; for
        two hundred documents at a time that is one block, and a third of the time of a first night.
        """
        self._held_back = {}

    def let_in(self) -> None:
        """Index what was held back, before the transaction ends, and hold nothing back any more."""
        held, self._held_back = self._held_back, None
        if held:
            self.db.conn.executemany(
                _LEARN, ((row, fold(title), fold(text)) for row, (title, text) in held.items())
            )

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is put in here is held back until the end, and forgotten where that fails."""
        self.hold_back()
        try:
            yield
        except BaseException:
            self._held_back = None
            raise
        self.let_in()

    def put(
        self, kind: str, document: str, *, words: Words, before: Words | None, facts: dict[str, Any]
    ) -> int:
        """Index a document, in place of `before`; return its row number. `before` is None where it
        was not indexed, or where the words by which it was are lost.

        `facts`: local_authority, kind (of a letter) and published (ISO), for facets; title (or the
        site's label), publisher (or outlet) and url, for lists.
        """
        held = one(
            self.db,
            "SELECT * FROM search_documents WHERE document_kind = ? AND document = ?",
            kind,
            document,
        )
        published = facts.get("published")
        row = {
            "document_kind": kind,
            "document": document,
            "local_authority": facts.get("local_authority"),
            "kind": facts.get("kind"),
            "published": published,
            "year": int(published[:4]) if published else None,
            **told(facts),
        }
        if held and before == words and all(held[name] == row[name] for name in row):
            return int(held["id"])
        if held and before:
            self._forget(held["id"], before)
        row_number = self._free_row(kind, document, published)
        if held and not before:
            # Its words stay in the index, which nobody can tell what to forget, under a number of
            # their own: `check` counts one too many, and `mend` makes the index anew.
            self.db.table("search_documents").delete(held["id"])
        insert(self.db, "search_documents", {"id": row_number, **row})
        self._learn(row_number, words)
        return row_number

    def tell(self, row_number: int, facts: dict[str, Any]) -> None:
        """What lists show of an indexed document has changed, and its words have not."""
        update(self.db, "search_documents", {"id": row_number}, told(facts))

    def start_anew(self) -> None:
        """Forget everything; whoever calls puts every document again."""
        self.db.execute("INSERT INTO search_index(search_index) VALUES ('delete-all')")
        self.db.execute("DELETE FROM search_documents")

    def _learn(self, row_number: int, words: Words) -> None:
        if self._held_back is not None:
            self._held_back[row_number] = words
            return
        self.db.execute(_LEARN, [row_number, fold(words[0]), fold(words[1])])

    def _forget(self, row_number: int, words: Words) -> None:
        if not self._held_back or self._held_back.pop(row_number, None) is None:
            self.db.execute(_FORGET, [row_number, fold(words[0]), fold(words[1])])
        self.db.table("search_documents").delete(row_number)

    def _free_row(self, kind: str, document: str, published: str | None) -> int:
        day = dt.date.fromisoformat(published) if published else None
        row_number = row_for(day, hashlib.sha256(f"{kind} {document}".encode()).hexdigest())
        while one(self.db, "SELECT 1 FROM search_documents WHERE id = ?", row_number):
            row_number += 1
        return row_number


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """What lists show of a document, by its row."""
    return {
        "title": facts.get("title") or facts.get("label"),
        "publisher": facts.get("publisher") or facts.get("outlet"),
        "url": facts["url"],
    }
