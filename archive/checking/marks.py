"""Quotation marks: which opens, which closes, and which is an apostrophe. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

DOUBLE, SINGLE = '“"', "‘'"
_CLOSING = {"“": '”"', '"': '"”', "‘": "’'", "'": "'’"}
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[—–:,/“\"‘*_•>-])$")


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Every line that has words, without what is round them, and where it begins."""
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        shift = len(line) - len(line.lstrip())
        if line.strip():
            yield match.start() + shift, line.strip()


def next_opening(paragraph: str, at: int) -> int | None:
    """The place of the next mark that opens a quotation, None where there is none."""
    for match in re.finditer(r"[“\"‘']", paragraph[at:]):
        place = at + match.start()
        if not _BEFORE_OPENING.search(paragraph[max(place - 1, 0) : place]):
            continue
        if place + 1 >= len(paragraph) or paragraph[place + 1].isspace():
            continue
        mark = paragraph[place]
        # A single mark opens a quotation only if one closes it: else it is an apostrophe ('tis).
        if mark in SINGLE and closing_of(paragraph, place + 1, mark) is None:
            continue
        return place
    return None


def closing_of(paragraph: str, at: int, mark: str) -> int | None:
    """The place of the mark that closes the quotation, None where there is none."""
    wanted = _CLOSING[mark]
    places = [at + found.start() for found in re.finditer(f"[{wanted}]", paragraph[at:])]
    if mark == "“":
        return _balanced(paragraph, at, places)
    for place in places:
        after = paragraph[place + 1 : place + 2]
        if mark in SINGLE and _is_apostrophe(paragraph, place, places):
            continue
        if after.isalnum():
            continue
        return place
    # `‘… that makes them safer.”`: opened with a single mark, closed with a double one.
    stray = paragraph.find("”", at) if mark == "‘" and "“" not in paragraph else -1
    return stray if stray > at + 12 else None


def _balanced(paragraph: str, at: int, places: Sequence[int]) -> int | None:
    """The closing mark at which as many were closed as were opened; else the first one."""
    depth = 1
    for found in re.finditer("[“”]", paragraph[at:]):
        depth += 1 if found[0] == "“" else -1
        if depth == 0:
            return at + found.start()
    again = paragraph.find("“", at)
    straight = (p for p in places if not paragraph[p + 1 : p + 2].isalnum())
    first = next((p for p in straight if not paragraph[p - 1].isspace()), None)
    if first is not None and (again < 0 or first < again):
        return first
    return places[0] if places else None


def _is_apostrophe(paragraph: str, place: int, places: Sequence[int]) -> bool:
    """Inside a word, or after the s of a plural when the quotation closes later on, before
    another is opened."""
    after = paragraph[place + 1 : place + 2]
    if after.isalnum() and paragraph[place - 1 : place].isalnum():
        return True
    if paragraph[place - 1 : place].isspace() or not paragraph[place - 1 : place]:
        return True  # it opens something
    is_plural = paragraph[place - 1] == "s" and re.match(r"\s[a-z]", paragraph[place + 1 :])
    if not is_plural:
        return False
    rest = paragraph[place + 1 :]
    opening = re.search(r"(?<=[\s(])[‘'](?=\w)", rest)
    until = place + 1 + opening.start() if opening else len(paragraph)
    later = [p for p in places if place < p < until]
    return any(not paragraph[p + 1 : p + 2].isalnum() for p in later)
