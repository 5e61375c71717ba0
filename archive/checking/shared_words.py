"""Words that a release or report shares with the letter, or a report with a release, without
quotation marks. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from archive.checking.boilerplate import without
from archive.checking.letter_text import Found, LetterText, ReleaseText, SoughtText
from archive.checking.quoted import Quoted
from archive.checking.rarity import is_rare
from archive.checking.stems import is_small, stem
from archive.records import Borrowed, SharedPassage
from archive.words.wording import Run, compared_words

LEAST_SHARED = 6  # words
_LEAST_RARE = 5  # words, of which two are seldom used
_LEAST_FULL = 3  # words that are neither small nor a formula's


def shared_passages(
    own: SoughtText,
    quoted: Sequence[Quoted],
    letter: LetterText,
    others: Sequence[LetterText] = (),
) -> list[SharedPassage]:
    """Runs of the letter's words in the document's own, outside its quotation marks; what stands
    in two of the authority's other letters too is Ofsted's way of writing, and left out."""
    found: list[SharedPassage] = []
    marked = [(each.start, each.end) for each in quoted if not each.is_nested]
    ends = [end for _, end in marked]
    for run in letter.runs_of(own):
        here = Found(run.here, run.here + run.length)
        start, end = own.start(here), own.end(here)
        after = bisect_right(ends, start)
        if after < len(marked) and marked[after][0] < end:
            continue  # it stands, or begins or ends, in quotation marks
        if _tells(run, letter) and not _is_usual(own, here, others):
            found.append(_passage(own, letter, run))
    return found


def borrowed(own: SoughtText, letter: LetterText, releases: Sequence[ReleaseText] = ()) -> Borrowed:
    """How much of a document comes from the letter, how much from the release that gives most."""
    given = [(_words_of(own, release), release.document) for release in releases]
    of_release, release = max(given, key=lambda each: each[0], default=(0, ""))
    return Borrowed(
        words=len(own.words),
        of_letter=_words_of(own, letter),
        of_release=of_release,
        letter=letter.letter.id,
        press_release=release if of_release else None,
    )


def _words_of(own: SoughtText, source: SoughtText) -> int:
    return sum(run.length for run in source.runs_of(own) if run.length >= LEAST_SHARED)


def _tells(run: Run, letter: LetterText) -> bool:
    """Does the run say something of this authority, and is it long enough, or rare?"""
    passage = letter.cut(Found(run.there, run.there + run.length))
    full = {word for word in compared_words(without(passage)).folded if not is_small(word)}
    if len(full) < _LEAST_FULL:
        return False
    if run.length >= LEAST_SHARED:
        return True
    return run.length >= _LEAST_RARE and sum(is_rare(stem(word)) for word in full) >= 2


def _is_usual(own: SoughtText, here: Found, others: Sequence[LetterText]) -> bool:
    words = own.words.folded[here.first : here.last]
    return sum(other.find(words) is not None for other in others) >= 2


def _passage(own: SoughtText, letter: LetterText, run: Run) -> SharedPassage:
    here = Found(run.here, run.here + run.length)
    there = Found(run.there, run.there + run.length)
    return SharedPassage(
        letter=letter.letter.id,
        page=letter.page(letter.start(there)) or 1,
        start=letter.start(there),
        end=letter.end(there),
        document_start=own.start(here),
        document_end=own.end(here),
        text=own.cut(here),
        words=run.length,
    )
