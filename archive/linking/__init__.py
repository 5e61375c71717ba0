"""Which letter is a release or report about? One decision out, with its evidence. Pure.

page_lines   a page without the site's own lines, and the day that stands at its head
topic        the cheap first sort; what an item is about when it only mentions Ofsted
places       whose letter it is: the authorities named
letters      letters made ready: their words indexed, and how rare words are
evidence     what speaks for and against each letter (signs: visit, time, kind, words)
weights      what each sign is worth, and why
decisions    from signs to a decision
together     the decisions on several authorities that one item names
"""

from __future__ import annotations

from archive.linking.decisions import decide, first_sort
from archive.linking.letters import Rarity, Shelf
from archive.linking.places import Place, authorities_of
from archive.linking.topic import is_about_ofsted

__all__ = ["Place", "Rarity", "Shelf", "authorities_of", "decide", "first_sort", "is_about_ofsted"]
