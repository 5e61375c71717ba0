"""Bodies and titles that there were only in some years: what an undated text was written before or
after. Pure.

Sources: the Health and Social Care Act 2012 (clinical commissioning groups took over from primary
care trusts on 1 April 2013), the Health and Care Act 2022 (integrated care boards, from 1 July
2022), the Children and Social Work Act 2017 (no local safeguarding children boards after 29
September 2019), the accession of 8 September 2022 (His Majesty's inspectors).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfItsTime:
    """A body that a text names as there, and from when to when it was."""

    words: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class _Body:
    pattern: re.Pattern[str]
    since: dt.date | None
    until: dt.date | None


def _body(pattern: str, since: str | None, until: str | None, *, flags: int = 0) -> _Body:
    first, last = (dt.date.fromisoformat(day) if day else None for day in (since, until))
    return _Body(re.compile(pattern, flags), first, last)


_BODIES = (
    _body(r"\b[Cc]linical [Cc]ommissioning [Gg]roups?\b|\bCCGs?\b", "2013-04-01", "2022-06-30"),
    _body(r"\b[Ii]ntegrated [Cc]are [Bb]oards?\b|\bICBs?\b", "2022-07-01", None),
    _body(r"\b[Pp]rimary [Cc]are [Tt]rusts?\b|\bPCTs?\b", None, "2013-03-31"),
    _body(r"\bHer Majesty['’]s (?:[Cc]hief )?[Ii]nspector", None, "2022-09-08"),
    _body(r"\bHis Majesty['’]s (?:[Cc]hief )?[Ii]nspector", "2022-09-08", None),
    _body(r"\bLSCBs?\b|\b[Ll]ocal [Ss]afeguarding [Cc]hildren['’]?s? [Bb]oards?\b", None,
          "2019-09-29"),
)  # fmt: skip
_FORMER = re.compile(r"\b(?:former(?:ly)?|then|previous(?:ly)?|old|replaced?|abolish\w*)\b[^.\n]*$",
                     re.IGNORECASE)  # fmt: skip


def of_their_time(text: str) -> list[OfItsTime]:
    """The bodies of their time that a text names as there are; each once.

    >>> [str(one.until) for one in of_their_time("Leaders at the council and the CCG agreed.")]
    ['2022-06-30']
    """
    found = []
    for body in _BODIES:
        matches = body.pattern.finditer(text)
        match = next((m for m in matches if not _FORMER.search(_before(text, m.start()))), None)
        if match:
            found.append(OfItsTime(match[0], body.since, body.until))
    return found


def _before(text: str, at: int) -> str:
    return text[max(0, at - 60) : at]
