"""Whom a letter is written to: the block between its date and its salutation. No I/O."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.letters.dates import find_span
from archive.letters.ledger import Ledger
from archive.letters.paragraphs import Paragraph
from archive.letters.people import HONORIFIC, is_name, plain_name

_OFFICE = re.compile(
    r"\b(directors?|chief (executive|officer)|head of|manager|DCS|commissioner|lead|leader"
    r"|officer)\b",
    re.IGNORECASE,
)
_NO_OFFICE = re.compile(r"[’']s (office|department)\b|\bdirectorate\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(,|&|–|-|\b(and|of|for|to|the|with))$", re.IGNORECASE)
_BEGINS_OPEN = re.compile(r"(and|&|of|for)\b|\(", re.IGNORECASE)
# “Corporate Director / Adults and Children” is one office; “Executive Director / High Street” not.
_BARE_OFFICE = re.compile(r"\b(director|officer)$", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(children|adults?|people|famil|education|learning|skills)", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(council|hall|house|street|road|centre|borough|building|offices?)\b|\d", re.IGNORECASE
)
_COPY = re.compile(
    r"(?:copy to|copied to|cop(?:y|ies):|c\.?c\.?:?)\s*:?\s*(?P<who>\S.*)", re.IGNORECASE
)
_SALUTATION = re.compile(r"Dear\b\s*(?P<who>.*)")
_COMMA = re.compile(r",\s*|\s[–-]\s")  # between a name and an office on one line
_TWO = re.compile(r"\s+(?:and|&)\s+")
_AND = re.compile(r"\s+(?:and|&)\s+|,\s*(?=(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b)")
# “14 Febuary 2024”: a month that is no month. It is reported as unread, not as missing.
_MEANT_AS_DATE = re.compile(
    r"(?:Date:? ?)?(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,10},? 20\d\d\.?", re.IGNORECASE
)
_DATE_LABEL = re.compile(r"\W*(Date:?)?\W*", re.IGNORECASE)
LONGEST_LETTERHEAD = 80  # paragraphs before the salutation
ROLE_WITHIN = 3  # lines after the name


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is written to; `role` is the office, None where none is printed."""

    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Opening:
    """A letter's top: the paragraphs before the salutation, date and copies apart."""

    block: tuple[Paragraph, ...]
    salutation: Paragraph
    after: int
    copied_to: tuple[str, ...]


def find_opening(paragraphs: Sequence[Paragraph]) -> Opening | None:
    """Where the letter says Dear, and what stands before it. None in a document that does not."""
    for at, paragraph in enumerate(paragraphs[:LONGEST_LETTERHEAD]):
        if _SALUTATION.match(paragraph.text):
            before = paragraphs[:at]
            copies = tuple(m["who"] for par in before if (m := _COPY.fullmatch(par.text)))
            block = [par for par in before if not _COPY.fullmatch(par.text) and not is_date(par)]
            return Opening(tuple(block), paragraph, at + 1, copies)
    return None


def is_date(paragraph: Paragraph) -> bool:
    """Whether the paragraph is a date and nothing else, as the letter's own is; or means to be."""
    span = find_span(paragraph.text)
    if span is None or len(span.days) != 1:
        return _MEANT_AS_DATE.fullmatch(paragraph.text) is not None
    rest = paragraph.text[: span.start] + paragraph.text[span.end :]
    return _DATE_LABEL.fullmatch(rest) is not None


def read_addressees(opening: Opening, ledger: Ledger) -> list[Addressee]:
    """Those whom the salutation names, in the order of the block; the block's first where it
    names nobody."""
    greeted = [who for who in _AND.split(_greeting(opening)) if who]
    named = [(at, name) for at, par in enumerate(opening.block) for name in _names(par.text)]
    chosen = [(at, name) for at, name in named if any(_is_greeted(name, who) for who in greeted)]
    if not chosen and named and named[0][0] == 0:
        chosen = named[:1]
        if any(is_name(f"X {who}") for who in greeted):
            ledger.warn(
                f"The letter is addressed to {chosen[0][1]}, but greets “{_greeting(opening)}”."
            )
    chosen = _without_repeats(chosen, len(greeted))
    ends = [at for at, _ in chosen[1:]] + [len(opening.block)]
    return [
        _addressee(opening.block[:end], at, name, ledger)
        for (at, name), end in zip(chosen, ends, strict=False)
    ]


def _greeting(opening: Opening) -> str:
    match = _SALUTATION.match(opening.salutation.text)
    return match["who"].strip(" ,.:") if match else ""


def _names(line: str) -> list[str]:
    """The names a line begins with: one, or two joined by “and”; an office may follow."""
    if _OFFICE.match(line):
        return []
    first = _COMMA.split(line)[0]
    names = [plain_name(part) for part in _TWO.split(first)]
    return names if all(is_name(name) and not _OFFICE.search(name) for name in names) else []


def _is_greeted(name: str, greeting: str) -> bool:
    """“Mr Vasic”, “Mil” and “Mil Vasic” all greet Milorad Vasic."""
    parts = [part.lower() for part in name.split()]
    words = [word.lower() for word in HONORIFIC.sub("", greeting).split()]
    return bool(words) and all(
        any(part.startswith(word) or word.startswith(part) for part in parts) for word in words
    )


def _without_repeats(chosen: list[tuple[int, str]], most: int) -> list[tuple[int, str]]:
    found: dict[str, int] = {}
    for at, name in chosen:
        found.setdefault(name, at)
    return [(at, name) for name, at in found.items()][: max(1, most)]


def _addressee(block: Sequence[Paragraph], at: int, name: str, ledger: Ledger) -> Addressee:
    start = block[at].text.find(name)
    ledger.found("addressee", block[at], max(0, start), max(0, start) + len(name))
    beside = " ".join(_COMMA.split(block[at].text, maxsplit=1)[1:])
    lines = [at] if _OFFICE.search(beside) else _role_lines(block, at)
    role = " ".join([beside if n == at else block[n].text for n in lines]).strip(" ,.")
    for n in lines:
        ledger.found("addressee_role", block[n])
    if not role:
        ledger.warn(f"The letter prints no office for {name}.")
    return Addressee(name, role or None)


def _role_lines(block: Sequence[Paragraph], at: int) -> list[int]:
    """The line with the addressee's office and those it runs on to."""
    for n in range(at + 1, min(at + 1 + ROLE_WITHIN, len(block))):
        text = block[n].text
        if _OFFICE.search(text) and not _NO_OFFICE.search(text):
            lines = [n]
            while lines[-1] + 1 < len(block) and _runs_on(block[lines[-1]], block[lines[-1] + 1]):
                lines.append(lines[-1] + 1)
            return lines
    return []


def _runs_on(line: Paragraph, below: Paragraph) -> bool:
    if _PLACE.search(below.text):
        return False
    if _GOES_ON.search(line.text) or _BEGINS_OPEN.match(below.text):
        return True
    return bool(_BARE_OFFICE.search(line.text) and _SUBJECT.search(below.text))


def read_partners(opening: Opening, ledger: Ledger) -> tuple[Addressee | None, tuple[str, ...]]:
    """A letter to a whole partnership: the council's officer, who is named first, and the others
    as printed. An entry is a name and a comma, and runs on to the lines that are none."""
    entries: list[list[Paragraph]] = []
    for paragraph in opening.block:
        name, comma, _ = paragraph.text.partition(",")
        begins = bool(comma) and is_name(plain_name(name))
        if begins or not entries:
            entries.append([paragraph])
        else:
            entries[-1].append(paragraph)
    whole = [" ".join(par.text for par in entry) for entry in entries]
    if not whole:
        return None, ()
    name, _, role = whole[0].partition(",")
    if not is_name(plain_name(name)):  # one person: name, office and place on lines of their own
        one = read_addressees(opening, ledger)
        return (one[0], ()) if one else (None, tuple(whole))
    ledger.found("addressee", entries[0][0], 0, len(name))
    if not role.strip(" ,"):
        ledger.warn(f"The letter prints no office for {plain_name(name)}.")
    for paragraph in entries[0]:
        ledger.found("addressee_role", paragraph)
    return Addressee(plain_name(name), role.strip(" ,") or None), tuple(whole[1:])
