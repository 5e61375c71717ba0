"""Which grades and outcomes an item tells of, and what was there before. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from archive.linking.case import Case, Common
from archive.linking.sign import Sign, sign
from archive.linking.signs_kind import GRADED
from archive.records import HeldLetter
from archive.words.grades_named import canonical
from archive.words.told import Named

_GRADE = r"(?:outstanding|good|requir\w+ improvement|inadequate)"
# "Retained its outstanding rating", "rated good again".
_KEPT = re.compile(
    r"\b(?:repeat(?:s|ed)?|retain(?:s|ed|ing)|keeps|kept|keeping|maintain(?:s|ed|ing)|remains?|remained|"
    r"(?:still|again)(?=[^.\n]{0,30}\b(?:rat(?:ed|ing)|judged|graded|requir))|"
    rf"once more|(?:holds?|held|hangs|hung) on to)\b[^.\n]{{0,50}}?\b(?P<after>{_GRADE})\b|"
    rf"\b(?P<before>{_GRADE})\b[^.\n]{{0,50}}?\b(?:again|once more|"
    r"(?:second|third) (?:consecutive )?"
    r"time|in a row|running)\b",
    re.IGNORECASE,
)
# "A third consecutive outstanding rating": the third letter in a row with that grade.
_IN_A_ROW = re.compile(
    r"\b(?P<nth>second|third|fourth) (?:\w+ )?(?:consecutive|successive|straight|time (?:in a row|"
    r"running))\b|\b(?P<times>twice|two times|three times|four times) (?:in a row|running)\b",
    re.IGNORECASE,
)
_TIMES = {"second": 2, "twice": 2, "two times": 2, "third": 3, "three times": 3, "fourth": 4,
          "four times": 4}  # fmt: skip
_EVERY = re.compile(
    r"\b(?:in|across|for|on|with)\W+(?:all|every|each)\b(?: of)?(?: \w+){0,2}? (?:areas?|"
    r"categor(?:y|ies)|judge?ments?|aspects?|fields?|measures|strands|criteria)\b|"
    r"\bacross[- ]the[- ]board\b|\ball (?:areas|aspects|categories|judge?ments)\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(rf"\bno longer\W+(?:\w+ ){{0,2}}?\W?({_GRADE})", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:rat(?:ed|ing)|judged|graded|outstanding|good)\b[^.\n]{0,60}\bfor the first time\b|"
    r"\bfirst time\b[^.\n]{0,40}\b(?:history|rated|judged|graded)",
    re.I,
)


def grade_signs(letter: HeldLetter, grades: Sequence[Named]) -> Iterator[Sign]:
    """Are the grades that are told as news the letter's?"""
    held = {grade for _, grade in letter.grades}
    overall = dict(letter.grades).get("overall")
    if not held or not grades or letter.kind not in GRADED:
        return
    claimed = _claimed(grades)
    said = {grade.what for grade in grades}
    leading = {grade.what for grade in grades if grade.place != "body"}
    if overall in claimed and not (len(claimed) > 2):
        yield sign("overall grade", f"names its overall grade ({overall})")
    elif claimed and not claimed & held:
        yield sign(
            "another grade", f"names a grade it does not give ({', '.join(sorted(claimed))})"
        )
    elif overall and _is_one_other({g.what for g in grades if g.overall}, overall):
        yield sign("another overall grade", "tells of another grade for the whole")
    elif len(said) > 1 and said <= held:
        yield sign("several grades", f"names its grades ({', '.join(sorted(said))})")
    elif overall in leading or said == held or (said <= held and overall in said):
        yield sign("grades named", f"names its grades ({', '.join(sorted(said & held))})")
    elif said and not said & held:
        yield sign("another grade", f"names a grade it does not give ({', '.join(sorted(said))})")


def _claimed(grades: Sequence[Named]) -> set[str]:
    """The grades that are told of the whole, or stand in the title. Where the title tells one of
    the whole it is that: "outstanding leaders" beside it are a part, and what the text tells of
    the whole further down is an earlier one."""
    titled = {grade.what for grade in grades if grade.overall and grade.place == "title"}
    if len(titled) == 1:
        return titled
    return {grade.what for grade in grades if grade.overall or grade.place == "title"}


def profile_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    """Does the item say that the grade is that of every area?"""
    said = _EVERY.search(case.opening)
    overall = dict(letter.grades).get("overall")
    if said is None or overall not in {grade.what for grade in common.grades}:
        return
    if len({grade for _, grade in letter.grades}) == 1:
        yield sign("every grade", f"tells of one grade for all that was judged ({said[0]})")


def _is_one_other(told: set[str], overall: str) -> bool:
    return len(told) == 1 and overall not in told


def step_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    """Does the item tell of the step from the grade before to this one, or that it was kept?"""
    overall, before = dict(letter.grades).get("overall"), common.before.get(letter.id)
    if before is None or overall not in {g.what for g in common.grades if g.place != "body"}:
        return
    if before == overall:
        times = _times_in_a_row(case)
        if times:
            if times == _in_a_row(letter, case):
                yield sign("grade kept", f"says that it is {overall} {times} times in a row")
        elif overall in set(_kept(case)) and not _is_no_longer_another(case, overall):
            yield sign("grade kept", f"says that it was {overall} before")
    elif _FIRST.search(case.opening) and _is_first(letter, case):
        yield sign("step", f"says that it is {overall} for the first time")
    elif before in {grade.what for grade in case.mentions.grades if grade.past}:
        yield sign("step", f"tells of the step from {before} to {overall}")


def _is_first(letter: HeldLetter, case: Case) -> bool:
    """Has no earlier letter this one's overall grade?"""
    overall = dict(letter.grades).get("overall")
    return not any(
        dict(other.grades).get("overall") == overall
        for other in case.letters
        if other.published and letter.published and other.published < letter.published
    )


def _times_in_a_row(case: Case) -> int | None:
    """How many times in a row an item says that a grade was given."""
    match = _IN_A_ROW.search(case.opening)
    return _TIMES[(match["nth"] or match["times"]).lower()] if match else None


def _in_a_row(letter: HeldLetter, case: Case) -> int:
    """How many inspections up to this one gave its overall grade, one after the other."""
    overall = dict(letter.grades).get("overall")
    graded = sorted(
        (other.published, dict(other.grades)["overall"])
        for other in case.letters
        if other.published
        and letter.published
        and other.published <= letter.published
        and "overall" in dict(other.grades)
    )
    same = takewhile(lambda each: each[1] == overall, reversed(graded))
    return sum(1 for _ in same)


def _is_no_longer_another(case: Case, overall: str) -> bool:
    """Does it say that the grade before was another one?"""
    match = _NO_LONGER.search(case.opening)
    return match is not None and canonical(match[1]) != overall


def _kept(case: Case) -> Iterator[str]:
    """The grades that title and first lines say were kept."""
    for match in _KEPT.finditer(case.opening):
        yield canonical(match["after"] or match["before"])


def send_signs(case: Case, letter: HeldLetter) -> Iterator[Sign]:
    """Is the outcome of an area SEND inspection the letter's?"""
    outcome = dict(letter.grades).get("send_outcome")
    said = case.mentions.send_outcomes
    if outcome is None or not said:
        return
    if outcome in said:
        yield sign("SEND outcome", f"names its outcome ({outcome})")
    else:
        yield sign("another SEND outcome", f"names another outcome ({', '.join(sorted(said))})")
