"""What a page says itself, without the site's own lines above, between and below its words. Pure.

Page readers know the designs they were written for; text from any other site, or pasted, comes with
the day, the byline, the way to share it and the headlines of other pages. Each of these misleads: a
page that was "last updated" this year tells nothing that is this year's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from archive.records import Period
from archive.words.patterns import either
from archive.words.told import MONTH, number_of

_HEAD = 8  # lines among which a page says its own day
_SENTENCE_WORDS = 8  # a line of fewer, or without an end, is a headline or a label
_LATE = 3  # sentences that stand before the headlines with which a page ends
_LONGEST_LABEL = 160  # characters

_TEASER = re.compile(
    r"\W*(?:most read|read (?:next|more|also|this)|also read|"
    r"related(?: stor(?:y|ies)| articles?)?|"
    r"see also|more (?:from|on this|stories)|don['’]t miss|in other news|also in the news|"
    r"recommended|trending|you may also like)\b\W[^\n]{0,200}",
    re.IGNORECASE,
)
# The headings of other pages' headlines, each a line of its own.
_HEADLINES = re.compile(
    r"\W*(?:(?:related|more|other|latest|recent|further|top|popular)(?: \w+){0,2}? (?:news|posts|"
    r"articles|stories|links|pages|content|topics)|more (?:from|on|in) .{1,40}|most (?:read|"
    r"popular|recent|viewed)|you (?:may|might) (?:also )?(?:like|be interested in)|also in the "
    r"news|what else is new|latest|archives?|popular(?: (?:this|last) week| now| today)?|"
    r"(?:next|previous) (?:article|post|story))\W*",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\W*(?:read (?:more|next|also|this)|related|recommended(?: reading)?|trending(?: now)?|"
    r"see also|in other news|don['’]t miss)\W*",
    re.IGNORECASE,
)
# What a site says of itself and of the page. Each is the beginning of a line, or all of it.
_SITE = either(
    r"\W*skip to\b.*",
    r"\W*(?:toggle|open|close) (?:menu|navigation|search)\b.*",
    r"\W*(?:menu|search(?: this site)?|home|news(?:room)?|latest news|details|listen|print|share|"
    r"comments?(?: \(?\d+\)?)?|advert(?:isement)?|hide ad|local news|press release|media release|"
    r"news release|published|ends|fringe box|title|accept all|reject all)\W*",
    r"\W*home ?[>›»/|].*",
    r"\W*(?:we|this (?:web)?site) uses? cookies\b.*",
    r"\W*your browser (?:is|appears)\b.*|\W*for the best (?:possible )?experience\b.*",
    r"\W*please enter (?:a|your)\b.*|\W*enable javascript\b.*|\W*(?:accept|reject) all\b.*",
    r"\W*share (?:this|on|via|to)\b.{0,60}",
    r"\W*(?:sign up|subscribe)\b.{0,80}\b(?:newsletter|bulletin|updates|alerts|inbox)\b.*",
    r"\W*(?:follow|join|find|like) us (?:on|at)\b.*|\W*get (?:the|our|all)\b.{0,80}\binbox\b.*",
    r"\W*\d+ ?-?min(?:ute)?s? read\W*|\W*listen to this\b.{0,30}|\W*print this\b.{0,30}",
    r".{0,40}\bthis (?:article|news item|news|page|story) is (?:now )?(?:more than|over)\b.{1,30}"
    r" old\W*",
    r"\W*(?:this |the )?(?:page )?(?:was )?(?:last |first )?(?:updated|reviewed|modified|amended|"
    r"edited)(?: (?:on|at|by))?\b\W.{0,60}",
    r"\W*(?:©|copyright\b|\(c\)).*",
    r"\W*(?:image|photo|picture)(?:s| source| caption| credit)?\s*[:,].*|\W*credit\s*:.*",
    r".*\((?:image|photo|picture|credit|pic)\b[^()]{0,60}\)\W*",
    r".{0,80}\b\d{2,4} ?x ?\d{2,4}(?: ?px)?\W*",
    r"\W*(?:was|is) this (?:page|article|information)\b.{0,30}\b(?:useful|helpful)\b.*",
    r"\W*(?:back to (?:the )?(?:top|news)|give us feedback|report this)\b.*",
    r"\W*(?:categor(?:y|ies)|tags?|topics?|filed under|posted in|keywords)\s*:.*",
    r"\W*(?:local democracy|senior|chief|education|political?s?|news|community|digital)*"
    r"[ -]*(?:reporter|correspondent|editor)\W*",
)
_BYLINE = re.compile(
    r"\W*[Bb][Yy]:? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}(?:\W{1,3}.{0,60})?(?<![.!?])", re.DOTALL
)
_OTHER_SPACES = re.compile(r"[\u00a0\u2002-\u200a\u202f]")
_ENDS = re.compile(r"[.!?…:][\"'”’)]*$")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DAY = re.compile(
    r"\W*(?:(?:date )?(?:published|posted|released|issued|date|news)\b(?: on| date)?\W*)*"
    rf"{_WEEKDAY}(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{MONTH})|"
    rf"(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d3>\d{{1,2}})[/.](?P<m3>\d{{1,2}})[/.])"
    r",?\s*(?P<y>20\d\d)\b(?P<more>.{0,40})",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"\W*(?:(?:date )?(?:published|posted|released|issued|date|news)\b(?: on| date| in)?\W*)*"
    rf"(?P<m>{MONTH}),?\s+(?P<y>20\d\d)\W*",
    re.IGNORECASE,
)
# A clock, and after a bar the part of the paper ("15 Dec 2023 | Local").
_BESIDE = re.compile(
    r"(?:[\W\d]|at|am|pm|gmt|bst|utc|europe/london|local news|news|min(?:ute)?s?|read|by)*"
    r"(?:[|•·]\W*[a-z][a-z &]{0,30})?",
    re.IGNORECASE,
)


def own_text(text: str) -> str:
    """A text without the site's lines, and without those that point to other pages; with plain
    spaces where it has others."""
    return "\n".join(_own_lines(_OTHER_SPACES.sub(" ", text).split("\n")))


def day_of(text: str) -> dt.date | None:
    """The day that a page says is its own: a line near its head that holds nothing else. None where
    there is no such line, or several that differ."""
    days = {day for line in _head(text) if (day := _day_alone(line))}
    return days.pop() if len(days) == 1 else None


def month_of(text: str) -> Period | None:
    """The month that a page says is its own, in the same way."""
    months = {month for line in _head(text) if (month := _month_alone(line))}
    return months.pop() if len(months) == 1 else None


def _head(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()][:_HEAD]


def is_sentence(line: str) -> bool:
    """Is a line a sentence, or several, and no headline or label?"""
    return len(line.split()) >= _SENTENCE_WORDS and bool(_ENDS.search(line.strip()))


def _own_lines(lines: list[str]) -> Iterator[str]:
    sentences, among_headlines, head = 0, False, 0
    for line in lines:
        if not line.strip():
            yield line
            continue
        head += 1
        if _HEADLINES.fullmatch(line) and sentences >= _LATE:
            return
        if _HEADLINES.fullmatch(line) or _NEXT.fullmatch(line):
            among_headlines = True
            continue
        if is_sentence(line):
            among_headlines = False
            sentences += not _is_the_sites(line)
        if not (among_headlines or _is_the_sites(line) or (head <= _HEAD and _dates(line))):
            yield line


def _is_the_sites(line: str) -> bool:
    if _TEASER.fullmatch(line):
        return True
    if len(line) > _LONGEST_LABEL:
        return False
    return bool(_SITE.fullmatch(line) or _BYLINE.fullmatch(line.strip()))


def _dates(line: str) -> bool:
    return bool(_day_alone(line) or _month_alone(line))


def _month_alone(line: str) -> Period | None:
    match = _MONTH_ALONE.fullmatch(line.strip()) if len(line) <= _LONGEST_LABEL else None
    return Period.month(int(match["y"]), number_of(match["m"])) if match else None


def _day_alone(line: str) -> dt.date | None:
    match = _DAY.fullmatch(line.strip()) if len(line) <= _LONGEST_LABEL else None
    if match is None or not _BESIDE.fullmatch(match["more"]):
        return None
    month = match["m"] or match["m2"]
    number = number_of(month.rstrip(".")) if month else int(match["m3"])
    try:
        return dt.date(int(match["y"]), number, int(match["d"] or match["d2"] or match["d3"]))
    except ValueError:
        return None
