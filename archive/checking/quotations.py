"""Is a quotation what the letter says? Verdicts with page, place and words. Pure.

The measure is words in their order; how they are typeset is not (see `wording`). What differs is
shown. A word that may be anybody's is never held against Ofsted's letter: where it is not certain
who speaks, where the quotation has no end, or where the letter has no text, nothing is accused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.checking.changed import as_altered, as_joined, is_one_place, verdict_of
from archive.checking.cut_short import denial_before, turn_after
from archive.checking.difference import difference_of, is_negative
from archive.checking.elsewhere import Elsewhere
from archive.checking.letter_text import Found, LetterText, ReleaseText, SoughtText
from archive.checking.named import is_group, is_one_person
from archive.checking.other_sources import may_be_elsewhere
from archive.checking.pieces import (
    Stretches,
    find_exact,
    find_joined,
    has_most_of,
    plain,
)
from archive.checking.quoted import OFSTED, UNKNOWN, Quoted, find_quoted
from archive.checking.shared_words import shared_passages
from archive.checking.speakers import is_anothers
from archive.records import Item, Quotation, SharedPassage
from archive.words.wording import compared_words

__all__ = ["LetterText", "ReleaseText", "check", "difference_of", "quotations_of"]

_CERTAIN_WORDS = 10  # a councillor's "we know what to do" may stand in a letter; ten words do not
_UNCERTAIN_WORDS = 5  # of somebody who is only named nearby
_LEAST_NOT_FOUND = 4  # words: of three, one may be the reporter's own
_ENOUGH = 500  # characters, to see whether there are so many words
_MOST_JOINED = 20_000  # characters: a montage is short, or it is the release itself


def check(
    item: Item,
    letter: LetterText | None,
    others: Sequence[LetterText] = (),
    *,
    also: Sequence[LetterText] = (),
    releases: Sequence[ReleaseText] = (),
) -> tuple[list[Quotation], list[SharedPassage]]:
    """Every quotation of `item` with its verdict, and the words it shares without marks.

    `letter`: the one the item is about; None where there is none, and then nothing is said of
    Ofsted's words except that they stand in another letter of the authority, if they do. `also`:
    further letters it is about. `others`: the authority's other letters. `releases`: for a report,
    those about the same letter.
    """
    own = SoughtText(item.text)
    quoted = find_quoted(item.text, item.block_quotes)
    held = [*([letter] if letter else []), *also]
    quotations = quotations_of(item, quoted, own, held, others, releases)
    passages = shared_passages(own, quoted, letter, others) if letter else []
    return quotations, passages


def quotations_of(
    item: Item,
    quoted: Sequence[Quoted],
    own: SoughtText,
    letters: Sequence[LetterText],
    others: Sequence[LetterText] = (),
    releases: Sequence[ReleaseText] = (),
    elsewhere: Elsewhere | None = None,
) -> list[Quotation]:
    """The verdicts on what was found in quotation marks, those of the title first."""
    checking = _Checking(own, letters, others, releases, elsewhere)
    # A title has no room for who speaks, and its marks hold what a sub-editor makes of the words:
    # only what is plainly the letter's counts there, and what the text quotes again counts once.
    in_title = [
        checking.verdict(replace(each, speaker=UNKNOWN)) for each in find_quoted(item.title)
    ]
    in_title = [one for one in in_title if one.letter]
    again = {compared_words(each.text).folded for each in quoted} if in_title else set()
    in_title = [one for one in in_title if compared_words(one.text).folded not in again]
    return [
        *(_of_title(one) for one in in_title),
        *(checking.verdict(each) for each in quoted),
    ]


def _of_title(quotation: Quotation) -> Quotation:
    return Quotation(
        **{name: getattr(quotation, name) for name in Quotation.__dataclass_fields__}
        | {"in_title": True}
    )


class _Checking:
    """All that the quotations of one document are held against."""

    def __init__(
        self,
        own: SoughtText,
        letters: Sequence[LetterText],
        others: Sequence[LetterText],
        releases: Sequence[ReleaseText],
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self.elsewhere = elsewhere
        self.own = own
        self.letters = letters
        self.others = others
        self.releases = releases
        self.inspectors = {
            name for letter in (*letters, *others) for name in letter.letter.inspectors if name
        }

    def verdict(self, quoted: Quoted) -> Quotation:
        """Each question in its order; the first that has an answer decides."""
        speaker = self._speaker(quoted)
        return (
            self._word_for_word(quoted, speaker)
            or self._another_speaks(quoted, speaker)
            or self._of_another_letter(quoted, speaker)
            or self._changed(quoted, speaker)
            or self._unfound(quoted, speaker)
        )

    def _speaker(self, quoted: Quoted) -> str:
        """An inspector whom the letter names speaks for Ofsted; who says `we` does not."""
        if any(is_one_person(quoted.speaker, name) for name in self.inspectors):
            return OFSTED
        if quoted.speaker == OFSTED and is_anothers(quoted.text):
            return UNKNOWN
        return quoted.speaker

    def _word_for_word(self, quoted: Quoted, speaker: str) -> Quotation | None:
        for letter in self.letters:
            found = self._found(quoted, speaker, letter, is_own=True)
            if found:
                return found
        for letter in (issue for own in self.letters for issue in own.earlier):
            found = self._found(quoted, speaker, letter, is_own=True)
            if found:
                return replace(found, earlier_issue=True, page=None, start=None, end=None)
        for letter in self.others:
            found = self._found(quoted, speaker, letter, is_own=False)
            if found:
                return found
        return None

    def _found(
        self, quoted: Quoted, speaker: str, letter: LetterText, *, is_own: bool
    ) -> Quotation | None:
        found = find_exact(quoted.text, letter)
        if found and _may_be_the_letters(speaker, quoted, found):
            return self._exact(quoted, letter, found, is_own=is_own)
        return None

    def _in_turn(self) -> list[tuple[LetterText, bool]]:
        return [*((one, True) for one in self.letters), *((one, False) for one in self.others)]

    def _exact(
        self, quoted: Quoted, letter: LetterText, found: Stretches, *, is_own: bool
    ) -> Quotation:
        whole = Found(found.found[0].first, found.found[-1].last)
        shown = None
        if found.left_out or "[" in quoted.text:
            theirs = letter.cut(whole)
            shown = difference_of(quoted.text, theirs)
            lost = next((gap for gap in found.left_out if is_negative(letter.cut(gap))), None)
            if lost:
                because = f"“{letter.cut(lost)}” is left out"
                return verdict_of(quoted, "altered", letter, whole, shown, grave_because=because)
        if not is_own:
            return verdict_of(quoted, "another_letter", letter, whole, shown)
        denied = denial_before(whole, letter, self.own, quoted.start)
        if denied:
            because = f"the letter has “{denied}” right before these words"
            return verdict_of(
                quoted, "cut_short", letter, whole, f"[{denied} …]", grave_because=because
            )
        turn = turn_after(whole, letter, self.own)
        if turn:
            return verdict_of(quoted, "cut_short", letter, whole, f"[… {turn}]")
        return verdict_of(quoted, "exact", letter, whole, shown)

    def _another_speaks(self, quoted: Quoted, speaker: str) -> Quotation | None:
        release = self._release_of(quoted)
        if speaker not in (OFSTED, UNKNOWN) or release:
            return _said_by_another(quoted, speaker, release)
        return None

    def _of_another_letter(self, quoted: Quoted, speaker: str) -> Quotation | None:
        """A report on two councils quotes two letters: what is said of the other one is not held
        against this one's."""
        if speaker != OFSTED or self.elsewhere is None:
            return None
        before = self.own.text[max(0, quoted.start - 200) : quoted.start]
        sentence = re.split(r"(?<=[.!?])[”\"’']?\s|\n", before)[-1]
        if not self.elsewhere.is_meant(f"{sentence} {quoted.text}"):
            return None
        return Quotation(quoted.text, OFSTED, "unsure", quoted.start, quoted.end)

    def _release_of(self, quoted: Quoted) -> str | None:
        """The release in which the words stand: a report often takes them from there."""
        if not self.releases:
            return None
        words = compared_words(plain(quoted.text)).folded
        return next((one.document for one in self.releases if one.find(words)), None)

    def _changed(self, quoted: Quoted, speaker: str) -> Quotation | None:
        if not quoted.is_closed:
            return None
        for letter, is_own in self._in_turn():
            is_short = len(quoted.text) < _MOST_JOINED
            joined = find_joined(quoted.text, letter) if is_own and is_short else None
            if joined and not is_one_place(quoted, letter, joined):
                return as_joined(quoted, letter, joined)
            is_certain = speaker == OFSTED and not quoted.is_earlier
            altered = as_altered(quoted, letter, is_certain=is_certain and is_own)
            if altered:
                return altered
        return None

    def _unfound(self, quoted: Quoted, speaker: str) -> Quotation:
        if speaker == UNKNOWN:
            return _said_by_another(quoted, speaker, None)
        can_tell = (
            quoted.is_certain
            and quoted.is_closed
            and not quoted.is_earlier
            and len(compared_words(quoted.text[:_ENOUGH])) >= _LEAST_NOT_FOUND
            and not any(has_most_of(quoted.text, letter) for letter in self.letters)
            and (not self.letters or any(letter.text.strip() for letter in self.letters))
            and not may_be_elsewhere(
                self.own.text, quoted.start, quoted.end, is_nested=quoted.is_nested,
                is_send=any(one.letter.kind == "area_send" for one in self.letters),
            )
        )  # fmt: skip
        verdict = "not_found" if can_tell else "unsure"
        return Quotation(quoted.text, OFSTED, verdict, quoted.start, quoted.end)


def _may_be_the_letters(speaker: str, quoted: Quoted, stretches: Stretches) -> bool:
    if speaker in (OFSTED, UNKNOWN) or is_group(speaker):
        return True
    least = _CERTAIN_WORDS if quoted.is_certain else _UNCERTAIN_WORDS
    return sum(map(len, stretches.found)) >= least


def _said_by_another(quoted: Quoted, speaker: str, release: str | None) -> Quotation:
    return Quotation(
        quoted.text, speaker, "not_ofsted", quoted.start, quoted.end, press_release=release
    )
