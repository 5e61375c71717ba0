"""What an item and a letter share: an address, names of people, words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.linking.case import Case, Common
from archive.linking.sign import Sign, sign
from archive.linking.weights import points_of, words_in_common
from archive.records import HeldLetter, Item, same_address

_QUOTE_POINT = 0.8


def link_signs(item: Item, letter: HeldLetter) -> Iterator[Sign]:
    """Links from the item to Ofsted's site."""
    if not item.outbound_links:
        return
    if links_to(letter, item):
        yield sign("links to the letter", "links to Ofsted's file")
    elif letter.provider_url:
        page = same_address(letter.provider_url)
        if any(_is(link, page) for link in item.outbound_links):
            yield sign("links to the provider", "links to the authority's page at Ofsted's site")


def links_to(letter: HeldLetter, item: Item) -> bool:
    """Does the item link to this letter's file at Ofsted's site?"""
    number = re.compile(rf"/file/{re.escape(letter.id)}(?:\D|$)")
    here = same_address(letter.url)
    return any(number.search(link) or _is(link, here) for link in item.outbound_links)


def _is(link: str, address: str) -> bool:
    try:
        return same_address(link) == address
    except ValueError:  # a link that is no address
        return False


def people_signs(case: Case, letter: HeldLetter, common: Common) -> Iterator[Sign]:
    """People whom the item and, of these letters, this one alone names."""
    whole = f"{case.item.title}\n{case.text}"
    inspector = next((name for name in letter.inspectors if name in whole), None)
    if inspector:
        yield sign("inspector named", f"names the inspector {inspector}")
    others = [name for name in common.names[letter.id] if name != inspector]
    if others:
        yield sign("names in common", f"names {' and '.join(others[:2])}, as the letter does")


def word_signs(letter: HeldLetter, common: Common) -> Iterator[Sign]:
    """Words in a row and quotations that stand in this one of the letters alone."""
    overlap = common.overlaps[letter.id]
    if overlap.words:
        points = words_in_common(overlap.weight)
        passages = f"{overlap.passages} passage" + ("s" if overlap.passages != 1 else "")
        yield Sign("words in common", points, f"shares {overlap.words} words in {passages}")
    quotes = common.quotes[letter.id]
    if quotes:
        points = min(
            points_of("short quotations"),
            sum(_QUOTE_POINT * common.rarity_of(q, letter.kind) for q in quotes),
        )
        said = "; ".join(f"“{quote.strip()}”" for quote in quotes[:3])
        yield Sign("short quotations", points, f"quotes {said}")
