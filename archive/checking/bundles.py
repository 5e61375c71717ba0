"""Items to be checked, with all that they are held against: one by one, or as a bundle that another
process can be given. Pure."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.checking.checks import ReadyLetter, check_item
from archive.checking.elsewhere import Elsewhere
from archive.checking.letter_text import ReleaseText
from archive.records import Checks, HeldLetter, Item

_MOST_READY = 200  # letters kept ready: those of a few authorities, however many there are

Names = Mapping[str, tuple[str, ...]]  # every authority's names, by its number


@dataclass(frozen=True, slots=True)
class ToCheck:
    """An item, the letters that it is about (the first counts most), and the releases on them, by
    id and text, where it is a report. `by_a_person`: a person has said what it is about."""

    item: Item
    linked: tuple[str, ...]
    releases: tuple[tuple[str, str], ...] = ()
    by_a_person: bool = False


@dataclass(frozen=True, slots=True)
class CheckBundle:
    """`letters`: all letters of the authorities that the items are about."""

    items: tuple[ToCheck, ...]
    letters: tuple[HeldLetter, ...]
    names: Names


class Desk:
    """Asked for many documents; what is costly to make of a letter is made once while needed."""

    def __init__(self) -> None:
        self._ready: OrderedDict[str, ReadyLetter] = OrderedDict()
        self._elsewhere: dict[str, Elsewhere] = {}
        self._names: Names = {}

    def check(self, asked: ToCheck, letters: Mapping[str, HeldLetter], names: Names) -> Checks:
        """Everything that one document is held to. What it quotes is held against a letter only
        where it is about one."""
        own = [self._made_ready(letters[number]) for number in asked.linked if number in letters]
        if not own:
            return Checks()
        urn = own[0].letter.local_authority
        others = [
            self._made_ready(letter)
            for number, letter in letters.items()
            if number not in asked.linked and letter.local_authority == urn
        ]
        releases = [ReleaseText(document, text) for document, text in asked.releases]
        elsewhere = self._other_authorities(urn, names)
        return check_item(
            asked.item, own, others, releases, elsewhere, is_said_to_be=asked.by_a_person
        )

    def _other_authorities(self, urn: str, names: Names) -> Elsewhere:
        if self._names != names:
            self._names = names
            self._elsewhere.clear()
        if urn not in self._elsewhere:
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


_desk = Desk()  # of this process


def check_bundle(bundle: CheckBundle) -> list[Checks | None]:
    """What each item of a bundle is held to; None where it could not be done here."""
    letters = {letter.id: letter for letter in bundle.letters}

    def checked(asked: ToCheck) -> Checks | None:
        try:
            return _desk.check(asked, letters, bundle.names)
        except Exception:  # noqa: BLE001 - it is done again, and said, where the archive is
            return None

    return [checked(each) for each in bundle.items]


def in_bundles(
    gathered: Sequence[tuple[ToCheck, tuple[HeldLetter, ...]]], names: Names
) -> CheckBundle:
    """Items with the letters that each needs, every letter once."""
    letters = {letter.id: letter for _, some in gathered for letter in some}
    return CheckBundle(tuple(asked for asked, _ in gathered), tuple(letters.values()), names)
