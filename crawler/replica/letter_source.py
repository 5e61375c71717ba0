"""The source text of an invented letter: facts between two lines of ---, then the body.

    ---
    form: letter                 # letter (visits, JTAI), ilacs, sif, send
    date: 21 November 2018       # as printed; left out for a letter without a date
    ---
    A paragraph. A mark^1^ goes up; its words stand in a block of their own, anywhere after it.

    [^1]: Words at the foot of the page; before anything else: of the first page.

    # A page's heading     ## A heading     ### A lesser heading
    * a bullet             - a lesser bullet         1. a numbered paragraph
    | left | right |       one row of a table a line
    +++                    a new page

Blocks are parted by blank lines, but each bullet may follow the last on the next line. The facts
each form takes are listed in `FACTS`; `letter_pdf` prints them. No I/O.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

# Facts by form; those with a star must be there.
FACTS = {
    "letter": ("*to *dear *title *signed date phantom letterhead bullets page_numbers closing"),
    "ilacs": "*title *dates *lead *judgements *crown era authority footer",
    "sif": "*authority *title *dates *verdict *reasons *judgements *team published contents",
    "send": "*title *dates *footer *crown previous",
}

_KINDS = (
    (r"\+\+\+$", "new page"),
    (r"### ", "lesser heading"),
    (r"## ", "heading"),
    (r"# ", "page heading"),
    (r"\* ", "bullet"),
    (r"- ", "lesser bullet"),
    (r"\| ", "row"),
    (r"\[\^\d\]: ", "note"),
    (r"(?=\d+\. )", "numbered"),
)


class LetterSourceError(ValueError):
    """A letter's source cannot be printed. Raised when it is read; mend what it names."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a letter's body. `kind` is one of the names above, or paragraph."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class LetterSource:
    """A letter ready to be printed: its form, its facts, its body."""

    form: str
    facts: dict[str, Any]
    body: tuple[Block, ...]

    def lines(self, fact: str) -> list[str]:
        """A fact that is a list of lines, or one line, or absent."""
        value = self.facts.get(fact)
        if value is None:
            return []
        return [str(line) for line in value] if isinstance(value, list) else [str(value)]


def read_letter_source(text: str) -> LetterSource:
    """Take a source apart. Raises LetterSourceError where facts are missing or unknown."""
    parts = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise LetterSourceError("it must begin with facts between two lines of ---")
    facts = yaml.safe_load(parts[1])
    if not isinstance(facts, dict):
        raise LetterSourceError("the facts at its head must be a mapping")
    form = facts.pop("form", None)
    _check_facts(form, facts)
    return LetterSource(form, facts, tuple(_blocks(parts[2])))


def _check_facts(form: Any, facts: dict[str, Any]) -> None:
    if form not in FACTS:
        raise LetterSourceError(f"`form` must be one of {', '.join(FACTS)}, not {form!r}")
    words = FACTS[form].split()
    needed = {word[1:] for word in words if word.startswith("*")}
    known = {word.lstrip("*") for word in words}
    if missing := sorted(needed - facts.keys()):
        raise LetterSourceError(f"`{missing[0]}` is missing")
    if unknown := sorted(facts.keys() - known):
        raise LetterSourceError(f"`{unknown[0]}` is no fact of a {form}")


def _blocks(body: str) -> Iterator[Block]:
    """Lines of one block are joined; a line that opens another kind of block begins it."""
    held: list[str] = []
    for line in body.splitlines():
        if held and (not line.strip() or _kind(line)[0] != "paragraph"):
            yield _block(held)
            held = []
        if line.strip():
            held.append(line.strip())
    if held:
        yield _block(held)


def _block(lines: list[str]) -> Block:
    kind, prefix = _kind(lines[0])
    return Block(kind, " ".join(lines)[prefix:])


def _kind(line: str) -> tuple[str, int]:
    """The kind of block a line opens, and how much of it is only the mark of that kind."""
    for pattern, kind in _KINDS:
        if match := re.match(pattern, line.strip()):
            return kind, match.end()
    return "paragraph", 0
