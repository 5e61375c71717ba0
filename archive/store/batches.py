"""Many small writes in one transaction of each file. Thousands of pages come in a night; to have
each on the disk by itself would cost more than reading them.

What is not yet committed when the power fails is asked for again on the next night, as if it had
never come. Originals are committed first: nothing points to bytes that are not there.
"""

from __future__ import annotations

from contextlib import suppress
from sqlite3 import OperationalError

from sqlite_utils import Database

from archive.store.search_index import SearchIndex

MOST = 200  # writes; a page makes about ten


class Batches:
    """Transactions of both files, one after another, from the first write to `close`."""

    def __init__(self, archive: Database, originals: Database, search: SearchIndex) -> None:
        self._files = (originals, archive)
        self._search = search
        self._items = 0
        self._begin()

    def item_done(self) -> None:
        """An item is stored; from time to time they are committed."""
        self._items += 1
        if self._items >= MOST:
            self.commit()

    def commit(self) -> None:
        """All that was written is on the disk; the next batch begins."""
        if self._items:
            self.close()
            self._begin()

    def close(self) -> None:
        """The last batch ends."""
        self._items = 0
        self._search.let_in()
        for db in self._files:
            if db.conn.in_transaction:
                db.conn.execute("COMMIT")

    def _begin(self) -> None:
        self._search.hold_back()
        # Deferred: no lock is held until something is written.
        for db in self._files:
            with suppress(OperationalError):  # an outer transaction is on, and commits for us
                db.conn.execute("BEGIN")
