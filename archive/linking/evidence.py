"""Letters weighed against one item: each with its signs and its score. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from archive.linking.case import Case, Common
from archive.linking.letters import Shelf
from archive.linking.sign import Sign
from archive.linking.signs import signs_on
from archive.records import HeldLetter

_IDENTIFYING = {
    "links to the letter",
    "visit days",
    "days of the visit",
    "days near the visit",
    "visit number",
    "visit month and year",
    "visit month",
    "day of publication",
    "month of publication",
    "same day",
    "within days",
    "within weeks",
    "within months",
    "month of both",
    "year of both",
    "single inspection",
    "overall grade",
    "theme",
    "step",
    "several grades",
    "grade kept",
    "SEND outcome",
    "next inspection",
    "year in the title",
    "inspector named",
    "names in common",
    "words in common",
    "short quotations",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter and all that speaks for and against it."""

    letter: HeldLetter
    signs: tuple[Sign, ...]

    @property
    def score(self) -> float:
        """The sum of all signs."""
        return sum(sign.points for sign in self.signs)

    def has(self, *names: str) -> bool:
        """Does one of these signs stand on it?"""
        return any(sign.name in names for sign in self.signs)

    @property
    def identified_by(self) -> float:
        """The points of what speaks for this very letter, and not for any letter of its kind."""
        return sum(sign.points for sign in self.signs if sign.name in _IDENTIFYING)

    @property
    def told_by(self) -> float:
        """The same, without its grade: of four grades, another letter often has the same."""
        return self.identified_by - sum(s.points for s in self.signs if s.name == "overall grade")


def weigh(case: Case, shelf: Shelf) -> list[Candidate]:
    """Every letter with its signs, the likeliest first."""
    common = Common(case, shelf)
    found = [Candidate(letter, tuple(signs_on(case, letter, common))) for letter in case.letters]
    return sorted(found, key=lambda c: (-c.score, c.letter.id))
