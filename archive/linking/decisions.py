"""Which letter an item is about: from the signs on each letter to one decision. Pure.

Precision comes first: a wrong link names the wrong year or the wrong council. Where two letters
could be meant, or too little speaks for one, the decision is `unsure`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archive.linking.came_out import as_its_page_says, days_after
from archive.linking.case import Case, leading_kind
from archive.linking.clear import is_clear
from archive.linking.evidence import Candidate, weigh
from archive.linking.letters import Shelf
from archive.linking.links import known_of, linked, none, not_held, unsure
from archive.linking.page_lines import own_text
from archive.linking.places import Place, part_about
from archive.linking.signs_words import links_to
from archive.linking.together import together
from archive.linking.topic import is_about_another_place, is_about_ofsted, topic_of
from archive.linking.weights import EARLY, MONTHS
from archive.records import Authority, HeldLetter, Item, Link
from archive.words.dates_named import Month
from archive.words.mentions import mentions_of

_KINDS_OF_OWN = ("monitoring_visit", "jtai", "area_send", "focused_visit", "assurance_visit")
_ANOTHERS = (
    "other days",
    "another number",
    "later days named",
    "later years named",
    "grades of old",
)


def first_sort(item: Item) -> Link | None:
    """The decision on an item that is not about Ofsted and services for children at all; None where
    it may be. Cheap: it is asked of everything that a newsroom gives out."""
    if not is_about_ofsted(item.title, item.text):
        return none("it does not mention Ofsted")
    text = own_text(item.text)
    if text != item.text and not is_about_ofsted(item.title, text):
        return none("it does not mention Ofsted but in links to other pages")
    if is_about_another_place(item.title, text):
        return none("it is not about the council's services for children")
    return None


def decide(
    item: Item,
    letters: Sequence[HeldLetter],
    shelf: Shelf | None = None,
    places: Sequence[Place] = (),
    authorities: Sequence[Authority] = (),
) -> list[Link]:
    """What `item` is about, given the letters of the authorities it may be about: one Link, or more
    if it is truly about several. Never raises on what an item says; `letter` is None unless the
    decision is `linked`.

    `places`: the authorities that the item names (`authorities_of`), where there are several;
    without them all letters are taken to be on one authority.
    """
    sorted_out = first_sort(item)
    if sorted_out:
        return [sorted_out]
    shelf, item = shelf or Shelf(), as_its_page_says(item)
    if len(places) < 2 or not any(place.named for place in places):
        return [_decide_one(_case(item, item.text, letters), shelf, places)]
    found = [
        _decide_one(_part(item, place, places, letters, authorities), shelf, [place])
        for place in places
    ]
    return together(found, places)


def _case(item: Item, text: str, letters: Sequence[HeldLetter]) -> Case:
    return Case(
        item,
        text,
        topic_of(item.title, item.text),
        mentions_of(item.title, text, item.told_on),
        letters,
    )


def _part(
    item: Item,
    place: Place,
    places: Sequence[Place],
    letters: Sequence[HeldLetter],
    authorities: Sequence[Authority],
) -> Case:
    own = [letter for letter in letters if letter.local_authority == place.urn]
    return _case(item, part_about(item, place, places, authorities), own)


def _decide_one(case: Case, shelf: Shelf, places: Sequence[Place]) -> Link:
    known = known_of(case, places)
    case = replace(case, letters=[letter for letter in case.letters if _can_be_told(letter, case)])
    if not case.letters:
        return _without_letters(case, places, known)
    candidates = weigh(case, shelf)
    best = candidates[0]
    if is_clear(candidates, case):
        return linked(best, candidates[1:], known, places)
    if case.topic.other:
        return none(f"it is about {case.topic.other}", candidates)
    if not case.topic.tells_outcome:
        return none("it mentions Ofsted in passing", candidates)
    if not case.topic.at_once and _is_in_passing(case, best):
        return none("it begins with something else, and mentions Ofsted in passing", candidates)
    if _speaks_of_another(case, best):
        return not_held(candidates, known)
    if best.score > 1.0 and best.identified_by >= 1.0 and _says_something(case, best):
        return unsure(candidates, known, places)
    if _tells_of_a_letter(case):
        return not_held(candidates, known)
    return none("nothing in it points to one letter", candidates)


def _is_in_passing(case: Case, best: Candidate) -> bool:
    """Of an item that begins with something else: is Ofsted named once, or said to have done what
    no letter tells?"""
    kind = leading_kind(case.mentions)
    if case.topic.once and kind not in _KINDS_OF_OWN:
        return True
    return best.score <= 1.0 and not kind


def _can_be_told(letter: HeldLetter, case: Case) -> bool:
    """Of a letter that could not be read nothing is known but its address."""
    return letter.status == "read" or links_to(letter, case.item)


def _without_letters(case: Case, places: Sequence[Place], known: dict[str, Any]) -> Link:
    if case.topic.other:
        return none(f"it is about {case.topic.other}")
    if not case.item.local_authority and not places:
        return none("it names no authority whose letter it could be about")
    if case.topic.tells_outcome and _tells_of_a_letter(case):
        return not_held((), known)
    return none("it mentions Ofsted in passing")


def _says_something(case: Case, best: Candidate) -> bool:
    """Does more than its own day speak for a letter?"""
    return _tells_of_a_letter(case) or best.has(
        "words in common", "short quotations", "kind named", "same day"
    )


def _tells_of_a_letter(case: Case) -> bool:
    """Is a visit, its days or month, or a grade told as news?"""
    mentions = case.mentions
    return bool(
        leading_kind(mentions)
        or "earlier" in mentions.frameworks
        or any(not grade.past for grade in mentions.grades)
        or any(not days.past for days in mentions.days)
        or any(_is_fresh(month, case.item.told_on) for month in mentions.months)
    )


def _is_fresh(month: Month, day: dt.date | None) -> bool:
    """Is this month told as news, and not long before the item's own day?"""
    if month.past or day is None or month.year is None:
        return not month.past
    return (day - dt.date(month.year, month.month, 28)).days <= 2 * MONTHS


def _speaks_of_another(case: Case, best: Candidate) -> bool:
    """Does it tell, as news, of a visit of which no letter here is: its days are no letter's, its
    kind is no letter's of that time, or nothing came out near its own day?"""
    kind = leading_kind(case.mentions)
    if best.has(*_ANOTHERS):
        return True
    if best.has("another kind", "another visit") and kind in _KINDS_OF_OWN:
        return True
    if best.has("another grade") and not best.has("words in common", "short quotations"):
        return True
    if case.item.came_out is None or best.identified_by >= 2.5:
        return False
    near = any(
        letter.published and -EARLY <= days_after(case.item.came_out, letter.published) <= MONTHS
        for letter in case.letters
    )
    return not near and _tells_of_a_letter(case)
