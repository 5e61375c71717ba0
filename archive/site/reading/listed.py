"""How a list is read, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping

from archive.site.lists import Listing
from archive.site.reading import Reading, Row

# A step of `process`: it and those that must come before it, and what they decide on.
_FOUND_BY = {
    "check": (("read", "link", "check"), "links"),
    "recur": (("read", "recur"), "letters"),
}


async def rows_of(
    reading: Reading, listing: Listing, given: Mapping[str, str | None], limit: int, offset: int = 0
) -> list[Row]:
    """Rows of a list, in its order."""
    sql, parameters = listing.query(given)
    return await reading.held(
        f"{sql} ORDER BY {listing.order} LIMIT :_limit OFFSET :_offset",
        {**parameters, "_limit": limit, "_offset": offset},
    )


async def how_far(reading: Reading, listing: Listing) -> str:
    """How far the work is that finds a list's rows: `done`; `begun`, where some of it still waits;
    `not begun`, where there was nothing yet to look at. What has not been looked at is not none."""
    if listing.step is None:
        return "done"
    steps, looked_at = _FOUND_BY[listing.step]
    if not await reading.has_rows(looked_at):
        return "not begun"
    marks = ", ".join("?" * len(steps))
    waits = await reading.row(f"SELECT 1 FROM waiting WHERE step IN ({marks}) LIMIT 1", *steps)
    return "begun" if waits else "done"


async def count_of(
    reading: Reading, listing: Listing, given: Mapping[str, str | None], most: int
) -> int:
    """How many rows a list has; counting ends at one more than `most`."""
    sql, parameters = listing.query(given)
    rows = await reading.held(
        f"SELECT count(*) AS n FROM ({sql} LIMIT {most + 1})",
        parameters,
    )
    return int(rows[0]["n"])
