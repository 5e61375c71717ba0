"""Pages that are gone, counted when the night is over: many at once are the site's fault, not news.

A site at work, moved or half restored loses much at a time, a press office takes back one release.
So a night on which a source has lost more than is usual changes nothing that was there, until a
person says that the pages were taken down (`ofsted-letters sources accept`).
"""

from __future__ import annotations

from archive.records import Problem
from crawler.health import note
from crawler.memory import NIGHTS_UNTIL_WITHDRAWN, Memory
from crawler.night import Night

_AT_ONCE = 4  # so many may go in a night whatever their share
_SHARE = 0.25  # of what was looked at


def count_vanished(night: Night) -> None:
    """Count the night for each page that is gone, unless its source lost too much; that is said."""
    for source, tally in night.tallies.items():
        removals = night.archive.removals
        removals.forget_returned(source)
        accepted = removals.accepted(source)
        counted = [url for url in dict.fromkeys(tally.gone) if url in accepted]
        gone = [url for url in dict.fromkeys(tally.gone) if url not in accepted]
        looked_at = len(gone) + max(
            tally.counts["listed"], tally.counts["same"] + tally.counts["changed"]
        )
        if len(gone) > _AT_ONCE and len(gone) > _SHARE * looked_at:
            detail = (
                f"{len(gone)} of {looked_at} pages that were there are gone at once. Nothing was "
                "marked as withdrawn: has the site moved? If they were taken down on purpose: "
                f"`ofsted-letters sources accept {source}`."
            )
            note(night, Problem(source, f"list of {source}", "list shrunk", detail))
            removals.hold_back(source, f"list of {source}", gone, night.now())
        else:
            night.archive.runs.resolve(f"list of {source}", night.now())
            counted += gone
        for url in counted:
            listings = night.archive.listings
            misses = listings.missed(source, url, night.now(), NIGHTS_UNTIL_WITHDRAWN)
            due = Memory(night.archive).next_look(source, url, night.now(), misses=misses)
            listings.look_again(source, url, due)
