"""The signs that speak for and against one letter, all together. Their worth: `weights`. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from archive.linking.case import Case, Common
from archive.linking.sign import Sign, sign
from archive.linking.signs_grades import grade_signs, profile_signs, send_signs, step_signs
from archive.linking.signs_kind import framework_signs, kind_signs, theme_signs
from archive.linking.signs_time import is_fresh, publication_signs, time_signs
from archive.linking.signs_visit import length_signs, number_signs, visit_signs
from archive.linking.signs_words import link_signs, people_signs, word_signs
from archive.records import HeldLetter


def signs_on(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    """All that speaks for and against one letter of the case."""
    yield from link_signs(case.item, letter)
    yield from visit_signs(case, letter)
    yield from length_signs(case, letter)
    yield from number_signs(case, letter)
    yield from publication_signs(case, letter)
    yield from time_signs(case, letter, common)
    yield from kind_signs(case, letter, common)
    yield from framework_signs(case, letter)
    yield from grade_signs(letter, common.grades)
    yield from profile_signs(case, letter, common)
    yield from step_signs(case, letter, common)
    yield from theme_signs(case, letter, common)
    yield from send_signs(case, letter)
    yield from people_signs(case, letter, common)
    yield from word_signs(letter, common)
    if case.topic.other:
        fresh = is_fresh(case, letter)
        name = "subject of these days" if fresh else "subject"
        yield sign(name, f"is about {case.topic.other}")
    elif not case.topic.tells_outcome:
        yield sign("in passing", "does not begin with what Ofsted found")
    elif not case.topic.at_once:
        yield sign("told later on", "begins with something else")
