"""The grades that an item names: which, of what, and whether as news. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.words.patterns import either
from archive.words.told import Named, Told

_GRADE = re.compile(
    r"\b(outstanding|good|require(?:s|d|ing)? improvement(?:s)?(?: to be (?:rated )?good)?|"
    r"inadequate"
    r"|improvement required)\b",
    re.IGNORECASE,
)
_GRADING = re.compile(
    r"\b(?:re-?)?(?:rat(?:ed|es|ing|ings)|judg(?:ed|es|ement|ment|ements|ments)|grad(?:ed|es|e|"
    r"ing)|"
    r"assess(?:ed|es)|deem(?:ed|s)|award(?:ed|s)|ranked|scor(?:ed|es)|found|given|gives|"
    r"received?s?|"
    r"remain(?:s|ed)|upgraded|downgraded|slipped|dropped|named|declared|labell(?:ed|ing)|classed|achiev\w+|"
    r"hails?|verdict|mark|overall|says?|category|categories|areas|secur\w+|brand(?:ed|ing)|deeming|judging|raised|lifted|"
    r"moved)\b[^.\n]{0,70}$",
    re.IGNORECASE,
)
# "Good" is said of much: it is a grade where it is rated, judged or awarded, or in quotation marks.
_GOOD = re.compile(
    r"\b(?:re-?)?(?:rat(?:ed|es|ing)|judg(?:ed|es|ement|ment)|grad(?:ed|e|ing)|assessed|deemed|"
    r"ranked|"
    r"award(?:ed|s)|verdict|overall|inadequate|requires? improvement|outstanding|no longer)\b"
    r"[^.\n]{0,40}$|"
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
    r"[A-Z][\w’']+)(?:\W+(?:in|for|at|overall|still|again|now|all|both|[A-Z&][\w’']*))*\W*$"
)
_WHOLE = re.compile(
    r"\b(?:services|they|it|council|authority|department|borough|county|city)(?: (?:all|still|now|"
    r"again|overall))*\W*$",
    re.IGNORECASE,
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
# What stands before a grade that is given to the whole of the services.
_OVERALL_BEFORE = either(
    r"\boverall\b(?:(?!outstanding|good|inadequate|improvement)[^.;\n]){0,60}$",
    r"\b(?:children['’]?s (?:social care |social )?services?|service|services|council|"
    r"authority|department)\b[^.;,\n]{0,40}\b(?:rated|judged|graded|deemed|found|ranked|are|"
    r"as|is)(?: (?:as|to be|to|now|officially|all))*\W*$",
    r"\bservices?\b[^.;,\n]{0,60}\b(?:up|down)?graded\b[^.;,\n]{0,60}\bto\W{1,3}$",
    r"\bservices?\b[^.;,\n]{0,40}\b(?:moved?|risen|raised|lifted)\b[^.;,\n]{0,40}\bto\W{1,3}$",
    r"\bservices an?\W{1,3}$",
    r"\boverall\b[^.;\n]{0,60}\bfrom\W{1,3}(?:outstanding|good|requires improvement|inadequate)"
    r"\W{1,3}to\W{1,3}$",
    r"\ball (?:\w+ )?(?:areas|categories)\b[^.;,\n]{0,40}$",
    r"\bof$",
    r"\b(?:rat(?:e[ds]|ing)|judg(?:e[ds]|ing)|grade[ds]|brand(?:ed|ing)|deeming) (?:it|them|us|"
    r"[^.;,\n]{0,60}\bservices)"
    r"(?: (?:as|to be))?\W*$",
    r"\b(?:children['’]?s services|our services?|the service)"
    r"(?: (?:in|at) [\w&’' ]{3,40}?)?(?: now| still| continues? to| overall)?\W{0,3}$",
)
# "Tarnshire rated good": a place is all its services.
_PLACE_BEFORE = re.compile(
    r"\b(?!Leader|Practice|Support|Help|Care|Work|Experience|Impact|Protection)[A-Z][\w’']+"
    r"(?: (?:has|have) been| was| is| now)* (?:rated|judged|graded)(?: (?:as|to be))?\W*$"
)
_SAID_OVERALL = re.compile(
    r"\boverall\b(?:(?!outstanding|good|inadequate|improvement)[^.;\n]){0,60}$", re.IGNORECASE
)
_TO_THE_WHOLE = 160  # characters: parts with long names may be told before the whole
_OVERALL_AFTER = re.compile(
    r"^\W{0,3}(?:\w+ ){0,2}overall\b|"
    r"^(?:(?!outstanding|good|inadequate|improvement)[^.;\n]){0,140}?"
    r"\boverall effectiveness|^\W{0,3}(?:on all counts|across the board|in (?:all|every) (?:\w+ )?"
    r"(?:areas?|categor\w+)|with\W{1,3}outstanding\W{1,3}(?:features|elements|aspects))\b",
    re.IGNORECASE,
)


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
        said = grading.search(before) or _GRADED.search(after) or is_verb
        said = said or (_IS.search(before) and _IT.search(after))
        said = said or (_FROM.search(before) and _TO.search(after))
        if not said and not (grade != "good" and (quoted or place == "title")):
            continue
        said_after = bool(_OVERALL_AFTER.search(told.after(match.end(), _TO_THE_WHOLE)))
        in_so_many_words = said_after or bool(_SAID_OVERALL.search(before))
        overall = said_after or bool(_OVERALL_BEFORE.search(before))
        overall |= bool((is_verb and _WHOLE.search(before)) or _PLACE_BEFORE.search(before))
        past = told.is_past(match.start(), match.end())
        yield Named(grade, place, past, overall, in_so_many_words)


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
