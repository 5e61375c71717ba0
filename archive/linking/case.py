"""An item, all that it says, and the letters it may be about: what signs are read from. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.linking.letters import Overlap, Shelf
from archive.linking.topic import LEAD, Topic
from archive.records import HeldLetter, Item
from archive.words.mentions import Mentions
from archive.words.of_their_time import of_their_time
from archive.words.send_outcomes import SEND
from archive.words.wording import words_of

_NAME = re.compile(r"\b[A-Z][a-z’'-]+ (?:[A-Z][a-z’'-]+ )?[A-Z][a-zA-Z’'-]+\b")
_NO_NAMES = re.compile(
    r"children|council|service|ofsted|borough|county|city|social|director|cabinet|councillor|cllr|"
    r"inspector|majesty|office|standards|education|department|local|authority|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|the |this |young|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|north|south|east|west|board|government|"
    r"report|leader|member|executive|chief|care|quality|commission|secretary|minister|"
    r"united kingdom|england|\bNHS\b|foundation trust",
    re.IGNORECASE,
)
_SHORT_QUOTE = re.compile(
    r"[“‘\"]([^“”‘\"\n]{6,60}?)[,.]?[”’\"](?!\w)|(?<!\w)'([^'\n]{6,60}?)'(?!\w)"
)
_BETWEEN = 180  # days: inspections are further apart, a letter is nearer to its own visit
# Days: inspections that are further apart had another between them, which is not here. Until 2013
# an authority had several in a few years.
_APART, _APART_OF_OLD = 2_100, 1_800
_OF_OLD = dt.date(2013, 11, 1)
_MOST_NAMES, _MOST_QUOTES = 40, 40
_WORTH = {"title": 6, "lead": 3, "body": 1}


@dataclass(frozen=True, slots=True)
class Case:
    """An item, all that it says, and the letters it may be about: what the signs are read from."""

    item: Item
    text: str  # the part of the item that is about these letters' authority
    topic: Topic
    mentions: Mentions
    letters: Sequence[HeldLetter]

    @property
    def opening(self) -> str:
        """Title and first lines, where news is told."""
        return f"{self.item.title}\n{self.text[:LEAD]}"


class Common:
    """What is worked out once for all letters of a case."""

    def __init__(self, case: Case, shelf: Shelf) -> None:
        whole = f"{case.item.title}\n{case.text}"
        self.overlaps: Mapping[str, Overlap] = shelf.overlaps(whole, case.letters)
        self.names = _only_in_one(_names(whole), case.letters, lambda letter: letter.text)
        folded = {letter.id: shelf.of(letter).folded for letter in case.letters}
        quotes = {f" {' '.join(words)} ": words for words in _quotes(whole)}
        self.quotes = _only_in_one(quotes, case.letters, lambda letter: folded[letter.id])
        self._quotes, self._rarity = quotes, shelf.rarity
        self.of_their_time = [] if case.item.published else of_their_time(whole)
        self.kinds = kinds_told(case.mentions)
        self.kind = leading_kind(case.mentions)
        self.names_inspection = any(
            kind.what == "inspection" and not kind.past and kind.place != "body"
            for kind in case.mentions.kinds
        )
        self.days = sorted(letter.published for letter in case.letters if letter.published)
        self.next_inspection = _next_after(case.mentions.earlier, case.letters)
        self.before = _overall_before(case.letters)
        self.grades = [grade for grade in case.mentions.grades if not grade.past]

    def rarity_of(self, quote: str, kind: str) -> float:
        """How rare a short quotation is in letters of a kind, by its rarest words."""
        words = self._quotes[quote]
        return max(self._rarity.of(words[n : n + 3], kind) for n in range(max(1, len(words) - 2)))


def _next_after(earlier: dt.date | None, letters: Sequence[HeldLetter]) -> str | None:
    """The inspection after the one that an item names as an earlier one."""
    if earlier is None:
        return None
    soonest = earlier + dt.timedelta(days=_BETWEEN)
    later = [
        (letter.published, letter.id)
        for letter in letters
        if letter.kind == "inspection" and letter.published and letter.published > soonest
    ]
    first = min(later, default=None)
    apart = _APART_OF_OLD if earlier < _OF_OLD else _APART
    return first[1] if first and (first[0] - earlier).days <= apart else None


def _overall_before(letters: Sequence[HeldLetter]) -> dict[str, str]:
    """By inspection, the overall grade of the one before it, where none between may be missing."""
    graded = sorted(
        (letter.published, letter.id, dict(letter.grades)["overall"])
        for letter in letters
        if letter.published and "overall" in dict(letter.grades)
    )
    return {
        later[1]: earlier[2]
        for earlier, later in pairwise(graded)
        if (later[0] - earlier[0]).days <= _APART
    }


def _names(text: str) -> list[str]:
    """Names of people and schemes, as far as capitals tell."""
    found = [match[0] for match in _NAME.finditer(text) if not _NO_NAMES.search(match[0])]
    return list(dict.fromkeys(found))[:_MOST_NAMES]


def _quotes(text: str) -> list[tuple[str, ...]]:
    """Two to four words in quotation marks: too short for a run, and often all that is quoted. The
    outcomes of area SEND inspections are every such letter's."""
    quoted = (match[1] or match[2] for match in _SHORT_QUOTE.finditer(text))
    found = (words_of(quote).folded for quote in quoted if not SEND.search(quote))
    return list(dict.fromkeys(words for words in found if 2 <= len(words) <= 4))[:_MOST_QUOTES]


def _only_in_one(
    phrases: Iterable[str], letters: Sequence[HeldLetter], text_of: Callable[[HeldLetter], str]
) -> dict[str, list[str]]:
    """For each letter, the phrases that stand in it and in no other of these letters."""
    found: dict[str, list[str]] = {letter.id: [] for letter in letters}
    for phrase in phrases:
        holding = [letter.id for letter in letters if phrase in text_of(letter)]
        if len(holding) == 1:
            found[holding[0]].append(phrase)
    return found


def kinds_told(mentions: Mentions) -> Counter[str]:
    """How much each kind is told as news: by how often, and how far in front. Grades told as news
    are an inspection's; so are
    two different ones, of whatever they are told."""
    counts: Counter[str] = Counter()
    for named in mentions.kinds:
        if not named.past:
            counts[named.what] += _WORTH[named.place]
    news = [grade for grade in mentions.grades if not grade.past]
    for place in {g.place for g in news if g.overall or g.place == "title"}:
        counts["inspection"] += _WORTH[place]
    if not counts and len({grade.what for grade in news}) > 1:
        counts["inspection"] += _WORTH["lead"]
    return counts


def leading_kind(mentions: Mentions) -> str | None:
    """The kind that is told as news, the most and the foremost; None where none is, or where one
    is named just once and far from the beginning."""
    counts = kinds_told(mentions)
    if max(counts.values(), default=0) < _WORTH["lead"] - 1:
        return None
    return max(counts, key=lambda kind: (counts[kind], kind != "inspection", kind), default=None)
