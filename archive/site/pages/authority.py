"""An authority: its story, its grades over time, what it was told before, its neighbours."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from datasette import NotFound, Request, Response
from datasette.app import Datasette

from archive.site.drawn import grades_over_time
from archive.site.reading import Reading, authority
from archive.site.replies import bounded, page


@bounded
async def show(datasette: Datasette, request: Request) -> Response:
    """An authority's page."""
    reading = Reading(datasette)
    slug = request.url_vars["slug"]
    row = await authority.authority(reading, slug)
    if row is None:
        raise NotFound(f"There is no authority called {slug} in this archive.")
    urn = row["urn"]
    story = await authority.story(reading, urn)
    grades = await authority.grades(reading, urn)
    told = await authority.told_before(reading, urn)
    today = dt.datetime.now(dt.UTC).date()
    return await page(
        datasette,
        request,
        "authority.html",
        authority=row,
        heirs=await authority.heirs(reading, row),
        story=[(year, list(own)) for year, own in groupby(story, _year)],
        grades={letter: list(own) for letter, own in groupby(grades, lambda g: g["letter"])},
        graded=[g for g in grades if g["kind"] == "inspection"],
        chart=grades_over_time(row["name"], grades, today),
        silent=await authority.silent(reading, urn),
        letters={item["id"]: item for item in story if item["document_kind"] == "letter"},
        told=[list(own) for _, own in groupby(told, _point)],
        told_checked=await authority.told_is_checked(reading, urn),
        neighbours=await authority.neighbours(reading, row),
    )


def _point(row: dict[str, str]) -> tuple[str, str, str]:
    return row["letter"], row["item_kind"], row["item"]


def _year(item: dict[str, str | None]) -> str:
    return item["published"][:4] if item["published"] else "Undated"
