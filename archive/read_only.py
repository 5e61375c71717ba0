"""Opening an archive that is only looked at."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def address(path: Path) -> str:
    """A database's address for SQLite, to be read alone. A `#` or `?` of a folder's name would end
    one that is put together by hand, and an empty file would be made where it ends."""
    return f"{path.resolve().as_uri()}?mode=ro"


def opened(path: Path) -> sqlite3.Connection:
    """A database that nothing can be written to by this connection; it gives sqlite3.Row.

    Raises sqlite3.OperationalError where there is no such file.
    """
    db = sqlite3.connect(address(path), uri=True)
    db.row_factory = sqlite3.Row
    return db
