"""Which grades a text claims: of what, of when, and how plainly. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.checking import grade_times as times
from archive.checking import grade_words as words
from archive.checking.grade_areas import areas_of, is_rating, is_tight
from archive.checking.grade_words import GradeWord
from archive.records import HeldLetter
from archive.words.send_outcomes import SEND, SEND_GRADES

_END = re.compile(r"[.!?](?=[”\"’']?\s)[”\"’']?")
_JOINS = re.compile(r"[’'”\"]?,?\s*(?:and|or|nor)?\s*[‘'“\"]?")  # "good or outstanding"
# "There are no systemic failings": an outcome is a thing, and may be said not to be there.
_WITHOUT = re.compile(
    r"\b(?:no|none of|nothing of|without|free (?:of|from)|avoid\w*|rather than|instead of|"
    r"absence of|short of|neither)\b[^.;:]{0,50}$",
    re.IGNORECASE,
)
# "A good overall effort" is no rating.
_OVERALL_AFTER = re.compile(
    r"[’'”\"]?(?: to be good[’'”\"]?)? overall(?=\W*$|[.,;:)’'”\"]|"
    r" (?:and|but|by|in|after|following|for|with|from|at|on|when|while|though)\b)",
    re.IGNORECASE,
)
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
    is_rating: bool = True  # said as a rating, and not as one speaks of good support
    is_tight: bool = False  # the area stands right by the grade, in its clause
    says_overall: bool = False  # with the word, right by the grade


def grades_said(text: str, letter: HeldLetter) -> Iterator[Said]:
    """Every claim of a grade in a text about `letter`, in order."""
    last: Said | None = None
    for start, sentence in _sentences(text):
        if letter.kind == "area_send":
            yield from _send_outcome(sentence, start)
            continue
        found = _but_those_told(list(_in_sentence(sentence, start, letter)))
        found = found or list(_the_same(sentence, start, last))
        last = found[-1] if found else last
        yield from found


def _but_those_told(found: list[Said]) -> list[Said]:
    """`Leadership is outstanding and everything else good`: what has a grade of its own in the
    sentence is not among the rest."""
    now = [one for one in found if not (one.is_earlier or one.is_denied)]
    told = sorted({one.area for one in now if one.area and not one.area.startswith("every")})
    told = [area for area in told if area != "overall"]
    return [
        replace(one, area=" ".join(["every but", *one.area.split()[2:], *told]))
        if told and one.area and one.area.startswith("every")
        else one
        for one in found
    ]


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
        before = sentence[: match.start()]
        if words.HOPED.search(before):
            continue
        is_denied = bool(words.DENIED.search(before) or _WITHOUT.search(before))
        yield Said(
            "send_outcome", SEND_GRADES[match.lastgroup or ""], offset + match.start(),
            offset + match.end(), sentence.strip(), is_denied=is_denied,
            is_earlier=bool(times.EARLIER.search(sentence)),
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
        is_next = number > 0 and _JOINS.fullmatch(one.left[start:]) is not None
        is_left_out = _is_hoped(one, start) or _is_elsewhere(sentence, one, start, until) or (
            (goes_on or is_next) and is_left_out
        )  # fmt: skip
        if is_left_out:
            continue
        own = areas_of(sentence, one, start, until, taken)
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
    # "From inadequate in 2021 to good": so is this one.
    is_froms = one.is_from_to and not times.YEAR_AFTER.match(one.right)
    years = () if is_now or is_since or is_froms else _years(one, start)
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
        is_beside_another=not (is_now or is_froms) and _is_other_year(
            _all_years(words.FROM_THEN.sub(" ", sentence), years), letter
        ),
        is_rating=is_rating(one, sentence),
        is_tight=is_tight(one, area, start, until, sentence),
        says_overall=_says_overall(one),
    )  # fmt: skip


def _says_overall(one: GradeWord) -> bool:
    """`Rated inadequate overall`, `an overall rating of inadequate`; and not `overall, …`."""
    after = _OVERALL_AFTER.match(one.right)
    before = re.search(
        r"\boverall(?: (?:effectiveness|rating|judge?ment|grade)(?: (?:of|as|is|was|to be))?)? "
        r"[‘'“\"]?$",
        one.left, re.IGNORECASE,
    )  # fmt: skip
    return bool(after or before)


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
