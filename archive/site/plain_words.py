"""How the tables' short names are said to a reader. Pure."""

from __future__ import annotations

import datetime as dt

KINDS = {
    "inspection": "Inspection",
    "focused_visit": "Focused visit",
    "monitoring_visit": "Monitoring visit",
    "assurance_visit": "Assurance visit",
    "jtai": "Joint targeted area inspection",
    "area_send": "Area SEND inspection",
    "other": "Other document",
}

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
}

DECISIONS = {
    "linked": "about this letter",
    "not_about_a_letter": "not about a letter",
    "letter_not_held": "about a letter that is not in the archive",
    "unsure": "we are not sure which letter it is about",
}

PUBLISHED_SOURCES = {
    "letter": "as printed on the letter",
    "cover": "as printed on its cover",
    "site": "as Ofsted’s site has it; the document prints no date",
}


def kind(name: str | None) -> str:
    """The kind of a letter."""
    return KINDS.get(name or "", "Document not read yet")


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


def moment(iso: str | None) -> str:
    """A moment in UTC as people write it: `21 November 2026, 03:30 UTC`."""
    return f"{day(iso)}, {iso[11:16]} UTC" if iso else "never"
