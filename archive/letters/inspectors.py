"""Who carried out a visit: the sentences that name the inspectors, and the signature. No I/O."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.letters.ledger import Ledger
from archive.letters.paragraphs import FAREWELLS, Paragraph
from archive.letters.people import Person, is_name, people_in, plain_name, role_in
from archive.records import Inspector

_MAJESTY = r"(?:His |Her |HM )?(?:Majesty[’']s )?"
_NAMED = re.compile(
    rf"(?:{_MAJESTY}inspectors?(?: \((?:HMI|OI)\))?|\bHMIs?|inspection team)"
    r"(?: (?:for|on|of|who (?:carried out|undertook|conducted)|carrying out) (?:this|the) "
    r"(?:focused |monitoring |assurance )?(?:visit|inspection))?"
    r" (?:was|were|is|are|comprised|consisted of|included)(?: the)?:?\s"
    r"|\b(?:visit|inspection)\b[^.]{0,150}?(?:carried out|conducted|undertaken|led) by:? ",
    re.IGNORECASE,
)
# “Jo Example and Sam Sample, two of Her Majesty’s Inspectors, carried out the visit.”
_RANKED = re.compile(r"(?:His|Her) Majesty[’']s Inspectors?\b", re.IGNORECASE)
# A sentence about someone beside the team: whoever shadowed or observed it, or saw to its quality.
_BESIDE = re.compile(
    r"\b(?:shadow(?:ed|ing)|observ(?:ed|ing)) (?:this|the) (?:\w+ )?(?:visit|inspection)\b"
    r"|\bquality[- ]assur(?:ed|ance)\b|\bas an observer\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:(?:was|were|is)(?: also)?(?: present)?|shadow(?:ed|ing)|observ(?:ed|ing)|assured|by)\b",
    re.IGNORECASE,
)
# The end of a sentence: not the full stop after an initial.
_STOP = re.compile(r"(?<!\b[A-Z])\.(?=\s+[A-Z‘“]|\s*$)|;|$")
_OFFICE = re.compile(r"(?:His|Her) Majesty[’']s Inspector", re.IGNORECASE)
_LEAD_LABEL = re.compile(r"Lead inspectors?\b:?\s", re.IGNORECASE)
# A label ends with a colon; the known ones are known without it too.
_TEAM_LABEL = re.compile(
    r"^[A-Z][A-Za-z ]{3,45}(?:\([^)]*\))?:\s*"
    r"|\b(?:(?:Deputy|Lead|Team|Shadow|Supernumerary|Associate|Additional|Senior|Data|Quality"
    r"|Assurance) )+(?:[Ii]nspectors?|[Aa]nalysts?|[Mm]anagers?|data analysts?)(?: \([^)]*\))?"
    r"(?::\s*|\s+(?=[A-Z]))"
    r"|\b(?:[Dd]eputy lead|[Ll]ead|[Tt]eam|[Ss]hadow) inspectors?(?::\s*|\s+(?=[A-Z]))"
    r"|\b(?:[Ss]enior data analysts?|[Qq]uality assurance managers?)(?::\s*|\s+(?=[A-Z]))"
)
LONGEST_TEAM = 16  # paragraphs


@dataclass(frozen=True, slots=True)
class Named:
    """Someone who is named in a paragraph, and the part that the words beside the name give."""

    person: Person
    role: str
    paragraph: Paragraph


def read_inspectors(paragraphs: Sequence[Paragraph], ledger: Ledger) -> tuple[Inspector, ...]:
    """The team that the letter's opening names: its lead first, then the team, then the others."""
    named = list(_first_by_name(_named(paragraphs)))
    team = [one for one in named if one.role in ("inspector", "lead")]
    if team and not any(one.role == "lead" for one in team):
        # Ofsted names the inspector first who wrote the letter and led the visit.
        named[named.index(team[0])] = Named(team[0].person, "lead", team[0].paragraph)
    named.sort(key=lambda one: {"lead": 0, "deputy": 1, "inspector": 2}.get(one.role, 3))
    if not team:
        ledger.warn("The inspectors' names could not be read.")
    return to_inspectors(named, ledger)


def read_team(paragraphs: Sequence[Paragraph], ledger: Ledger) -> tuple[Inspector, ...]:
    """The team as single inspection reports list it on a late page: a label, then names."""
    named = list(_first_by_name(_labelled(_team_list(paragraphs))))
    if not any(one.role == "lead" for one in named):
        ledger.warn("The lead inspector's name could not be read.")
    return to_inspectors(named, ledger)


def to_inspectors(named: Sequence[Named], ledger: Ledger) -> tuple[Inspector, ...]:
    """Those who are named as records, in this order, each with its evidence."""
    for position, one in enumerate(named, start=1):
        ledger.found(f"inspectors.{position}", one.paragraph, one.person.start, one.person.end)
        if one.role == "lead":
            ledger.found("lead_inspector", one.paragraph, one.person.start, one.person.end)
    return tuple(Inspector(one.person.name, one.role) for one in named)


def _team_list(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """From the lead inspector's line to the next heading."""
    start = next((at for at, par in enumerate(paragraphs) if _LEAD_LABEL.match(par.text)), None)
    if start is None:
        return []
    found: list[Paragraph] = []
    for paragraph in paragraphs[start : start + LONGEST_TEAM]:
        if found and paragraph.size > found[0].size:
            break
        found.append(paragraph)
    return found


def _labelled(paragraphs: Sequence[Paragraph]) -> Iterator[Named]:
    role = ""
    for paragraph in paragraphs:
        labels = list(_TEAM_LABEL.finditer(paragraph.text))
        if not labels and not role:
            continue
        starts = [(0, 0, role)] if not labels or labels[0].start() > 0 else []
        starts += [(m.start(), m.end(), role_in(m.group()) or "inspector") for m in labels]
        ends = [start for start, _, _ in starts[1:]] + [len(paragraph.text)]
        for (_, begin, its_role), end in zip(starts, ends, strict=True):
            for person in people_in(paragraph.text, begin, end):
                yield Named(person, its_role, paragraph)
        role = starts[-1][2]


def read_signature(paragraphs: Sequence[Paragraph], ledger: Ledger) -> tuple[str, ...]:
    """The names under “Yours sincerely”; where a letter forgets that, the one above the office."""
    start = next((at for at, par in enumerate(paragraphs) if par.text.startswith(FAREWELLS)), None)
    if start is None:
        signed = [
            above for above, below in itertools.pairwise(paragraphs) if _OFFICE.match(below.text)
        ]
    else:
        signed = list(paragraphs[start + 1 :])
    found = []
    for paragraph in signed:
        name = plain_name(paragraph.text.split(",")[0])
        if is_name(name):
            found.append(name)
            ledger.found(f"signed_by.{len(found)}", paragraph)
    return tuple(found)


def _named(paragraphs: Sequence[Paragraph]) -> Iterator[Named]:
    team = [one for paragraph in paragraphs for one in _team(paragraph)]
    yield from team or [one for paragraph in paragraphs for one in _ranked(paragraph)]
    for paragraph in paragraphs:
        yield from _others(paragraph)


def _team(paragraph: Paragraph) -> Iterator[Named]:
    """Those named after “inspectors were” or “carried out by”, to the end of the sentence."""
    for match in _NAMED.finditer(paragraph.text):
        end = _STOP.search(paragraph.text, match.end())
        stop = end.start() if end else len(paragraph.text)
        for person in people_in(paragraph.text, match.end(), stop):
            yield Named(person, person.role or "inspector", paragraph)


def _ranked(paragraph: Paragraph) -> Iterator[Named]:
    """Those named before their rank, in a sentence without a verb we know."""
    for start, end in _sentences(paragraph.text):
        rank = _RANKED.search(paragraph.text, start, end)
        for person in people_in(paragraph.text, start, rank.end()) if rank else ():
            yield Named(person, person.role or "inspector", paragraph)


def _others(paragraph: Paragraph) -> Iterator[Named]:
    """Those the letter names beside the team, each in a sentence of their own."""
    for start, end in _sentences(paragraph.text):
        match = _BESIDE.search(paragraph.text, start, end)
        if match is None:
            continue
        role = "quality assurance" if "quality" in match.group().lower() else "shadow"
        verbs = list(_VERB.finditer(paragraph.text, start, end))
        edges = [start, *(edge for verb in verbs for edge in verb.span()), end]
        for piece in zip(edges[::2], edges[1::2], strict=True):
            for person in people_in(paragraph.text, *piece):
                yield Named(person, role, paragraph)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text) and (stop := _STOP.search(text, start)):
        yield start, stop.start()
        start = stop.end() + 1


def _first_by_name(named: Iterator[Named]) -> Iterator[Named]:
    seen = set()
    for one in named:
        if one.person.name not in seen:
            seen.add(one.person.name)
            yield one
