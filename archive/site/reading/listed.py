"""How a list is read, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping

from archive.site.lists import Listing
from archive.site.reading import Reading, Row


async def rows_of(
    reading: Reading, listing: Listing, given: Mapping[str, str | None], limit: int, offset: int = 0
) -> list[Row]:
    """Rows of a list, in its order."""
    sql, parameters = listing.query(given)
    return await reading.held(
        f"{sql} ORDER BY {listing.order} LIMIT :_limit OFFSET :_offset",
        {**parameters, "_limit": limit, "_offset": offset},
    )


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
