"""Rows of `examinations`: when the archive was examined, how far, and with what result."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlite_utils import Database

from archive.store.rows import insert, one


@dataclass(frozen=True, slots=True)
class Marks:
    """The last rows that an examination saw: what comes after them is new to the next."""

    last_version: int = 0
    last_fetch: int = 0
    last_original: int = 0
    last_text: int = 0


@dataclass(frozen=True, slots=True)
class Examination:
    """`whole`: all that is held was read through; `seconds`: that it took; `damage`: things that
    were wrong."""

    moment: str
    whole: bool
    seconds: float
    damage: int
    marks: Marks


class Examinations:
    """A row for each; none is ever changed."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def last(self, *, whole: bool = False) -> Examination | None:
        """The last examination, or the last of all that is held."""
        which = "WHERE whole = 1" if whole else ""
        row = one(self.db, f"SELECT * FROM examinations {which} ORDER BY id DESC LIMIT 1")  # noqa: S608
        if row is None:
            return None
        marks = Marks(**{name: row[name] or 0 for name in Marks.__dataclass_fields__})
        return Examination(row["moment"], bool(row["whole"]), row["seconds"], row["damage"], marks)

    def note(self, done: Examination) -> None:
        """The archive was examined."""
        row = {**asdict(done), **asdict(done.marks), "whole": int(done.whole)}
        del row["marks"]
        insert(self.db, "examinations", row)
