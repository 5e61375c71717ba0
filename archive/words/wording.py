"""Words of two texts laid against each other, typography aside. Pure.

Quotation marks, apostrophes, dashes, hyphens, capitals and line breaks are the typesetter's and
differ from paper to paper; the words are what a quotation must have.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_APOSTROPHE = re.compile(r"['’ʼ]")

SEED = 5  # words: a shorter run is found in any two English texts
_MOST_PLACES = 30  # at which a seed is tried: five words that stand more often are a formula


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words in folded form, each with its place in the text."""

    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.folded)


@dataclass(frozen=True, slots=True)
class Run:
    """The same words in two texts: `length` words from word `here` on, and from word `there` on."""

    here: int
    there: int
    length: int


def folded_words(text: str) -> list[str]:
    """The words of a text in folded form, without their places: `words_of` at twice the speed."""
    return [_APOSTROPHE.sub("", word) if "'" in word or "’" in word or "ʼ" in word else word
            for word in _WORD.findall(text.lower())]  # fmt: skip


def words_of(text: str) -> Words:
    """The words of a text. A hyphenated word is as many words as it has parts."""
    found = list(_WORD.finditer(text))
    return Words(
        tuple(_APOSTROPHE.sub("", match[0]).lower() for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


def _grams(words: Words) -> Iterator[tuple[str, ...]]:
    return zip(*(words.folded[shift:] for shift in range(SEED)), strict=False)


class Seeds:
    """Where in a text each run of `SEED` words stands."""

    def __init__(self, words: Words) -> None:
        self.words = words
        # Most stand once: where they last stand is found at the speed of C, the others apart.
        self._last = dict(zip(_grams(words), count(), strict=False))
        self._before: dict[tuple[str, ...], list[int]] = {}
        if len(self._last) < len(words) - SEED + 1:
            for place, gram in enumerate(_grams(words)):
                if self._last[gram] != place:
                    self._before.setdefault(gram, []).append(place)

    def _places(self, gram: tuple[str, ...]) -> list[int]:
        return [*self._before.get(gram, ()), self._last[gram]]

    def runs(self, here: Words, least: int = SEED) -> list[Run]:
        """The longest runs of `here` that stand in this text, in the order of `here`, none
        overlapping another there."""
        return [run for run in self._longest(here) if run.length >= least]

    def _longest(self, here: Words) -> Iterator[Run]:
        grams = list(_grams(here))
        at = 0
        while at < len(grams):
            if grams[at] not in self._last:
                at += 1
                continue
            tried = self._places(grams[at])[:_MOST_PLACES]
            run = max((self._extend(here, at, place) for place in tried), key=lambda r: r.length)
            yield run
            at += run.length

    def _extend(self, here: Words, at: int, place: int) -> Run:
        ours, theirs = here.folded, self.words.folded
        length, most = SEED, min(len(ours) - at, len(theirs) - place)
        while length < most and ours[at + length] == theirs[place + length]:
            length += 1
        return Run(at, place, length)


def find(needle: Sequence[str], hay: Sequence[str]) -> int | None:
    """Where `needle` stands in `hay` word for word, None where it does not."""
    if not needle:
        return None
    first, size = needle[0], len(needle)
    wanted = tuple(needle)
    at = -1
    while True:
        try:
            at = hay.index(first, at + 1, len(hay) - size + 1)
        except ValueError:
            return None
        if tuple(hay[at : at + size]) == wanted:
            return at


def page_at(place: int, page_starts: Sequence[int]) -> int | None:
    """The number of the page on which a place in a letter's text stands."""
    return bisect_right(page_starts, place) or None if page_starts else None


# --- words as they are compared with a letter's ---

_COMPARED = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|[%&]")
_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: str(number) for number, word in enumerate(_TO_TWENTY.split())} | {
    word: str(10 * number) for number, word in enumerate(_TENS.split(), start=3)
}
# House styles: the same words, spelt otherwise.
_SPELT = {"focussed": "focused", "focussing": "focusing", "judgment": "judgement",
          "judgments": "judgements", "advisor": "adviser", "advisors": "advisers",
          "program": "programme", "programs": "programmes", "learnt": "learned",
          "whilst": "while", "amongst": "among"}  # fmt: skip
_IZE = re.compile(r"(?<=\w{3})iz(e[ds]?|ing|ation|ations)$")
_SIGNS = {"%": "percent", "&": "and"}
# A paragraph's number, a reference to pages and one to the national framework stand in a letter's
# sentences without being words of them.
_DIGIT = re.compile(r"\d")
_NOT_SAID = re.compile(
    r"^[ \t]*(?:•[ \t]*)?\d{1,3}[.)]?[ \t]+(?=[A-Z‘“])"
    r"|\((?:pages? \d[^()]{0,30}|paragraphs? \d[^()]{0,30})\)"
    r"|\((?:outcomes?|enablers?|principles?) \d[^()]{0,60}\)",
    re.MULTILINE | re.IGNORECASE,
)


_MOST_FORMS = 100_000  # words that are kept


def compared(word: str) -> str:
    """A word in the form in which it is compared: ligatures taken apart, small letters, without
    apostrophes, numbers up to twenty and tens in figures.

    >>> compared("Children’s"), compared("ten"), compared("%")
    ('childrens', '10', 'percent')
    """
    plain = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", word)).lower()
    plain = _SPELT.get(plain) or _IZE.sub(r"is\1", plain)
    return _SIGNS.get(plain) or _NUMBERS.get(plain) or plain


class _Forms(dict[str, str]):
    """Each word's compared form, kept once it is made."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_FORMS:
            self.clear()
        form = self[word] = compared(word)
        return form


_compared_form = _Forms()


def compared_words(text: str) -> Words:
    """The words of a text in the form in which they are compared; a paragraph's number and
    references in brackets are no words."""
    has_number = _DIGIT.search(text) is not None
    said = _NOT_SAID.sub(lambda found: " " * len(found[0]), text) if has_number else text
    found = list(_COMPARED.finditer(said))
    return Words(  # lists first: a method is called at twice the speed in one
        tuple([_compared_form[match[0]] for match in found]),
        tuple([match.start() for match in found]),
        tuple([match.end() for match in found]),
    )
