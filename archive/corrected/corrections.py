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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from archive.letters.families import KINDS
from archive.letters.grades import GRADES
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
    if column not in _COLUMNS:
        raise NotFollowed(f"the column {column!r} of letters cannot be corrected")
    checked = None if value is None else _COLUMNS[column](value)
    changes: dict[str, Any] = {column: checked}
    if column == "published":
        changes["published_source"] = "person"
    return getattr(letter, column), replace(letter, **changes)


def _judgements(letter: Letter, correction: Correction) -> tuple[Any, Letter]:
    if correction.column != "grade":
        raise NotFollowed("of a judgement only the grade can be corrected")
    area = _part(correction)
    grade = None if correction.value is None else _one_of(GRADES)(correction.value)
    status = "awarded" if grade else "not_awarded"
    held = next((each for each in letter.judgements if each.area == area), None)
    if held is None:
        new = Judgement(area, grade, None, status, None)
        return None, replace(letter, judgements=(*letter.judgements, new))
    changed = replace(held, grade=grade, status=status)
    return held.grade, replace(letter, judgements=_with(letter.judgements, held, changed))


def _inspectors(letter: Letter, correction: Correction) -> tuple[Any, Letter]:
    held = _at(letter.inspectors, correction)
    if correction.column not in ("name", "role", "body"):
        raise NotFollowed(f"the column {correction.column!r} of inspectors cannot be corrected")
    changed = replace(held, **{correction.column: _text(correction.value)})
    was = getattr(held, correction.column)
    return was, replace(letter, inspectors=_with(letter.inspectors, held, changed))


def _improvement_points(letter: Letter, correction: Correction) -> tuple[Any, Letter]:
    held = _at(letter.improvement_points, correction)
    if correction.column not in ("text", "kind", "responsible"):
        raise NotFollowed(
            f"the column {correction.column!r} of improvement_points cannot be corrected"
        )
    changed = replace(held, **{correction.column: _text(correction.value)})
    was = getattr(held, correction.column)
    return was, replace(letter, improvement_points=_with(letter.improvement_points, held, changed))


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


def _one_of(allowed: Iterable[str]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in allowed:
            raise NotFollowed(f"{value!r} is none of {', '.join(allowed)}")
        return str(value)

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


_COLUMNS: dict[str, Callable[[Any], Any]] = {
    "kind": _one_of(KINDS),
    "framework": _one_of(FRAMEWORKS),
    "published": _day,
    "visit_number": _number,
    **dict.fromkeys(
        ("title", "theme", "addressee", "addressee_role", "headline", "provider",
         "previous_judgement", "previous_judgement_month"), _text,
    ),
}  # fmt: skip


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


def _at(parts: Sequence[Any], correction: Correction) -> Any:
    position = _part(correction)
    if not position.isdigit() or not 1 <= int(position) <= len(parts):
        raise NotFollowed(f"the letter has no {correction.table} at {position}")
    return parts[int(position) - 1]


def _with(parts: tuple[Any, ...], held: Any, changed: Any) -> tuple[Any, ...]:
    return tuple(changed if each is held else each for each in parts)
