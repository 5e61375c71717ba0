"""What every step of a pass works with: the archive, the moment, who helps, and where it is told
what went wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field

from archive.processing.gathering import Checking
from archive.processing.hands import WORTH, Hands
from archive.processing.held_letters import HeldLetters
from archive.records import Problem
from archive.store import Archive

_NOT_PROCESSED = "not processed"  # the short name of what is wrong with a document

Progress = Callable[[str, int, int], None]  # the step, how many are done, how many there are


@dataclass
class Processed:
    """How many documents each step has done."""

    read: int = 0
    unread: int = 0
    linked: int = 0
    checked: int = 0
    failed: int = 0

    def __str__(self) -> str:
        said = (
            f"{self.read} letters read; {self.linked} releases and reports looked at, "
            f"the words of {self.checked} checked"
        )
        unread = f", {self.unread} letters could not be read" if self.unread else ""
        return said + unread + (f", {self.failed} failed" if self.failed else "")


@dataclass
class Work:
    """`now`: ISO 8601 in UTC; `run`: the night it belongs to; `executor`: who reads letters, and
    links and checks where there is much to do."""

    archive: Archive
    now: str
    run: str | None
    executor: Executor | None
    progress: Progress
    done: Processed = field(default_factory=Processed)
    letters: HeldLetters = field(init=False)
    checking: Checking = field(init=False)
    _troubled: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.letters = HeldLetters(self.archive)
        self.checking = Checking(self.archive, self.letters)
        sql = "SELECT url FROM problems WHERE what = ? AND resolved IS NULL"
        self._troubled = {row["url"] for row in self.archive.rows(sql, [_NOT_PROCESSED])}

    @property
    def today(self) -> dt.date:
        """The day of this pass."""
        return dt.date.fromisoformat(self.now[:10])

    def hands(self, number: int) -> Hands | None:
        """Others who do it, where there is much to do."""
        if self.executor is None or number < WORTH:
            return None
        return Hands(self.executor, self.letters, self.checking)

    # --- what goes wrong ---

    def attempt(self, kind: str, document: str, do: Callable[[], None]) -> None:
        """Do something to one document. What goes wrong is said, and ends nothing: one document's
        fault is not the night's."""
        try:
            do()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next document is well
            self.failed(kind, document, error)
        else:
            self.is_well(kind, document)

    def failed(self, kind: str, document: str, error: Exception) -> None:
        """A document could not be processed; it waits for the next night."""
        self.done.failed += 1
        detail = f"{kind.replace('_', ' ')} {document} could not be processed: {error!r}"
        self.problem(f"{kind}/{document}", _NOT_PROCESSED, detail)
        self._troubled.add(f"{kind}/{document}")

    def is_well(self, kind: str, document: str) -> None:
        """What was wrong with a document before is over."""
        where = f"{kind}/{document}"
        if where in self._troubled:
            self.over(where, only=_NOT_PROCESSED)
            self._troubled.discard(where)

    def problem(self, url: str, what: str, detail: str) -> None:
        """Something for a person to look at."""
        self.archive.runs.put_problem(Problem("archive", url, what, detail), self.run, self.now)

    def over(self, url: str, *, only: str | None = None) -> None:
        """The problems of this address are over, or those named `only`."""
        self.archive.runs.resolve(url, self.now, only=only)
