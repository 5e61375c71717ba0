"""The grades that a release or report claims, area by area, against those that Ofsted gave. Pure.

A claim that is plainly of an earlier inspection is held against the earlier letters; focused and
monitoring visits grade nothing, so that no grade can come from one. `wrong` is said only where the
sentence leaves no doubt what is graded and when; else it is `unsure`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from archive.checking import grade_words as words
from archive.checking.elsewhere import Elsewhere
from archive.checking.grades_said import Said, grades_said
from archive.records import GradeClaim, HeldLetter, Item

_WITHIN = ("adoption", "care_leavers")
_EARLY = dt.timedelta(days=7)  # of a release that comes out, or is dated, before the letter
_GRADING = ("inspection", "area_send")  # the kinds of letters that award grades
# A grade that another inspection gave too is held to be a visit's only where the words say so.
_OF_THE_VISIT = re.compile(
    r"\b(?:after|following|during|in|on|at|from|by) (?:an?|the|this|that|its|their|our) "
    r"(?:[\w’']+ ){0,2}(?:visit|letter)\b|"
    r"\b(?:visit|letter)\b[\w ’']{0,20}\b(?:rate|judge|grade|found|find|gave|give)",
    re.IGNORECASE,
)


def grade_claims(
    item: Item,
    letter: HeldLetter,
    others: Sequence[HeldLetter] = (),
    elsewhere: Elsewhere | None = None,
) -> list[GradeClaim]:
    """Every grade claimed in the item's title and text, each area and grade once, with a verdict.

    `letter`: the one the item is about; `others`: the authority's other letters; `elsewhere`: tells
    where a sentence speaks of another authority's grade.
    """
    earlier = sorted(
        (one for one in others if one.grades and _is_before(one, letter)),
        key=lambda one: one.published.toordinal() if one.published else 0,
        reverse=True,
    )
    later = [
        one for one in others if one.grades and _is_before(letter, one) and not _is_after(one, item)
    ]
    found: dict[tuple[str, str, bool], GradeClaim] = {}
    for in_title, text in ((False, item.text), (True, item.title)):
        for said in grades_said(text, letter):
            before = text[text.rfind("\n", 0, said.start) + 1 : said.start]
            if elsewhere and elsewhere.is_meant(re.split(r"(?<=[.!?])\s", before)[-1]):
                continue
            if _is_judged_with_another(said, letter):
                continue
            for one in _by_area(said, letter):
                claim = _judged(one, letter, earlier, later)
                claim = replace(claim, in_title=in_title)
                key = (claim.area, claim.claimed, claim.verdict == "older_inspection")
                if key not in found or _is_better(claim, found[key]):
                    found[key] = claim
    return sorted(found.values(), key=lambda claim: (not claim.in_title, claim.document_start))


def _is_better(claim: GradeClaim, held: GradeClaim) -> bool:
    return held.verdict == "unsure" and claim.verdict != "unsure"


def _is_before(one: HeldLetter, letter: HeldLetter) -> bool:
    return bool(one.published and letter.published and one.published < letter.published)


def _is_after(one: HeldLetter, item: Item) -> bool:
    """A letter that came out when the item was there can not be what it speaks of."""
    return bool(item.published and one.published and one.published > item.published + _EARLY)


def _is_judged_with_another(said: Said, letter: HeldLetter) -> bool:
    """`Children in care and care leavers` is one judgement where the letter judges them as one."""
    if said.area != "care_leavers" or "care_leavers" in dict(letter.grades):
        return False
    if letter.framework != "ILACS" or "in_care" not in dict(letter.grades):
        return False
    return any(area == "in_care" for _, area in words.areas_in(said.sentence))


def _by_area(said: Said, letter: HeldLetter) -> list[Said]:
    """`In every area` gives a claim for each area that the letter judges."""
    if said.area is None or not said.area.startswith("every"):
        return [said]
    but = {*said.area.split()[2:], "safeguarding_board"}  # the board is judged beside the services
    areas = [area for area, _ in letter.grades if area not in but]
    found = [
        # Until 2018 three judgements were made, and two within the second: "all" may be the three.
        replace(said, area=area, is_explicit=letter.framework == "ILACS" or area not in _WITHIN)
        for area in areas
    ]
    return found or [replace(said, area="overall")]


def _judged(
    said: Said, letter: HeldLetter, earlier: Sequence[HeldLetter], later: Sequence[HeldLetter]
) -> GradeClaim:
    if letter.kind not in _GRADING:
        return _of_a_visit(said, letter, earlier, later)
    own = _grade(letter, said.area)
    if said.is_earlier and not (own == said.grade and not said.years and not said.is_previous):
        return _of_an_earlier(said, earlier)
    if own is None:
        return _claim(said, "unsure", None, None, "the letter gives no grade for this")
    if said.is_denied:
        verdict = "right" if own != said.grade else "unsure"
        return _claim(said, verdict, letter, own, "the grade is denied")
    if own == said.grade:
        return _claim(said, "right", letter, own, "the letter gives this grade")
    return _other_grade(said, letter, own, earlier, later)


def _other_grade(
    said: Said, letter: HeldLetter, own: str, earlier: Sequence[HeldLetter],
    later: Sequence[HeldLetter],
) -> GradeClaim:  # fmt: skip
    """`wrong` only where the sentence names what is graded, and no other reading gives it."""
    is_partly = said.area == "overall" and any(grade == said.grade for _, grade in letter.grades)
    is_partly = is_partly and not said.says_overall
    if said.is_beside_another:
        return _claim(said, "unsure", letter, own, "the sentence speaks of another year as well")
    if any(_grade(one, said.area) == said.grade for one in later):
        return _claim(said, "unsure", letter, own, "a later inspection gives it")
    if not (said.is_rating or said.says_overall) and said.grade in ("good", "outstanding"):
        return _claim(said, "unsure", letter, own, "it may be no rating")
    may_be = said.is_tight or not (
        _gives_it_to_another(letter, said)
        or any(_grade(one, said.area) == said.grade for one in earlier)
    )
    if said.is_explicit and not is_partly and may_be:
        return _claim(said, "wrong", letter, own, "the letter gives another grade")
    return _claim(said, "unsure", letter, own, "it is not plain what is graded")


def _gives_it_to_another(letter: HeldLetter, said: Said) -> bool:
    """Does a letter give this grade to something else that the sentence names, or overall?"""
    named = {"overall", *(area for _, area in words.areas_in(said.sentence))}
    return any(area in named and grade == said.grade for area, grade in letter.grades)


def _of_a_visit(
    said: Said, letter: HeldLetter, earlier: Sequence[HeldLetter], later: Sequence[HeldLetter]
) -> GradeClaim:
    """A visit grades nothing: what is claimed is of another inspection, or is not so."""
    is_held = any(_grade(one, said.area) == said.grade for one in (*earlier, *later))
    is_tied = said.is_tied and (not is_held or _OF_THE_VISIT.search(said.sentence) is not None)
    follows = letter.kind == "monitoring_visit" and said.grade == "inadequate"
    if said.is_earlier or said.is_denied or follows:
        return _of_an_earlier(said, earlier)
    is_plain = said.is_explicit and said.is_rating
    if is_tied and is_plain and not said.is_beside_another:
        return _claim(said, "wrong", letter, None, "this visit grades nothing")
    return _claim(
        said, "unsure", None, None, "this visit grades nothing; another inspection may be meant"
    )


def _of_an_earlier(said: Said, earlier: Sequence[HeldLetter]) -> GradeClaim:
    """Held against the earlier letters; where the one that is meant is not held, that is said."""
    for one in earlier:
        if said.years and one.published and not _is_of(one, said.years):
            continue
        if _grade(one, said.area) == said.grade and not said.is_denied:
            return _claim(said, "older_inspection", one, said.grade, "an earlier letter gives it")
    meant = _meant(said, earlier)
    own = _grade(meant, said.area) if meant else None
    if meant and own and own != said.grade and said.is_explicit and not said.is_denied:
        if not said.is_tight and _gives_it_to_another(meant, said):
            return _claim(said, "unsure", meant, own, "it is not plain what is graded")
        return _claim(said, "wrong", meant, own, "the inspection it speaks of gave another grade")
    return _claim(said, "older_inspection", None, None, "the letter it speaks of is not held")


def _is_of(letter: HeldLetter, years: Sequence[int]) -> bool:
    own = {letter.published.year} if letter.published else set()
    own |= {window.start.year for window in letter.visit_windows}
    return bool(own & set(years))


def _meant(said: Said, earlier: Sequence[HeldLetter]) -> HeldLetter | None:
    """The earlier letter that is plainly meant: the only one of its year."""
    if said.years:
        of_year = [one for one in earlier if _is_of(one, said.years)]
        return of_year[0] if len(of_year) == 1 else None
    return None


def _grade(letter: HeldLetter, area: str | None) -> str | None:
    """The grade of an area. To early 2023 children in care and care leavers were judged as one."""
    grades = dict(letter.grades)
    if area == "care_leavers" and area not in grades and letter.framework == "ILACS":
        return grades.get("in_care")
    return grades.get(area or "")


def _claim(
    said: Said, verdict: str, letter: HeldLetter | None, grade: str | None, reason: str
) -> GradeClaim:
    return GradeClaim(
        area=said.area or "unknown",
        claimed=f"not {said.grade}" if said.is_denied else said.grade,
        verdict=verdict,
        document_start=said.start,
        document_end=said.end,
        sentence=said.sentence,
        letter=letter.id if letter else None,
        grade=grade,
        reason=reason,
    )
