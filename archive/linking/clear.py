"""Is it clear that an item is about its likeliest letter? Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from archive.linking.case import Case
from archive.linking.evidence import Candidate
from archive.linking.together import QUOTED
from archive.linking.weights import LEAD, LINKED, WEIGHTS, points_of

ITS_OWN = ("links to the letter", "visit days", "days of the visit", "visit month and year")
_OF_THE_DAY = ("links to the letter", "visit days", "day of publication", "same day")
# Words alone: two letters on one authority may say the same of it a year apart.
_WORDS_ALONE = 5.0
_BESIDE_WORDS = tuple(
    name
    for name, weight in WEIGHTS.items()
    if weight.points > 0 and name not in ("words in common", "short quotations")
)
_TITLE_REPORT = re.compile(
    r"\b(?:ofsted|inspect(?:ion|ors))\b[^\n]{0,20}\b(?:reports?|findings|letter|verdict)\b|"
    r"\b(?:reports?|findings|letter|verdict)\b[^\n]{0,20}\b(?:ofsted|inspect(?:ion|ors))\b",
    re.IGNORECASE,
)
_ALL_THE_SAME = 9.0  # points left to a letter of which an item on something else still tells
_UNDATED = 0.6  # points beside kind and grade: both fit a letter that is not here as well


def is_clear(candidates: Sequence[Candidate], case: Case) -> bool:
    """Does enough speak for the first of these, and more than for any other?"""
    best = candidates[0]
    if _is_about_something_else(best, case) or _rests_on_too_little(best, case):
        return False
    ahead = len(candidates) < 2 or best.score - candidates[1].score >= LEAD
    return best.score >= LINKED and ahead and best.identified_by >= 2.0


def _is_about_something_else(best: Candidate, case: Case) -> bool:
    """Does it recall this letter, or quote it, while it tells of something else?"""
    if case.topic.is_title:
        return True
    if best.has("later years named"):
        return not best.has("links to the letter")
    if best.has("subject") and not best.has(*ITS_OWN[:3]) and best.score < _ALL_THE_SAME:
        return True
    is_quoted = _own_words(best) >= _WORDS_ALONE
    if best.has("told as earlier") and not (is_quoted or best.has(*ITS_OWN[:3])):
        return True
    if best.has("other days", "another kind") and not best.has(*_OF_THE_DAY):
        return True  # what it quotes of this letter is what stood there before its own visit
    if case.topic.stays and not _is_news_with_it(best):
        return True
    is_joint = best.letter.kind == "jtai"  # with the inspectorate that is its other subject
    return best.has("subject of these days") and not (is_joint or _is_shown_otherwise(best))


def _rests_on_too_little(best: Candidate, case: Case) -> bool:
    """Is what speaks for the letter of a kind that would be told of another as well?"""
    if not best.has(*_BESIDE_WORDS) and 0 < _own_words(best) < _WORDS_ALONE:
        return True
    if not case.topic.at_once and not _is_shown_otherwise(best):
        return True
    if best.has("long after", "years after") and not _is_told_late(best, case):
        return True
    if best.has("another framework") and not _is_shown_otherwise(best):
        return True
    return case.item.published is None and best.told_by < _UNDATED


def _is_shown_otherwise(best: Candidate) -> bool:
    """An item that begins with something else may still be about a letter: where it has the visit's
    days, the letter's words or its address. A grade and a day may be told in passing."""
    return best.has(*ITS_OWN[:3]) or _own_words(best) >= QUOTED


def _is_news_with_it(best: Candidate) -> bool:
    """A minister acts, or an inspection is still to come, and an earlier letter is the reason: an
    item is about that letter only where it links to it, or quotes it on the days it came out."""
    if best.has("links to the letter"):
        return True
    return best.has("same day", "within days") and _own_words(best) >= QUOTED


def _own_words(best: Candidate) -> float:
    """The points for words that stand in this letter alone."""
    return sum(s.points for s in best.signs if s.name in ("words in common", "short quotations"))


def _is_told_late(best: Candidate, case: Case) -> bool:
    """Months after a letter, councillors and reporters come back to it: an item is still about it
    where it quotes it, and tells of the visit as news; where its title names Ofsted's report, and
    it the visit's month and what came of it; where its title names the visit, and it the day the
    letter came out; a council's own where it quotes it at length, since councils post a release
    again. After a year quotations are no news."""
    if best.has(*ITS_OWN[:3]):
        return True
    if _tells_of_a_later_visit(best, case):
        return False
    if best.has("day of publication") and best.has("kind in the title"):
        return True
    if _TITLE_REPORT.search(case.item.title) and case.topic.of_services:
        told = best.has("visit month and year") and best.has("overall grade")
        if told and not best.has("years after", "a later letter"):
            return True
    own = _own_words(best)
    if case.item.document_kind == "press_release" and own >= points_of("words in common"):
        return True
    if best.has("years after"):
        return own >= QUOTED and best.has("kind in the title", "visit month and year")
    return own >= QUOTED and best.has("kind named", "kind in the title", "visit month and year")


def _tells_of_a_later_visit(best: Candidate, case: Case) -> bool:
    """Does it tell, as news, of a visit after the letter came out?"""
    out = best.letter.published
    return out is not None and any(
        month.year is not None and dt.date(month.year, month.month, 1) > out
        for month in case.mentions.months
        if not month.past and not month.out
    )
