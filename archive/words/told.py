"""A text that tells something: where each thing stands in it, and whether it is news. Pure.

Half of all items quote an earlier outcome in passing ("rated inadequate in 2016", "since the last
visit"). An item is about what it tells as news.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from archive.words.patterns import either

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_SHORT = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept?", "oct", "nov", "dec")
MONTH = "(" + "|".join((*MONTHS, *_SHORT)) + r")\b\.?"
BARE_MONTH = re.compile(rf"\b{MONTH},?\s+((?:19|20)\d{{2}})\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n")

# What turns the words after it into the past: "since the last inspection", "no longer inadequate".
_PAST_BEFORE = either(
    # "since 2016, it has …" is over at the comma, "since 2012, when it was …" is not
    r"\bsince\b(?!(?: \w+)? (?:19|20)\d\d,(?! (?:when|after|at|in)\b))"
    r"(?:(?!\bbut\b)[^.;\n]){0,75}$",
    r"\b(?:previous(?:ly)?|already|comes? after|came after|ahead(?: of)?|prior|"
    r"former(?:ly)?|first (?:rated|judged|graded|found)|no longer|out of|"
    r"moved? (?:up )?from|moves? from|up from|rise from|"
    r"compared (?:to|with)|earlier|before|"
    r"last (?:full(?:y)? |ofsted |(?:\w+ly )?(?:inspected|rated|judged|graded)|year['’]?s)|"
    r"first (?:full )?(?:visit|inspection)|had (?:been|said|found|told|judged|rated)|having been|"
    r"sheds?|shedding|shak(?:en?|es|ing) off|shook off|escap(?:es?|ed|ing)|was then|once|than|"
    r"original(?:ly)?|series of|last (?:\w+ )?(?:focus+ed visit|inspection|monitoring visit))\b"
    r"[^.;\n]{0,45}$",
    r"\bfrom (?:an?|its|the|their|our)\b(?! (?:most )?(?:recent|latest|new)\b)[^.;,\n]{0,45}$",
    rf"\bback in (?:{MONTH} )?(?:19|20)\d\d\b[^.;\n]{{0,80}}$",
    r"\b(?:years?|months|decade) after\b(?:(?!\bbut\b)[^.;,\n]){0,75}$",
    r"\ban? (?:19|20)\d\d (?:\w+ )?(?:inspection|report|visit|rating)\b[^.;\n]{0,100}$",
    r"\bimprov\w+\W[^.;\n]{0,20}\bstill\W+$",
    r"\b(?:way|journey|path|route|road|return) to\W+$",
    r"\bwhen\b[^.;\n]{0,60}\b(?:was|were|had|received)\b[^.;\n]{0,30}$",
)
_FROM = re.compile(r"\bfrom\W{1,3}$", re.IGNORECASE)
# "From inadequate to good": the second is the news.
_TO = re.compile(
    r"\bfrom\b[^.;\n]{3,45}\bto(?: (?:be|an?|overall))*\W{1,3}$|\binto\W{1,3}$", re.IGNORECASE
)
# "Good, up from inadequate in 2019": the year is the other grade's.
_THAN_BEFORE = re.compile(r"\b(?:from|compared|having|after being)\b", re.IGNORECASE)
_AGO = re.compile(
    r"^\W*(?:\w+(?: and a half)? (?:years?|months)|a decade) (?:ago|earlier|before)\b[^;\n]*$",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:has|have) (?:now |today )?(?:been )?(?:rated|judged|graded)|\b(?:now|today|latest|"
    r"new)\b",
    re.IGNORECASE,
)
_PAST_AFTER = re.compile(
    r"^[^.;,\n]{0,40}?\b(?:last (?:year|summer|autumn|winter|spring)|"
    r"years ago|previously|a year (?:ago|earlier)|earlier (?:this|in the) year|later this year|"
    r"next year|"
    r"will (?:take place|follow)|is (?:due|expected)|(?:at|in|(?<!slipping )(?<!dropping )"
    r"(?<!falling )(?<!down )(?<!up )from|after) "
    r"(?:its|the|their|our) (?:last|previous) |at the time|back in)",
    re.IGNORECASE,
)
_IN_THE_LATEST = re.compile(
    r"^\W*(?:in|at|by|after|following) (?:the|its|their|this|an?) (?:latest|new|newest|most recent|"
    r"recent|fresh) ",
    re.IGNORECASE,
)
_YEAR_NEAR = re.compile(r"\b(?:in|since|of|from|by|[a-z]+)\W+(20\d\d|19\d\d)\b", re.IGNORECASE)
_IN_A_YEAR = re.compile(r"^\W*(?:[a-z]+\W+){0,5}?(?:in|since|from) (?:19|20)\d\d\b", re.IGNORECASE)
_A_YEAR = re.compile(r"\b(20[0-3]\d)\b")
_IN_YEAR = re.compile(
    r"\b(?:in|since(?! (?:\w+ )?\d{4},)|from|of|the|its|their|an?) "
    r"(?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b[^.;]{0,95}$",
    re.IGNORECASE,
)
# "… what was found in 2018, inspectors have told the council": the news again, after the year.
_INSPECTORS_SAY = re.compile(
    r"\w\W+\w+ (?:in|since|of|from) (?:19|20)\d\d, (?:ofsted|(?:the )?(?:inspectors|watchdog))\b",
    re.IGNORECASE,
)
# "Was rated inadequate by Ofsted in January 2020": nobody prints the year of what is just out.
_WAS_RATED = (
    r"\b(?:was|were|being|had been) (?:\w+ )?(?:rated|judged|graded|found|branded|deemed)\b"
    r"(?: (?:as|to be|overall))*"
)
_BY_OFSTED = r"(?:overall )?(?:by (?:ofsted|inspectors|the watchdog)\W+)?"
_IN_A_YEAR_WAS = re.compile(
    rf"^\W*in (?:19|20)\d\d\b(?!, (?:when|after)\b)[^.;\n]*$|"
    rf"\bin (?:{MONTH} )?(?:19|20)\d\d\b[^.;\n]{{0,60}}{_WAS_RATED}\W*$",
    re.IGNORECASE,
)
_IN_THAT_MONTH = re.compile(
    rf"^\W*(?:and |but |then )?(?:back )?in {MONTH}(?!\W+(?:\d|this year))", re.IGNORECASE
)
# "In May last year inspectors found …".
_BEGINS_LAST_YEAR = re.compile(
    rf"^\W*(?:back )?(?:(?:in )?(?:{MONTH} )?last year|last (?:summer|autumn|winter|spring))\b"
    r"(?![^.;\n]*\b(?:now|today|this|but|(?:has|have) been)\b)[^.;\n]{0,100}$",
    re.IGNORECASE,
)
_OF_LAST_YEAR = re.compile(rf"^[^.;,\n]{{0,60}}?\b{MONTH} (?:of )?last year\b", re.IGNORECASE)
_LONGEST_WAIT = 5  # months from a visit to what is told of its letter as news
_BACK = re.compile(r"\bback\W*$", re.IGNORECASE)
_ENDS_WAS_RATED = re.compile(rf"{_WAS_RATED}\W*$", re.IGNORECASE)
_IN_A_MONTH = re.compile(rf"^\W*{_BY_OFSTED}in {MONTH} (?:19|20)\d\d\b", re.IGNORECASE)
_WAS_RATED_BY = re.compile(rf"{_WAS_RATED}\W+[\w ]{{4,30}}?\W+{_BY_OFSTED}$", re.IGNORECASE)
_PAST_YEAR = re.compile(r"\b(?:in|since|during)\s+(20\d\d)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|would|next|expect\w*|due|plan(?:s|ned)?|hop(?:e|es|ing)|aim\w*|target\w*|"
    r"by (?:the )?(?:early |late |mid-?)?(?:end|start|beginning|then|now|\d+|spring|summer|autumn|"
    r"winter|christmas|easter|" + "|".join(MONTHS) + r"))\b",
    re.IGNORECASE,
)
_BY_THEN = re.compile(r"\b(?:by|until|next|before|deadline|from now|through to)\W+$", re.IGNORECASE)

# What has not happened yet when a text is written.
_SCHEDULED = re.compile(
    r"\b(?:will|takes? place|(?<!was )(?<!were )due|scheduled|deadline|"
    r"next (?:review|meeting|election|visit))\b",
    re.IGNORECASE,
)
_OF_A_VISIT = re.compile(
    r"\bofsted\b|\binspect|\bvisit|\breports?\b|\bletters?\b|\bjudge?ment|\brated\b|"
    r"\bpublished\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"'”’)]*$")
_SENTENCE_WORDS = 8  # a line of fewer is a headline or a label
_LONGEST_LINE = 400  # characters to each side

_LEAD_WORDS = 90
_BEFORE, _AFTER = 120, 90  # characters of its sentence that tell whether something is of the past
LONGEST_READ = 60_000  # characters: the longest real item has some 25,000
RECENT = 75  # days: what happened longer ago is told as past by an item of this day


@dataclass(frozen=True, slots=True)
class Named:
    """A kind of letter or a grade that the text names: where, and whether as news."""

    what: str
    place: str  # title, lead, body
    past: bool
    overall: bool = False
    says_overall: bool = False  # with the word


class Told:
    """A title and a text of one day (None where undated), up to `LONGEST_READ`."""

    def __init__(self, title: str, text: str, day: dt.date | None) -> None:
        self.whole = f"{title}\n{text}"[:LONGEST_READ]
        self.day = day
        self._title_end = len(title)
        self.latest = self._latest()
        self.reference = day or self.latest
        self._last_year = day.year if day else max(map(int, _A_YEAR.findall(self.whole)), default=0)
        self._lead_end = _after_words(self.whole, self._title_end, _LEAD_WORDS)

    @property
    def title(self) -> str:
        """The title."""
        return self.whole[: self._title_end]

    @property
    def opening(self) -> str:
        """The title and the first words after it."""
        return self.whole[: self._lead_end]

    def place(self, at: int) -> str:
        """title, lead (the first words after it) or body."""
        if at <= self._title_end:
            return "title"
        return "lead" if at <= self._lead_end else "body"

    def is_past(self, start: int, end: int) -> bool:
        """Is what stands here told of the past? Judged by the words just before and after it, and
        by a year or month beside it that is long gone."""
        before, after = self.before(start), self.after(end)
        is_number = self.whole[start].isdigit()
        if _IN_THE_LATEST.search(after) or (_TO.search(before) and not is_number):
            return False
        if _AGO.search(before) or (_FROM.search(before) and not is_number):
            return True
        if _PAST_BEFORE.search(before) and not _NEWS.search(before[-25:]):
            return True
        if _PAST_AFTER.search(after) and not self._was_last_winter(start, end):
            return True
        if _BEGINS_LAST_YEAR.search(before) and not self._was_last_winter(start - len(before), end):
            return True
        if self._is_of_an_earlier_year(before) or self._is_of_an_earlier_month(before):
            return True
        if self.day is None and self._was_rated_then(before, after):
            return True
        return self._dated_past(_THAN_BEFORE.split(after[:40])[0])

    def _was_rated_then(self, before: str, after: str) -> bool:
        """ "Was rated … in January 2020", "in 2018 it was rated …"."""
        if _IN_A_YEAR_WAS.search(before):
            return True
        return bool(_ENDS_WAS_RATED.search(before) and _IN_A_MONTH.search(after))

    def looks_back(self, start: int) -> bool:
        """Is a month with its year told as long gone: "back in …", or in an undated text "was
        rated … in"?"""
        before = self.before(start)
        if _BACK.search(before):
            return True
        return self.day is None and bool(
            _WAS_RATED_BY.search(before) or _ENDS_WAS_RATED.search(before)
        )

    def _is_of_an_earlier_year(self, before: str) -> bool:
        """ "In 2014, when inspectors found it inadequate": the last year named before, if old."""
        years = _IN_YEAR.findall(before)
        if not years or int(years[-1]) >= self._last_year or _NEWS.search(before[-30:]):
            return False
        if _INSPECTORS_SAY.search(before):
            return False
        end = dt.date(int(years[-1]), 12, 28)
        return self.day is None or (self.day - end).days > RECENT

    def _was_last_winter(self, start: int, end: int) -> bool:
        """ "In November last year", told in January."""
        named = _OF_LAST_YEAR.search(self.whole[start : end + _AFTER])
        if not named or self.day is None:
            return False
        return self.day.month + 12 - number_of(named[1]) <= _LONGEST_WAIT

    def _is_of_an_earlier_month(self, before: str) -> bool:
        """ "In March inspectors found …", in November: a letter is out two months after a visit."""
        named = _IN_THAT_MONTH.search(before)
        if not named or self.day is None or _NEWS.search(before[-30:]):
            return False
        return (self.day.month - number_of(named[1])) % 12 > _LONGEST_WAIT

    def before(self, at: int) -> str:
        """What stands before a place, in its sentence."""
        before = self.whole[max(0, at - _BEFORE) : at]
        return _SENTENCE_END.split(before)[-1]

    def after(self, at: int, far: int = _AFTER) -> str:
        """What stands after a place, in its sentence, up to so many characters."""
        return _SENTENCE_END.split(self.whole[at : at + far])[0]

    def sentence(self, start: int, end: int) -> str:
        """The sentence around some words."""
        before = _SENTENCE_END.split(self.whole[max(0, start - 260) : start])[-1]
        return before + self.whole[start:end] + _SENTENCE_END.split(self.whole[end : end + 260])[0]

    def _dated_past(self, after: str) -> bool:
        if self.day is None and _IN_A_YEAR.search(after):
            return True  # nobody writes "rated good in 2016" in 2016
        year = _YEAR_NEAR.search(after)
        if not year or self.reference is None:
            return False
        month = re.search(rf"{MONTH}\s+{year[1]}", after, re.IGNORECASE)
        if month:
            said = dt.date(int(year[1]), number_of(month[1]), 28)
        else:
            said = dt.date(int(year[1]), 12, 28)
        return (self.reference - said).days > RECENT

    def _latest(self) -> dt.date | None:
        found = [
            dt.date(int(match[2]), number_of(match[1]), 1)
            for match in BARE_MONTH.finditer(self.whole)
            if self.is_told(match.start(), match.end())
            and not _BY_THEN.search(self.whole[max(0, match.start() - 20) : match.start()])
            and not _SCHEDULED.search(self.sentence(match.start(), match.end()))
        ]
        return max(found, default=None)

    def is_told(self, start: int, end: int) -> bool:
        """Do these words stand in a sentence, or in a line that speaks of a visit or a report? A
        day by itself, or in a list of the site's, says nothing of what the text tells."""
        line = self.line(start, end)
        if start <= self._title_end or _OF_A_VISIT.search(line):
            return True
        return len(line.split()) >= _SENTENCE_WORDS and bool(_ENDS.search(line))

    def line(self, start: int, end: int) -> str:
        """The line around some words, as far as a long sentence goes on both sides."""
        before = self.whole[max(0, start - _LONGEST_LINE) : start].rpartition("\n")[2]
        after = self.whole[end : end + _LONGEST_LINE].partition("\n")[0]
        return (before + self.whole[start:end] + after).strip()

    def latest_year(self) -> int | None:
        """The last year that is told of as past, with its month or without."""
        years = [
            int(match[1])
            for match in _PAST_YEAR.finditer(self.whole)
            if not _TO_COME.search(self.sentence(match.start(), match.end()))
        ]
        return max(years, default=None)

    def is_to_come(self, start: int, end: int) -> bool:
        """Does the sentence around these words speak of what has not happened yet?"""
        return bool(_TO_COME.search(self.sentence(start, end)))


def _after_words(text: str, start: int, count: int) -> int:
    """The place in a text after so many words from `start`."""
    end = start
    for seen, match in enumerate(re.finditer(r"\S+", text[start : start + count * 15]), start=1):
        end = start + match.end()
        if seen == count:
            break
    return end


def number_of(month: str) -> int:
    """1 for January, or Jan."""
    return next(n for n, name in enumerate(MONTHS, start=1) if name.startswith(month.lower()[:3]))
