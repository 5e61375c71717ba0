"""Which letter is a release or report about? One decision out, with its evidence. Pure.

Precision comes first: a wrong link names the wrong year or the wrong council. Where two letters
could be meant, or nothing but a feeling speaks for one, the decision is `unsure`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.mentions import (
    Mentions,
    is_about_another_place,
    is_about_ofsted,
    mentions_of,
)
from archive.records import Authority, HeldLetter, Item, Link, same_address
from archive.wording import Seeds, words_of

__all__ = ["authority_of", "decide", "is_about_ofsted"]

# What each piece of evidence weighs, and why. A link needs LINKED points, and LEAD more than the
# next letter. The weights say how often each sign was wrong in the real releases that were read.
LINKED = 4.0
LEAD = 1.5

POINTS = {
    "links to the letter": 10.0,  # Ofsted's own file number: there is no other reading
    "visit days": 4.0,  # two letters on one authority never share their days
    "other days": -3.0,  # a visit on other days is another visit, whenever its letter came out
    "visit month": 1.5,  # "in June": a few visits a year, so a month tells most apart
    "same day": 3.0,  # 52 of 68 dated council releases came out on the letter's own day
    "within days": 2.5,  # 6 more within three days after, 3 up to eight days before
    "within weeks": 1.0,
    "long after": -2.0,  # re-posts exist, but an old letter is more often mentioned in passing
    "before the letter": -4.0,  # nobody announces a letter weeks ahead
    "kind named": 2.0,
    "another kind named": -2.0,
    "inspector named": 2.0,
    "grades named": 1.0,
    "another grade named": -1.0,
    "words shared": 5.0,  # at most; a point for each eight words
}
_WORDS_A_POINT = 8
_EARLY = 8  # days before the letter: the earliest release met
_SOON = 3
_WEEKS = 21
_RECENT = 120  # days: a letter comes out five weeks after its visit, nearly always within twelve


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: its name, its points, and how to say it to a reader."""

    name: str
    points: float
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter and all that speaks for and against it."""

    letter: HeldLetter
    signs: tuple[Sign, ...]

    @property
    def score(self) -> float:
        return sum(sign.points for sign in self.signs)

    @property
    def is_identified(self) -> bool:
        """Does something speak for this very letter, and not only for the authority?"""
        return any(sign.points > 0 and sign.name != "kind named" for sign in self.signs)


class LetterWords:
    """The words of letters, indexed once and used for many items."""

    def __init__(self) -> None:
        self._seeds: dict[str, Seeds] = {}

    def of(self, letter: HeldLetter) -> Seeds:
        """The index of one letter's words."""
        if letter.id not in self._seeds:
            self._seeds[letter.id] = Seeds(words_of(letter.text))
        return self._seeds[letter.id]


def decide(
    item: Item, letters: Sequence[HeldLetter], words: LetterWords | None = None
) -> list[Link]:
    """What `item` is about, given the letters on its authority: one Link, or more if it is truly
    about several. Never raises; `letter` is None unless the decision is `linked`."""
    if not is_about_ofsted(item.title, item.text):
        return [_none("not_about_a_letter", "it does not mention Ofsted")]
    if is_about_another_place(item.title, item.text):
        return [_none("not_about_a_letter", "it is not about the council's services for children")]
    mentions = mentions_of(item.title, item.text, item.published)
    candidates = _ranked(item, letters, mentions, words or LetterWords())
    best = candidates[0] if candidates else None
    if best and _is_clear(candidates):
        return [_linked(best, candidates[1:])]
    if _speaks_of_another(mentions, item, letters):
        return [_not_held(mentions, candidates)]
    if best and best.score > 0 and best.is_identified:
        return [_unsure(candidates)]
    return [_none("not_about_a_letter", "nothing in it points to one letter", candidates)]


def _ranked(
    item: Item, letters: Sequence[HeldLetter], mentions: Mentions, words: LetterWords
) -> list[Candidate]:
    own_runs = _runs_by_letter(item, letters, words)
    found = [
        Candidate(letter, tuple(_signs(item, letter, mentions, own_runs[letter.id])))
        for letter in letters
    ]
    return sorted(found, key=lambda c: (-c.score, c.letter.id))


def _is_clear(candidates: Sequence[Candidate]) -> bool:
    best = candidates[0]
    ahead = len(candidates) < 2 or best.score - candidates[1].score >= LEAD
    return best.score >= LINKED and ahead and best.is_identified


# --- evidence ---


def _signs(item: Item, letter: HeldLetter, mentions: Mentions, shared: int) -> Iterable[Sign]:
    yield from _link_signs(item, letter)
    yield from _visit_signs(letter, mentions)
    yield from _time_signs(item, letter)
    yield from _kind_signs(letter, mentions)
    yield from _people_signs(item, letter)
    yield from _grade_signs(letter, mentions)
    if shared:
        points = min(POINTS["words shared"], shared / _WORDS_A_POINT)
        yield Sign("words shared", points, f"shares {shared} words in a row or more with it")


def _link_signs(item: Item, letter: HeldLetter) -> Iterable[Sign]:
    here = {same_address(letter.url)}
    number = re.compile(rf"/file/{re.escape(letter.id)}(?:\D|$)")
    if any(same_address(link) in here or number.search(link) for link in item.outbound_links):
        yield _sign("links to the letter", "links to Ofsted's file")


def _visit_signs(letter: HeldLetter, mentions: Mentions) -> Iterable[Sign]:
    for days in mentions.days:
        for window in letter.visit_windows:
            if days.are(window.start, window.end):
                yield _sign("visit days", f"names the visit's days ({days.words})")
                return
    if letter.visit_windows and mentions.days:
        yield _sign("other days", f"names other days ({mentions.days[0].words})")
    for month, said in mentions.months:
        for window in letter.visit_windows:
            if (month.year, month.month) in {
                (window.start.year, window.start.month),
                (window.end.year, window.end.month),
            }:
                yield _sign("visit month", f"names the visit's month ({said})")
                return


def _time_signs(item: Item, letter: HeldLetter) -> Iterable[Sign]:
    if item.published is None or letter.published is None:
        return
    after = (item.published - letter.published).days
    if after == 0:
        yield _sign("same day", "published the same day")
    elif -_EARLY <= after <= _SOON:
        yield _sign("within days", f"published {_days_apart(after)}")
    elif _SOON < after <= _WEEKS:
        yield _sign("within weeks", f"published {_days_apart(after)}")
    elif after < 0:
        yield _sign("before the letter", f"published {_days_apart(after)}")
    else:
        yield _sign("long after", f"published {_days_apart(after)}")


def _days_apart(after: int) -> str:
    number = f"{abs(after)} day" + ("s" if abs(after) != 1 else "")
    return f"{number} {'after' if after > 0 else 'before'} the letter"


def _kind_signs(letter: HeldLetter, mentions: Mentions) -> Iterable[Sign]:
    if letter.kind in mentions.kinds:
        yield _sign("kind named", f"calls it a {letter.kind.replace('_', ' ')}")
    elif mentions.kinds:
        other = mentions.kinds[0].replace("_", " ")
        yield _sign("another kind named", f"speaks of a {other}")


def _people_signs(item: Item, letter: HeldLetter) -> Iterable[Sign]:
    for name in letter.inspectors:
        if name in item.text:
            yield _sign("inspector named", f"names the inspector {name}")
            return


def _grade_signs(letter: HeldLetter, mentions: Mentions) -> Iterable[Sign]:
    grades = {grade for _, grade in letter.grades}
    overall = dict(letter.grades).get("overall")
    named = mentions.grades - {"good"}  # "good" is too common a word to tell anything
    if not grades or not named:
        return
    if overall in named or named <= grades:
        yield _sign("grades named", f"names the grade {', '.join(sorted(named & grades))}")
    elif not named & grades:
        yield _sign("another grade named", f"names the grade {', '.join(sorted(named))}")


def _sign(name: str, words: str) -> Sign:
    return Sign(name, POINTS[name], words)


def _runs_by_letter(
    item: Item, letters: Sequence[HeldLetter], words: LetterWords
) -> dict[str, int]:
    """Words in runs that stand in one letter of the authority and in no other: what stands in
    several is the inspectorate's standing text, or tells nothing of which is meant."""
    own = words_of(f"{item.title}\n{item.text}")
    covered: dict[str, set[int]] = {}
    for letter in letters:
        places: set[int] = set()
        for run in words.of(letter).runs(own):
            places.update(range(run.here, run.here + run.length))
        covered[letter.id] = places
    alone: dict[str, int] = {}
    for letter in letters:
        others = [places for other, places in covered.items() if other != letter.id]
        alone[letter.id] = len(covered[letter.id].difference(*others))
    return alone


# --- decisions ---


def _linked(best: Candidate, others: Sequence[Candidate]) -> Link:
    mentioned = [other.letter.id for other in others if other.score > 0]
    evidence = {**_evidence(best), "mentions": mentioned}
    return Link(best.letter.id, "linked", best.score, _reason(best), evidence)


def _unsure(candidates: Sequence[Candidate]) -> Link:
    best = candidates[0]
    near = [c for c in candidates[1:] if best.score - c.score < LEAD]
    why = "another letter fits as well" if near else "too little speaks for it"
    evidence = {**_evidence(best), "might_be": [best.letter.id, *(c.letter.id for c in near)]}
    return Link(None, "unsure", best.score, f"{why}: {_reason(best)}", evidence)


def _not_held(mentions: Mentions, candidates: Sequence[Candidate]) -> Link:
    known = {
        "kinds": list(mentions.kinds),
        "days": [f"{days.start} to {days.end}" for days in mentions.days],
        "months": [f"{month:%Y-%m}" for month, _ in mentions.months],
    }
    said = [days.words for days in mentions.days] or [k.replace("_", " ") for k in mentions.kinds]
    reason = f"about a letter that is not here: {', '.join(said) or 'no letter of those days'}"
    score = candidates[0].score if candidates else 0.0
    return Link(None, "letter_not_held", score, reason, {"known": known})


def _none(decision: str, reason: str, candidates: Sequence[Candidate] = ()) -> Link:
    evidence = _evidence(candidates[0]) if candidates else {}
    return Link(None, decision, candidates[0].score if candidates else 0.0, reason, evidence)


def _speaks_of_another(mentions: Mentions, item: Item, letters: Sequence[HeldLetter]) -> bool:
    """Does it name days on which none of these letters' visits took place, or a kind of visit
    when no letter is near it in time?"""
    windows = [w for letter in letters for w in letter.visit_windows]
    known = [days for days in mentions.days if any(days.are(w.start, w.end) for w in windows)]
    day = item.published or item.first_seen
    if not known and any(
        days.year_known and (day - days.end).days <= _RECENT for days in mentions.days
    ):
        return True
    if item.published is None or not mentions.kinds:
        return False
    near = [
        letter
        for letter in letters
        if letter.published and -_WEEKS <= (letter.published - item.published).days <= _WEEKS
    ]
    return not near


def _evidence(candidate: Candidate) -> dict[str, object]:
    signs = [
        {"sign": s.name, "points": round(s.points, 2), "words": s.words} for s in candidate.signs
    ]
    return {"letter": candidate.letter.id, "signs": signs}


def _reason(candidate: Candidate) -> str:
    for_it = sorted((s for s in candidate.signs if s.points > 0), key=lambda s: -s.points)
    return "; ".join(["same authority", *(sign.words for sign in for_it)])


# --- whose letter it is ---


def authority_of(item: Item, authorities: Sequence[Authority], usual: str | None) -> str | None:
    """The authority that a report is about: the one it names, most often and by its whole name.

    `usual` is the one authority of the outlet's area, taken where the report names none. None
    where two are named alike.
    """
    counts = _named(f"{item.title}\n{item.text}", authorities)
    if not counts:
        return usual
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return usual if usual in (ranked[0][0], ranked[1][0]) else None
    return ranked[0][0]


def _named(text: str, authorities: Sequence[Authority]) -> dict[str, int]:
    """How often each authority is named. The longest name wins, so that `Cheshire West and
    Chester` is not also Cheshire, nor `Central Bedfordshire` also Bedford."""
    by_name = {
        name.lower(): authority.urn
        for authority in authorities
        for name in (authority.name, *authority.aliases)
        if len(name) > 3
    }
    if not by_name:
        return {}
    longest_first = sorted(by_name, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in longest_first) + r")(?![\w-])",
        re.IGNORECASE,
    )
    counts: dict[str, int] = {}
    for match in pattern.finditer(text):
        if match[0][0].isupper():  # "reading" and "bury" are words, Reading and Bury are places
            urn = by_name[match[0].lower()]
            counts[urn] = counts.get(urn, 0) + 1
    return counts
