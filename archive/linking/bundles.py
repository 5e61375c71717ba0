"""Items to be linked, with all that it takes, as a bundle that another process can be given. Pure.

A bundle has the letters of the authorities that its items are expected to be about. An item that
names another one comes back undecided, for whoever has all letters.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive.linking.decisions import decide
from archive.linking.letters import Rarity, Shelf
from archive.linking.places import authorities_of
from archive.records import Authority, HeldLetter, Item, Link

_MOST_HELD = 1_000  # letters that a process keeps ready from one bundle to the next


@dataclass(frozen=True, slots=True)
class Undecided:
    """An item, and the authorities of its outlet's area, or whom its trust serves."""

    item: Item
    usual: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What an item is about, and the authority whose it is: of reports it is found by linking."""

    links: tuple[Link, ...]
    place: str | None


@dataclass(frozen=True, slots=True)
class LinkBundle:
    """`letters`: of each authority that is expected, all of them."""

    items: tuple[Undecided, ...]
    letters: Mapping[str, tuple[HeldLetter, ...]]
    authorities: tuple[Authority, ...]
    rarity: Rarity


class LettersMissing(LookupError):
    """An item may be about an authority whose letters are not at hand."""


def decide_on(
    undecided: Undecided,
    letters_of: Callable[[str], Sequence[HeldLetter]],
    shelf: Shelf,
    authorities: Sequence[Authority],
) -> Decided:
    """What one item is about. `letters_of` an authority's number; what it raises is raised."""
    item = undecided.item
    places = authorities_of(item, authorities, undecided.usual)
    letters = [letter for place in places for letter in letters_of(place.urn)]
    links = decide(item, letters, shelf, places, authorities)
    linked = next((link.letter for link in links if link.letter), None)
    owners = {letter.id: letter.local_authority for letter in letters}
    first = places[0].urn if places else None
    return Decided(tuple(links), owners.get(linked or "", first))


def decide_bundle(bundle: LinkBundle) -> list[Decided | None]:
    """What each item of a bundle is about; None where it could not be decided here."""
    shelf = _kept.shelf(bundle.rarity)
    letters = {urn: [_kept.letter(each) for each in some] for urn, some in bundle.letters.items()}

    def letters_of(urn: str) -> Sequence[HeldLetter]:
        if urn not in letters:
            raise LettersMissing(urn)
        return letters[urn]

    def decided(undecided: Undecided) -> Decided | None:
        try:
            return decide_on(undecided, letters_of, shelf, bundle.authorities)
        except Exception:  # noqa: BLE001 - it is decided again, and said, where the archive is
            return None

    return [decided(each) for each in bundle.items]


class _Kept:
    """What a process has made ready of earlier bundles. A letter that has come again is the one
    that was made ready, as long as it says the same."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._letters: OrderedDict[str, HeldLetter] = OrderedDict()

    def shelf(self, rarity: Rarity) -> Shelf:
        if not self._shelf.rarity.is_like(rarity):
            self._shelf = Shelf(rarity)
        return self._shelf

    def letter(self, letter: HeldLetter) -> HeldLetter:
        held = self._letters.get(letter.id)
        if held != letter:
            held = self._letters[letter.id] = letter
        self._letters.move_to_end(letter.id)
        if len(self._letters) > _MOST_HELD:
            self._letters.popitem(last=False)
        return held


_kept = _Kept()
