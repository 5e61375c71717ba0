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
from itertools import compress

from archive.records import HeldLetter
from archive.words.wording import SEED, folded_words

_BUCKETS = 1 << 20
_APART = ("area_send", "jtai")
_OWN = 0.5  # of a kind with standing text, what more letters say is none's own
_FEW = 5  # letters: among fewer of a kind nothing is known to stand in all of them
_MARKS = 1 << 15
_MOST_LETTERS = 1_000  # of some 5,000 words each, in 100 KB: an authority has a few dozen
_MOST_WORDS = 30_000  # of one item


class Rarity:
    """How rare two or three words in a row are among all letters, from 0 (in every letter) to 1.

    Standing text ("children in need of help and protection") tells nothing of which letter is
    meant. Joint inspections have standing text of their own, which is rare among all letters, and
    all that many an authority's other letters do not say: they are counted apart as well. Counts
    are kept by hash in 2 MB each, however many letters there are.

    `letters`: kind and text of each.
    """

    def __init__(self, letters: Iterable[tuple[str, str]] = ()) -> None:
        self._all = _Counts()
        self._of_kind = {kind: _Counts() for kind in _APART}
        for kind, text in letters:
            words = folded_words(text)
            for counts in filter(None, (self._all, self._of_kind.get(kind))):
                counts.learn(words)

    @property
    def letters(self) -> int:
        """How many letters it was learnt from."""
        return self._all.letters

    def is_like(self, other: Rarity) -> bool:
        """Has it learnt the same?"""
        return self._all == other._all and self._of_kind == other._of_kind

    def of(self, words: Sequence[str], kind: str) -> float:
        """The rarity of some words in a row, in a letter of this kind."""
        among_all, apart = self._all.rarity(words), self._of_kind.get(kind)
        if apart is None or apart.letters < _FEW:
            return among_all
        among_these = apart.rarity(words)
        return min(among_all, among_these) if among_these >= _OWN else 0.0


class _Counts:
    """In how many letters some words stand, by their hash."""

    def __init__(self) -> None:
        self._counts = array("H", bytes(2 * _BUCKETS))
        self.letters = 0

    def learn(self, words: Sequence[str]) -> None:
        places = {
            _bucket(run)
            for size in (2, 3)
            for run in zip(*(words[n:] for n in range(size)), strict=False)
        }
        for place in places:
            self._counts[place] = min(self._counts[place] + 1, 65_535)
        self.letters += 1

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Counts):
            return NotImplemented
        return self.letters == other.letters and self._counts == other._counts

    __hash__ = None  # type: ignore[assignment]

    def rarity(self, words: Sequence[str]) -> float:
        if self.letters < 2:
            return 1.0
        held = self._counts[_bucket(words)]
        return math.log((self.letters + 1) / max(held, 1)) / math.log(self.letters + 1)


def _bucket(words: Sequence[str]) -> int:
    return zlib.crc32(" ".join(words).encode()) % _BUCKETS


class ReadyLetter:
    """One letter's words: which runs of five it has, and its text folded for short phrases."""

    __slots__ = ("_marks", "_runs", "folded", "letter")

    def __init__(self, letter: HeldLetter) -> None:
        self.letter = letter
        words = folded_words(letter.text)
        self.folded = f" {' '.join(words)} "
        self._runs = array("q", sorted(_runs_of(words)))
        self._marks = bytearray(_MARKS)
        for run in self._runs:
            self._marks[run % _MARKS] = 1

    def places_of(self, runs: Runs) -> list[int]:
        """Which of these runs of five words stand in the letter, by their place."""
        marked = compress(range(len(runs.hashes)), map(self._marks.__getitem__, runs.marks))
        return [place for place in marked if self._has(runs.hashes[place])]

    def _has(self, run: int) -> bool:
        at = bisect_left(self._runs, run)
        return at < len(self._runs) and self._runs[at] == run


@dataclass(frozen=True, slots=True)
class Runs:
    """Each run of five words of a text: its hash, and the mark that a letter with it bears. Most
    runs are sorted out by their marks, at a hundredth of the cost of a search."""

    hashes: list[int]
    marks: list[int]

    @classmethod
    def of(cls, words: Sequence[str]) -> Runs:
        """The runs of a text's words."""
        hashes = _runs_of(words)
        return cls(hashes, [run % _MARKS for run in hashes])


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
        words = folded_words(text)[:_MOST_WORDS]
        runs = Runs.of(words)
        covered = {letter.id: self._covered(runs, letter) for letter in letters}
        shared: dict[int, int] = {}
        for places in covered.values():
            for place in places:
                shared[place] = shared.get(place, 0) + 1
        return {
            letter.id: self._overlap(
                {p for p in covered[letter.id] if shared[p] == 1}, words, letter
            )
            for letter in letters
        }

    def _covered(self, runs: Runs, letter: HeldLetter) -> set[int]:
        found = self.of(letter).places_of(runs)
        return {place for at in found for place in range(at, at + SEED)}

    def _overlap(self, places: set[int], words: Sequence[str], letter: HeldLetter) -> Overlap:
        if not places:
            return Overlap(0, 0, 0.0)
        starts = [place for place in sorted(places) if place - 1 not in places]
        weight = sum(
            self.rarity.of(words[place : place + 3], letter.kind)
            for place in places
            if place + 2 in places and place + 1 in places
        )
        return Overlap(len(places), len(starts), weight)


def _runs_of(words: Sequence[str]) -> list[int]:
    return [hash(run) for run in zip(*(words[n:] for n in range(SEED)), strict=False)]
