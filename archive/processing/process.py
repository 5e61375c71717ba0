"""Runs reading, linking and checking over what is new. The only sequencer.

    for each letter whose file is new,     read its PDF, correct  -> letters and what hangs on it,
        or that people correct otherwise   what people corrected     corrections
        and have everything its authority said of Ofsted linked again
    for each item that is new or to be     find its letter        -> links
        looked at again
    for each item linked anew              check what it says     -> quotations, grade_claims,
                                                                     answers, shared_passages

What is to be done stands in the table `waiting`; each row goes in the transaction that stores the
result. So a night's work grows with what is new, and a run that was cut off is taken up where it
stood. One document that cannot be processed is a row in `problems`, and the run goes on.
"""

from __future__ import annotations

from concurrent.futures import Executor

from archive.processing.check_step import CheckStep
from archive.processing.link_step import LinkStep
from archive.processing.read_step import ReadStep
from archive.processing.said import Said
from archive.processing.work import Processed, Progress, Work
from archive.store import Archive

__all__ = ["Process", "Processed"]


def _silent(_step: str, _done: int, _all: int) -> None:
    pass


class Process:
    """One pass over all that waits. `now`: ISO 8601 in UTC; `run`: the night it belongs to."""

    def __init__(
        self,
        archive: Archive,
        now: str,
        run: str | None = None,
        executor: Executor | None = None,
        progress: Progress = _silent,
    ) -> None:
        self._work = Work(archive, now, run, executor, progress)
        self._said = Said(self._work)

    @property
    def done(self) -> Processed:
        """How many documents each step has done."""
        return self._work.done

    def everything(self) -> Processed:
        """All steps, in order; what they did."""
        self.heed_corrections()
        self.read_letters()
        self.find_recurring_points()
        self.link_items()
        self.check_items()
        return self.done

    def heed_corrections(self) -> None:
        """Take the corrections file as it now is; what it says otherwise is processed again."""
        self._said.heed()

    def read_letters(self) -> None:
        """Read every letter whose file is new, or was read by another version of the reader."""
        ReadStep(self._work, self._said).run()

    def find_recurring_points(self) -> None:
        """For each authority with a letter read anew: what it was told before."""
        CheckStep(self._work).find_recurring_points()

    def link_items(self) -> None:
        """Decide for every waiting release and report which letter it is about."""
        LinkStep(self._work, self._said).run()

    def check_items(self) -> None:
        """Hold every waiting item's quotations against its letter."""
        CheckStep(self._work).run()
