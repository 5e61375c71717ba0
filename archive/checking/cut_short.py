"""What a quotation was cut from: a sentence that turns where it ends, a denial before it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.checking.difference import is_negative
from archive.checking.letter_text import Found, LetterText, SoughtText
from archive.checking.stems import is_small, stem
from archive.words.wording import compared_words

_TURNS = r"(?:however|nevertheless|nonetheless|but|although|though|yet|not yet|except|albeit)"
_TURN = re.compile(rf"(?:and )?(?:{_TURNS}|despite|that said|even so)\b", re.IGNORECASE)
_TURN_IN_NEXT = re.compile(r"[^.!?\n]{2,60}?, (?:however|though|nevertheless),", re.IGNORECASE)
# A sentence of its own that begins so comes back to where it was: "Although X, Y". One that says
# "despite this" turns against the words before it.
_CONCEDES = re.compile(
    r"(?:although|though|despite|except)\b(?! (?:this|these|that|those|such)\b)", re.IGNORECASE
)
_TURN_BY_NOT = re.compile(
    r"(?:it|they|this|that|these|he|she) (?:is|are|was|were|has|have|had|do|does|did) not "
    r"(?:yet|always|consistently|sufficiently|routinely)\b",
    re.IGNORECASE,
)
_TURN_SOON = re.compile(rf"([\w ,;–—’'-]*?)[,;–—]\s*{_TURNS}\b")
_SOON = 6  # words
_DENIED_BEFORE = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would) not|never|cannot|"
    r"no longer|"
    r"not)(?: (?:yet|always|consistently|sufficiently|routinely|fully|all|been|be|enough))*$",
    re.IGNORECASE,
)
_DENIAL = 5  # words before the quotation's first
_LEAST_TURN = 3  # words: "…, however." looks back
_OPENS = 6  # words with which a sentence points back
_POINTS_BACK = re.compile(
    r"\b(?:this|these|those|it|its|they|their|them|he|she|such|so|here|there|not|some|a few|few|"
    r"a (?:small|minority|lack)|others?|many|most|all|every|too|one|more|further|until|when|"
    r"where)\b"
)
# Of whom every sentence speaks.
_OF_ALL = {stem(word) for word in ("children", "young", "people", "families", "services", "send")}
_TURN_REACHES = 40  # words: the sentence that turns, and the beginning of what it leads to
_ONLY_LEADS = 9  # words: “However, this is not so everywhere.” only leads to the next
_TOLD_RUN = 5  # words in a row, of anywhere in the turn, with which a quotation begins
_OPENING = "“‘\"'"
_TOLD_AGAIN = 4  # words of the turn that, found in the document, show that it tells it


def turn_after(found: Found, letter: LetterText, own: SoughtText) -> str | None:
    """How the letter goes on, where it turns there and the document does not tell it. A new
    paragraph, or item of a list, takes nothing back from the one before."""
    rest = letter.text[letter.end(found) : letter.end(found) + 600]
    at = len(rest) - len(rest.lstrip(' ,;:.–—\n”"’'))
    is_whole = letter.ends_sentence(found.last - 1)
    if is_whole and ("\n" in rest[:at] or _CONCEDES.match(rest, at)):
        return None
    turns = _TURN.match(rest, at) or _turns_soon(rest)
    if is_whole:
        turns = turns or _TURN_IN_NEXT.match(rest, at) or _TURN_BY_NOT.match(rest, at)
    goes_on = re.match(r"[^.!?\n]*", rest[at:]) if turns else None
    if not turns or not goes_on or len(goes_on[0].split()) < _LEAST_TURN:
        return None
    told = letter.words.folded[found.last : found.last + _TURN_REACHES]
    after = len(compared_words(rest[: turns.end()]))
    long = len(compared_words(goes_on[0]))
    leads_on = is_whole and long <= _ONLY_LEADS
    if own.find(told[after : after + _TOLD_AGAIN]) or _is_told(
        told if leads_on else told[:long], own
    ):
        return None
    if is_whole and _is_of_what_came_before(found, letter, rest[turns.end() :]):
        return None
    return " ".join(goes_on[0].split())


def _is_told(turn: Sequence[str], own: SoughtText) -> bool:
    """Does a quotation of the document begin within the turn: `there remains much to do`?"""
    runs = (turn[at : at + _TOLD_RUN] for at in range(len(turn) - _TOLD_RUN + 1))
    places = (own.find(run) for run in runs)
    return any(place and own.text[own.start(place) - 1] in _OPENING for place in places)


def _is_of_what_came_before(found: Found, letter: LetterText, after: str) -> bool:
    """`Practice is strong in most areas, and the workforce is stable. However, practice …`: of a
    quotation that begins within a sentence, does the turn take back only what stands before it?"""
    first = found.first
    while first and not letter.begins_sentence(first):
        first -= 1
    clause = re.match(r"[^.!?\n]*", after)
    words = compared_words(clause[0]).folded if clause else ()
    turn = {stem(word) for word in words if not is_small(word)}
    before = {stem(word) for word in letter.words.folded[first : found.first]}
    ours = {stem(word) for word in letter.words.folded[found.first : found.last]}
    points_back = _POINTS_BACK.search(" ".join(words[:_OPENS]))
    return bool(turn & before - _OF_ALL) and not turn & ours and not points_back


def _turns_soon(rest: str) -> re.Match[str] | None:
    """`…, with support from schools, but not always`: within a few words of the same sentence."""
    turns = _TURN_SOON.match(rest)
    return turns if turns and 1 <= len(turns[1].split()) <= _SOON else None


def denial_before(
    found: Found, letter: LetterText, own: SoughtText, quoted_from: int
) -> str | None:
    """The letter's "do not always" right before the words, where the document drops it."""
    if letter.begins_sentence(found.first):
        return None
    first = found.first
    while first > max(0, found.first - _DENIAL) and not letter.begins_sentence(first):
        first -= 1
    before = letter.text[letter.words.starts[first] : letter.start(found)].rstrip()
    denial = _DENIED_BEFORE.search(before)
    lead = own.text[max(0, quoted_from - 60) : quoted_from]
    return denial[0] if denial and not is_negative(lead) else None
