"""Releases made of real letters' sentences, held against another letter of the same authority.

A link may err. What is accused then is no fault of the release; what is accused of a release held
against its own letter, with a sentence and a grade put in that are not that letter's, should be.
"""

from __future__ import annotations

import collections
import datetime as dt
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.checking.checks import ReadyLetter, check_item
from archive.records import HeldLetter, Item, Letter, VisitWindow

sys.path.append(str(Path(__file__).resolve().parent.parent))  # when run as a script
from benchmarks.sections import share, table

RELEASES = 300  # of each kind
_GRADES = ("outstanding", "good", "requires improvement", "inadequate")


@dataclass(frozen=True, slots=True)
class _Made:
    """A release, with the letter that is withheld or not, and those that stay."""

    text: str
    held: ReadyLetter
    others: Sequence[ReadyLetter]


def section(letters: Mapping[str, Letter], sentences: Callable[[str], list[str]]) -> list[str]:
    """The paragraphs of the section. `sentences`: those of a letter's text that can be quoted."""
    ready = {name: _ready(name, one) for name, one in letters.items()}
    every = {name: sentences(one.text) for name, one in letters.items()}
    often = collections.Counter(one for some in every.values() for one in set(some))
    own = {name: [one for one in some if often[one] == 1] for name, some in every.items()}
    rows = []
    for kind, making in (
        ("another letter of the authority, the right one not held", _against_another),
        ("the right one, a sentence and a grade not the letter’s", _against_its_own),
    ):
        picked = random.Random(20261122)
        counts: collections.Counter[str] = collections.Counter()
        for _ in range(RELEASES):
            made = making(ready, own, picked)
            item = Item("press_release", "x", "", made.text, None, dt.date.max)
            checks = check_item(item, [made.held], made.others)
            counts["not found"] += any(one.verdict == "not_found" for one in checks.quotations)
            counts["wrong"] += any(one.verdict == "wrong" for one in checks.grade_claims)
        rows.append((kind, *(share(counts[said], RELEASES) for said in ("not found", "wrong"))))
    return [
        "### Quotations and grades, where the link errs",
        (
            f"{RELEASES} releases without a day, each of two sentences that one real letter alone "
            "has and of its grade, are held against the inspection of the same authority nearest "
            "to it in time that gave another grade; and as many against their own letter, with a "
            "sentence of another authority’s and another grade put in. Of the first none should "
            "be accused, of the second all."
        ),
        table(("held against", "releases with words not found", "with a wrong grade"), rows),
    ]


def _ready(name: str, one: Letter) -> ReadyLetter:
    windows = tuple(VisitWindow(a.start, a.end) for a in one.visit_windows)
    grades = tuple((each.area, each.grade) for each in one.judgements if each.grade)
    return ReadyLetter(
        HeldLetter(
            name, name.split("/")[1], one.kind, "", "", one.text, framework=one.framework,
            published=one.published, visit_windows=windows, grades=grades,
        )
    )  # fmt: skip


Ready = Mapping[str, ReadyLetter]
Sentences = Mapping[str, list[str]]


def _graded(ready: Ready, sentences: Sentences, picked: random.Random) -> ReadyLetter:
    names = sorted(
        name
        for name, one in ready.items()
        if "overall" in dict(one.letter.grades)
        and one.letter.published
        and len(sentences[name]) > 9
    )
    return ready[picked.choice(names)]


def _beside(one: ReadyLetter, ready: Ready) -> list[ReadyLetter]:
    """The authority's other inspections, the nearest in time first."""
    day = one.letter.published
    others = [
        each
        for each in ready.values()
        if each.letter.local_authority == one.letter.local_authority
        and each is not one
        and dict(each.letter.grades).get("overall")
        and each.letter.published
    ]
    assert day
    return sorted(others, key=lambda each: abs(((each.letter.published or day) - day).days))


def _said(quoted: Sequence[str], grade: str) -> str:
    told = "\n\n".join(f"Ofsted’s report says: “{one}”" for one in quoted)
    return f"Ofsted has rated our children’s services {grade} overall.\n\n{told}"


def _against_another(ready: Ready, sentences: Sentences, picked: random.Random) -> _Made:
    while True:
        one = _graded(ready, sentences, picked)
        grade = dict(one.letter.grades)["overall"]
        beside = [b for b in _beside(one, ready) if dict(b.letter.grades)["overall"] != grade]
        if beside:
            quoted = picked.sample(sentences[one.letter.id], 2)
            rest = [b for b in _beside(one, ready) if b is not beside[0]]
            return _Made(_said(quoted, grade), beside[0], rest)


def _against_its_own(ready: Ready, sentences: Sentences, picked: random.Random) -> _Made:
    one = _graded(ready, sentences, picked)
    beside = _beside(one, ready)
    told = {dict(each.letter.grades)["overall"] for each in (one, *beside)}
    not_given = [grade for grade in _GRADES if grade not in told]
    elsewhere = _graded(ready, sentences, picked)
    while elsewhere.letter.local_authority == one.letter.local_authority:
        elsewhere = _graded(ready, sentences, picked)
    quoted = [
        *picked.sample(sentences[one.letter.id], 2),
        picked.choice(sentences[elsewhere.letter.id]),
    ]
    grade = picked.choice(
        not_given or [g for g in _GRADES if g != dict(one.letter.grades)["overall"]]
    )
    return _Made(_said(quoted, grade), one, beside)
