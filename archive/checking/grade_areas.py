"""What a grade is of: an area, the services as a whole, or it cannot be told. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.checking import grade_words as words
from archive.checking.grade_words import GradeWord

# What is rated where no area is named; "the response to missing children" is no such thing.
_WHOLE = re.compile(
    r"children['’]?s?['’]? (?:and [\w ]{3,30})?(?:services|social (?:care|work)|department)|"
    r"\b(?:council|authority|department|county|borough|city|trust|services?|it|them|us|we|they|"
    r"overall)\b",
    re.IGNORECASE,
)
# Words of a rating; "found", "said" and "is" tell of good and inadequate work as well.
_RATED = re.compile(
    r"\b(?:re-?)?(?:rat(?:ed?|es|ings?)|grad(?:ed?|es|ings?)|judg(?:ed?|es|e?ments?)|rank(?:s|ed)?|"
    r"award(?:s|ed)?|marks?|marked|scor(?:e|es|ed)|verdict|upgraded|downgraded)\b",
    re.IGNORECASE,
)
_OF_THE_VERB = r"(?!to be\b|as an?\b|overall\b|now\b|by\b)[a-z]{4,}"  # more than small words
_SOON = 60  # characters
_RIGHT_THERE = 20  # characters after "all but"
_RIGHT_BY = 45  # characters after a grade in which what is graded stands: `good for leadership`


def areas_of(
    sentence: str, one: GradeWord, start: int, until: int, taken: list[int]
) -> tuple[list[str | None], bool]:
    """What the grade is of: named after it (`good for leadership`), before it, or nothing, which
    means the services as a whole. An area after it is not one of the next grade's."""
    right = re.split(words.OTHER_CLAUSE, sentence[one.end : until])[0]
    every = _every_area(one, start, right)
    if every:
        return [every], True
    so_were = words.SO_WERE.match(right)
    if so_were:
        also = [(one.end + place, name) for place, name in words.areas_in(right)]
        taken += [place for place, _ in also]
        before, is_named = _areas_before(sentence, one, start, taken)
        return list(dict.fromkeys([*before, *(name for _, name in also)])), is_named
    after = re.match(
        r"[’'”\"]?\s*(?:rating|judge?ment|grade)?s?\s*(?:by (?:Ofsted|(?:the )?inspectors)\s+)?"
        r"(?:for|in|on|across|around|regarding|"
        r"when it comes to|at|both for|[:–-])\s+",
        right, re.IGNORECASE,
    )  # fmt: skip
    if after:
        own = re.split(
            r"\b(?:when|where|which|whose|as a result|because|due to|despite|amid)\b",
            right[: after.end() + 130],
        )[0]
        named = words.areas_in(own)
        if named and named[0][0] <= after.end() + 45:
            taken += [one.end + place for place, _ in named]
            return list(dict.fromkeys(name for _, name in named)), True
    return _areas_before(sentence, one, start, taken)


def _every_area(one: GradeWord, start: int, right: str) -> str | None:
    """`Good in all areas except leadership`; `in all areas except leadership it was good`. An area
    that is named between the two has the grade for itself: `praised in all areas, with only
    leadership good`."""
    behind = right
    if not words.EVERY_AREA.search(right[:90]):
        before = words.EVERY_AREA.search(one.left)
        if before is None:
            return None
        behind = one.left[before.end() :]
        if not words.EXCEPT.search(behind) and (words.areas_in(behind) or start):
            return None
    left_out = words.EXCEPT.search(behind)
    but = [name for _, name in words.areas_in(behind[left_out.end() :])] if left_out else []
    return f"every but {' '.join(but)}".strip()


def _areas_before(
    sentence: str, one: GradeWord, start: int, taken: Sequence[int]
) -> tuple[list[str | None], bool]:
    before = sentence[start : one.start]
    others = words.THE_OTHERS.search(before)
    if others and not words.areas_in(others[0]):
        is_all = words.ALL_OF.search(before[: others.start()]) is not None
        return (["every"], True) if is_all else ([None], False)
    all_but = words.ALL_BUT.search(before)
    rest = words.areas_in(before[all_but.end() :]) if all_but else []
    if rest and rest[0][0] <= _RIGHT_THERE and rest[0][1] != "overall":
        return [f"every but {' '.join(name for _, name in rest)}"], True
    named = [(place, name) for place, name in words.areas_in(before) if start + place not in taken]
    # "The top mark for A and B; C is good": what stands in another clause has another grade.
    *_, clause = [0, *(end.end() for end in words.OTHER_CLAUSE.finditer(before))]
    named = [one for one in named if one[0] >= clause] or named
    if named:
        return list(dict.fromkeys(_nearest(named))), True
    if words.SOME_AREAS.search(sentence[max(0, one.start - 40) : one.end + 60]):
        return [None], False
    return ["overall"], bool(words.SERVICES.search(sentence)) and _is_of_the_whole(one, start)


def _nearest(named: Sequence[tuple[int, str]]) -> list[str]:
    """`overall` beside other areas is a word of theirs, unless it stands last."""
    names = [name for _, name in named]
    if "overall" in names and len(set(names)) > 1:
        return ["overall"] if names[-1] == "overall" else [n for n in names if n != "overall"]
    return names


def is_tight(one: GradeWord, area: str | None, start: int, until: int, sentence: str) -> bool:
    """`Leadership is good`, `good for leadership`, `leadership: good`, `all four areas good`: no
    other clause, and nobody else's words, between what is graded and its grade."""
    if area is None or area.startswith("every"):
        return area is not None
    before = re.split(rf"{words.CLAUSE.pattern}|[,“”\"]", one.left[start:].rstrip(" ‘'“\"–—-:"))[-1]
    after = re.split(r"[,;:.“”\"]", sentence[one.end : until].lstrip("’'”\""))[0][:_RIGHT_BY]
    return any(name == area for _, name in words.areas_in(before)) or (
        area != "overall" and any(name == area for _, name in words.areas_in(after))
    )


def is_rating(one: GradeWord, sentence: str) -> bool:
    """Is it said as a rating is, and not as inspectors speak of good support?"""
    return (
        one.is_marked
        or one.is_attribute
        or _RATED.search(sentence) is not None
        or re.search(r"[:–—-]\s*$", one.left) is not None
    )


def _is_of_the_whole(one: GradeWord, start: int) -> bool:
    """Are the services as a whole rated, and nothing else that stands in the way?"""
    *before, thing = words.JUDGED.split(one.left[start:])
    if before and re.search(_OF_THE_VERB, thing):
        return _WHOLE.search(thing) is not None
    return _WHOLE.search(f"{' '.join(before)} {thing} {one.right[:_SOON]}") is not None
