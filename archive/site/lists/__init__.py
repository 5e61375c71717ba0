"""The lists a reader can open, filter, download and subscribe to: each a query and its words."""

from __future__ import annotations

from archive.site.lists.documents import LETTERS, RELEASES, REPORTS
from archive.site.lists.findings import CLAIMS, LEFT_OUT, QUOTATIONS
from archive.site.lists.listing import Filter, Listing
from archive.site.lists.national import AUTHORITIES, GRADES
from archive.site.lists.points import POINTS, RECURRING, THEMES
from archive.site.lists.silence import CHANGES, DELAYS, SILENT
from archive.site.lists.workings import CORRECTIONS, PROBLEMS, SOURCES

__all__ = ["LISTS", "Filter", "Listing"]

LISTS: dict[str, Listing] = {
    listing.name: listing
    for listing in (
        LETTERS,
        RELEASES,
        REPORTS,
        SILENT,
        DELAYS,
        QUOTATIONS,
        CLAIMS,
        LEFT_OUT,
        CHANGES,
        GRADES,
        POINTS,
        RECURRING,
        THEMES,
        AUTHORITIES,
        SOURCES,
        PROBLEMS,
        CORRECTIONS,
    )
}
