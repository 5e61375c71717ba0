"""Gathers what one release or report is held against: its letters, their neighbours, the releases
that a report may quote; and what was said of its authority before. Reads the archive, and writes
nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.checking.bundles import Desk, Names, ToCheck
from archive.checking.points import points_of
from archive.checking.recurring import recurring_points
from archive.processing.held_letters import HeldLetters
from archive.records import Checks, HeldLetter, Item, RecurringPoint
from archive.store import Archive


@dataclass(frozen=True, slots=True)
class Gathered:
    """An item, and all letters of the authorities that it is about."""

    asked: ToCheck
    letters: tuple[HeldLetter, ...]


class Checking:
    """Asked for many documents; what is costly to make of a letter is made once while needed."""

    def __init__(self, archive: Archive, letters: HeldLetters) -> None:
        self._archive = archive
        self._letters = letters
        self._desk = Desk()

    def check(self, gathered: Gathered) -> Checks:
        """Everything that one document is held to."""
        letters = {letter.id: letter for letter in gathered.letters}
        return self._desk.check(gathered.asked, letters, self.names)

    def gather(self, item: Item) -> Gathered:
        """All that one document is held against."""
        rows = self._links_of(item)
        linked = [row["letter"] for row in rows]
        by_a_person = any(row["decided_by"] == "person" for row in rows)
        letters = tuple(one for urn in self._urns(linked) for one in self._letters.of(urn))
        is_report = bool(letters) and item.document_kind == "news_report"
        releases = self._releases_on(linked) if is_report else ()
        return Gathered(ToCheck(item, tuple(linked), releases, by_a_person), letters)

    @property
    def names(self) -> Names:
        """Every authority's names."""
        return {one.urn: (one.name, *one.aliases) for one in self._letters.authorities}

    def recurring(self, urn: str) -> list[RecurringPoint]:
        """The points of an authority's letters that its earlier letters made too."""
        letters = sorted(
            (one for one in self._letters.of(urn) if one.published),
            key=lambda one: (str(one.published), one.id),
        )
        points = [(letter.id, points_of(letter)) for letter in letters]
        return [
            found
            for place, (number, its_points) in enumerate(points)
            for found in recurring_points(number, its_points, points[:place])
        ]

    def _links_of(self, item: Item) -> list[dict[str, Any]]:
        return self._archive.rows(
            """SELECT letter, decided_by FROM links WHERE document_kind = ? AND document = ?
               AND decision = 'linked' AND letter IS NOT NULL ORDER BY position""",
            [item.document_kind, item.document],
        )

    def _urns(self, letters: Sequence[str]) -> list[str]:
        marks = ", ".join("?" for _ in letters)
        rows = self._archive.rows(
            f"SELECT id, local_authority FROM letters WHERE id IN ({marks})",  # noqa: S608
            list(letters),
        )
        of = {row["id"]: row["local_authority"] for row in rows}
        return list(dict.fromkeys(of[letter] for letter in letters if letter in of))

    def _releases_on(self, letters: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The releases about these letters: a report often has its words from them."""
        marks = ", ".join("?" for _ in letters)
        rows = self._archive.rows(
            f"""SELECT DISTINCT press_releases.id, press_releases.text FROM press_releases
                JOIN links ON links.document = press_releases.id
                WHERE links.document_kind = 'press_release' AND links.decision = 'linked'
                    AND links.letter IN ({marks}) ORDER BY press_releases.id""",  # noqa: S608
            list(letters),
        )
        return tuple((row["id"], row["text"]) for row in rows)
