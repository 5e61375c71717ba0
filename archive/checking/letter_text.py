"""A letter made ready to be asked for words: what stands where, word by word. Pure.

Words are compared in one unbroken string, so that `multi-agency` and `multiagency`, `wellbeing`
and `well-being` are the same words; a match must begin and end with a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, count

from archive.checking.stems import stem
from archive.records import HeldLetter
from archive.words.wording import Run, Seeds, Words, compared_words, page_at

_SENTENCE_END = re.compile(r"[.!?](?=[\s”\"’')]|$)|\n")


@dataclass(frozen=True, slots=True)
class Found:
    """Words `first` to `last` (exclusive) of a text."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first


class SoughtText:
    """A text in which words are looked for. What is costly is made when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: Words = compared_words(text)
        self._last_runs: tuple[SoughtText, list[Run]] | None = None

    @cached_property
    def _unbroken(self) -> str:
        return "".join(self.words.folded)

    @cached_property
    def _places(self) -> list[int]:
        return list(accumulate(map(len, self.words.folded), initial=0))

    @cached_property
    def _word_at(self) -> dict[int, int]:
        return dict(zip(self._places, count(), strict=False))

    @cached_property
    def seeds(self) -> Seeds:
        """Where each run of a few words stands."""
        return Seeds(self.words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each word."""
        return tuple(map(stem, self.words.folded))

    @cached_property
    def places_of_stems(self) -> dict[str, list[int]]:
        """Where each stem stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self.stems):
            places[each].append(number)
        return dict(places)

    def runs_of(self, own: SoughtText) -> list[Run]:
        """The longest runs of five and more of another text's words that stand in this one."""
        if self._last_runs is None or self._last_runs[0] is not own:
            self._last_runs = (own, self.seeds.runs(own.words))
        return self._last_runs[1]

    def find(self, words: Sequence[str], after: int = 0) -> Found | None:
        """Where these words stand, from word `after` on; None where they do not."""
        wanted = "".join(words)
        if not wanted or after >= len(self.words):
            return None
        at = self._unbroken.find(wanted, self._places[after])
        while at >= 0:
            first, last = self._word_at.get(at), self._word_at.get(at + len(wanted))
            if first is not None and last is not None:
                return Found(first, last)
            at = self._unbroken.find(wanted, at + 1)
        return None

    def cut(self, found: Found) -> str:
        """The text's own words there."""
        return self.text[self.start(found) : self.end(found)]

    def start(self, found: Found) -> int:
        """The place of the first character."""
        return self.words.starts[found.first]

    def end(self, found: Found) -> int:
        """The place after the last character."""
        return self.words.ends[found.last - 1]

    def is_one_sentence(self, first: int, last: int) -> bool:
        """Does no sentence end between word `first` and word `last`?"""
        return not _SENTENCE_END.search(self.text[self.words.ends[first] : self.words.starts[last]])

    def begins_sentence(self, word: int) -> bool:
        """Is this the first word of a sentence, of an item of a list, or of the text?"""
        before = self.text[self.words.ends[word - 1] if word else 0 : self.words.starts[word]]
        return word == 0 or bool(_SENTENCE_END.search(before))

    def ends_sentence(self, word: int) -> bool:
        """Is this the last word of one?"""
        return word + 1 >= len(self.words) or self.begins_sentence(word + 1)


class LetterText(SoughtText):
    """A letter made ready for many quotations."""

    def __init__(self, letter: HeldLetter) -> None:
        super().__init__(letter.text)
        self.letter = letter

    @cached_property
    def earlier(self) -> list[LetterText]:
        """The letter as it stood before Ofsted changed it; its pages are not known any more."""
        return [
            LetterText(replace(self.letter, text=text, page_starts=(), earlier=()))
            for text in self.letter.earlier
        ]

    def page(self, place: int) -> int | None:
        """The page of a place in the letter's text."""
        return page_at(place, self.letter.page_starts)


class ReleaseText(SoughtText):
    """A release made ready, to see what a report took from it."""

    def __init__(self, document: str, text: str) -> None:
        super().__init__(text)
        self.document = document
