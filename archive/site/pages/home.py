"""The start page: search, what is new, who was silent, what was quoted otherwise, how it went."""

from __future__ import annotations

from datasette import Request, Response
from datasette.app import Datasette

from archive.site.lists import LISTS
from archive.site.reading import Reading, home, listed
from archive.site.replies import bounded, page

_NEW, _NEWEST = 30, 12


@bounded
async def show(datasette: Datasette, request: Request) -> Response:
    """The start page."""
    reading = Reading(datasette)
    night = await home.last_night(reading)
    new = await home.newest(reading, _NEW, since=night["started"]) if night else []
    return await page(
        datasette,
        request,
        "home.html",
        night=night,
        unwell=await home.sources_unwell(reading, night["id"]) if night else [],
        new=new,
        newest=await home.newest(reading, _NEWEST),
        silent=await listed.rows_of(reading, LISTS["silent"], {}, 4),
        differing=await listed.rows_of(reading, LISTS["quotations"], {}, 4),
        differing_checked=await listed.how_far(reading, LISTS["quotations"]) == "done",
        claims=await listed.rows_of(reading, LISTS["claims"], {}, 3),
        changes=await listed.rows_of(reading, LISTS["changes"], {}, 3),
        authorities=await home.authorities(reading),
    )
