"""What a person decided an item is about: an entry of `corrections.yml`. No I/O.

    - table: links
      row: press_release/1a2b3c4d5e6f
      column: letter
      is: "50252437"               # several: ["50252437", "50252438"]; or nothing, not held
      by: Ann Reader
      on: 2026-11-22
      because: It answers the letter of June point by point.

It stands over the linker's own decision after every run; what the linker says stays known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from archive.corrected.corrections import NotFollowed
from archive.records import Corrected, Correction, Link

TABLE = "links"
NO_LETTER = {"nothing": "not_about_a_letter", "not held": "letter_not_held"}


def letters_of(correction: Correction) -> list[str]:
    """The letters that an entry names, none where it says that there are none, or NotFollowed."""
    value: Any = correction.value
    if correction.column != "letter":
        raise NotFollowed(f"the column {correction.column!r} of links cannot be decided")
    if isinstance(value, str) and value in NO_LETTER:
        return []
    named = value if isinstance(value, list) else [value]
    if not named or not all(isinstance(one, (str, int)) and str(one).strip() for one in named):
        raise NotFollowed(
            f"a letter's number, `nothing` or `not held` is needed, and not {value!r}"
        )
    return [str(one).strip() for one in named]


def apply(
    links: Sequence[Link], correction: Correction, held: Collection[str]
) -> tuple[list[Link], Corrected]:
    """The linker's decision -> the person's; and what became of the entry. `held`: the letters that
    there are."""
    was = [link.letter for link in links if link.letter] or links[0].decision
    try:
        letters = _held(letters_of(correction), held)
    except NotFollowed as error:
        return list(links), Corrected(correction, was, "not_followed", f"{error}")
    decision = "linked" if letters else NO_LETTER[correction.value]
    state = "agreed" if was == (letters or decision) else "applied"
    named: list[str | None] = [*letters] or [None]
    rows = [_link(letter, decision, links, correction) for letter in named]
    return rows, Corrected(correction, was, state)


def _held(letters: list[str], held: Collection[str]) -> list[str]:
    if missing := [letter for letter in letters if letter not in held]:
        raise NotFollowed(f"no letter {', '.join(missing)} is held")
    return letters


def _link(letter: str | None, decision: str, links: Sequence[Link], correction: Correction) -> Link:
    machine = {
        "decision": links[0].decision,
        "letters": [link.letter for link in links if link.letter],
        "reason": links[0].reason,
    }
    reason = f"{correction.by} decided so on {correction.on}: {correction.because.rstrip('.')}"
    return Link(letter, decision, links[0].score, reason, {"machine": machine}, "person")
