"""Linking and checking by an executor's processes, on this machine or on others.

The archive is read here, and what was found is written here: out go bundles of items with all that
they are held against, in come decisions. What a bundle could not decide comes back undecided.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from itertools import islice
from typing import TypeVar

from archive.ahead import in_order
from archive.checking.bundles import CheckBundle, check_bundle, in_bundles
from archive.linking.bundles import Decided, LinkBundle, Undecided, decide_bundle
from archive.processing.gathering import Checking, Gathered
from archive.processing.held_letters import HeldLetters
from archive.records import Checks, HeldLetter

_ITEMS = 40  # in a bundle: some tenths of a second of work, against a megabyte of letters
_AHEAD = 16  # bundles
WORTH = 2 * _ITEMS  # fewer are done here

_Item = TypeVar("_Item")
_Bundle = TypeVar("_Bundle")
_Result = TypeVar("_Result")


class Hands:
    """Who links and checks, where there is much to do."""

    def __init__(self, executor: Executor, letters: HeldLetters, checking: Checking) -> None:
        self._executor = executor
        self._letters = letters
        self._checking = checking

    def decided(self, items: Iterable[Undecided]) -> Iterator[tuple[Undecided, Decided | None]]:
        """Each item with what it is about, in the order given; None: to be decided here."""
        return self._all(items, self._link_bundle, decide_bundle)

    def checked(self, items: Iterable[Gathered]) -> Iterator[tuple[Gathered, Checks | None]]:
        """Each item with all that it is held to, in the order given; None: to be checked here."""
        return self._all(items, self._check_bundle, check_bundle)

    def _link_bundle(self, items: Sequence[Undecided]) -> LinkBundle:
        expected = dict.fromkeys(
            urn for each in items for urn in (each.item.local_authority, *each.usual) if urn
        )
        letters = {urn: held for urn in expected if (held := self._letters_of(urn)) is not None}
        authorities = tuple(self._letters.authorities)
        return LinkBundle(tuple(items), letters, authorities, self._letters.rarity)

    def _letters_of(self, urn: str) -> tuple[HeldLetter, ...] | None:
        try:
            return tuple(self._letters.all_of(urn))
        except Exception:  # noqa: BLE001 - its items come back undecided, and it is said of them
            return None

    def _check_bundle(self, items: Sequence[Gathered]) -> CheckBundle:
        return in_bundles([(each.asked, each.letters) for each in items], self._checking.names)

    def _all(
        self,
        items: Iterable[_Item],
        made: Callable[[Sequence[_Item]], _Bundle],
        function: Callable[[_Bundle], list[_Result | None]],
    ) -> Iterator[tuple[_Item, _Result | None]]:
        sent: deque[list[_Item]] = deque()

        def bundles() -> Iterator[_Bundle]:
            whole = iter(items)
            while some := list(islice(whole, _ITEMS)):
                sent.append(some)
                yield made(some)

        for results in in_order(self._executor, function, bundles(), _AHEAD):
            yield from zip(sent.popleft(), results, strict=True)
