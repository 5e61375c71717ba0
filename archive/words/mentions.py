"""What an item says of a letter without naming it: days, months, kinds, grades. Pure.

Each is read with two questions beside it: where does it stand (title, lead, body), and is it news
or told of the past?
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from archive.words.dates_named import (
    Days,
    Month,
    earlier_outcome_in,
    months_in,
    single_days_in,
    visits_in,
)
from archive.words.told import Told

# A kind's own name. "Inspection", "report", "letter" and "visit" are used for all of them.
_KINDS = {
    "focused_visit": r"focus+(?:ed)? (?:\w+ )?(?:visit|inspection|letter|check)s?|targeted visit",
    "monitoring_visit": r"monitoring (?:\w+ )?(?:visit|inspection|letter|report)s?|"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth)(?: \w+){0,2} visit (?:since|to "
    r"have)|"
    r"visit\w*\b[^.\n]{0,80}?\bto monitor|(?:second|third|fourth|fifth|sixth) time (?:that "
    r")?inspectors",
    "assurance_visit": r"assurance visit",
    "jtai": r"\bJTAI\b|joint(?:ly)? targeted (?:area )?inspection|joint area child protection",
    "area_send": r"\barea SEND\b|\bSEND (?:area |local area |and AP )?inspection|"
    r"local area (?:SEND )?(?:partnership|inspection)|"
    r"inconsistent experiences and outcomes|(?:typically )?leads? to positive experiences|"
    r"ofsted and (?:the )?(?:care quality commission|CQC)\b(?! \()|"
    r"(?:inspect\w+|CQC|care quality commission)[^.\n]{0,120}(?:special (?:educational )?needs|"
    r"\bSEND\b)|"
    r"(?:special (?:educational )?needs|\bSEND\b)[^.\n]{0,120}(?:inspect\w+|CQC|care quality "
    r"commission)",
    "inspection": r"\bILACS\b|full (?:\w+ )?(?:ofsted )?inspection|re-?inspect\w*|"
    r"inspections? of (?:the )?(?:\w+[ -]){0,3}?(?:local authority )?children['’]?s['’]? "
    r"(?:social care )?services|(?:two|three|four)-week(?:s|-long)? (?:\w+ )?inspection|"
    r"overall effectiveness|single inspection|standard inspection|short inspection",
}
_KIND = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}

# The ways of inspecting that a text names: what there was until 2013, when `adequate` was a grade
# and so was the capacity to improve; the single inspection, with a review of the safeguarding board
# beside it, from then to early 2018; that of local authority children's services since.
_FRAMEWORK = {
    "earlier": re.compile(
        r"\b(?:rat(?:ed|ings?)|judg(?:ed|e?ments?)|grad(?:ed|es?)|deemed|classed|ranked|verdict)\b"
        r"[^.\n]{0,60}\badequate\b|\bperform(?:s|ed|ing)? adequately\b|"
        r"\b(?:outstanding|good|adequate|inadequate)\W{1,3}capacity (?:to|for) improve|"
        r"\bcomprehensive area assessment\b",
        re.IGNORECASE,
    ),
    "single": re.compile(
        r"\bsingle inspection\b|\bLSCB\b|\b(?:local )?safeguarding children['’]?s? board\b|"
        r"\badoption performance\b",
        re.IGNORECASE,
    ),
    "ILACS": re.compile(r"\bILACS\b|\bimpact of leaders\b", re.IGNORECASE),
}

# "After seven monitoring visits": what has been, several times, is not the news.
_MANY = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|regular|numerous)"
    r"(?: ofsted| previous)* $",
    re.IGNORECASE,
)

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth")  # fmt: skip
VISIT_NUMBER = re.compile(
    rf"\b({'|'.join(ORDINALS)})(?: (?:and final|positive|successful|such|ofsted))* (?:monitoring "
    r"(?:visit|inspection|letter|report)|visit since|visit to have)",
    re.IGNORECASE,
)
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
    r"remain(?:s|ed)|upgraded|downgraded|slipped|dropped|named|declared|labelled|classed|achiev\w+|"
    r"hails?|verdict|mark|overall|says?|category|categories|areas|secur\w+)\b[^.\n]{0,70}$",
    re.IGNORECASE,
)
# "Good" is said of much: it is a grade where it is rated, judged or awarded, or in quotation marks.
_GOOD = re.compile(
    r"\b(?:re-?)?(?:rat(?:ed|es|ing)|judg(?:ed|es|ement|ment)|grad(?:ed|e|ing)|assessed|deemed|"
    r"ranked|"
    r"award(?:ed|s)|verdict|overall|inadequate|requires? improvement|outstanding)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:are|is|be|to|found|remain(?:s|ed)?)(?: (?:now|still|overall))*\W*$", re.IGNORECASE
)
_IT = re.compile(
    r"^\W*(?:$|[.,;:!]|overall\b|(?:in|across|for) (?:all|every|each|most|\w+ of)|"
    r"with\b|and\b|but\b)",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"^\W*(?:ofsted|rating|judge?ments?|grade|overall|result|outcome|children['’]?s services|"
    r"report|"
    r"verdict|inspection|for children['’]?s|with outstanding|"
    r"(?:in|across|for) (?:all|every|each)|status|features)",
    re.IGNORECASE,
)
_OVERALL_BEFORE = re.compile(
    r"\boverall\b(?:(?!outstanding|good|inadequate|improvement)[^.;\n]){0,60}$|"
    r"\b(?:children['’]?s (?:social care |social )?services?|service|"
    r"services"
    r"|council|authority|department)\b[^.;,\n]{0,40}\b(?:rated|judged|graded|deemed|found|ranked|"
    r"are"
    r"|as|is)(?: (?:as|to be|to))?\W*$|\bof$|\b(?:rate[ds]|judge[ds]|grade[ds]) (?:it|them|us|"
    r"[^.;,\n]{0,60}\bservices)(?: (?:as|to be))?\W*$|"
    r"\b(?:children['’]?s services|our services?|the service)(?: (?:in|at) [\w&’' ]{3,40}?)?"
    r"(?: now| still| continues? to| overall)?\W{0,3}$",
    re.IGNORECASE,
)
_SAID_OVERALL = re.compile(
    r"\boverall\b(?:(?!outstanding|good|inadequate|improvement)[^.;\n]){0,60}$", re.IGNORECASE
)
_OVERALL_AFTER = re.compile(
    r"^\W{0,3}(?:\w+ ){0,2}overall\b|^(?:(?!outstanding|good|inadequate|improvement)[^.;\n]){0,85}?"
    r"\boverall effectiveness|^\W{0,3}(?:on all counts|across the board|in (?:all|every) (?:\w+ )?"
    r"(?:areas?|categor\w+)|with\W{1,3}outstanding\W{1,3}(?:features|elements|aspects))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A kind of letter or a grade that the text names: where, and whether as news."""

    what: str
    place: str  # title, lead, body
    past: bool
    overall: bool = False
    says_overall: bool = False  # with the word


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that a text says that may tell which letter it is about."""

    days: tuple[Days, ...] = ()
    months: tuple[Month, ...] = ()
    published: tuple[Days, ...] = ()  # single days, some of them the day a report came out
    kinds: tuple[Named, ...] = ()
    grades: tuple[Named, ...] = ()
    frameworks: tuple[str, ...] = ()  # earlier, single inspection, ILACS: as news
    numbers: tuple[int, ...] = ()  # "the third visit": as news
    latest: dt.date | None = None  # the latest month that the text prints with its year
    latest_year: int | None = None  # the latest year that is told of as past
    earlier: dt.date | None = None  # when an earlier outcome was, as the text says


def mentions_of(title: str, text: str, day: dt.date | None) -> Mentions:
    """What a text of `day` mentions. A year that is not printed is the one that puts the day
    last before `day` (a week's grace for releases that come early); of an undated text no year
    is guessed."""
    told = Told(title, text, day)
    kinds = tuple(_kinds(told))
    return Mentions(
        days=tuple(visits_in(told)),
        months=tuple(months_in(told)),
        published=tuple(single_days_in(told)),
        kinds=kinds,
        grades=tuple(_of_before_a_monitoring_visit(_of_the_whole(_grades(told)), kinds)),
        frameworks=tuple(_frameworks(told)),
        numbers=tuple(_numbers(told)),
        latest=told.latest,
        latest_year=told.latest_year(),
        earlier=earlier_outcome_in(told),
    )


def _kinds(told: Told) -> Iterator[Named]:
    for kind, pattern in _KIND.items():
        for match in pattern.finditer(told.whole):
            past = told.is_past(match.start(), match.end())
            past |= match[0].endswith("s") and bool(_MANY.search(told.before(match.start())))
            yield Named(kind, told.place(match.start()), past)


def _frameworks(told: Told) -> Iterator[str]:
    for framework, pattern in _FRAMEWORK.items():
        found = [m for m in pattern.finditer(told.whole) if not told.is_past(m.start(), m.end())]
        leads = any(told.place(m.start()) != "body" for m in found)
        if leads or len(found) > 1 or (found and framework != "earlier"):
            yield framework


def _of_the_whole(grades: Iterable[Named]) -> list[Named]:
    """Where one grade is told with the word "overall", others in the text are of parts."""
    found = list(grades)
    if not any(grade.says_overall and not grade.past for grade in found):
        return found
    return [replace(one, overall=one.overall and (one.says_overall or one.past)) for one in found]


def visit_number(words: str) -> int:
    """3 for `third`."""
    return ORDINALS.index(words.lower()) + 1


def _numbers(told: Told) -> Iterator[int]:
    for match in VISIT_NUMBER.finditer(told.whole):
        if not told.is_past(match.start(), match.start()):
            yield visit_number(match[1])


def _grades(told: Told) -> Iterator[Named]:
    for match in _GRADE.finditer(told.whole):
        before, after = told.before(match.start()), told.after(match.end())
        quoted = before[-1:] in {"'", '"', "‘", "“", "`"}
        place = told.place(match.start())
        grade = _canonical(match[1])
        grading = _GOOD if grade == "good" and not quoted else _GRADING
        said = grading.search(before) or _GRADED.search(after)
        said = said or (_IS.search(before) and _IT.search(after))
        if not said and not (grade != "good" and (quoted or place == "title")):
            continue
        in_so_many_words = bool(_SAID_OVERALL.search(before) or _OVERALL_AFTER.search(after))
        overall = bool(_OVERALL_BEFORE.search(before) or _OVERALL_AFTER.search(after))
        past = told.is_past(match.start(), match.end())
        yield Named(grade, place, past, overall, in_so_many_words)


def _of_before_a_monitoring_visit(
    grades: Iterable[Named], kinds: Iterable[Named]
) -> Iterator[Named]:
    """Only what was judged inadequate is monitored: told beside such a visit, that grade is old."""
    is_monitored = any(
        kind.what == "monitoring_visit" and not kind.past and kind.place != "body" for kind in kinds
    )
    for grade in grades:
        yield replace(grade, past=True) if is_monitored and grade.what == "inadequate" else grade


def _canonical(grade: str) -> str:
    low = grade.lower()
    return "requires improvement" if "improvement" in low else low
