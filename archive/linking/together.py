"""An item that names several authorities: which of their letters it is about. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from archive.linking.places import Place
from archive.linking.weights import SECOND, SOON
from archive.records import Link

QUOTED = 2.5  # points of words that stand in one letter alone
_ALIKE = 0.7  # of what the first authority's names count for
_BESIDE = 0.5  # the same, where its letter came out with the first one's, or on the item's day
_NAMED = 0.2  # of all names
_OF_THESE_DAYS = {"same day", "within days", "within weeks", "visit month and year"}


def together(found: Sequence[Link], places: Sequence[Place]) -> list[Link]:
    """Of an item that names several authorities: every letter that it is surely about. The first
    authority is the likeliest; another needs more, and to stand in the first lines or be quoted."""
    linked = [
        link
        for n, (link, place) in enumerate(zip(found, places, strict=True))
        if link.decision == "linked"
        and (n == 0 or _is_sure(link, place, places[0]) or _is_twin(link, place, found[0], places))
    ]
    if linked:
        return sorted(linked, key=lambda link: -link.score)
    open_ones = [link for link in found if link.decision in ("letter_not_held", "unsure")]
    leading = next((link for link in found if link.decision == "linked"), None)
    if leading:
        return [_no_longer_sure(leading)]
    return [open_ones[0] if open_ones and open_ones[0] is found[0] else found[0]]


def _is_sure(link: Link, place: Place, first: Place) -> bool:
    """Of a second authority, only what its own letter says or its own days tell: a grade in the
    title may be the first one's. Two that are named alike ("A and B, which share a service") need
    to have had their letters in the same days."""
    points = {sign["sign"]: sign["points"] for sign in link.evidence["signs"]}
    own = bool(points.keys() & {"visit days", "links to the letter", "days of the visit"})
    quoted = points.get("words in common", 0.0) + points.get("short quotations", 0.0) >= QUOTED
    fresh = bool(points.keys() & _OF_THESE_DAYS)
    alike = _BESIDE if "same day" in points else _ALIKE
    if place.leads and place.share >= first.share * alike and fresh:
        return link.score >= SECOND
    return link.score >= SECOND and (own or quoted) and (place.leads or place.share > _NAMED)


def _is_twin(link: Link, place: Place, first: Link, places: Sequence[Place]) -> bool:
    """Councils that share a service are inspected together, and their letters come out together:
    one that the item names beside the first in its first lines, with a letter of the same days."""
    if first.decision != "linked" or not place.leads:
        return False
    one, other = (each.evidence.get("letter_published") for each in (first, link))
    if not one or not other or place.share < places[0].share * _BESIDE:
        return False
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) <= SOON


def _no_longer_sure(link: Link) -> Link:
    alone = {key: link.evidence[key] for key in ("letter", "letter_published", "signs")}
    evidence = {**link.evidence, "might_be": [link.letter], "candidates": [alone]}
    reason = f"it names several authorities: {link.reason}"
    return replace(link, letter=None, decision="unsure", reason=reason, evidence=evidence)
