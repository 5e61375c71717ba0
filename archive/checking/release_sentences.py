"""A release's sentences: what each speaks of, and whether it says that something is still to be
done. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.checking.field_terms import hinted_at, terms_of
from archive.checking.letter_text import SoughtText
from archive.checking.pieces import places_of_sentences
from archive.checking.stems import SMALL, stem
from archive.words.wording import compared_words

# Words by which a release says that something is still to be done, or was found wanting; "has
# improved" and "strong" are no such words.
# They are looked for in small letters, at beginnings of words: sixty phrases are tried at each.
_CUE = re.compile(
    r"\b(?:(?<!in )need(?:s|ed|ing)?\b(?! (?:of )?(?:help|protection))|"
    r"(?:to|must|should|could|can|will) (?:be )?(?:further )?"
    r"(?:improve|strengthen|better|develop|address|reduce|tackle)|further\b|must\b|should\b|"
    r"could be\b|better\b|work (?:to do|remains|on)\b|"
    r"more (?:to (?:do|be done)\b|\w+(?:\.|,|$| so| and| for))|"
    r"areas? (?:for|of|to) (?:\w+ )?(?:improve|development|concern)|recommend|not\b|"
    r"concern(?:s|ed)?\b|challeng(?:es|ing)\b|"
    r"remains? (?:an? )?(?:\w+ )?(?:challenge|issue|problem)\b|"
    r"wants? (?:\w+ ){1,5}to\b|will (?:\w+ )?(?:make sure|ensure)\b|"
    r"weak|inconsist|variab|too\b|lack|delay|wait|drift|however\b|but\b|still\b|fail|missed\b|"
    r"gaps?\b|late\b|slow|"
    r"high\b(?![ -](?:quality|standard|praise|expectation|aspiration|ambition|regard))|"
    r"improv(?:e|ing|ements?) (?:is |are |was |were )?(?:needed|required|the|how|our)|"
    r"improvement plan\b|struggl|short(?:age|fall)|priorit|focus(?:ing)? on\b|"
    r"asked? (?:us|the council|for)\b|pressure|poor|increase\b|robust(?:ly)?\b|never\b|"
    r"no longer\b|introduc|under ?way\b|begun\b)"
)
_ANNOUNCED = re.compile(
    r"\b(?:recommendations?\b|areas? (?:for|of|to|in need of) (?:\w+ )?(?:improve|development)|"
    r"asked (?:us|the \w+|\w+ council) to (?:work on|look at|improve|address)\b|"
    r"(?:plan|response|statement) (?:\w+ )?(?:covers|sets out|responds|addresses|answers)\b|"
    r"(?:work on|things|points|areas)\b[^.]{0,40}:|needs? to improve\b)"
)
_LISTED = re.compile(r"\s*(?:[•*–-]|\d{1,2}[.)])\s|\s*[a-z]")
_FILLERS = ("type", "types", "kind", "kinds")  # "hub-type services" are hubs
_SMALL_STEMS = frozenset(map(stem, (*SMALL, *_FILLERS)))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a release, or a pair of neighbours, and the terms in it. `is_wanting`: it, or
    what announces it, says that something is still to be done."""

    text: str
    terms: frozenset[str]
    is_wanting: bool
    hints: frozenset[str] = frozenset()  # terms that it may mean, where it is wanting


class ReleaseSentences:
    """A release made ready for all points of a letter. `own`: its text."""

    def __init__(self, title: str, own: SoughtText) -> None:
        single = [*_sentences(SoughtText(title)), *_sentences(own)]
        self.single = [one for one in single if one.terms]
        self.all_terms = frozenset().union(*(one.terms for one in self.single))
        # What it may mean, more loosely, where it says that something is still to be done.
        self.hinted = frozenset().union(*(one.hints for one in self.single))


def _sentences(own: SoughtText) -> Iterator[Sentence]:
    """The sentences of a text. What says which things are wanted says it of the rest of its
    paragraph, and of a list under it."""
    is_announced = goes_on = False
    for line in re.finditer(r"[^\n]*\S[^\n]*", own.text):
        is_announced = is_announced and (goes_on or _LISTED.match(line[0]) is not None)
        for start, end in places_of_sentences(line[0]):
            part = line[0][start:end]
            low = part.lower()
            is_announced = is_announced or _ANNOUNCED.search(low) is not None
            is_wanting = is_announced or _CUE.search(low) is not None
            first = bisect_left(own.words.starts, line.start() + start)
            last = bisect_left(own.words.starts, line.start() + end, first)
            stems = own.stems[first:last]
            hints = hinted_at(stems) if is_wanting else frozenset[str]()
            yield Sentence(" ".join(part.split()), _terms_of(stems), is_wanting, hints)
        goes_on = line[0].rstrip().endswith(":")


def _terms_of(stems: Sequence[str]) -> frozenset[str]:
    return frozenset(term for term in terms_of(stems) if term not in _SMALL_STEMS)


@lru_cache(maxsize=4096)
def terms_in(text: str) -> frozenset[str]:
    """The field's terms in some words, and the stems of the words that are part of none."""
    return _terms_of(tuple(map(stem, compared_words(text).folded)))
