"""The pieces of a quotation, word for word, in a letter: one stretch, or several joined. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.checking.letter_text import Found, SoughtText
from archive.checking.stems import is_small
from archive.words.wording import SEED, Words, compared_words

LEAST_PIECE = 3  # words; two words of a letter can be found for any sentence
_EDITORS = 1000  # characters that an editor may have put in
_SHORT = 7  # words
_FEW = 4  # words: fewer than these, left out between two pieces, are an alteration, no montage
_MOST_REPLACED = 8  # words of a letter for which an editor's brackets may stand

_ELLIPSIS = (
    r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|"
    r"\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.)\s*"
)
_BRACKETS = r"\[[^\]\n]{0,80}\]"
_ROUND = r"\([^)\n]{0,60}\)"
# "[c]hildren": an editor's letter at the beginning of a word.
_LETTER_IN_BRACKETS = re.compile(r"\[(\w)\](?=\w)")
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[\w“\"‘•])|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation without a gap; `after`: what is before them, `…`, `[]` or nothing."""

    words: Words
    after: str


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where the pieces of a quotation stand. `left_out`: the letter's words for which an ellipsis
    or brackets stand, all in one sentence."""

    found: tuple[Found, ...]
    left_out: tuple[Found, ...] = ()


def plain(text: str) -> str:
    """A quotation with an editor's single letters put in their words."""
    return _LETTER_IN_BRACKETS.sub(r"\1", text)


def without_brackets(text: str) -> str:
    """A quotation without what an editor put in, and with gaps for what he left out."""
    return re.sub(f"{_ELLIPSIS}|{_BRACKETS}", " ", plain(text))


def sentences_of(text: str) -> list[str]:
    """The sentences and paragraphs of a text."""
    return [text[start:end] for start, end in places_of_sentences(text)]


def places_of_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence, or paragraph, of a text begins and ends."""
    at = 0
    for between in [*_SENTENCE.finditer(text), None]:
        end = between.start() if between else len(text)
        if text[at:end].strip():
            yield at, end
        at = between.end() if between else end


def find_exact(text: str, letter: SoughtText) -> Stretches | None:
    """Where a quotation stands word for word: in one stretch, or in several of one sentence between
    which it shows a gap. None where it does not."""
    if len(text) > 2 * len(letter.text) + _EDITORS:
        return None
    whole = plain(text)
    for gaps in (f"{_ELLIPSIS}|{_BRACKETS}", f"{_ELLIPSIS}|{_BRACKETS}|{_ROUND}"):
        stretches = _in_order(list(_pieces(whole, gaps)), letter)
        if stretches:
            return stretches
        if not re.search(_ROUND, whole):
            break
    return None


def _pieces(text: str, gaps: str) -> Iterator[Piece]:
    at, after = 0, ""
    for gap in [*re.finditer(gaps, text), None]:
        words = compared_words(text[at : gap.start() if gap else len(text)])
        if len(words):
            yield Piece(words, after)
            after = ""
        if gap:
            after = "…" if re.fullmatch(_ELLIPSIS, gap[0]) else "[]"
            at = gap.end()


def _in_order(pieces: Sequence[Piece], letter: SoughtText) -> Stretches | None:
    """The pieces one after the other in the letter. The first may stand at several places."""
    if not pieces:
        return None
    first = letter.find(pieces[0].words.folded)
    while first:
        stretches = _from(first, pieces, letter)
        if stretches or len(pieces) == 1:
            return stretches
        first = letter.find(pieces[0].words.folded, first.first + 1)
    return None


def _from(first: Found, pieces: Sequence[Piece], letter: SoughtText) -> Stretches | None:
    found, left_out = [first], []
    for piece in pieces[1:]:
        place = letter.find(piece.words.folded, found[-1].last)
        if place is None or not letter.is_one_sentence(found[-1].last - 1, place.first):
            return None
        gap = Found(found[-1].last, place.first)
        if piece.after == "[]" and len(gap) > _MOST_REPLACED:
            return None
        left_out += [gap] if len(gap) else []
        found.append(place)
    return Stretches(tuple(found), tuple(left_out))


def find_joined(text: str, letter: SoughtText) -> Stretches | None:
    """Exact pieces of different sentences, given as one quotation, in the order in which it gives
    them. None where words are left over, or where all pieces are of one sentence."""
    found: list[Found] = []
    for part in re.split(f"{_ELLIPSIS}|{_BRACKETS}|\n", plain(text)):
        words = compared_words(part)
        covered = list(cover(words, letter))
        if sum(map(len, covered)) < len(words) or not _are_meant(covered, letter):
            return None
        found += covered
    if len(found) < 2 or any(len(part) < LEAST_PIECE for part in found):
        return None
    in_order = sorted(found, key=lambda part: part.first)
    if letter.is_one_sentence(in_order[0].first, in_order[-1].last - 1):
        return None
    if found == in_order and not _is_montage(found, text, letter):
        return None
    return Stretches(tuple(found))


def _are_meant(parts: Sequence[Found], letter: SoughtText) -> bool:
    """Pieces between which nothing shows a gap part where a sentence ends or begins, or are long:
    three words stand at many places of a letter by chance."""
    return all(
        min(len(earlier), len(later)) >= SEED
        or letter.ends_sentence(earlier.last - 1)
        or letter.begins_sentence(later.first)
        for earlier, later in pairwise(parts)
    )


def _is_montage(found: Sequence[Found], text: str, letter: SoughtText) -> bool:
    """A word or two dropped at a sentence's end is an alteration; a whole sentence, or many words,
    or words for which an ellipsis stands, make a montage."""
    for earlier, later in pairwise(found):
        between = Found(earlier.last, later.first)
        whole = letter.ends_sentence(earlier.last - 1) and letter.begins_sentence(later.first)
        if whole or len(between) > _FEW or re.search(_ELLIPSIS, text):
            return True
    return False


def cover(words: Words, letter: SoughtText) -> Iterator[Found]:
    """The longest stretches of the letter that make up these words, from the first word on; ends
    where a word has none."""
    at = 0
    while at < len(words):
        found = longest(words.folded[at:], letter)
        if found is None:
            return
        yield found
        at += len(found)


def longest(words: Sequence[str], letter: SoughtText) -> Found | None:
    """The longest beginning of these words that stands in the letter; at least two of them, unless
    there is only one."""
    found = letter.find(words[: min(2, len(words))])
    if found is None:
        return None
    low, high = len(found), len(words)
    while low < high:
        middle = (low + high + 1) // 2
        place = letter.find(words[:middle])
        if place is None:
            high = middle - 1
        else:
            found, low = place, middle
    return found


def has_most_of(text: str, letter: SoughtText) -> bool:
    """Does a run of the letter's words make up half of a few words or more, so that what is not
    found is no more than the rest?"""
    words = compared_words(text if len(text) < _EDITORS else "")
    if len(words) >= _SHORT:
        return False
    for first in range(len(words) - LEAST_PIECE + 1):
        found = longest(words.folded[first:], letter)
        if found and len(found) >= max(LEAST_PIECE, (len(words) + 1) // 2):
            run = words.folded[first : first + len(found)]
            if sum(not is_small(word) for word in run) > 1:
                return True
    return False
