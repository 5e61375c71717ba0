"""A person's word over the machine's: `corrections.yml`, applied after every reading. No I/O.

    - table: letters              # letters, judgements, inspectors, improvement_points, links
      row: "50252437"             # the letter; of the other tables 50252437/overall, 50252437/2
      column: published
      is: 2021-12-08
      by: Ann Reader
      on: 2026-11-22
      because: The letter prints 2012; the visit was in October 2021.

What the machine reads stays known (`was`). An entry that cannot be followed is said to be so and
changes nothing; one that the machine has come to agree with is said to be needed no more. The file
itself is read in `corrections_file`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from archive.letters.families import KINDS
from archive.letters.grades import AREAS, OUTCOMES, SCALE
from archive.records import (
    Corrected,
    Correction,
    Inspector,
    Judgement,
    Letter,
    VisitWindow,
    to_plain,
)

FILE = "corrections.yml"

FRAMEWORKS = ("ILACS", "SIF", "JTAI", "SEND", "pre-SIF")
ROLES = ("lead", "inspector", "deputy", "quality assurance", "shadow", "analyst")
POINT_KINDS = ("improvement", "priority_action")

_Check = Callable[[Any], Any]  # the value as a record holds it; raises NotFollowed


class NotFollowed(ValueError):
    """An entry that cannot be followed; the message is a sentence for whoever wrote it."""


def apply(letter: Letter, corrections: Iterable[Correction]) -> tuple[Letter, list[Corrected]]:
    """A letter as the machine read it -> as people say it is; and what became of each word."""
    done: list[Corrected] = []
    corrected = letter
    for correction in corrections:
        try:
            was, corrected = TABLES[correction.table](corrected, correction)
        except NotFollowed as error:
            done.append(Corrected(correction, None, "not_followed", f"{error}"))
            continue
        state = "agreed" if _same(was, correction.value) else "applied"
        done.append(Corrected(correction, was, state))
    return corrected, done


def _same(was: Any, value: Any) -> bool:
    return bool(to_plain(was) == to_plain(value))


# --- one function a table: the machine's value, and the letter with the person's ---


def _letters(letter: Letter, correction: Correction) -> tuple[Any, Letter]:
    column, value = correction.column, correction.value
    if column == "lead_inspector":
        return letter.lead_inspector, replace(letter, inspectors=_led_by(letter, _text(value)))
    if column == "visit_windows":
        was = [[window.start, window.end] for window in letter.visit_windows]
        return was, replace(letter, visit_windows=_windows(value))
    check = _check_of(correction, _OF_LETTERS)
    checked = None if value is None else check(value)
    changes: dict[str, Any] = {column: checked}
    if column == "published":
        changes["published_source"] = "person"
    return getattr(letter, column), replace(letter, **changes)


def _judgements(letter: Letter, correction: Correction) -> tuple[Any, Letter]:
    if correction.column != "grade":
        raise NotFollowed("of a judgement only the grade can be corrected")
    area = _one_of(AREAS)(_part(correction))
    scale = OUTCOMES if area == "send_outcome" else SCALE
    grade = None if correction.value is None else _one_of(scale)(correction.value)
    status = "awarded" if grade else "not_awarded"
    held = next((each for each in letter.judgements if each.area == area), None)
    if held is None:
        new = Judgement(area, grade, None, status, None)
        return None, replace(letter, judgements=(*letter.judgements, new))
    changed = replace(held, grade=grade, status=status)
    # That no grade could be read is another thing than that there is none.
    was = held.grade or (None if held.status == "not_awarded" else held.status)
    return was, replace(letter, judgements=_with(letter.judgements, held, changed))


def _inspectors(letter: Letter, correction: Correction) -> tuple[Any, Letter]:
    was, parts = _with_part(letter.inspectors, correction, _OF_INSPECTORS)
    return was, replace(letter, inspectors=parts)


def _improvement_points(letter: Letter, correction: Correction) -> tuple[Any, Letter]:
    was, parts = _with_part(letter.improvement_points, correction, _OF_POINTS)
    return was, replace(letter, improvement_points=parts)


TABLES: dict[str, Callable[[Letter, Correction], tuple[Any, Letter]]] = {
    "letters": _letters,
    "judgements": _judgements,
    "inspectors": _inspectors,
    "improvement_points": _improvement_points,
}


def checked_days(correction: Correction) -> None:
    """Raise NotFollowed where days are to be corrected, and the value is none."""
    if correction.table != "letters" or correction.value is None:
        return
    if correction.column == "published":
        _day(correction.value)
    if correction.column == "visit_windows":
        _windows(correction.value)


# --- values ---


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise NotFollowed(f"words are needed, and not {value!r}")
    return value.strip()


def _day(value: Any) -> dt.date:
    if not isinstance(value, dt.date):
        raise NotFollowed(f"a day such as 2026-11-22 is needed, and not {value!r}")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or value < 1:
        raise NotFollowed(f"a number from 1 is needed, and not {value!r}")
    return value


def _month(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        raise NotFollowed(f"a month such as 2024-03 is needed, and not {value!r}")
    return value


def _one_of(allowed: Iterable[str]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise NotFollowed(f"{value!r} is none of {', '.join(allowed)}")
        return value

    return check


def _windows(value: Any) -> tuple[VisitWindow, ...]:
    if not isinstance(value, list) or not value:
        raise NotFollowed("visit_windows is a list such as [[2026-10-06, 2026-10-08]]")
    found = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise NotFollowed("each of the visit_windows has a first and a last day")
        start, end = _day(pair[0]), _day(pair[1])
        if end < start:
            raise NotFollowed(f"the visit cannot end on {end}, before it begins")
        found.append(VisitWindow(start, end))
    return tuple(found)


# What may be corrected of each table, and what its values must be.
_OF_LETTERS: Mapping[str, _Check] = {
    "kind": _one_of(KINDS),
    "framework": _one_of(FRAMEWORKS),
    "published": _day,
    "visit_number": _number,
    "previous_judgement": _one_of(SCALE),
    "previous_judgement_month": _month,
    **dict.fromkeys(
        ("title", "theme", "addressee", "addressee_role", "headline", "provider"), _text
    ),
}
_OF_INSPECTORS: Mapping[str, _Check] = {"name": _text, "role": _one_of(ROLES), "body": _text}
_OF_POINTS: Mapping[str, _Check] = {
    "text": _text,
    "kind": _one_of(POINT_KINDS),
    "responsible": _text,
}


def _check_of(correction: Correction, columns: Mapping[str, _Check]) -> _Check:
    if correction.column not in columns:
        raise NotFollowed(
            f"the column {correction.column!r} of {correction.table} cannot be corrected"
        )
    return columns[correction.column]


def _led_by(letter: Letter, name: str) -> tuple[Inspector, ...]:
    team = [
        replace(each, role="inspector") if each.role == "lead" else each
        for each in letter.inspectors
        if each.name != name
    ]
    return (Inspector(name, "lead"), *team)


def _part(correction: Correction) -> str:
    _, slash, part = correction.row.partition("/")
    if not slash or not part:
        raise NotFollowed(
            f"its row is a letter and a part of it, such as 50252437/overall, not {correction.row}"
        )
    return part


def _with_part(
    parts: tuple[Any, ...], correction: Correction, columns: Mapping[str, _Check]
) -> tuple[Any, tuple[Any, ...]]:
    """The machine's value of one part of a letter, and the parts with the person's."""
    position = _part(correction)
    if not position.isdigit() or not 1 <= int(position) <= len(parts):
        raise NotFollowed(f"the letter has no {correction.table} at {position}")
    held, check = parts[int(position) - 1], _check_of(correction, columns)
    changed = replace(held, **{correction.column: check(correction.value)})
    return getattr(held, correction.column), _with(parts, held, changed)


def _with(parts: tuple[Any, ...], held: Any, changed: Any) -> tuple[Any, ...]:
    return tuple(changed if each is held else each for each in parts)
