"""The labelled set of releases and reports (tests/archive/labelled/links), and what the linker
makes of it. Invented items modelled on what real ones do; half of them hold a trap."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from archive.linking import Rarity, Shelf, authorities_of, decide
from archive.local_authorities import slug_of
from archive.records import Authority, HeldLetter, Item, Link, Period, VisitWindow

SET = Path(__file__).resolve().parent.parent / "tests/archive/labelled/links"
TODAY = dt.date(2026, 11, 21)
AREAS = ("overall", "leaders", "help_and_protection", "in_care")


@dataclass(frozen=True, slots=True)
class Labelled:
    """An item with the right answer. `about`: its letters; `decision` says why there are none."""

    item: Item
    usual: str | None
    about: frozenset[str]
    decision: str  # linked, letter_not_held, not_about_a_letter, unsure
    trap: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A labelled item, and what was made of it."""

    labelled: Labelled
    links: tuple[Link, ...]

    @property
    def linked(self) -> frozenset[str]:
        """The letters it was linked to."""
        return frozenset(link.letter for link in self.links if link.letter)

    @property
    def decision(self) -> str:
        """The decision; that of the first row, where there are several."""
        return self.links[0].decision

    @property
    def is_wrong(self) -> bool:
        """Is it linked to a letter that it is not about?"""
        return bool(self.linked - self.labelled.about)

    @property
    def is_right(self) -> bool:
        """Is it linked to all letters that it is about, and to no other?"""
        return bool(self.labelled.about) and self.linked == self.labelled.about

    @property
    def is_exact(self) -> bool:
        """Is the decision the right one, letters and all?"""
        return self.linked == self.labelled.about and self.decision == self.labelled.decision


def outcomes(
    items: Sequence[Labelled],
    letters: Mapping[str, Sequence[HeldLetter]],
    authorities: Sequence[Authority],
) -> list[Outcome]:
    """What the linker makes of each item, given the letters by authority."""
    shelf = _shelf_of(letters)
    return [Outcome(one, tuple(_decide(one, letters, authorities, shelf))) for one in items]


def outcomes_without(
    items: Sequence[Labelled],
    letters: Mapping[str, Sequence[HeldLetter]],
    authorities: Sequence[Authority],
) -> list[Outcome]:
    """What it makes of each item about a letter, were that letter not here: any link is wrong."""
    shelf = _shelf_of(letters)
    return [
        Outcome(
            replace(one, about=frozenset(), decision="letter_not_held"),
            tuple(_decide(one, _without(letters, one.about), authorities, shelf)),
        )
        for one in items
        if one.about
    ]


def _shelf_of(letters: Mapping[str, Sequence[HeldLetter]]) -> Shelf:
    return Shelf(Rarity((letter.kind, letter.text) for each in letters.values() for letter in each))


def _without(
    letters: Mapping[str, Sequence[HeldLetter]], about: frozenset[str]
) -> dict[str, list[HeldLetter]]:
    return {urn: [one for one in each if one.id not in about] for urn, each in letters.items()}


def _decide(
    one: Labelled,
    letters: Mapping[str, Sequence[HeldLetter]],
    authorities: Sequence[Authority],
    shelf: Shelf,
) -> list[Link]:
    places = authorities_of(one.item, authorities, one.usual)
    candidates = [letter for place in places for letter in letters.get(place.urn, ())]
    return decide(one.item, candidates, shelf, places, authorities)


@lru_cache(maxsize=1)
def invented() -> tuple[list[Labelled], dict[str, list[HeldLetter]], list[Authority]]:
    """The items, the letters by authority, and the authorities of the labelled set."""
    ground = _read("letters.yml")
    by_authority: dict[str, list[HeldLetter]] = defaultdict(list)
    for row in ground["letters"]:
        by_authority[row["authority"]].append(_letter(row))
    authorities = [
        Authority(
            row["urn"],
            row["name"],
            slug_of(row["name"]),
            tuple(row["aliases"]),
            active_to=row.get("active_to"),
            successor=row.get("successor"),
        )
        for row in ground["authorities"]
    ]
    return list(_items()), dict(by_authority), authorities


def _items() -> Iterator[Labelled]:
    for row in _read("releases.yml"):
        yield _labelled(row, "press_release", row["of"], None)
    for row in _read("reports.yml"):
        yield _labelled(row, "news_report", None, row["usual"])


def _labelled(row: dict[str, Any], kind: str, of: str | None, usual: str | None) -> Labelled:
    about, day = row["about"], str(row["day"] or "")
    decision = {"nothing": "not_about_a_letter", "not held": "letter_not_held"}
    return Labelled(
        Item(
            kind,
            row["id"],
            row["title"],
            row["text"],
            dt.date.fromisoformat(day) if len(day) == len("2018-12-05") else None,
            TODAY,
            of,
            tuple(row.get("links", ())),
            address=row.get("address", ""),
            published_in=Period.of(day),
        ),
        usual,
        frozenset() if isinstance(about, str) else frozenset(about),
        decision[about] if isinstance(about, str) else "linked",
        row.get("trap") if row.get("hard") else None,
    )


def _letter(row: dict[str, Any]) -> HeldLetter:
    return HeldLetter(
        id=row["id"],
        local_authority=row["authority"],
        kind=row["kind"],
        url=f"https://files.ofsted.gov.uk/v1/file/{row['id']}",
        provider_url=f"https://reports.ofsted.gov.uk/provider/44/{row['authority']}",
        text=row["text"],
        published=row["published"],
        visit_windows=tuple(VisitWindow(start, end) for start, end in row["visit"]),
        inspectors=tuple(row["inspectors"]),
        grades=_grades(row),
        theme=row.get("theme"),
    )


def _grades(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    if "outcome" in row:
        return (("send_outcome", row["outcome"]),)
    return tuple(zip(AREAS, row.get("grades", ()), strict=False))


def _read(name: str) -> Any:
    return yaml.safe_load((SET / name).read_text(encoding="utf-8"))
