"""The grades that an item names: which, of what, and whether as news. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.words.of_the_whole import FAR, is_of_the_whole, is_said_to_be
from archive.words.told import Named, Told

_GRADE = re.compile(
    r"\b(outstanding|good|requir(?:e|es|ed|ing) improvement(?:s)?(?: to be (?:rated )?good)?|"
    r"inadequate"
    r"|improvement required)\b",
    re.IGNORECASE,
)
_GRADING = re.compile(
    r"\b(?:re-?)?(?:rat(?:ed|es|ing|ings)|judg(?:ed|es|ement|ment|ements|ments)|"
    r"grad(?:ed|es|e|ing)|assess(?:ed|es)|deem(?:ed|s)|award(?:ed|s)|ranked|scor(?:ed|es)|found|"
    r"given|gives|received?s?|remain(?:s|ed)|upgraded|downgraded|slipped|dropped|named|declared|"
    r"labell(?:ed|ing)|classed|achiev\w+|hails?|verdict|mark|overall|promoted|elevated|upped|"
    r"improv(?:es|ed) to|reported as|(?:go|goes|gone|went) up to|says?|category|categories|"
    r"areas|secur\w+|brand(?:ed|ing)|deeming|judging|raised|lifted|"
    r"moved)\b[^.\n]{0,70}$",
    re.IGNORECASE,
)
# "Good" is said of much: it is a grade where it is rated, judged or awarded, or in quotation marks.
_GOOD = re.compile(
    r"\b(?:re-?)?(?:rat(?:ed|es|ing)|judg(?:ed|es|ement|ment)|grad(?:ed|e|ing)|assessed|deemed|"
    r"ranked|award(?:ed|s)|verdict|overall|inadequate|requires? improvement|outstanding|"
    r"no longer)\b"
    r"[^.\n]{0,40}$|"
    r"\b(?:upgraded|promoted|raised|lifted|elevated|upped)\b[^.\n]{0,20}\bto (?:an? )?$|"
    r"\b(?:given|gives?|gave|gets?|got|earn(?:s|ed)?|with)\b[^.\n]{0,60}\ba\W{1,2}$",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:are|is|be|been|to|found|remain(?:s|ed)?|go(?:es)?|becomes?|became)"
    r"(?: (?:now|still|overall|officially|all|no longer))*\W*$",
    re.IGNORECASE,
)
# The verb: "services in Tarnshire require improvement".
_REQUIRE = re.compile(
    r"\b(?:services?|they|it|leadership|adoption|authority|council|department|borough|county|city|"
    r"[A-Z][\w’']+)"
    r"(?:\W+(?:in|for|at|overall|still|again|now|all|both|runs?|provides?|[A-Z&][\w’']*))*\W*$|"
    r"\bservices\b[^.;\n]{0,60}\bquality,? and\W*$"
)
# "From good to outstanding": the first is a grade as well.
_FROM = re.compile(r"\bfrom\W+$", re.IGNORECASE)
_TO = re.compile(r"^\W+to\b", re.IGNORECASE)
_IT = re.compile(
    r"^\W*(?:$|[.,;:!]|overall\b|(?:in|across|for) (?:all|every|each|most|\w+ of)|"
    r"(?:in|since) (?:19|20)\d\d\b|with\b|and\b|but\b)",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"^\W*(?:ofsted|rating|judge?ments?|grade|overall|result|outcome|children['’]?s services|"
    r"report|"
    r"verdict|inspection|for children['’]?s|with outstanding|"
    r"(?:in|across|for) (?:all|every|each)|status|features)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\bnot(?: yet| been| rated| judged| considered| deemed)*\W*$", re.IGNORECASE)


def grades_in(told: Told) -> list[Named]:
    """The grades that a text names, in its order."""
    return _of_the_whole(_grades(told))


def _grades(told: Told) -> Iterator[Named]:
    for match in _GRADE.finditer(told.whole):
        before, after = told.before(match.start()), told.after(match.end())
        quoted = before[-1:] in {"'", '"', "‘", "“", "`"}
        place = told.place(match.start())
        grade = canonical(match[1])
        grading = _GOOD if grade == "good" and not quoted else _GRADING
        is_verb = match[1].lower().startswith("require") and _REQUIRE.search(before)
        if _NOT.search(before):
            continue
        said = grading.search(before) or _GRADED.search(after) or is_verb
        said = said or (_IS.search(before) and _IT.search(after))
        said = said or (_FROM.search(before) and _TO.search(after))
        if not said and not (grade != "good" and (quoted or place == "title")):
            continue
        far = told.after(match.end(), FAR)
        overall = is_of_the_whole(before, far, is_verb=bool(is_verb))
        past = told.is_past(match.start(), match.end())
        yield Named(grade, place, past, overall, is_said_to_be(before, far))


def _of_the_whole(grades: Iterable[Named]) -> list[Named]:
    """Where one grade is told with the word "overall", others in the text are of parts."""
    found = list(grades)
    if not any(grade.says_overall and not grade.past for grade in found):
        return found
    return [replace(one, overall=one.overall and (one.says_overall or one.past)) for one in found]


def canonical(grade: str) -> str:
    """A grade as the tables have it, whatever its form."""
    low = grade.lower()
    return "requires improvement" if "improvement" in low else low
