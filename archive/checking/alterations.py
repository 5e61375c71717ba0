"""Finds the place in a letter that words with changes in them come from. Pure.

Unlike an exact match this needs a measure. Two words count as the same where their stems are; small
words (`the`, `of`) count for little, since any two English sentences share them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel, Levenshtein

from archive.checking.letter_text import Found, SoughtText
from archive.checking.rarity import rarity
from archive.checking.stems import is_small, stem
from archive.words.wording import Words

# The share of weighed words that must be in place, of the quotation and of the letter's stretch
# alike. See docs/accuracy.md: what separates changed sentences from those of other letters.
RECOGNISABLE = 0.66
_SMALL_WEIGHT = 0.35
_RARE_ENOUGH = 60  # places: what stands more often says nothing of where to look
_RAREST_TRIED = 10
_PLACES_TRIED = 3
_SHORT = 8  # words: so few are all common ones, and may stand in many places nearly as they are
_PLACES_TRIED_OF_SHORT = 40
_MANY = 300  # places of a stem, among which those few words are looked for
_MOST_IN_OTHER_ORDER = 12  # words: longer texts have words in common by chance
_LEAST_IN_OTHER_ORDER = 3  # words that are not small
_TELLING = 5  # rarity of a stem that tells where a sentence comes from; two of them are needed
LEAST_WORDS = 3
_MOST_REPLACED = 2  # words at an end of a quotation; more are put in, and for none of the letter's
_FEW = 4  # words, below which none may be other than the letter's
_OFTEN = 3  # places of a word that tells nothing of where in this letter to look
_MOST_MISSING = 0.51  # share of a quotation, in a row, for which the letter has nothing
_MOST_WORDS = 600  # what is longer is looked for sentence by sentence


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of the letter, and how much of the quotation is there."""

    found: Found
    share: float
    full_words: int  # shared words that are not small ones
    same: int = 0  # shared words that are the very words, and not only of one stem
    missing: int = 0  # words of the quotation in a row that the letter does not have there


def find_altered(words: Words, text: SoughtText) -> Near | None:
    """The stretch of the letter of which the words are recognisably a changed form."""
    if not LEAST_WORDS <= len(words) <= _MOST_WORDS:
        return None
    stems = tuple(map(stem, words.folded))
    near = [_laid_along(stems, words, text, start) for start in _likely_starts(stems, text)]
    best = max((one for one in near if one), key=lambda one: (one.share, one.same), default=None)
    if best and _is_recognisable(best, words):
        return best
    return _in_other_order(stems, words, text) if len(words) <= _MOST_IN_OTHER_ORDER else None


def _in_other_order(stems: Sequence[str], words: Words, text: SoughtText) -> Near | None:
    """A few words all of which, or all but one, stand together in the letter, in another order."""
    every = {each for each in stems if not is_small(each)}
    full = {each for each in every if each in text.places_of_stems}
    if len(full) < max(_LEAST_IN_OTHER_ORDER, len(every) - 1):
        return None
    rarest = min(full, key=lambda each: (len(text.places_of_stems[each]), each))
    for place in text.places_of_stems.get(rarest, ())[:_RARE_ENOUGH]:
        first = max(0, place - len(stems))
        window = text.stems[first : place + len(stems) + 1]
        together = full & set(window)
        telling = sum(rarity(each) >= _TELLING for each in together)
        if telling > 1 and len(together) >= max(_LEAST_IN_OTHER_ORDER, len(every) - 1):
            at = [first + number for number, each in enumerate(window) if each in together]
            found = Found(min(at), max(at) + 1)
            if len(found) <= len(words) + 2:
                return Near(found, len(words) / max(len(words), len(found)), len(together))
    return None


def _is_recognisable(near: Near, words: Words) -> bool:
    """Few words need more in common: two of three can meet by chance."""
    full = sum(not is_small(word) for word in words.folded)
    if near.missing >= max(_FEW, len(words) * _MOST_MISSING):
        return False  # "families in Tarn get the best there is" is not "families in Tarn wait"
    if len(words) < _SHORT and near.same * 2 < len(words):
        return False  # "significant improvements for children" is not "significantly improved …"
    if len(words) < 6:
        lost = full - near.full_words
        return near.share >= RECOGNISABLE and near.full_words >= (
            3 if lost or len(words) < _FEW else 2
        )
    return near.share >= RECOGNISABLE and near.full_words >= 3


def _likely_starts(stems: Sequence[str], text: SoughtText) -> Iterator[int]:
    """Beginnings of the stretches that hold most of the quotation's rarer words."""
    votes: Counter[int] = Counter()
    width = max(len(stems), 8)
    places = text.places_of_stems
    where = [(places.get(each, ()), at) for at, each in enumerate(stems) if not is_small(each)]
    rarest = sorted((each for each in where if each[0]), key=lambda each: len(each[0]))
    for found, at in rarest[: max(_RAREST_TRIED, len(stems) // 3)]:
        if len(found) <= (_MANY if len(stems) < _SHORT else _RARE_ENOUGH):
            votes.update([max(place - at, 0) // width for place in found])
    together = {bucket: votes[bucket] + votes.get(bucket + 1, 0) for bucket in votes}
    ranked = sorted(together, key=lambda bucket: (-together[bucket], bucket))
    for bucket in ranked[: _PLACES_TRIED_OF_SHORT if len(stems) < _SHORT else _PLACES_TRIED]:
        yield max(bucket * width - width // 2, 0)


def _laid_along(stems: Sequence[str], words: Words, text: SoughtText, start: int) -> Near | None:
    """The words laid along the letter's from `start` on. Where some stand there twice, as those of
    a heading and of the sentence under it do, from the front and from the back."""
    window = text.stems[start : start + 3 * max(len(stems), 8)]
    near = [
        _near(spans, words, text, start)
        for spans in (_spans(stems, window), _spans_from_behind(stems, window))
        if spans
    ]
    return max(near, key=lambda one: one.share, default=None)


# The same words in both: where in the quotation from and to, where in the window from and to.
_Span = tuple[int, int, int, int]


def _spans(stems: Sequence[str], window: Sequence[str]) -> list[_Span]:
    blocks = [each for each in Indel.opcodes(stems, window) if each.tag == "equal"]
    return _densest(
        [(each.src_start, each.src_end, each.dest_start, each.dest_end) for each in blocks]
    )


def _spans_from_behind(stems: Sequence[str], window: Sequence[str]) -> list[_Span]:
    ours, theirs = len(stems), len(window)
    found = _spans(stems[::-1], window[::-1])
    return [(ours - b, ours - a, theirs - d, theirs - c) for a, b, c, d in reversed(found)]


def _near(spans: Sequence[_Span], words: Words, text: SoughtText, start: int) -> Near:
    shared = [word for first, last, _, _ in spans for word in words.folded[first:last]]
    found = Found(start + spans[0][2], start + spans[-1][3])
    theirs = text.words.folded[found.first : found.last]
    if _is_only_a_name(shared, words, text):
        return Near(found, 0.0, 0)
    share = _weight(shared) / max(_weight(words.folded), _weight(theirs))
    if share < RECOGNISABLE:
        return Near(found, share, 0)
    full = sum(not is_small(word) for word in shared)
    same = sum((Counter(shared) & Counter(theirs)).values())
    edges = [(0, 0), *((first, last) for first, last, _, _ in spans), (len(words), len(words))]
    missing = max(later[0] - earlier[1] for earlier, later in pairwise(edges))
    return Near(found, share, full, same, missing)


def _is_only_a_name(shared: Sequence[str], words: Words, text: SoughtText) -> bool:
    """`Children and families in Tarn`, of ten words: are half of them lost, and those that are
    there of the kind that stands all over this letter, as the authority's name does?"""
    if 2 * len(shared) > len(words):
        return False
    often = max(_OFTEN, len(text.words) // 400)
    telling = [w for w in shared if rarity(stem(w)) >= _TELLING and not is_small(w)]
    return all(len(text.places_of_stems.get(stem(word), ())) >= often for word in telling)


def _densest(spans: list[_Span]) -> list[_Span]:
    """Without words at either end that stand so far off that they are there by chance: what they
    add is less than what must be bridged to reach them."""
    while len(spans) > 1:
        first_gain = spans[0][1] - spans[0][0]
        last_gain = spans[-1][1] - spans[-1][0]
        if spans[1][2] - spans[0][3] > 2 * first_gain + 1:
            spans = spans[1:]
        elif spans[-1][2] - spans[-2][3] > 2 * last_gain + 1:
            spans = spans[:-1]
        else:
            break
    return spans


def _weight(words: Sequence[str]) -> float:
    return sum(map(_weight_of, words))


@lru_cache(maxsize=65536)
def _weight_of(word: str) -> float:
    """`children` and `support` are in every sentence; `contingency` tells where one comes from."""
    return _SMALL_WEIGHT if is_small(word) else min(max(rarity(stem(word)), 2), 6) / 4


def with_replaced_ends(words: Words, found: Found, text: SoughtText) -> Found:
    """The stretch with the word or two at its ends in whose place the quotation has others: where
    it says “fourteen young people”, what the letter says there is part of the difference."""
    blocks = Levenshtein.opcodes(text.words.folded[found.first : found.last], words.folded)
    first, last = found.first, found.last
    head = blocks[0].dest_end if blocks and blocks[0].tag == "insert" else 0
    tail = len(words) - blocks[-1].dest_start if blocks and blocks[-1].tag == "insert" else 0
    if head <= _MOST_REPLACED:
        while head and not text.begins_sentence(first):
            first, head = first - 1, head - 1
    if tail <= _MOST_REPLACED:
        while tail and not text.ends_sentence(last - 1):
            last, tail = last + 1, tail - 1
    return Found(first, last)
