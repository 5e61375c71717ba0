"""A letter that has become plain text: what can still be read of it by label. No I/O.

Where a grade stood, and how large a heading was set, is lost in text. What is left are the words of
labels: a table's "The impact of leaders … Good", a heading's "What needs to improve". What these do
not tell is said to be unread, never taken for none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.letters import judgements
from archive.letters.grades import GRADE, NOT_AWARDED, canonical
from archive.letters.sections import KNOWN_HEADING
from archive.records import Point

_POINTS = re.compile(
    r"(?:What (?:does the (?:local authority|area partnership) need to (?:improve|do better)|"
    r"needs to improve(?: in this area of (?:social work )?practice)?)|"
    r"Areas? for (?:improvement|priority action))\s*[?:.]?",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"priority action", re.IGNORECASE)
_MARKED = re.compile(r"(?:[•◼■▪●◦\uf0b7\uf0a7*–-]|\d{1,2}[.)])\s+(?=\S)")
_NONE = re.compile(r"\W*(?:There (?:are|were) no|No areas?|None)\b", re.IGNORECASE)
_REFERENCE_BEGUN = re.compile(r"\([^)]*$")
_OVERALL = re.compile(
    rf"(?:the )?overall judgement\b[^.]{{0,60}}?\b(?P<grade>{GRADE})\b|"
    rf"^children['’]s services (?:in|for) [^\n.]{{2,90}}? (?P<named>{GRADE})\.?$",
    re.IGNORECASE | re.MULTILINE,
)
_SINGLE = re.compile(r"looked after and care leavers\b|review of the effectiveness of the", re.I)
_ENDS_LIST = re.compile(
    r"(?:The )?(?:experiences and progress of|impact of leaders on)\b|Yours sincerely\b|"
    r"© Crown copyright",
    re.IGNORECASE,
)
# What stands at the head and foot of Ofsted's pages.
_FURNITURE = re.compile(
    r"(?:Ofsted )?Piccadilly Gate\b.*|Store Street|Manchester(?: M1 2WD)?|M1 2WD|"
    r"(?:T|Textphone) 0[\d ]+|"
    r"(?:www\.)?(?:gov\.uk/)?ofsted(?:\.gov\.uk)?|\S+@ofsted\.gov\.uk|Ofsted is proud .*|\d{1,3}",
    re.IGNORECASE,
)
_RUNNING = 3  # times that a line stands in a text: it heads or foots the pages
_FEW = 3  # words: "national framework)" ends many a point
_WRITTEN = {ord("\f"): "\n", 0xFFFE: "-", 0x00AD: None}  # hyphens that a PDF's text comes with
_LONGEST_ITEM = 600  # characters: what is longer is no point of a list


@dataclass(frozen=True, slots=True)
class PlainLetter:
    """What a letter's text tells by label. `unread`: what it should tell and could not be read, a
    sentence each."""

    grades: tuple[tuple[str, str], ...]
    points: tuple[Point, ...]
    unread: tuple[str, ...]


def read_plain(text: str, kind: str) -> PlainLetter:
    """The grades and points of a letter of this kind, from its text as pasted, line by line."""
    lines = [" ".join(line.split()) for line in text.translate(_WRITTEN).splitlines()]
    grades = _grades("\n".join(lines) + "\n") if kind == "inspection" else {}
    is_single = "adoption" in grades or bool(_SINGLE.search(" ".join(lines[:60])))
    headed, points = (False, []) if is_single else _points(_without_furniture(lines))
    unread = []
    if is_single:
        unread.append("The points of a single inspection's report are read from its PDF alone.")
    if kind == "inspection" and not grades:
        unread.append("The letter's text shows no grade beside the name of what is judged.")
    if headed and not points:
        unread.append("Under the letter's heading on what needs to improve, no list can be told.")
    elif not headed and kind in ("inspection", "focused_visit"):
        unread.append("The letter's text has no heading on what needs to improve.")
    return PlainLetter(tuple(grades.items()), tuple(points), tuple(unread))


def _grades(text: str) -> dict[str, str]:
    found = judgements.read_words(text, judgements.ILACS)
    if not found:
        found = judgements.read_words(text, judgements.SINGLE)
        overall = _OVERALL.search(text) if found else None
        found |= {"overall": overall["grade"] or overall["named"]} if overall else {}
    if "in_care_and_leavers" in found:
        found["in_care"] = found.pop("in_care_and_leavers")
    given = {
        area: printed
        for area, printed in found.items()
        if not re.fullmatch(NOT_AWARDED, printed, re.IGNORECASE)
    }
    return {area: canonical(printed) for area, printed in given.items()}


def _points(lines: Sequence[str]) -> tuple[bool, list[Point]]:
    """Was there such a heading at all, and what is listed under it?"""
    headed, found = False, list[Point]()
    for at, line in enumerate(lines):
        wrapped = " ".join(lines[at : at + 2])
        lines_of_it = 1 if _POINTS.fullmatch(line) else 2 if _POINTS.fullmatch(wrapped) else 0
        if not line or not lines_of_it:
            continue
        headed = True
        kind = "priority_action" if _PRIORITY.search(line) else "improvement"
        for words in _items(lines[at + lines_of_it :]):
            found.append(Point(kind, str(len(found) + 1), words, None))
    return headed, found


def _items(lines: Sequence[str]) -> Iterator[str]:
    """The marked items of the list that begins here. It ends with the next heading, where a
    paragraph without a mark begins, and where the marks become others: numbers are paragraphs'."""
    item, mark, was_blank = "", "", False
    for line in lines:
        marked = _MARKED.match(line)
        if not line or _FURNITURE.fullmatch(line):
            was_blank = was_blank or not line
            continue
        if _ENDS_LIST.match(line) or KNOWN_HEADING.fullmatch(line):
            break
        if marked and mark and _style(marked[0]) != mark:
            break
        if not marked and was_blank and item and not _goes_on(item, line):
            break
        if marked:
            if item:
                yield item
            item, mark = line[marked.end() :], _style(marked[0])
        elif item:
            item = f"{item} {line}"
        was_blank = False
    if item and len(item) <= _LONGEST_ITEM and not _NONE.match(item):
        yield item


def _style(mark: str) -> str:
    return "number" if mark[0].isdigit() else "bullet"


def _goes_on(item: str, line: str) -> bool:
    """Does the item go on after a blank line, as at the end of a page?"""
    return bool(_REFERENCE_BEGUN.search(item)) or (
        not item.rstrip().endswith((".", ";", ")", ":")) and line[:1].islower()
    )


def _without_furniture(lines: Sequence[str]) -> list[str]:
    """Without the lines that head or foot every page, and the address that ends a letter."""
    often = Counter(line for line in lines if line)
    return [line for line in lines if often[line] < _RUNNING or len(line.split()) < _FEW]
