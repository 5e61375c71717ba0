"""Gathers what one release or report is held against: its letters, their neighbours, the releases
that a report may quote; and what was said of its authority before. Reads the archive, writes
nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from archive.checking.checks import ReadyLetter, check_item
from archive.checking.elsewhere import Elsewhere
from archive.checking.letter_text import ReleaseText
from archive.checking.points import points_of
from archive.checking.recurring import recurring_points
from archive.held_letters import HeldLetters
from archive.records import Checks, HeldLetter, Item, RecurringPoint
from archive.store import Archive

_MOST_READY = 200  # letters kept ready: those of a few authorities, however many there are


class Checking:
    """Asked for many documents; what is costly to make of a letter is made once while needed."""

    def __init__(self, archive: Archive, letters: HeldLetters) -> None:
        self._archive = archive
        self._letters = letters
        self._ready: OrderedDict[str, ReadyLetter] = OrderedDict()
        self._elsewhere: dict[str, Elsewhere] = {}

    def of(self, item: Item) -> Checks:
        """Everything that one document is held to. What it quotes is held against a letter only
        where it is about one."""
        linked = self._linked(item)
        letters = {one.id: one for urn in self._urns(linked) for one in self._letters.of(urn)}
        own = [self._made_ready(letters[number]) for number in linked if number in letters]
        if not own:
            return Checks()
        urn = own[0].letter.local_authority
        others = [
            self._made_ready(letter)
            for number, letter in letters.items()
            if number not in linked and letter.local_authority == urn
        ]
        releases = self._releases_on(linked) if item.document_kind == "news_report" else []
        return check_item(item, own, others, releases, self._other_authorities(urn))

    def recurring(self, urn: str) -> list[RecurringPoint]:
        """The points of an authority's letters that its earlier letters made too."""
        letters = sorted(
            (one for one in self._letters.of(urn) if one.published),
            key=lambda one: (str(one.published), one.id),
        )
        told: list[tuple[HeldLetter, str]] = [(one, one.id) for one in letters]
        points = {number: points_of(letter) for letter, number in told}
        return [
            found
            for place, (_, number) in enumerate(told)
            for found in recurring_points(
                number, points[number], [(before, points[before]) for _, before in told[:place]]
            )
        ]

    def _linked(self, item: Item) -> list[str]:
        rows = self._archive.rows(
            """SELECT letter FROM links WHERE document_kind = ? AND document = ?
               AND decision = 'linked' AND letter IS NOT NULL ORDER BY position""",
            [item.document_kind, item.document],
        )
        return [row["letter"] for row in rows]

    def _urns(self, letters: Sequence[str]) -> list[str]:
        marks = ", ".join("?" for _ in letters)
        rows = self._archive.rows(
            f"SELECT id, local_authority FROM letters WHERE id IN ({marks})",  # noqa: S608
            list(letters),
        )
        of = {row["id"]: row["local_authority"] for row in rows}
        return list(dict.fromkeys(of[letter] for letter in letters if letter in of))

    def _releases_on(self, letters: Sequence[str]) -> list[ReleaseText]:
        """The releases about these letters: a report often has its words from them."""
        marks = ", ".join("?" for _ in letters)
        rows = self._archive.rows(
            f"""SELECT DISTINCT press_releases.id, press_releases.text FROM press_releases
                JOIN links ON links.document = press_releases.id
                WHERE links.document_kind = 'press_release' AND links.decision = 'linked'
                    AND links.letter IN ({marks}) ORDER BY press_releases.id""",  # noqa: S608
            list(letters),
        )
        return [ReleaseText(row["id"], row["text"]) for row in rows]

    def _other_authorities(self, urn: str) -> Elsewhere:
        if urn not in self._elsewhere:
            names = {one.urn: (one.name, *one.aliases) for one in self._letters.authorities}
            self._elsewhere[urn] = Elsewhere(names, urn)
        return self._elsewhere[urn]

    def _made_ready(self, letter: HeldLetter) -> ReadyLetter:
        """Kept by the letter's words as well: they may have been read anew in the meantime."""
        held = self._ready.get(letter.id)
        if held is None or held.letter != letter:
            held = self._ready[letter.id] = ReadyLetter(letter)
        self._ready.move_to_end(letter.id)
        if len(self._ready) > _MOST_READY:
            self._ready.popitem(last=False)
        return held
