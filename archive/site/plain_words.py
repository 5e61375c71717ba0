"""How the tables' short names are said to a reader. Pure."""

from __future__ import annotations

import datetime as dt
import re

from archive.letters.families import KINDS as KINDS
from archive.letters.grades import GRADES as GRADES

DOCUMENTS = {"letter": "Letter", "press_release": "Release", "news_report": "Report"}

AREAS = {
    "overall": "Overall effectiveness",
    "leaders": "Impact of leaders",
    "help_and_protection": "Help and protection",
    "in_care": "Children in care",
    "care_leavers": "Care leavers",
    "adoption": "Adoption",
    "safeguarding_board": "Safeguarding board",
    "send_outcome": "Outcome for children with SEND",
}

STATUSES = {
    "combined": "judged together with children in care",
    "not_awarded": "no longer awarded",
    "unread": "we could not read it",
}

VERDICTS = {
    "exact": "as the letter has it",
    "cut_short": "cut short where the letter turns",
    "joined": "pieces joined into one",
    "altered": "differs from the letter",
    "another_letter": "from another letter",
    "not_found": "not found in the letter",
    "not_ofsted": "not Ofsted’s words",
    "unsure": "we cannot tell",
}

DECISIONS = {
    "linked": "about this letter",
    "not_about_a_letter": "not about a letter",
    "letter_not_held": "about a letter that is not in the archive",
    "unsure": "we are not sure which letter it is about",
}

CLAIMS = {
    "right": "as the letter has it",
    "wrong": "not the letter’s grade",
    "older_inspection": "the grade of an older inspection",
    "unsure": "we are not sure",
}

ANSWERS = {
    "mentioned": "mentioned",
    "not_mentioned": "not mentioned",
    "unsure": "we are not sure",
}

POINTS = {
    "improvement": "What needs to improve",
    "priority_action": "Priority action",
    "finding": "What inspectors found wanting",
}

ITEMS = {
    "judgement": "judgements",
    "improvement": "improvement points",
    "priority_action": "priority actions",
    "finding": "criticism in the text",
}

SOURCES = {"ofsted": "Ofsted", "newsroom": "newsrooms", "news_outlet": "news outlets"}

SOURCE_VERDICTS = {
    "healthy": "healthy",
    "quiet": "quiet, as it may be",
    "empty": "gave nothing, which is odd",
    "changed_shape": "its pages have changed",
    "blocked": "keeps us out",
    "unreachable": "could not be reached",
}

PUBLISHED_SOURCES = {
    "letter": "as printed on the letter",
    "cover": "as printed on its cover",
    "site": "as Ofsted’s site has it; the document prints no date",
}


def area(name: str) -> str:
    """What is judged."""
    return AREAS.get(name, name.replace("_", " ").capitalize())


def kind(name: str | None) -> str:
    """The kind of a letter; one that has no words here yet in its own."""
    if not name:
        return "Document not read yet"
    return KINDS.get(name, name.replace("_", " ").capitalize())


def day(iso: str | None) -> str:
    """A date as people write it: `10 July 2025`; `undated` where there is none."""
    if not iso:
        return "undated"
    date = dt.date.fromisoformat(iso[:10])
    return f"{date.day} {date:%B %Y}"


def days(start: str | None, end: str | None) -> str:
    """A stretch of days: `10 and 11 June 2025`, `26 February to 8 March 2024`."""
    if not start or not end or start == end:
        return day(start or end)
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    joint = "and" if (last - first).days == 1 else "to"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} {joint} {day(end)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} {joint} {day(end)}"
    return f"{day(start)} {joint} {day(end)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 letter`, `1,200 letters`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def at_least(number: int, most: int, one: str, many: str | None = None) -> str:
    """`1,000 letters`, or `more than 1,000 letters` where `number` goes beyond `most`."""
    if number > most:
        return f"more than {count(most, one, many)}"
    return count(number, one, many)


def month(iso: str) -> str:
    """A month as people write it: `2024-03` is `March 2024`."""
    return f"{dt.date.fromisoformat(iso[:7] + '-01'):%B %Y}"


def days_between(first: str, second: str) -> int:
    """Days from one ISO day to another."""
    return (dt.date.fromisoformat(second[:10]) - dt.date.fromisoformat(first[:10])).days


def lapse(days: int) -> str:
    """How long a release took: `the same day`, `3 days later`, `1 day before`."""
    if not days:
        return "the same day"
    return f"{count(abs(days), 'day')} {'later' if days > 0 else 'before'}"


def without_controls(text: str) -> str:
    """A text without the marks that turn its direction, or end its line, unseen: they would turn
    the words around it, too."""
    return text.translate(_UNSEEN)


_UNSEEN = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x200E, 0x200F, 0x061C,
     *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029]
)  # fmt: skip


# XML 1.0 knows no way to write these at all.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def fit_for_xml(text: str) -> str:
    """A text without the characters that no XML file can hold: of feeds and spreadsheets."""
    return _NOT_IN_XML.sub("", text)


def moment(iso: str | None) -> str:
    """A moment in UTC as people write it: `21 November 2026, 03:30 UTC`."""
    return f"{day(iso)}, {iso[11:16]} UTC" if iso else "never"
