"""Verdicts on words that do not stand in one place of the letter, word for word: pieces put
together, words altered, sentences blended. Pure."""

from __future__ import annotations

import re

from archive.checking.alterations import find_altered, with_replaced_ends
from archive.checking.difference import differences
from archive.checking.letter_text import Found, LetterText
from archive.checking.pieces import Stretches, sentences_of, without_brackets
from archive.checking.quoted import OFSTED, Quoted
from archive.records import Quotation
from archive.words.wording import Words, compared_words

_FEW_WORDS = 5  # a sentence of so few is the letter's word for word, or not known
_MOST_SENTENCES = 120
_MOST_CHARACTERS = 20_000  # what is longer is looked for sentence by sentence
_LEAST_KNOWN = 0.5  # share of the words that must be the letter's
_LEAST_OF_ONE = 0.52  # the same, of one run of words: "families in Tarn" begins many a sentence
_LEAST_WITH_WHOLE = 0.33  # the same, where one of its sentences stands there word for word
_UNKNOWN_SHARE = 0.8
_UNKNOWN_WORDS = 8


def as_joined(quoted: Quoted, letter: LetterText, stretches: Stretches) -> Quotation:
    """The place is that of the first piece: between the pieces stand other words."""
    theirs = " […] ".join(letter.cut(part) for part in stretches.found)
    return verdict_of(quoted, "joined", letter, stretches.found[0], None, theirs)


def is_one_place(quoted: Quoted, letter: LetterText, joined: Stretches) -> bool:
    """Its pieces break off within sentences, and nearly all of it stands in one place: then it is
    that place with a word left out, and the pieces are elsewhere by chance."""
    parts = joined.found
    ends = all(letter.ends_sentence(part.last - 1) for part in parts[:-1])
    if (ends and all(letter.begins_sentence(part.first) for part in parts[1:])) or any(
        mark in quoted.text for mark in ("…", "...")
    ):
        return False
    near = find_altered(compared_words(without_brackets(quoted.text)), letter)
    return near is not None and near.share >= _UNKNOWN_SHARE


def as_altered(quoted: Quoted, letter: LetterText, *, is_certain: bool) -> Quotation | None:
    """The letter's words in another form; None where they are not recognisably the letter's. Of
    words that may be anybody's, or another letter's (`is_certain` False), nearly all must be: set
    phrases are in any old letter."""
    text = without_brackets(quoted.text)
    words = compared_words(text if len(text) < _MOST_CHARACTERS else "")
    near = find_altered(words, letter)
    if near and (is_certain or (len(words) >= _UNKNOWN_WORDS and near.share >= _UNKNOWN_SHARE)):
        found = with_replaced_ends(words, near.found, letter)
        theirs = letter.cut(found)
        goes_on = _rest_of_sentence(letter, found)
        differs = differences(text, theirs, goes_on)
        return verdict_of(
            quoted, "altered", letter, found, differs.shown, grave_because=differs.grave
        )
    return _partly(quoted, letter) if is_certain else None


def _partly(quoted: Quoted, letter: LetterText) -> Quotation | None:
    """A quotation of several sentences of which most are the letter's, word for word or nearly;
    or one into which two of the letter's are blended. A release that is one long quotation is
    judged by its first sentences."""
    sentences = sentences_of(without_brackets(quoted.text))[:_MOST_SENTENCES]
    parts: list[Found] = []
    known = whole = 0
    has_whole = False
    for sentence in sentences:
        words = compared_words(sentence)
        whole += len(words)
        found = letter.find(words.folded)
        if found is None and len(words) > _FEW_WORDS:
            near = find_altered(words, letter)
            found = near.found if near else None
        runs = [found] if found else _long_runs(words, letter)
        has_whole = has_whole or any(_is_whole(run, letter) for run in runs)
        parts += runs
        known += len(words) if found else sum(map(len, runs))
    least = _LEAST_OF_ONE if len(parts) == 1 else _LEAST_KNOWN
    if not parts or known < (_LEAST_WITH_WHOLE if has_whole else least) * whole:
        return None
    theirs = " […] ".join(letter.cut(found) for found in parts)
    differs = differences(" ".join(sentences), theirs)
    because = differs.grave if len(parts) == 1 else None
    return verdict_of(
        quoted, "altered", letter, parts[0], differs.shown, theirs, grave_because=because
    )


def _is_whole(found: Found, letter: LetterText) -> bool:
    """A sentence of the letter's, from its first word to its last, and not of two or three."""
    return (
        len(found) >= _FEW_WORDS
        and letter.begins_sentence(found.first)
        and letter.ends_sentence(found.last - 1)
    )


def _long_runs(words: Words, letter: LetterText) -> list[Found]:
    """Runs of the letter's words of five and more in a sentence that is not one of its own."""
    if len(words) < _UNKNOWN_WORDS:
        return []
    return [Found(run.there, run.there + run.length) for run in letter.seeds.runs(words)]


def _rest_of_sentence(letter: LetterText, found: Found) -> str:
    if letter.ends_sentence(found.last - 1):
        return ""
    rest = re.match(r"[^.!?\n]*", letter.text[letter.end(found) :])
    return " ".join(rest[0].strip(' ,;:”"').split()) if rest else ""


def verdict_of(
    quoted: Quoted,
    verdict: str,
    letter: LetterText,
    found: Found,
    difference: str | None,
    letter_words: str | None = None,
    grave_because: str | None = None,
) -> Quotation:
    """A verdict on a quotation that has a place in the letter, and what shows it."""
    start = letter.start(found)
    return Quotation(
        text=quoted.text,
        speaker=OFSTED,
        verdict=verdict,
        document_start=quoted.start,
        document_end=quoted.end,
        letter=letter.letter.id,
        page=letter.page(start),
        start=start,
        end=letter.end(found),
        letter_words=letter_words or letter.cut(found),
        difference=difference,
        grave=grave_because,
    )
