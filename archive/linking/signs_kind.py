"""Which kind of visit an item tells of, inspected in which way, looking at what. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from archive.linking.case import Case, Common
from archive.linking.sign import Sign, sign
from archive.records import HeldLetter
from archive.words.told import Named

GRADED = {"inspection"}  # the kinds that give the four grades
FIRST_SINGLE = dt.date(2013, 11, 1)  # no longer `adequate`, but `requires improvement`
LAST_SINGLE = dt.date(2018, 8, 1)  # the last reports of the single inspection came out in July
_VISITS = {"focused_visit", "monitoring_visit", "assurance_visit"}


def kind_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    """Is the kind of visit that is told as news the letter's?"""
    told = common.kinds[letter.kind]
    said = letter.kind.replace("_", " ")
    titled = {kind.what for kind in case.mentions.kinds if kind.place == "title" and not kind.past}
    if _is_told(letter.kind, common):
        name = "kind in the title" if letter.kind in titled else "kind named"
        in_title = " in its title" if letter.kind in titled else ""
        yield sign(name, f"{'names' if in_title else 'tells of'} {article(said)}{in_title}")
    elif letter.kind == "area_send" and common.kind is None and case.mentions.send_outcomes:
        yield sign("kind named", "tells of what comes of an area SEND inspection")
    elif common.kind and not _may_be_called(letter.kind, common, told):
        is_numbered = common.kind == "monitoring_visit" and bool(case.mentions.numbers)
        are_visits = {letter.kind, common.kind} <= _VISITS and not is_numbered
        name = "another visit" if are_visits else "another kind"
        yield sign(name, f"tells of {article(common.kind.replace('_', ' '))}")
    if letter.kind in _VISITS - {"monitoring_visit"} and case.mentions.numbers and not told:
        yield sign("another number", "tells of a numbered visit, and monitoring visits have these")
    if letter.kind == "area_send" and "monitoring_visit" in titled:
        yield sign("another kind", "tells of a monitoring inspection of an earlier one's failings")
    if letter.kind not in GRADED and _grades_overall(common.grades) and not told:
        yield sign("no visit of this kind", "names grades, and a visit gives none")


def _is_told(kind: str, common: Common) -> bool:
    """Is this kind told as news, as much as any other? Beside grades for the whole of the services,
    which no visit gives, a visit is one of before."""
    told = common.kinds[kind]
    if not told or common.kind is None or common.kind == kind:
        return bool(told)
    most = common.kinds[common.kind]
    if told == most and kind not in GRADED:
        return True
    beside_grades = kind in _VISITS | {"jtai"} and _grades_overall(common.grades)
    return common.kind in GRADED and told * 2 >= most and not beside_grades


def article(said: str) -> str:
    """A kind with its article, in the words of the field."""
    plain = {"jtai": "joint targeted area inspection", "area send": "area SEND inspection"}.get(
        said, said
    )
    return f"{'an' if plain[0] in 'aeiou' else 'a'} {plain}"


def _may_be_called(kind: str, common: Common, told: int) -> bool:
    """An "inspection of children's services" may be any visit, unless grades are told of it; a
    visit's own name is its own."""
    if common.kind != "inspection" or kind == "area_send":
        return False
    return not _grades_overall(common.grades) or told > 0 or not common.names_inspection


def framework_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    """An inspection of the kind of its years."""
    said = [one for one in case.mentions.frameworks if one != "unannounced"]
    if letter.published is None:
        return
    is_undated = case.item.came_out is None
    if is_undated and len(said) < len(case.mentions.frameworks) and _has_notice(letter):
        yield sign("another framework", "tells of an unannounced inspection, as until 2017")
        return
    if "earlier" in said and letter.published >= FIRST_SINGLE:
        yield sign("grades of old", "tells of grades that were given until 2013")
        return
    if letter.kind != "inspection" or len(said) != 1:
        return
    is_single = letter.published < LAST_SINGLE
    if (said[0] == "single") is not is_single:
        yield sign("another framework", "tells of a way of inspecting of other years")
    elif is_single:
        yield sign("single inspection", "tells of a single inspection, as they were until 2018")


def _has_notice(letter: HeldLetter) -> bool:
    return letter.kind == "inspection" and bool(
        letter.published and letter.published >= LAST_SINGLE
    )


def _grades_overall(grades: Sequence[Named]) -> bool:
    return any(grade.overall or grade.place == "title" for grade in grades)


def theme_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    """Did the visit look at what the item says was looked at? Inspections look at everything."""
    held = set((letter.theme or "").split("; ")) - {""}
    said = case.mentions.themes
    if not held or not said or letter.kind in GRADED:
        return
    if common.kind in GRADED or (common.kind is None and common.grades):
        return
    shared = sorted(held & said)
    if shared:
        yield sign("theme", f"tells of what the visit looked at ({', '.join(shared)})")
    elif letter.kind != "jtai":
        yield sign("another theme", f"tells of a look at {', '.join(sorted(said))}")
