"""Names of people, and what they were there for. No I/O.

A list of inspectors is read by taking away all that is no name: titles, “HMI” in its many forms,
and the words between. What is left must look like a name, or it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

HONORIFIC = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor"
    r"|Rev|Reverend)\b\.?,? ?)+"
)
_LETTERS_AFTER = re.compile(r"(?:,? (?:[A-Z]{2,5}|BSc|MSc|ChB|PhD|DPhil|MPhil|Hons)\b)+$")
_PARTICLES = frozenset(
    {"de", "la", "le", "van", "der", "den", "von", "da", "dos", "el", "al", "bin"}
)
# Capitalised words that are part of no one's name. Hall, Lane and Street are, of many.
_NOT_NAMES = frozenset(
    {
        "inspector", "majesty", "ofsted", "cqc", "hmi", "hmicfrs", "constabulary", "probation",
        "commission", "fire", "rescue", "council", "local", "authority", "department", "service",
        "children", "social", "care", "education", "national", "regional", "senior", "deputy",
        "chief", "director", "manager", "officer", "team", "visit", "quality", "assurance",
        "his", "her", "the", "not", "applicable", "none",
    }
)  # fmt: skip
_MAJESTY = r"(?:His|Her|HM)(?: Majesty)?[’']?s?[’']?"
# Longest first: what an inspector may be called beside the name.
_RANK = re.compile(
    r"\b(?:(?:all|both|each|one|two|three|four|five|six|seven) of )?(?:whom )?(?:who )?"
    r"(?:are |is |was )?"
    rf"(?:{_MAJESTY} (?:senior )?inspectors?|"
    r"(?:senior )?S?HMIs?\b(?: schools| social care| education)?"
    r"|\b(?:OI|AI|SCRI|RI|SHMI|EYRI)s?\b"
    r"|(?:(?:social care|regulatory|ofsted|associate|additional|contracted|seconded|designated?"
    r"|senior|team|early years|schools?|regional|supernumerary|shadow|lead|deputy) )+inspectors?"
    r"|\binspectors?\b|\bdeputy director\b.*|\b(?:national|regional) director\b.*)"
    r"(?: \(?designate\)?)?",
    re.IGNORECASE,
)
_EXTRA = re.compile(
    r"\((?:[^()]*)\)?|\bdesignated?\)?|\bas an?\b|\bof$|\bfrom ofsted\b", re.IGNORECASE
)
_SEPARATOR = re.compile(
    r"\s*(?:[,;:]|\band\b|&|\balongside\b|\baccompanied by\b|\bsupported by\b|\bassisted by\b"
    r"|\btogether with\b|\bwith\b)\s*"
)

# What a word beside the name says of its bearer's part; the first that is found counts.
ROLE_WORDS = (
    ("quality assurance", re.compile(r"quality assur", re.IGNORECASE)),
    (
        "shadow",
        re.compile(r"\bshadow|\bsupernumerary|\bdesignate\b.*\bobserv|\bobserv", re.IGNORECASE),
    ),
    ("analyst", re.compile(r"\banalyst|\banalytical", re.IGNORECASE)),
    ("deputy", re.compile(r"\bdeputy lead", re.IGNORECASE)),
    ("lead", re.compile(r"\blead inspector|\bled by|\blead\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named at text[start:end]. `role` is None where nothing beside the name tells it."""

    name: str
    role: str | None
    start: int
    end: int


def is_name(words: str) -> bool:
    """Whether the words can be someone's whole name: two to five, each as names are written."""
    parts = words.split()
    return 2 <= len(parts) <= 5 and all(_is_name_part(part) for part in parts)


def _is_name_part(part: str) -> bool:
    if part in _PARTICLES:
        return True
    letters = part.replace("’", "").replace("'", "").replace("-", "").replace(".", "")
    capital = part[0].isupper() or re.match(r"d[’'][A-Z]", part) is not None
    return capital and letters.isalpha() and part.lower().rstrip("’'s") not in _NOT_NAMES


def plain_name(words: str) -> str:
    """A name without its honorific and without letters after it."""
    return _LETTERS_AFTER.sub("", HONORIFIC.sub("", words, count=1)).strip(" ,.")


def role_in(words: str) -> str | None:
    """The part that words such as “team inspector” or “quality assurance manager” give."""
    return next((role for role, pattern in ROLE_WORDS if pattern.search(words)), None)


def people_in(text: str, start: int, end: int) -> list[Person]:
    """The people that text[start:end], a list of names and ranks, names."""
    found: list[Person] = []
    for words, place in _parts(text, start, end):
        bare = plain_name(_EXTRA.sub(" ", _RANK.sub(" ", words)))
        bare = " ".join(bare.split())
        role = role_in(words)
        if is_name(bare):
            at = text.find(bare, place)
            at = place if at < 0 else at
            found.append(Person(bare, role, at, at + len(bare)))
        elif found and role and not bare.strip(" ."):
            found[-1] = replace(found[-1], role=role)
    return found


def _parts(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    place = start
    for separator in _SEPARATOR.finditer(text, start, end):
        yield text[place : separator.start()], place
        place = separator.end()
    yield text[place:end].rstrip(". "), place
