"""Holds every waiting item's quotations, claims and silences against its letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from archive.processing.gathering import Gathered
from archive.processing.items import item_of
from archive.processing.work import Work
from archive.records import Checks


class CheckStep:
    """Items -> quotations, grade_claims, shared_passages, answers; and which points come again."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def run(self) -> None:
        """Check every item that waits."""
        work = self._work
        number = work.archive.waiting.count("check")
        hands = work.hands(number)
        gathered = self._gathered()
        found = hands.checked(gathered) if hands else ((each, None) for each in gathered)
        for count, (each, checks) in enumerate(found, start=1):
            item = each.asked.item
            work.attempt(item.document_kind, item.document, partial(self._save, each, checks))
            work.progress("checking quotations", count, number)

    def find_recurring_points(self) -> None:
        """For each authority with a letter read anew: what it was told before."""
        for kind, urn in self._work.archive.waiting.of("recur"):
            self._work.attempt(kind, urn, partial(self._save_recurring, urn))

    def _gathered(self) -> Iterator[Gathered]:
        """What waits, with all that it is held against."""
        found: list[Gathered] = []
        waiting = self._work.archive.waiting.by_authority("check")
        for kind, document in chain.from_iterable(waiting):
            self._work.attempt(kind, document, partial(self._gather, kind, document, found))
            yield from found
            found.clear()

    def _gather(self, kind: str, document: str, found: list[Gathered]) -> None:
        item = item_of(self._work.archive, kind, document)
        found.append(self._work.checking.gather(item))

    def _save(self, gathered: Gathered, checks: Checks | None) -> None:
        item = gathered.asked.item
        found = self._work.checking.check(gathered) if checks is None else checks
        self._work.archive.findings.save_checks(item.document_kind, item.document, found)
        self._work.done.checked += 1

    def _save_recurring(self, urn: str) -> None:
        self._work.archive.findings.save_recurring(urn, self._work.checking.recurring(urn))
