"""The lists: a page at a time, and whole as CSV, spreadsheet, JSON or feed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from datasette import Request, Response
from datasette.app import Datasette

from archive.outgoing.csv_text import csv_text
from archive.site import drawn, feeds, spreadsheets
from archive.site.addresses import FORMATS
from archive.site.cited import citation
from archive.site.downloads import json_text, rows_of
from archive.site.lists import LISTS, Listing
from archive.site.pages import asked
from archive.site.reading import Reading, home, listed
from archive.site.replies import attachment, bounded, page, stream

PAGE_SIZE = 50
_MOST_COUNTED = 2000
_MOST_WHOLE = 5000
_FEED = 50  # entries: what a subscriber may have missed
_ONE_PAGE = 400  # rows of a list that is shown whole
_SHOWN_WHOLE = ("national", "authorities", "themes", "sources")


@bounded
async def show(datasette: Datasette, request: Request) -> Any:
    """A list, as the address says."""
    listing = LISTS[request.url_vars["name"]]
    given = asked.filters(request, listing.filters)
    ending = request.url_vars.get("format")
    if ending:
        sql, parameters = listing.query(given)
        order = (ending == "atom" and listing.feed_order) or listing.order
        sql = f"{sql} ORDER BY {order}"
        return await as_file(datasette, request, ending, listing, sql, parameters)
    return await _page(datasette, request, listing, given)


async def _page(
    datasette: Datasette, request: Request, listing: Listing, given: dict[str, str | None]
) -> Response:
    reading = Reading(datasette)
    number = asked.page_number(request)
    size = _ONE_PAGE if listing.name in _SHOWN_WHOLE else PAGE_SIZE
    skipped = (number - 1) * size
    if listing.whole:
        every = await listed.rows_of(reading, listing, given, _MOST_WHOLE)
        rows, total = every[skipped : skipped + size], len(every)
    else:
        rows, total = await asyncio.gather(
            listed.rows_of(reading, listing, given, size, skipped),
            listed.count_of(reading, listing, given, _MOST_COUNTED),
        )
        every = rows
    return await page(
        datasette,
        request,
        "listing.html",
        listing=listing,
        rows=rows,
        total=total,
        most=_MOST_WHOLE if listing.whole else _MOST_COUNTED,
        number=number,
        last=min(-(-total // size), asked.MOST_PAGES),
        filters=given,
        narrowed=any(given.values()),
        how_far=await listed.how_far(reading, listing),
        choices=await _choices(reading, listing),
        formats=_formats(listing),
        cited=await asyncio.to_thread(citation, reading.folder),
        address=asked.address_of(f"/{listing.name}", given),
        **await drawn.of_list(reading, listing, given, every),
    )


async def _choices(reading: Reading, listing: Listing) -> dict[str, Mapping[str, str]]:
    """What each filter offers: its own words, or what the archive holds."""
    choices: dict[str, Mapping[str, str]] = {}
    for name, narrowing in listing.filters.items():
        if narrowing.choices is not None:
            choices[name] = narrowing.choices
        elif name == "authority":
            choices[name] = {a["slug"]: a["name"] for a in await home.authorities(reading)}
        elif name == "region":
            choices[name] = {region: region for region in await home.regions(reading)}
    return choices


def _formats(listing: Listing) -> dict[str, str]:
    return {end: said for end, said in FORMATS.items() if end != "atom" or listing.entry}


async def as_file(
    datasette: Datasette,
    request: Request,
    ending: str,
    listing: Listing,
    sql: str,
    parameters: Mapping[str, Any],
) -> Any:
    """All rows of a list as a file, or its newest as a feed."""
    reading = Reading(datasette)
    archive = reading.folder / "archive.db"
    if ending == "atom":
        entries = await _entries(reading, listing, sql, parameters)
        site = f"{request.scheme}://{request.host}"
        text = feeds.atom(
            f"Ofsted letters: {listing.title}", site, f"/{listing.name}", request.query_string,
            entries,
        )  # fmt: skip
        return Response(text, content_type="application/atom+xml; charset=utf-8")
    if ending == "xlsx":
        body = await asyncio.to_thread(_workbook, archive, listing, sql, parameters)
        return attachment(body, f"{listing.name}.xlsx", spreadsheets.MEDIA_TYPE)
    columns, rows = await asyncio.to_thread(
        rows_of, archive, sql, parameters, list(listing.columns)
    )
    if ending == "json":
        pieces = json_text(columns, rows)
        return stream(pieces, f"{listing.name}.json", "application/json", save=False)
    return stream(csv_text(columns, rows), f"{listing.name}.csv", "text/csv; charset=utf-8")


def _workbook(archive: Any, listing: Listing, sql: str, parameters: Mapping[str, Any]) -> bytes:
    _, rows = rows_of(archive, sql, parameters, list(listing.columns))
    about = [listing.about, citation(archive.parent)]
    with closing(rows):  # type: ignore[type-var]
        return spreadsheets.workbook(listing.title, listing.columns, rows, about)


async def _entries(
    reading: Reading, listing: Listing, sql: str, parameters: Mapping[str, Any]
) -> list[feeds.Entry]:
    """The newest of a list. Programs ask for the same feed all day long."""
    rows = await reading.held(f"{sql} LIMIT {_FEED}", dict(parameters))
    assert listing.entry is not None
    return [listing.entry(row) for row in rows]
