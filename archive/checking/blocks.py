"""Block quotes: paragraphs that a page sets apart as somebody's words, without a mark. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from archive.checking.speakers import names_somebody

_MARKS = re.compile(r"[“”\"]")
_WRAPPED = re.compile(r"[“\"][^“”\"]*[”\"]?$")
_DASH = re.compile(r"\s*[—–-]+\s*")
_MOST_NAMED = 14  # words of a line that says who speaks


def block_lines(text: str, blocks: Sequence[int]) -> frozenset[int]:
    """Where the lines begin that stand in a block quote. `blocks`: the numbers of its paragraphs,
    which are parted by blank lines and counted from 1."""
    if not blocks:
        return frozenset()
    wanted, found, at = set(blocks), set[int](), 0
    for number, paragraph in enumerate(text.split("\n\n"), start=1):
        if number in wanted:
            found |= {at + line.start() for line in re.finditer(r"[^\s][^\n]*", paragraph)}
        at += len(paragraph) + 2
    return frozenset(found)


def is_block_line(line: str, start: int, blocks: Set[int]) -> bool:
    """Does a line that begins at `start` stand in a block quote?"""
    return line.startswith(">") or start in blocks


def end_of_block(lines: Sequence[tuple[int, str]], at: int, blocks: Set[int]) -> int:
    """The number of the first line after the block that line `at` is in."""
    while at < len(lines) and is_block_line(lines[at][1], lines[at][0], blocks):
        at += 1
    return at


def block_of(lines: Sequence[tuple[int, str]]) -> tuple[str, int, int, bool, str] | None:
    """A block's words, its place, that it has its end, and the line in it that says who speaks
    (empty where none does); None where its words have marks of their own, which then count."""
    said = [(start, line.lstrip("> ").strip(), len(line)) for start, line in lines]
    said = [each for each in said if each[1]]
    last = said[-1][1] if said else ""
    source = ""
    if len(said) > 1 and _names_the_speaker(last):
        source = _DASH.sub("", last, count=1)
        said = said[:-1]
    if not said or any(_MARKS.search(line) and not _WRAPPED.match(line) for _, line, _ in said):
        return None
    text = "\n".join(line.strip('“”"').strip() for _, line, _ in said)
    return text, said[0][0], said[-1][0] + said[-1][2], True, f" said {source}" if source else ""


def _names_the_speaker(line: str) -> bool:
    """`— Ofsted`, `Ada Penn, director`: short, no sentence, and it names somebody."""
    if len(line.split()) > _MOST_NAMED or line.endswith((".", "!", "?", "”")):
        return False
    return bool(_DASH.match(line)) or names_somebody(line)
