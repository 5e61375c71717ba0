"""The labelled sets: invented letters and what is said of them, with what is right.

Used by the tests, and by benchmarks/accuracy_checks.py for its figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from archive.checking.elsewhere import Elsewhere
from archive.checking.grade_claims import grade_claims
from archive.checking.letter_text import LetterText, ReleaseText, SoughtText
from archive.checking.points import answers
from archive.checking.quotations import check
from archive.checking.release_sentences import ReleaseSentences
from archive.records import HeldLetter, Item, Point

LABELLED = Path(__file__).with_name("labelled")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One thing that was labelled: what is right, and what was found."""

    where: str
    words: str
    right: str
    found: str

    @property
    def is_right(self) -> bool:
        return self.right == self.found


@cache
def sets(kind: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The files of one kind, by their names."""
    files = sorted((LABELLED / kind).glob("*.yml"))
    return tuple((file.stem, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files)


def letter_of(text: str, number: str, **facts: Any) -> HeldLetter:
    """An invented letter as checking sees it."""
    return HeldLetter(number, "90001", facts.pop("kind", "focused_visit"), "", "", text, **facts)


def item_of(text: str, title: str = "", kind: str = "press_release") -> Item:
    """An invented release or report."""
    return Item(kind, "x", title, text, None, dt.date(2026, 1, 1))


# --- quotations ---


def quotations() -> Iterator[Labelled]:
    """Every labelled quotation, with the verdict that was found; `none` where there is no row."""
    for name, held in sets("quotations"):
        letter = LetterText(
            letter_of(held["letter"], "1", inspectors=tuple(held["inspectors"]), page_starts=(0,))
        )
        other = LetterText(letter_of(held["other"], "2"))
        releases = [ReleaseText("r", held["release"])] if "release" in held else []
        for case in held["cases"]:
            yield from _quotations_of(name, case, letter, other, releases)


def _quotations_of(
    name: str, case: dict[str, Any], letter: LetterText, other: LetterText, releases: list[Any]
) -> Iterator[Labelled]:
    right = case["is"] if isinstance(case["is"], list) else [case["is"]]
    kind = "news_report" if case.get("report") else "press_release"
    found = check(item_of(case["say"], kind=kind), letter, [other], releases=releases)[0]
    for number in range(max(len(right), len(found), 1)):
        one = found[number] if number < len(found) else None
        wanted = right[number] if number < len(right) else "none"
        verdict = one.verdict if one else "none"
        if one and case.get("grave") and not one.grave:
            verdict += " (not grave)"
        if one and case.get("release") and one.press_release != "r":
            verdict += " (not the release's)"
        yield Labelled(name, one.text if one else case["say"], wanted, verdict)


# --- grade claims ---


def claims() -> Iterator[Labelled]:
    """Every labelled claim, and every claim that was found and is none, with its verdict."""
    for _, held in sets("grade_claims"):
        letters = {name: _graded(name, facts) for name, facts in held["letters"].items()}
        for name, cases in held["cases"].items():
            earlier = [letters[one] for one in held["letters"][name].get("earlier", ())]
            for case in cases:
                yield from _claims_of(case, letters[name], earlier)


def _graded(name: str, facts: dict[str, Any]) -> HeldLetter:
    return letter_of(
        "x",
        name,
        kind=facts["kind"],
        framework=facts["framework"],
        published=facts["published"],
        grades=tuple(facts["grades"].items()),
    )


def _claims_of(
    case: dict[str, Any], letter: HeldLetter, earlier: list[HeldLetter]
) -> Iterator[Labelled]:
    title, text = (case["say"], "") if case.get("title") else ("", case["say"])
    elsewhere = Elsewhere({"90001": ["Ostermere", "Linchester"]}, "90001")
    found = grade_claims(item_of(text, title), letter, earlier, elsewhere)
    right = {(area, claimed): verdict for area, claimed, verdict in case["is"]}
    made = {(one.area, one.claimed): one.verdict for one in found}
    for key in dict.fromkeys([*right, *made]) or [("", "none")]:
        name = " ".join(key).strip()
        yield Labelled(
            letter.id, case["say"], f"{name}: {right.get(key, 'no claim')}",
            f"{name}: {made.get(key, 'no claim')}",
        )  # fmt: skip


# --- points ---


def points() -> Iterator[Labelled]:
    """Every labelled answer. `unsure` is neither right nor wrong."""
    for _, held in sets("points"):
        for number, release in enumerate(held["releases"], start=1):
            texts = held["letters"][release["letter"]]
            listed = [Point("improvement", str(n), text) for n, text in enumerate(texts, start=1)]
            sentences = ReleaseSentences("", SoughtText(release["text"]))
            found = answers(sentences, listed, [])
            for point, one, said in zip(listed, found, release["is"], strict=True):
                # YAML reads y and n as words here, since they are quoted by no one.
                right = "mentioned" if said in ("y", True) else "not_mentioned"
                yield Labelled(f"{release['letter']} {number}", point.text, right, one.verdict)


def pairs_of_points() -> int:
    """How many releases were labelled against a letter's points."""
    return sum(len(held["releases"]) for _, held in sets("points"))
