"""Opening an archive that is only looked at."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def opened(path: Path) -> sqlite3.Connection:
    """A database that nothing can be written to by this connection; it gives sqlite3.Row.

    Raises sqlite3.OperationalError where there is no such file. SQLite is given an address: a `#`
    or `?` of a folder's name would end it, and an empty file would be made where it ends.
    """
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    return db
