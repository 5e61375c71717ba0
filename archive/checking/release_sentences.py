"""A release's sentences: what each speaks of, and whether it says that something is still to be
done. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.checking.field_terms import hinted_at, terms_of
from archive.checking.pieces import sentences_of
from archive.checking.stems import SMALL, stem
from archive.words.wording import compared_words

# Words by which a release says that something is still to be done, or was found wanting; "has
# improved" and "strong" are no such words.
_CUE = re.compile(
    r"(?<!in )\bneed(?:s|ed|ing)?\b(?! (?:of )?(?:help|protection))|\b(?:to|must|should|could|can|"
    r"will) (?:be )?(?:further )?"
    r"(?:improve|strengthen|better|develop|address|reduce|tackle)|\bfurther\b|\bmust\b|\bshould\b|"
    r"\bcould be\b|\bbetter\b|\bwork (?:to do|remains|on)\b|\bmore to (?:do|be done)\b|"
    r"\bmore \w+(?:\.|,|$| so| and| for)|"
    r"\bareas? (?:for|of|to) (?:\w+ )?(?:improve|development|concern)|\brecommend|\bnot\b|"
    r"\bconcern(?:s|ed)?\b|"
    r"\bchalleng(?:es|ing)\b|\bremains? (?:an? )?(?:\w+ )?(?:challenge|issue|problem)\b|"
    r"\bwants? (?:\w+ ){1,5}to\b|\bwill (?:\w+ )?(?:make sure|ensure)\b|"
    r"\bweak|\binconsist|\bvariab|\btoo\b|\black|\bdelay|\bwait|\bdrift|"
    r"\bhowever\b|\bbut\b|\bstill\b|\bfail|\bmissed\b|\bgaps?\b|\blate\b|\bslow|"
    r"\bhigh\b(?![ -](?:quality|standard|praise|expectation|aspiration|ambition|regard))|"
    r"\bimprov(?:e|ing|ements?) (?:is |are |was |were )?(?:needed|required|the|how|our)|"
    r"\bstruggl|\bshort(?:age|fall)|"
    r"\bpriorit|\bfocus(?:ing)? on\b|\basked? (?:us|the council|for)\b|\bpressure|\bpoor|"
    r"\bimprovement plan\b|"
    r"\bincrease\b|\brobust(?:ly)?\b|\bnever\b|\bno longer\b|\bintroduc|\bunder way\b|"
    r"\bunderway\b|\bbegun\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\brecommendations?\b|\bareas? (?:for|of|to|in need of) (?:\w+ )?(?:improve|development)|"
    r"\basked (?:us|the \w+|\w+ council) to (?:work on|look at|improve|address)\b|"
    r"\b(?:plan|response|statement) (?:\w+ )?(?:covers|sets out|responds|addresses|answers)\b|"
    r"\b(?:work on|things|points|areas)\b[^.]{0,40}:|\bneeds? to improve\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:[•*–-]|\d{1,2}[.)])\s|\s*[a-z]")
_SMALL_STEMS = frozenset(map(stem, SMALL))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a release, or a pair of neighbours, and the terms in it. `is_wanting`: it, or
    what announces it, says that something is still to be done."""

    text: str
    terms: frozenset[str]
    is_wanting: bool


class ReleaseSentences:
    """A release made ready for all points of a letter."""

    def __init__(self, title: str, text: str) -> None:
        single = list(_sentences(f"{title}\n{text}"))
        self.single = [one for one in single if one.terms]
        self.all_terms = frozenset().union(*(one.terms for one in self.single))
        # What it may mean, more loosely, where it says that something is still to be done.
        self.hinted = frozenset().union(
            *(hinted_at(_stems_of(one.text)) for one in self.single if one.is_wanting)
        )


def _sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a release. What says which things are wanted says it of the rest of its
    paragraph, and of a list under it."""
    is_announced = goes_on = False
    for line in filter(str.strip, text.split("\n")):
        is_announced = is_announced and (goes_on or _LISTED.match(line) is not None)
        for part in sentences_of(line):
            is_announced = is_announced or _ANNOUNCED.search(part) is not None
            is_wanting = is_announced or _CUE.search(part) is not None
            yield Sentence(" ".join(part.split()), terms_in(part), is_wanting)
        goes_on = line.rstrip().endswith(":")


@lru_cache(maxsize=4096)
def _stems_of(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in compared_words(text).folded)


@lru_cache(maxsize=4096)
def terms_in(text: str) -> frozenset[str]:
    """The field's terms in some words, and the stems of the words that are part of none."""
    return frozenset(term for term in terms_of(_stems_of(text)) if term not in _SMALL_STEMS)
