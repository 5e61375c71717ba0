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
from archive.words.grades_named import grades_in
from archive.words.ordinals import ORDINALS
from archive.words.send_outcomes import SEND, SEND_GRADES
from archive.words.themes import JOINT, VISITS, terms
from archive.words.told import Named, Told

# A kind's own name. "Inspection", "report", "letter" and "visit" are used for all of them.
_KINDS = {
    "focused_visit": r"focus+(?:ed)? (?:\w+ )?(?:visit|inspection|letter|check)s?|targeted visit",
    "monitoring_visit": r"monitoring (?:\w+ )?(?:visit|inspection|letter|report)s?|"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth)(?: (?!full\b)\w+){0,2} visit "
    r"(?:since|to have)|"
    r"visit\w*\b[^.\n]{0,80}?\bto monitor|(?:second|third|fourth|fifth|sixth) time (?:that "
    r")?inspectors",
    "assurance_visit": r"assurance visit",
    "jtai": r"\bJTAI\b|joint(?:ly)? targeted (?:area )?inspection|joint area child protection|"
    r"\b(?:HMICFRS|(?:HM|Her Majesty['’]s|His Majesty['’]s) Inspectorate of Constabulary|"
    r"HM Constabulary|HMI Constabulary|HMIC)\b[^.\n]{0,80}\b(?:ofsted|CQC)\b|"
    r"\b(?:ofsted|CQC)\b[^.\n]{0,80}\b(?:HMICFRS|Inspectorate of Constabulary|HMI Constabulary|"
    r"HMIC)\b|"
    r"\b(?:three|four) inspectorates\b|"
    r"\bjoint inspection\b[^.\n]{0,100}\b(?:police|multi-agency|agencies|exploitation)\b",
    "area_send": r"\barea SEND\b|\bSEND (?:area |local area |and AP )?inspection|"
    r"local area (?:SEND )?(?:partnership|inspection)|"
    r"inconsistent experiences and outcomes|(?:typically )?leads? to positive experiences|"
    r"ofsted and (?:the )?(?:care quality commission|CQC)\b(?! \()|"
    r"\bofsted(?:['’]s)? report\b[^.\n]{0,120}(?:special (?:educational )?needs|\bSEND\b)|"
    r"(?:inspect\w+|CQC|care quality commission)[^.\n]{0,120}(?:special (?:educational )?needs|"
    r"\bSEND\b)|"
    r"(?:special (?:educational )?needs|\bSEND\b)[^.\n]{0,120}(?:inspect\w+|CQC|care quality "
    r"commission)",
    "inspection": r"\bILACS\b|full (?:\w+ )?(?:ofsted )?(?:inspection|visit)|re-?inspect\w*|"
    r"inspections? of (?:the )?(?:\w+[ -]){0,3}?(?:local authority )?children['’]?s['’]? "
    r"(?:social care )?services|(?:two|three|four)[- ]week(?:s|-long)? (?:\w+ )?inspection|"
    r"(?:week|fortnight|month)-long (?:\w+ )?inspection|"
    r"\binspection (?:had |has )?(?:lasted|took|spanned|ran)\b[^.\n]{0,20}\b(?:two|three|four|"
    r"[234]) weeks|"
    r"inspections? of services for children in need of help|"
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
        r"\bcomprehensive area assessment\b|\bannual performance assessment\b|"
        r"\bjoint area review\b|\bcontact, referral and assessment\b|"
        r"\bsafeguarding and looked[- ]after children['’]?s?['’]? services?\b|"
        r"\bunannounced (?:\w+ ){0,2}inspection of (?:\w+ ){0,3}(?:contact|child protection|"
        r"protection of)\b|"
        r"\binspection of (?:\w+ ){0,2}arrangements for the protection of children\b|"
        r"\b(?:its|the|all|of) (?:22|twenty-two) (?:areas|categories|judge?ments|criteria)\b",
        re.IGNORECASE,
    ),
    "single": re.compile(
        r"\bsingle inspection\b|\bLSCB\b|\b(?:local )?safeguarding children['’]?s? board\b|"
        r"\badoption performance\b|\binspections? of services for children in need of help\b",
        re.IGNORECASE,
    ),
    "ILACS": re.compile(r"\bILACS\b|\bimpact of leaders\b", re.IGNORECASE),
    # Until 2017 inspectors came without a word; since then an authority is told some days before.
    "unannounced": re.compile(r"\bunannounced (?:\w+ ){0,3}inspection\b", re.IGNORECASE),
}
# What only a single inspection graded, as reports name it: of an undated text this tells the years.
_GRADED_THEN = re.compile(
    r"\bachieving permanence\b|\bleadership,? management and governance\b", re.IGNORECASE
)

# What a visit looked at is told with one of these.
_LOOKED = re.compile(
    r"\blook(?:ed|s|ing)? (?:\w+ )?(?:at|into)\b|\bfocus+(?:ed|es|ing)? (?:\w+ )?on\b|"
    r"\b(?:examin|evaluat|scrutinis|assess)(?:ed|es|e|ing)\b|\bfocus of the\b|"
    r"\bvisit(?:ed)? (?:to|the|its)\b|\bconcern(?:s|ed|ing)\b|\bon the (?:subject|theme) of\b",
    re.IGNORECASE,
)

# "After seven monitoring visits": what has been, several times, is not the news.
_MANY = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|regular|numerous)"
    r"(?: ofsted| previous)* $",
    re.IGNORECASE,
)

# "Joint targeted area inspections look at …": many of them are a programme, and none is the news.
_PROGRAMMES = ("jtai", "area_send")

_ONE_MONITORING_VISIT = re.compile(r"\bmonitoring (?:\w+ )?(?:visit|letter)\b", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:found|said|says|results?|letter|noted|recogni[sz]ed|praised|published|saw|reported|"
    r"findings)\b",
    re.IGNORECASE,
)

VISIT_NUMBER = re.compile(
    rf"\b({'|'.join(ORDINALS)})(?: (?:and final|positive|successful|such|ofsted))* (?:monitoring "
    r"(?:visit|inspection|letter|report)|visit since|visit to have)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that a text says that may tell which letter it is about."""

    days: tuple[Days, ...] = ()
    months: tuple[Month, ...] = ()
    published: tuple[Days, ...] = ()  # single days, some of them the day a report came out
    kinds: tuple[Named, ...] = ()
    grades: tuple[Named, ...] = ()
    frameworks: tuple[str, ...] = ()  # earlier, single, ILACS, unannounced: as news
    numbers: tuple[int, ...] = ()  # "the third visit": as news
    themes: frozenset[str] = (
        frozenset()
    )  # what was looked at, in the terms of `archive.words.themes`
    send_outcomes: frozenset[str] = frozenset()  # of an area SEND inspection: as news
    latest: dt.date | None = None  # the latest month that the text prints with its year
    latest_year: int | None = None  # the latest year that is told of as past
    earlier: dt.date | None = None  # when an earlier outcome was, as the text says


def mentions_of(title: str, text: str, day: dt.date | None) -> Mentions:
    """What a text of `day` mentions. A year that is not printed is the one that puts the day
    last before `day` (a week's grace for releases that come early); of an undated text no year
    is guessed."""
    told = Told(title, text, day)
    is_monitored, grades = _found_on_a_monitoring_visit(told), grades_in(told)
    is_news = is_monitored and not any(
        one.overall and not one.past and one.what != "inadequate" for one in grades
    )
    kinds = tuple(_foremost(_kinds(told)) if is_news else _kinds(told))
    return Mentions(
        days=tuple(visits_in(told)),
        months=tuple(months_in(told)),
        published=tuple(single_days_in(told)),
        kinds=kinds,
        grades=tuple(_of_before_a_monitoring_visit(grades, kinds, is_monitored)),
        frameworks=tuple(_frameworks(told)),
        numbers=tuple(_numbers(told)),
        themes=_themes(told),
        send_outcomes=frozenset(_send_outcomes(told)),
        latest=told.latest,
        latest_year=told.latest_year(),
        earlier=earlier_outcome_in(told),
    )


def _kinds(told: Told) -> Iterator[Named]:
    for kind, pattern in _KIND.items():
        for match in pattern.finditer(told.whole):
            past = told.is_past(match.start(), match.end())
            past |= match[0].endswith("s") and bool(_MANY.search(told.before(match.start())))
            past |= kind in _PROGRAMMES and told.whole[match.end() : match.end() + 1] == "s"
            yield Named(kind, told.place(match.start()), past)


def _frameworks(told: Told) -> Iterator[str]:
    for framework, pattern in _FRAMEWORK.items():
        found = [m for m in pattern.finditer(told.whole) if not told.is_past(m.start(), m.end())]
        leads = any(told.place(m.start()) != "body" for m in found)
        told_then = framework == "single" and told.day is None and _GRADED_THEN.search(told.whole)
        if leads or len(found) > 1 or (found and framework != "earlier") or told_then:
            yield framework


def visit_number(words: str) -> int:
    """3 for `third`."""
    return ORDINALS.index(words.lower()) + 1


def _numbers(told: Told) -> Iterator[int]:
    for match in VISIT_NUMBER.finditer(told.whole):
        if not told.is_past(match.start(), match.start()):
            yield visit_number(match[1])


def _themes(told: Told) -> frozenset[str]:
    """What the title says, and the sentences that tell of a look at something; where none does,
    title and lead."""
    scopes = [
        told.sentence(match.start(), match.end())
        for match in _LOOKED.finditer(told.whole)
        if not told.is_past(match.start(), match.end())
    ]
    said = terms(" ".join(scopes), (*VISITS, *JOINT))
    if not said:
        return frozenset(terms(told.opening, (*VISITS, *JOINT)))
    return frozenset({*said, *terms(told.title, (*VISITS, *JOINT))})


def _send_outcomes(told: Told) -> Iterator[str]:
    for match in SEND.finditer(told.whole):
        if not told.is_past(match.start(), match.end()):
            yield SEND_GRADES[match.lastgroup or ""]


def _foremost(kinds: Iterable[Named]) -> Iterator[Named]:
    """What a monitoring visit found is the news, behind however long a story of why there was one:
    it counts as if it stood among the first words. It gives no grade."""
    for kind in kinds:
        is_news = kind.what == "monitoring_visit" and not kind.past and kind.place == "body"
        yield replace(kind, place="lead") if is_news else kind


def _of_before_a_monitoring_visit(
    grades: Iterable[Named], kinds: Iterable[Named], is_monitored: bool
) -> Iterator[Named]:
    """Only what was judged inadequate is monitored: told beside such a visit, that grade is old."""
    is_monitored = is_monitored or any(
        kind.what == "monitoring_visit" and not kind.past and kind.place != "body" for kind in kinds
    )
    for grade in grades:
        yield replace(grade, past=True) if is_monitored and grade.what == "inadequate" else grade


def _found_on_a_monitoring_visit(told: Told) -> bool:
    """Does the text say, wherever, what one such visit found? Those that will follow a report are
    named for what is to come, and many together."""
    return any(
        not told.is_past(*match.span())
        and not told.is_to_come(*match.span())
        and bool(_FOUND.search(told.sentence(*match.span())))
        for match in _ONE_MONITORING_VISIT.finditer(told.whole)
    )
