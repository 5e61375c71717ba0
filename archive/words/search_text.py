"""How words are written for the search index: apostrophes folded, so that children’s, children's
and childrens are one word. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import islice

# Between letters only: a quotation mark at a word's edge is not an apostrophe. The mark is looked
# for first, and then what stands about it: seven times as quick as the other way round.
APOSTROPHE = re.compile(r"['’ʼ`´](?<=\w.)(?=\w)")

_EPOCH = dt.date(1990, 1, 1)  # before the oldest letter
_BITS_BELOW_DAY = 24


def fold(text: str) -> str:
    """`text` as it is indexed, and as a query must be written."""
    return APOSTROPHE.sub("", text)


def first_row_of_day(day: dt.date | None) -> int:
    """The lowest index row number of a day. An undated document stands before all dated ones."""
    days = max((day - _EPOCH).days, 0) + 1 if day else 0
    return days << _BITS_BELOW_DAY


def rows_of_year(year: int) -> tuple[int, int]:
    """The lowest and the highest row number that a document of a year can have."""
    first = dt.date(min(max(year, _EPOCH.year), dt.MAXYEAR - 1), 1, 1)
    return first_row_of_day(first), first_row_of_day(first.replace(year=first.year + 1)) - 1


def row_for(day: dt.date | None, fingerprint: str) -> int:
    """An index row number that grows with the day; `fingerprint` is hexadecimal."""
    return first_row_of_day(day) + int(fingerprint[:6], 16)


# --- queries ---

_PART = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
# At least three letters: shorter beginnings are those of half the language.
_BEGINNING = re.compile(r"\w{3,}\*")
# What may be wanting to a word whose beginning ends within a suffix.
_TAILS = (
    *("", "al", "ation", "ble", "ce", "cy", "d", "e", "ed", "ent", "er", "es", "g", "ing", "ion"),
    *("ity", "ive", "ment", "n", "ng", "nt", "on", "s", "t", "tion", "y"),
)
_MOST_PARTS = 32  # of a query: a pasted page is no query


@dataclass(frozen=True, slots=True)
class Query:
    """A reader's query as FTS5 understands it: `match` finds documents, `lit` the words to mark.
    `words_only`: it holds no phrase and no beginning of a word, which are dear to look for."""

    match: str
    lit: str
    words_only: bool = True


def query_of(text: str) -> Query | None:
    """Words all of which must be there, "phrases", beginnings of words (inspect*), and -words
    that must not. None where nothing in the text can be searched for.

    >>> query_of('children’s "social work" -school').match
    '("childrens" AND "social work") NOT "school"'
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for part in islice(_PART.finditer(text), _MOST_PARTS):
        given = part[2] if part[2] is not None else part[4]
        phrase = _words(given)
        if phrase:
            begins = part[4] is not None and _BEGINNING.fullmatch(given)
            found = _beginning(phrase) if begins else f'"{phrase}"'
            (unwanted if part[1] or part[3] else wanted).append(found)
    if not wanted:
        return None
    together = " AND ".join(dict.fromkeys(wanted))
    without = "".join(f" NOT {phrase}" for phrase in dict.fromkeys(unwanted))
    words_only = not any(" " in part for part in (*wanted, *unwanted))
    return Query(f"({together}){without}", " OR ".join(dict.fromkeys(wanted)), words_only)


def _beginning(start: str) -> str:
    """Words that begin so. The index holds stems, and the stem of permanence, `perman`, does not
    begin with `permanen`: the words that a common ending completes are asked for as well."""
    whole = " OR ".join(f'"{start}{tail}"' for tail in _TAILS)
    return f'("{start}" * OR {whole})'


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
