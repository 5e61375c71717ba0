"""Which grades a text claims: of what, of when, and how plainly. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.checking import grade_times as times
from archive.checking import grade_words as words
from archive.checking.grade_words import GradeWord
from archive.records import HeldLetter
from archive.words.send_outcomes import SEND, SEND_GRADES

_END = re.compile(r"[.!?](?=[”\"’']?\s)[”\"’']?")
_NEAR = 70  # characters in which a word of time belongs to a grade


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the sentence makes it. `area` None: it cannot be told."""

    area: str | None
    grade: str
    start: int
    end: int
    sentence: str
    is_denied: bool
    is_earlier: bool
    years: tuple[int, ...]
    is_explicit: bool  # the area, or the services as a whole, are named
    is_tied: bool  # to this visit, letter or inspection
    is_previous: bool  # "the previous", "the last": the one right before
    is_beside_another: bool = False  # the sentence names a year that is not the letter's


def grades_said(text: str, letter: HeldLetter) -> Iterator[Said]:
    """Every claim of a grade in a text about `letter`, in order."""
    last: Said | None = None
    for start, sentence in _sentences(text):
        if letter.kind == "area_send":
            yield from _send_outcome(sentence, start)
            continue
        found = list(_in_sentence(sentence, start, letter))
        found = found or list(_the_same(sentence, start, last))
        last = found[-1] if found else last
        yield from found


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence, and where it begins; a line's end ends one."""
    for line in re.finditer(r"[^\n]+", text):
        at = 0
        for end in _END.finditer(line[0]):
            yield line.start() + at, line[0][at : end.end()]
            at = end.end()
        if at < len(line[0]):
            yield line.start() + at, line[0][at:]


def _the_same(sentence: str, offset: int, last: Said | None) -> Iterator[Said]:
    """`Inspectors gave the same grade to …`: the one claimed before."""
    same = words.SAME.search(sentence)
    if not same or last is None:
        return
    for _, area in words.areas_in(sentence):
        yield replace(
            last, area=area, start=offset + same.start(), end=offset + same.end(),
            sentence=" ".join(sentence.split()), is_explicit=True,
        )  # fmt: skip


def _send_outcome(sentence: str, offset: int) -> Iterator[Said]:
    for match in SEND.finditer(sentence):
        grade = SEND_GRADES[match.lastgroup or ""]
        earlier = bool(times.EARLIER.search(sentence)) or bool(
            words.HOPED.search(sentence[: match.start()])
        )
        yield Said(
            "send_outcome", grade, offset + match.start(), offset + match.end(), sentence.strip(),
            is_denied=bool(words.DENIED.search(sentence[: match.start()])), is_earlier=earlier,
            years=(), is_explicit=True, is_tied=True, is_previous=False,
        )  # fmt: skip


def _in_sentence(sentence: str, offset: int, letter: HeldLetter) -> Iterator[Said]:
    if not words.has_grade(sentence) or words.OWN_VIEW.search(sentence):
        return
    found = list(words.grade_words(sentence))
    if len({one.grade for one in found}) > 2 and words.SCALE.search(sentence):
        return  # the scale of grades is explained
    claims = _with_lists(found)
    taken: list[int] = []  # places of areas that a grade before them has
    before: Said | None = None
    areas: list[str | None] = []
    is_explicit = is_left_out = False
    for number, one in enumerate(claims):
        start = claims[number - 1].end if number else 0
        until = claims[number + 1].start if number + 1 < len(claims) else len(sentence)
        goes_on = one.is_from_to and number > 0
        is_left_out = _is_hoped(one, start) or _is_elsewhere(sentence, one, start, until) or (
            goes_on and is_left_out
        )  # fmt: skip
        if is_left_out:
            continue
        own = _areas(sentence, one, start, until, taken)
        areas, is_explicit = (areas, is_explicit) if goes_on and own[0] == ["overall"] else own
        for area in areas:
            said = _one(sentence, offset, one, area, letter, start, until, is_explicit=is_explicit)
            if before and before.is_earlier and _is_of_the_same_time(said, one.left[start:]):
                said = replace(said, is_earlier=True, years=before.years)
            yield said
        before = said


def _is_of_the_same_time(said: Said, between: str) -> bool:
    """`In 2015 it was rated good overall and outstanding for care leavers`: nothing between the two
    grades says that another time, or clause, has begun."""
    begun = words.OTHER_CLAUSE.search(between) or re.search(
        r"[:]|\b(?:to|now|is|are|has|have|which)\b", between
    )
    return not said.years and not begun


def _with_lists(found: Sequence[GradeWord]) -> list[GradeWord]:
    """The claims; and a grade that goes on a list of them."""
    claims: list[GradeWord] = []
    for one in found:
        if one.is_claim or (claims and _goes_on(one, claims[-1])):
            claims.append(one)
    return claims


def _goes_on(one: GradeWord, before: GradeWord) -> bool:
    """`Rated good for A, inadequate for B`; `rate A good and B outstanding`."""
    between = one.left[before.end :]
    if len(between) > 160 or re.search(r"[.;]", between):
        return False
    if re.match(r"[’'”\"]?\s*(?:for|in|on|at)\b", one.right):
        return one.is_grade_like or bool(re.search(r"(?:,|and|but)\s+[‘'“\"]?$", one.left))
    joins = re.match(r"[’'”\"]?\s*(?:,|(?:and|but|while)\b)", between)
    return bool(joins and words.areas_in(between) and words.ends_clause(one.right))


def _is_hoped(one: GradeWord, start: int) -> bool:
    left = one.left[start:]
    if words.KEEPS.search(left):
        return False
    given = re.search(
        r"(?<!to be )(?<!be )\b(?:found|rated|judged|graded|continues?)\b[^.;]{0,40}$",
        left, re.IGNORECASE,
    )  # fmt: skip
    return bool(words.HOPED.search(left)) and not given


def _is_elsewhere(sentence: str, one: GradeWord, start: int, until: int) -> bool:
    """A school's, a home's, another council's grade."""
    before = sentence[max(start, one.start - 90) : one.start]
    after = re.split(words.OTHER_CLAUSE, sentence[one.end : min(until, one.end + 50)])[0]
    return words.OTHER_PLACE.search(before + after) is not None


def _areas(
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
    named = [(place, name) for place, name in words.areas_in(before) if start + place not in taken]
    # "The top mark for A and B; C is good": what stands in another clause has another grade.
    *_, clause = [0, *(end.end() for end in words.OTHER_CLAUSE.finditer(before))]
    named = [one for one in named if one[0] >= clause] or named
    if named:
        return list(dict.fromkeys(_nearest(named))), True
    if words.SOME_AREAS.search(sentence[max(0, one.start - 40) : one.end + 60]):
        return [None], False
    return ["overall"], bool(words.SERVICES.search(sentence))


def _nearest(named: Sequence[tuple[int, str]]) -> list[str]:
    """`overall` beside other areas is a word of theirs, unless it stands last."""
    names = [name for _, name in named]
    if "overall" in names and len(set(names)) > 1:
        return ["overall"] if names[-1] == "overall" else [n for n in names if n != "overall"]
    return names


def _one(
    sentence: str, offset: int, one: GradeWord, area: str | None, letter: HeldLetter,
    start: int, until: int, *, is_explicit: bool,
) -> Said:  # fmt: skip
    near_left = sentence[max(start, one.start - _NEAR) : one.start]
    near_right = times.WAS_BEFORE.sub("", sentence[one.end : min(until, one.end + _NEAR)])
    near_right = re.split(words.CLAUSE, near_right)[0]
    near_left = re.split(words.GRADE, near_left)[-1]
    clause = f"{near_left} {one.grade}{near_right}"
    is_now = times.NOW.search(near_left) or times.NOW_AFTER.match(one.right)
    moved_from = re.search(r"\bfrom\s+(?:\w+\s+){0,3}[‘'“\"]?$", one.left, re.IGNORECASE)
    moved_to = re.search(r"\bto\s+(?:an?\s+)?[‘'“\"]?$", near_left, re.IGNORECASE)
    # "From inadequate to good since 2021": the year is that of the grade before.
    is_since = moved_to and times.SINCE_YEAR.match(one.right)
    years = () if is_now or is_since else _years(one, start)
    kept = times.KEPT.search(near_left[-40:])
    is_other = _is_other_year(years, letter)
    is_its_own = bool(years) and not is_other  # "since 2021, good in 2024": its year tells
    earlier = bool(moved_from) or is_other or (
        not (moved_to or kept or is_now or is_its_own) and bool(times.EARLIER.search(clause))
    )  # fmt: skip
    return Said(
        area, one.grade, offset + one.start, offset + one.end, " ".join(sentence.split()),
        is_denied=not moved_from and bool(words.DENIED.search(near_left)),
        is_earlier=earlier and not (moved_to and not years),
        years=years, is_explicit=is_explicit,
        is_tied=bool(words.TIED.search(sentence)) and not one.is_attribute,
        is_previous=bool(moved_from) or bool(times.PREVIOUS.search(clause)),
        is_beside_another=not is_now and _is_other_year(_all_years(sentence, years), letter),
    )  # fmt: skip


def _years(one: GradeWord, start: int) -> tuple[int, ...]:
    """The years that belong to a grade: those of its own clause before it, and one right after."""
    after = times.YEAR_AFTER.match(one.right)
    if after:
        return (int(after[1]),)
    *_, before = [0, *(match.end() for match in words.CLAUSE.finditer(one.left, start))]
    years = times.YEAR.findall(one.left[max(before, start) :])
    is_of_which = re.search(r"\bwhich$", one.left[:before], re.IGNORECASE)
    if not years and is_of_which and not times.TIME_BETWEEN.search(one.left[before:]):
        years = times.YEAR_OF_WHICH.findall(one.left[: before - len("which")])
    return tuple(map(int, years))


def _all_years(sentence: str, own: Sequence[int]) -> tuple[int, ...]:
    """The years of a whole sentence, where the claim has none of its own."""
    return tuple(own) or tuple(map(int, times.YEAR.findall(sentence)))


def _is_other_year(years: Sequence[int], letter: HeldLetter) -> bool:
    own = {window.start.year for window in letter.visit_windows}
    own |= {letter.published.year} if letter.published else set()
    return bool(years) and bool(own) and not set(years) & own
