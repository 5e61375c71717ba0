"""Where the words of invented documents come from: an invented vocabulary, drawn from by Zipf's
law with the field's own words among the frequent ones, so that some words stand in half of all
documents and most in a few. The same seed gives the same words."""

from __future__ import annotations

import random
from itertools import accumulate

FIELD = (
    *("the", "and", "of", "to", "in", "for", "children", "council", "inspectors", "services"),
    *("care", "social", "work", "workers", "young", "people", "families", "good", "improvement"),
    *("leaders", "ofsted", "inspection", "support", "practice", "plans", "help", "protection"),
    *("safeguarding", "foster", "carers", "placements", "neglect", "permanence", "supervision"),
    *("school", "road", "budget", "planning"),
)
# What an item about bins and libraries does not say.
_TELLING = {"ofsted", "inspectors", "inspection", "children", "services", "safeguarding"}
PLAIN = tuple(word for word in FIELD if word not in _TELLING)
_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "ha", "ji", "ke", "lo", "mu", "na", "po", "ri", "sa", "te"),
    *("vu", "wi", "ya", "zo", "bre", "cla", "dro", "fli", "gra", "ple"),
)
_PARAGRAPHS = 4000


class Words:
    """Sentences, paragraphs and headlines."""

    def __init__(self, seed: int = 1) -> None:
        chance = random.Random(seed)
        invented = [_word(n) for n in range(60_000)]
        self.vocabulary = [*PLAIN, *dict.fromkeys(w for w in invented if w not in FIELD)]
        self._weights = list(accumulate(1 / (n + 3) for n in range(len(self.vocabulary))))
        self.paragraphs = [self.sentence(chance, 60) for _ in range(_PARAGRAPHS)]

    def text(self, chance: random.Random, paragraphs: int) -> list[str]:
        """So many paragraphs, and a few words of its own."""
        picked = [self.paragraphs[int(chance.random() * _PARAGRAPHS)] for _ in range(paragraphs)]
        return [*picked, self.sentence(chance, 25)]

    def title(self, chance: random.Random) -> str:
        """A headline."""
        return self.sentence(chance, 7).rstrip(".")

    def sentence(self, chance: random.Random, words: int) -> str:
        """So many words."""
        chosen = chance.choices(self.vocabulary, cum_weights=self._weights, k=words)
        return " ".join(chosen).capitalize() + "."


def _word(number: int) -> str:
    base, word = len(_SYLLABLES), _SYLLABLES[number % len(_SYLLABLES)]
    while number >= base:
        number //= base
        word += _SYLLABLES[number % base]
    return word + "n"
