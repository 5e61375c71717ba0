"""Does a document show that it is about the letter it is held against? Pure.

A link may err, and a later document quotes letters that are not held. Against another letter of the
same authority half of all documents would be accused of quoting what nobody wrote; against their
own hardly any. So what accuses (words that are nowhere, another grade, silence) is said only of a
document that has this letter's own words, or its days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from archive.checking.letter_text import LetterText
from archive.records import Answer, GradeClaim, HeldLetter, Item, Quotation
from archive.words.dates_named import Days, Month, months_in, single_days_in, visits_in
from archive.words.told import Told
from archive.words.wording import compared_words

_FROM_IT = ("exact", "cut_short", "joined")  # changed words may be the next letter's
_MANY_WORDS = 8  # fewer may stand in any letter
_SOME_WORDS = 5
_EARLY = dt.timedelta(days=7)  # of a release that comes out, or is dated, before the letter
_NEWS = dt.timedelta(days=14)  # after the letter: so long it is what a document is about
_LATE = dt.timedelta(days=45)  # after it: other visits, reports and letters are quoted as well


class Shown:
    """What a document shows of the letters it is held against. `quotations`: those found in it;
    `others`: the authority's other letters; `is_said_to_be`: a person says it is about them."""

    def __init__(
        self,
        item: Item,
        letters: Sequence[LetterText],
        others: Sequence[LetterText],
        quotations: Sequence[Quotation],
        *,
        is_said_to_be: bool = False,
    ) -> None:
        self.item = item
        self.letters = [one.letter for one in letters]
        self.others = others
        self.quotations = quotations
        self.is_said_to_be = is_said_to_be

    @cached_property
    def is_shown(self) -> bool:
        """Is the document plainly about one of the letters?"""
        return (
            self.is_said_to_be
            or self._is_of_its_day
            or self._has_its_words(_MANY_WORDS)
            or self._names_its_days
        )

    @cached_property
    def is_likely(self) -> bool:
        """Is it likely about one of them? Fewer words will do, and days told as past."""
        return (
            self.is_shown
            or self._has_its_words(_SOME_WORDS)
            or any(_is_of(days, letter) for letter in self.letters for days in self._days)
            or any(self._is_its_month(month) for month in months_in(self._told))
        )

    @cached_property
    def may_tell_of_another(self) -> bool:
        """Does it come long after the letter, or tell of what was seen or published after it?"""
        last = max((one.published for one in self.letters if one.published), default=None)
        if last is None:
            return False
        if self.item.published and self.item.published > last + _LATE:
            return True
        return any(
            days.start > last + _NEWS if days.year_known else self._is_another_visit(days)
            for days in self._days
        )

    @property
    def _is_of_its_day(self) -> bool:
        day = self.item.published
        return day is not None and any(
            one.published - _EARLY <= day <= one.published + _NEWS
            for one in self.letters
            if one.published
        )

    def _has_its_words(self, least: int) -> bool:
        """So many words that this letter has, and none of the authority's others."""
        own = {one.id for one in self.letters}
        return any(
            one.verdict in _FROM_IT
            and one.letter in own
            and self._is_its_own(one.letter_words or one.text, least)
            for one in self.quotations
        )

    def _is_its_own(self, words: str, least: int) -> bool:
        folded = compared_words(words).folded
        return len(folded) >= least and not any(one.find(folded) for one in self.others)

    @property
    def _names_its_days(self) -> bool:
        """The days of the visit or of the letter, or the visit's month with its year; as news."""
        now = [days for days in self._days if not days.past]
        months = [month for month in months_in(self._told) if not month.past]
        return any(_is_of(days, letter) for letter in self.letters for days in now) or any(
            map(self._is_its_month, months)
        )

    def _is_its_month(self, month: Month) -> bool:
        starts = [window.start for letter in self.letters for window in letter.visit_windows]
        return month.printed and any(map(month.holds, starts))

    def _is_another_visit(self, days: Days) -> bool:
        """Days of a visit, of an unknown year, on which no letter's visit was."""
        return (
            days.start != days.end
            and not days.past
            and not any(_is_of(days, letter) for letter in self.letters)
        )

    @cached_property
    def _told(self) -> Told:
        return Told(self.item.title, self.item.text, self.item.published)

    @cached_property
    def _days(self) -> list[Days]:
        return [*visits_in(self._told), *single_days_in(self._told)]


def _is_of(days: Days, letter: HeldLetter) -> bool:
    windows = letter.visit_windows
    if any(days.are(one.start, one.end) or days.touches(one.start, one.end) for one in windows):
        return True
    return bool(letter.published and days.are(letter.published, letter.published))


def quotations_told(quotations: Sequence[Quotation], shown: Shown) -> list[Quotation]:
    """That words are not found is said only where the document is plainly about this letter, and
    of no other one as well. Altered words show where they are from, and need no more."""
    return [
        replace(one, verdict="unsure")
        if one.verdict == "not_found" and (not shown.is_shown or shown.may_tell_of_another)
        else one
        for one in quotations
    ]


def claims_told(claims: Sequence[GradeClaim], shown: Shown) -> list[GradeClaim]:
    """A grade is not called wrong by a letter that the document may not be about; by an earlier
    one, whose year it names, it is."""
    own = {None, *(one.id for one in shown.letters)}
    return [
        replace(one, verdict="unsure", reason="nothing shows that this letter is meant")
        if one.verdict == "wrong" and one.letter in own and not shown.is_shown
        else one
        for one in claims
    ]


def answers_told(answers: Sequence[Answer], shown: Shown) -> list[Answer]:
    """Nor is a document silent on a letter that it may not be about."""
    return [
        replace(one, verdict="unsure")
        if one.verdict == "not_mentioned" and not shown.is_likely
        else one
        for one in answers
    ]
