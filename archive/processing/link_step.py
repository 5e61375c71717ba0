"""Decides for every waiting release and report which letter it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from archive.linking import Shelf, first_sort
from archive.linking.bundles import Decided, Undecided, decide_on
from archive.processing.items import item_of, usual_authorities
from archive.processing.said import Said
from archive.processing.work import Work
from archive.records import Item, Link

TOGETHER = 50  # items whose links are stored in one transaction


class LinkStep:
    """Items -> links, what a person decided over them."""

    def __init__(self, work: Work, said: Said) -> None:
        self._work = work
        self._said = said
        self._shelf: Shelf | None = None

    def run(self) -> None:
        """Link every item that waits. The letters may have been read anew since any were held."""
        self._work.letters.clear()
        number = self._work.archive.waiting.count("link")
        hands = self._work.hands(number)
        items = self._open_items(number)
        found = hands.decided(items) if hands else ((each, None) for each in items)
        while some := list(islice(found, TOGETHER)):
            with self._work.archive.findings.together():
                for undecided, decided in some:
                    item = undecided.item
                    save = partial(self._save, undecided, decided)
                    self._work.attempt(item.document_kind, item.document, save)

    def _open_items(self, number: int) -> Iterator[Undecided]:
        """What waits and is not sorted out at first sight; what is, is stored."""
        count = 0
        for batch in self._work.archive.waiting.by_authority("link"):
            still_open: list[Undecided] = []
            with self._work.archive.findings.together():
                for kind, document in batch:
                    if f"{kind}/{document}" not in self._said.in_doubt:
                        sort = partial(self._sort_out, kind, document, still_open)
                        self._work.attempt(kind, document, sort)
            yield from still_open
            count += len(batch)
            self._work.progress("linking", count, number)

    def _sort_out(self, kind: str, document: str, still_open: list[Undecided]) -> None:
        archive = self._work.archive
        item = item_of(archive, kind, document)
        sorted_out = first_sort(item)
        if sorted_out is None:
            still_open.append(Undecided(item, usual_authorities(archive, item)))
        else:
            self._save_links(item, [sorted_out])

    def _save(self, undecided: Undecided, decided: Decided | None) -> None:
        item, letters = undecided.item, self._work.letters
        if decided is None:
            self._shelf = self._shelf or Shelf(letters.rarity)
            decided = decide_on(undecided, letters.all_of, self._shelf, letters.authorities)
        if item.document_kind == "news_report":
            self._work.archive.findings.place_report(item.document, decided.place)
        self._save_links(item, decided.links)

    def _save_links(self, item: Item, links: Sequence[Link]) -> None:
        decision = self._said.over_links(item, links)
        self._work.archive.findings.save_links(
            item.document_kind, item.document, decision, self._work.now
        )
        self._work.done.linked += 1
