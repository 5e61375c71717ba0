"""Is a quotation what the letter says? Verdicts with page, place and words. Pure.

The measure is words in their order; how they are typeset is not (see `wording`). An alteration is
shown as the words that differ, never as a percentage: a lost "not" hardly moves a percentage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein, Opcode

from archive.quoted import OFSTED, UNKNOWN, Quoted, find_quoted
from archive.records import HeldLetter, Item, Quotation, SharedPassage
from archive.wording import Run, Seeds, Words, find, page_at, words_of

LEAST_SHARED = 6  # words of a shared passage outside quotation marks
# An altered quotation keeps most of its words, in order, in one place of the letter. Unrelated
# texts never came above 0.52 in runs of eight words and more; see the tests.
_RECOGNISABLE = 0.7
_LEAST_PIECE = 3  # words; two words of a letter can be found for any sentence
_FEW = 4
_LEAST_TO_RECOGNISE = 6  # shorter ones are either exact or not to be told
_TURN = re.compile(
    r"^(?:however|nevertheless|nonetheless|but|although|though|despite|yet|not yet|except)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[\s*(?:…|\.\.\.)\s*\])\s*")
_BRACKETED = re.compile(r"\[[^\]]*\]")


class LetterText:
    """A letter made ready for many quotations."""

    def __init__(self, letter: HeldLetter) -> None:
        self.letter = letter
        self.words: Words = words_of(letter.text)
        self.seeds = Seeds(self.words)
        self._pairs: dict[tuple[str, ...], list[int]] | None = None

    def places_of_pairs(self) -> dict[tuple[str, ...], list[int]]:
        """Where each pair of words stands: where to look for what was altered."""
        if self._pairs is None:
            self._pairs = {}
            for place in range(len(self.words) - 1):
                self._pairs.setdefault(self.words.folded[place : place + 2], []).append(place)
        return self._pairs


@dataclass(frozen=True, slots=True)
class _Found:
    """Words `first` to `last` (exclusive) of a letter."""

    first: int
    last: int


def check(
    item: Item, letter: LetterText | None, others: Sequence[LetterText] = ()
) -> tuple[list[Quotation], list[SharedPassage]]:
    """Every quotation of `item` with its verdict, and the words it shares without marks.

    `letter`: the one the item is about; None where there is none, and then nothing is said of
    Ofsted's words except that they stand in another letter of the authority, if they do.
    """
    quoted = find_quoted(item.text)
    quotations = [_verdict(each, letter, others) for each in quoted]
    passages = list(_shared(item, letter, quoted)) if letter else []
    return quotations, passages


def _verdict(quoted: Quoted, letter: LetterText | None, others: Sequence[LetterText]) -> Quotation:
    places = [(letter, None)] if letter else []
    for text, verdict in (*places, *((other, "another_letter") for other in others)):
        found = _exact(quoted.text, text)
        if found and _may_be_the_letters(quoted, found):
            return _quotation(quoted, verdict or _cut_or_exact(found[-1], text), text, found)
    if quoted.speaker not in (OFSTED, UNKNOWN):
        return _said_by_another(quoted)
    if letter:
        pieces = _joined(quoted.text, letter)
        if pieces:
            return _quotation(quoted, "joined", letter, pieces)
        near = _altered(quoted.text, letter)
        if near:
            return _quotation(quoted, "altered", letter, [near])
    if quoted.speaker == UNKNOWN:
        return _said_by_another(quoted)
    return Quotation(quoted.text, quoted.speaker, "not_found", quoted.start, quoted.end)


def _said_by_another(quoted: Quoted) -> Quotation:
    return Quotation(quoted.text, quoted.speaker, "not_ofsted", quoted.start, quoted.end)


def _may_be_the_letters(quoted: Quoted, found: Sequence[_Found]) -> bool:
    """A councillor's "we know what to do" may stand in a letter by chance; ten words do not."""
    if quoted.speaker in (OFSTED, UNKNOWN):
        return True
    return sum(part.last - part.first for part in found) >= 10


# --- exact ---


def _exact(text: str, letter: LetterText) -> list[_Found] | None:
    """Where each piece of a quotation stands word for word; pieces are parted by an ellipsis or by
    an editor's brackets, and stand in the letter's order. None where one does not."""
    found: list[_Found] = []
    after = 0
    for piece in _pieces(text):
        place = find(piece.folded, letter.words.folded[after:])
        if place is None:
            return None
        found.append(_Found(after + place, after + place + len(piece)))
        after = found[-1].last
    if not found or (len(found) > 1 and not _same_sentence(found, letter)):
        return None
    return found


def _pieces(text: str) -> Iterator[Words]:
    for part in re.split(f"{_ELLIPSIS.pattern}|{_BRACKETED.pattern}", text):
        words = words_of(part)
        if len(words):
            yield words


def _same_sentence(found: Sequence[_Found], letter: LetterText) -> bool:
    start = letter.words.ends[found[0].first]
    end = letter.words.starts[found[-1].last - 1]
    return not re.search(r"[.!?]\s|\n", letter.letter.text[start:end])


def _cut_or_exact(last: _Found, letter: LetterText) -> str:
    """`cut_short` where the letter's sentence, or the next, turns right after the last word."""
    rest = letter.letter.text[letter.words.ends[last.last - 1] :]
    return "cut_short" if _TURN.match(rest.lstrip(' ,;:.\n”"')) else "exact"


# --- joined ---


def _joined(text: str, letter: LetterText) -> list[_Found] | None:
    """Exact pieces of different sentences, given as one quotation, in the order in which it gives
    them. None where words are left over, or where all pieces are of one sentence."""
    found = [part for piece in _pieces(text) for part in _cover(piece, letter)]
    if len(found) < 2 or any(part.last - part.first < _LEAST_PIECE for part in found):
        return None
    covered = sum(part.last - part.first for part in found)
    if covered < sum(len(piece) for piece in _pieces(text)):
        return None
    in_order = sorted(found, key=lambda part: part.first)
    if _same_sentence(in_order, letter) or (found == in_order and _few_left_out(found)):
        return None
    return found


def _few_left_out(found: Sequence[_Found]) -> bool:
    """A word or two dropped between neighbouring sentences is an alteration, not a montage."""
    gaps = [later.first - earlier.last for earlier, later in pairwise(found)]
    return all(0 <= gap <= _FEW for gap in gaps)


def _cover(piece: Words, letter: LetterText) -> Iterator[_Found]:
    """The longest stretches of the letter that make up a piece, from its beginning on."""
    places = letter.places_of_pairs()
    at = 0
    while at < len(piece) - 1:
        starts = places.get(piece.folded[at : at + 2])
        if not starts:
            return
        longest = max((_stretch(piece, at, start, letter) for start in starts), key=_length)
        yield longest
        at += _length(longest)


def _stretch(piece: Words, at: int, start: int, letter: LetterText) -> _Found:
    ours, theirs = piece.folded, letter.words.folded
    length = 2
    while (
        at + length < len(ours)
        and start + length < len(theirs)
        and ours[at + length] == theirs[start + length]
    ):
        length += 1
    return _Found(start, start + length)


def _length(found: _Found) -> int:
    return found.last - found.first


# --- altered ---


def _altered(text: str, letter: LetterText) -> _Found | None:
    """The place in the letter that a quotation with changed words comes from."""
    words = words_of(_BRACKETED.sub(" ", text))
    if len(words) < _LEAST_TO_RECOGNISE:
        return None
    best: tuple[float, _Found] | None = None
    for start in _likely_starts(words, letter):
        found = _aligned(words, letter, start)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best and best[0] >= _RECOGNISABLE else None


def _likely_starts(words: Words, letter: LetterText) -> list[int]:
    """Beginnings of the stretches that hold most of the quotation's pairs of words."""
    places = letter.places_of_pairs()
    votes: dict[int, int] = {}
    width = len(words)
    for at in range(width - 1):
        for place in places.get(words.folded[at : at + 2], ()):
            start = max(place - at, 0)
            bucket = start // width
            votes[bucket] = votes.get(bucket, 0) + 1
    ranked = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[:3]
    return [max(bucket * width - width // 2, 0) for bucket in ranked]


def _aligned(words: Words, letter: LetterText, start: int) -> tuple[float, _Found] | None:
    """Lay the quotation along the letter's words from `start` on; the share of it that matches."""
    window = letter.words.folded[start : start + 3 * len(words)]
    blocks = [
        block
        for block in Levenshtein.opcodes(words.folded, window)
        if block.tag == "equal" and block.src_end > block.src_start
    ]
    blocks = _dense(blocks, len(words))
    if not blocks:
        return None
    matched = sum(block.src_end - block.src_start for block in blocks)
    found = _Found(start + blocks[0].dest_start, start + blocks[-1].dest_end)
    # Words of the letter that stand between count against it, as words of the quotation do.
    return matched / max(len(words), found.last - found.first), found


def _dense(blocks: list[Opcode], width: int) -> list[Opcode]:
    """Without single words far off at either end, which match by chance."""
    while len(blocks) > 1:
        first_gap = blocks[1].dest_start - blocks[0].dest_end
        if blocks[0].src_end - blocks[0].src_start <= 2 and first_gap > max(3, width // 4):
            blocks = blocks[1:]
            continue
        last_gap = blocks[-1].dest_start - blocks[-2].dest_end
        if blocks[-1].src_end - blocks[-1].src_start <= 2 and last_gap > max(3, width // 4):
            blocks = blocks[:-1]
            continue
        break
    return blocks


def difference_of(quotation: str, letter_words: str, goes_on: str = "") -> str:
    """How a quotation differs from the letter's words, as one line: `[+added+]`, `[-left out-]`,
    and `[… goes on]` where the letter's sentence goes on.

    >>> difference_of("senior leaders have plans", "Leaders have good plans")
    '[+senior+] leaders have [-good-] plans'
    """
    ours, theirs = words_of(quotation), words_of(letter_words)
    parts: list[str] = []
    for block in Levenshtein.opcodes(theirs.folded, ours.folded):
        left_out = _cut(letter_words, theirs, block.src_start, block.src_end)
        added = _cut(quotation, ours, block.dest_start, block.dest_end)
        if block.tag == "equal":
            parts.append(added)
            continue
        parts += [f"[-{left_out}-]"] if left_out else []
        parts += [f"[+{added}+]"] if added else []
    return " ".join([*parts, *([f"[… {goes_on}]"] if goes_on else [])])


def _cut(text: str, words: Words, first: int, last: int) -> str:
    if first >= last:
        return ""
    return " ".join(text[words.starts[first] : words.ends[last - 1]].split())


# --- results ---


def _quotation(
    quoted: Quoted, verdict: str, text: LetterText, found: Sequence[_Found]
) -> Quotation:
    start = text.words.starts[found[0].first]
    end = text.words.ends[found[-1].last - 1]
    theirs = text.letter.text[start:end]
    difference = None
    if verdict == "joined":
        # The place is that of the first piece: between the pieces stand other words.
        end = text.words.ends[found[0].last - 1]
        theirs = " […] ".join(_words_of(text, part) for part in found)
    if verdict == "altered":
        difference = difference_of(quoted.text, theirs, _rest_of_sentence(text, end))
    elif verdict == "cut_short":
        difference = f"[… {_rest_of_sentence(text, end) or _next_sentence(text, end)}]"
    return Quotation(
        text=quoted.text,
        speaker=OFSTED if quoted.speaker == UNKNOWN else quoted.speaker,
        verdict=verdict,
        document_start=quoted.start,
        document_end=quoted.end,
        letter=text.letter.id,
        page=page_at(start, text.letter.page_starts),
        start=start,
        end=end,
        letter_words=theirs,
        difference=difference,
    )


def _words_of(text: LetterText, found: _Found) -> str:
    return text.letter.text[text.words.starts[found.first] : text.words.ends[found.last - 1]]


def _rest_of_sentence(text: LetterText, end: int) -> str:
    rest = re.match(r"[^.!?\n]*", text.letter.text[end:])
    return " ".join(rest[0].strip(' ,;:”"').split()) if rest else ""


def _next_sentence(text: LetterText, end: int) -> str:
    rest = re.match(r"[.!?”\"\s]*([^.!?\n]*)", text.letter.text[end:])
    return " ".join(rest[1].split()) if rest else ""


def _shared(item: Item, letter: LetterText, quoted: Sequence[Quoted]) -> Iterator[SharedPassage]:
    """Runs of the letter's words in the item's own, outside its quotation marks."""
    own = words_of(item.text)
    for run in letter.seeds.runs(own, LEAST_SHARED):
        start, end = own.starts[run.here], own.ends[run.here + run.length - 1]
        if any(start < each.end and each.start < end for each in quoted):
            continue
        yield _passage(item, letter, run, start, end)


def _passage(item: Item, letter: LetterText, run: Run, start: int, end: int) -> SharedPassage:
    words = letter.words
    there = (words.starts[run.there], words.ends[run.there + run.length - 1])
    return SharedPassage(
        letter=letter.letter.id,
        page=page_at(there[0], letter.letter.page_starts) or 1,
        start=there[0],
        end=there[1],
        document_start=start,
        document_end=end,
        text=item.text[start:end],
        words=run.length,
    )
