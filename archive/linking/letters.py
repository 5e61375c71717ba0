"""Letters made ready for many items: their words indexed once, in little room, for a bounded number
of letters at a time; and how rare words are among all letters. Pure."""

from __future__ import annotations

import math
import zlib
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.records import HeldLetter
from archive.wording import SEED, Words, words_of

_BUCKETS = 1 << 20
_MOST_LETTERS = 512  # of some 10,000 words each: 100 MB at the most
_MOST_WORDS = 30_000  # of one item


class Rarity:
    """How rare two or three words in a row are among all letters, from 0 (in every letter) to 1.

    Standing text ("children in need of help and protection") tells nothing of which letter is
    meant. Counts are kept by hash in 2 MB, however many letters there are.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._counts = array("H", bytes(2 * _BUCKETS))
        self.letters = 0
        for text in texts:
            self._learn(words_of(text).folded)

    def _learn(self, words: Sequence[str]) -> None:
        places = {_bucket(words[n : n + size]) for size in (2, 3) for n in range(len(words) - size)}
        for place in places:
            self._counts[place] = min(self._counts[place] + 1, 65_535)
        self.letters += 1

    def of(self, words: Sequence[str]) -> float:
        """The rarity of some words in a row."""
        if self.letters < 2:
            return 1.0
        held = self._counts[_bucket(words)]
        return math.log((self.letters + 1) / max(held, 1)) / math.log(self.letters + 1)


def _bucket(words: Sequence[str]) -> int:
    return zlib.crc32(" ".join(words).encode()) % _BUCKETS


class ReadyLetter:
    """One letter's words: which runs of five it has, and its text folded for short phrases."""

    __slots__ = ("_runs", "folded", "letter")

    def __init__(self, letter: HeldLetter) -> None:
        self.letter = letter
        words = words_of(letter.text).folded
        self.folded = f" {' '.join(words)} "
        self._runs = array("q", sorted(_runs_of(words)))

    def has(self, run: int) -> bool:
        """Does this run of five words, by its hash, stand in the letter?"""
        at = bisect_left(self._runs, run)
        return at < len(self._runs) and self._runs[at] == run


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words of an item that stand in one letter and in none of the others it was compared with."""

    words: int
    passages: int
    weight: float  # the words, each counted by how rare it is


class Shelf:
    """The letters that were used last, made ready."""

    def __init__(self, rarity: Rarity | None = None, most: int = _MOST_LETTERS) -> None:
        self.rarity = rarity or Rarity()
        self._most = most
        self._ready: OrderedDict[str, ReadyLetter] = OrderedDict()

    def of(self, letter: HeldLetter) -> ReadyLetter:
        """One letter, made ready now or earlier."""
        ready = self._ready.get(letter.id)
        if ready is None or ready.letter is not letter:
            ready = self._ready[letter.id] = ReadyLetter(letter)
        self._ready.move_to_end(letter.id)
        if len(self._ready) > self._most:
            self._ready.popitem(last=False)
        return ready

    def overlaps(self, text: str, letters: Sequence[HeldLetter]) -> dict[str, Overlap]:
        """What a text shares with each letter and with no other of these letters."""
        words = words_of(text)
        folded = words.folded[:_MOST_WORDS]
        runs = _runs_of(folded)
        covered = {letter.id: self._covered(runs, letter) for letter in letters}
        shared: dict[int, int] = {}
        for places in covered.values():
            for place in places:
                shared[place] = shared.get(place, 0) + 1
        return {
            letter: self._overlap({p for p in places if shared[p] == 1}, words)
            for letter, places in covered.items()
        }

    def _covered(self, runs: Sequence[int], letter: HeldLetter) -> set[int]:
        has = self.of(letter).has
        return {place for at, run in enumerate(runs) if has(run) for place in range(at, at + SEED)}

    def _overlap(self, places: set[int], words: Words) -> Overlap:
        if not places:
            return Overlap(0, 0, 0.0)
        starts = [place for place in sorted(places) if place - 1 not in places]
        weight = sum(
            self.rarity.of(words.folded[place : place + 3])
            for place in places
            if place + 2 in places and place + 1 in places
        )
        return Overlap(len(places), len(starts), weight)


def _runs_of(words: Sequence[str]) -> list[int]:
    return [hash(tuple(words[n : n + SEED])) for n in range(len(words) - SEED + 1)]
