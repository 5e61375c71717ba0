"""Mends what can be mended without a person: what is made anew from what is held, and what a site
can be asked for again."""

from __future__ import annotations

from collections.abc import Iterable

from archive.keeping.check import Damage
from archive.store import Archive


def mend(archive: Archive, found: Iterable[Damage]) -> list[str]:
    """Mend, or have the next crawl mend; what was done, a sentence each."""
    done = []
    lost = [damage.subject for damage in found if damage.what in ("original", "text")]
    if lost:
        pages = archive.fetches.ask_again(lost)
        done.append(f"{pages} pages are asked for again on the next night.")
    if any(damage.what == "index" for damage in found):
        archive.rebuild_search_index()
        done.append("The search index was made anew.")
    return done
