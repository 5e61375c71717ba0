"""How a quotation differs from the letter's words, and whether the difference is a grave one. Pure.

Shown as the words that differ, never as a percentage: a lost "not" hardly moves a percentage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from archive.words.wording import Words, compared_words

_NEGATIVE_WORDS = (
    "not no never nor neither none nobody nothing cannot cant dont doesnt didnt isnt arent wasnt "
    "werent havent hasnt wont without lack lacks lacked lacking fail fails failed failing rarely "
    "seldom hardly unable insufficient insufficiently inconsistent inconsistently"
)
_NEGATIVE = frozenset(_NEGATIVE_WORDS.split())
_QUANTITY_WORDS = (
    "all every each most many majority minority some few several none any both half number small "
    "vast always usually often sometimes occasionally routinely generally mostly consistently "
    "consistent almost nearly"
)
_QUANTITY = frozenset(_QUANTITY_WORDS.split())
_GRADE = frozenset(
    ("outstanding", "good", "inadequate", "adequate", "requires", "require", "improvement")
)
_DRAWN_IN = re.compile(r"\b(\w+?)n['’ʼ]t\b", re.IGNORECASE)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_FORMS = frozenset(("require", "requires", "required", "requiring"))  # of one grade's word


@dataclass(frozen=True, slots=True)
class Change:
    """One place at which the two differ: the letter's words left out, the quotation's put in."""

    left_out: str
    put_in: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How two texts differ: `shown` as one line, `grave` why it is a grave difference, if it is."""

    shown: str
    grave: str | None


def difference_of(quotation: str, letter_words: str, goes_on: str = "") -> str:
    """How a quotation differs from the letter's words, as one line: `[+added+]`, `[-left out-]`,
    and `[… goes on]` where the letter's sentence goes on.

    >>> difference_of("senior leaders have plans", "Leaders have good plans")
    '[+senior+] leaders have [-good-] plans'
    """
    return differences(quotation, letter_words, goes_on).shown


def differences(quotation: str, letter_words: str, goes_on: str = "") -> Difference:
    """The same, with what makes it grave."""
    parts: list[str] = []
    changes: list[Change] = []
    for piece in _laid_together(quotation, letter_words):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        changes.append(piece)
        parts += [f"[-{piece.left_out}-]"] if piece.left_out else []
        parts += [f"[+{piece.put_in}+]"] if piece.put_in else []
    shown = " ".join([*parts, *([f"[… {goes_on}]"] if goes_on else [])])
    return Difference(shown, grave(changes))


def is_negative(words: str) -> bool:
    """Is there a word among these that turns a sentence round?"""
    return bool(_words(words) & _NEGATIVE)


def grave(changes: Iterable[Change]) -> str | None:
    """What makes a difference a grave one, in a few words; None where nothing does."""
    for change in changes:
        theirs, ours = _words(change.left_out), _words(change.put_in)
        lost, won = theirs - ours, ours - theirs
        if lost & _FORMS and won & _FORMS:
            lost, won = lost - _FORMS, won - _FORMS
        reason = (
            _which(lost & _NEGATIVE, "“{}” is left out")
            or _which(won & _NEGATIVE, "“{}” is put in")
            or _numbers(theirs, ours)
            or _which(lost & _GRADE, "the grade’s word “{}” is changed", both=won)
            or _which(won & _GRADE - {"good", "improvement"}, "the grade’s word “{}” is put in")
            or _which(lost & _QUANTITY, "“{}” is left out or changed")
            or _which(won & _QUANTITY, "“{}” is put in")
        )
        if reason:
            return reason
    return None


def _words(text: str) -> frozenset[str]:
    """The words, and `not` where it is drawn into the one before it."""
    return frozenset(compared_words(_DRAWN_IN.sub(_drawn_out, text)).folded)


def _drawn_out(found: re.Match[str]) -> str:
    return f"{_WHOLE.get(found[1].lower(), found[1])} not"


def _which(words: frozenset[str], said: str, both: frozenset[str] | None = None) -> str | None:
    if not words or (both is not None and not both):
        return None
    return said.format(min(words))


def _numbers(theirs: frozenset[str], ours: frozenset[str]) -> str | None:
    was = sorted(word for word in theirs - ours if word.isdigit())
    now = sorted(word for word in ours - theirs if word.isdigit())
    if not now:
        return None  # a year or a count left out with its clause is no other number
    return f"a number is changed ({' '.join(was) or 'none'} in the letter)"


def _laid_together(quotation: str, letter_words: str) -> Iterator[str | Change]:
    ours, theirs = compared_words(quotation), compared_words(letter_words)
    blocks = Levenshtein.opcodes(theirs.folded, ours.folded)
    for is_same, together in groupby(blocks, key=lambda block: block.tag == "equal"):
        some = list(together)
        was = slice(some[0].src_start, some[-1].src_end)
        now = slice(some[0].dest_start, some[-1].dest_end)
        put_in = _cut(quotation, ours, now.start, now.stop)
        # The same word, with a hyphen or without, is the same.
        if is_same or "".join(theirs.folded[was]) == "".join(ours.folded[now]):
            yield put_in
        else:
            yield Change(_cut(letter_words, theirs, was.start, was.stop), put_in)


def _cut(text: str, words: Words, first: int, last: int) -> str:
    if first >= last:
        return ""
    return " ".join(text[words.starts[first] : words.ends[last - 1]].split())
