"""The authorities of `local_authorities.csv`: the 153 and those they replaced."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from archive.records import Authority

_CSV = Path(__file__).with_name("local_authorities.csv")


@lru_cache(maxsize=1)
def known_authorities() -> tuple[Authority, ...]:
    """All authorities we have facts on, in the order of their names."""
    with _CSV.open(newline="", encoding="utf-8") as file:
        return tuple(_authority(row) for row in csv.DictReader(file))


@lru_cache(maxsize=1)
def authorities_by_urn() -> Mapping[str, Authority]:
    """The same by Ofsted's number."""
    return {authority.urn: authority for authority in known_authorities()}


def slug_of(name: str) -> str:
    """The form of a name in addresses: `St Helens` becomes `st-helens`."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", name.lower())).strip("-")


def _authority(row: dict[str, str]) -> Authority:
    return Authority(
        urn=row["urn"],
        name=row["name"],
        slug=row["slug"],
        aliases=_several(row["aliases"]),
        gss_code=row["gss_code"] or None,
        la_code=row["la_code"] or None,
        region=row["region"] or None,
        type=row["type"] or None,
        active_from=_day(row["active_from"]),
        active_to=_day(row["active_to"]),
        successor=row["successor"] or None,
        statistical_neighbours=_several(row["statistical_neighbours"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _day(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None
