"""What a list is: its query, what its columns mean, how it is narrowed, what a feed says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.site.feeds import Entry

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list. `condition` is SQL over `:name`; `choices` are value -> words,
    None where they are the archive's own (authorities, regions) or free (a year)."""

    label: str
    condition: str
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. `columns`: name -> meaning, in order, as they go out; the query may give more, for
    the page only. The query ends in a condition to which more can be added."""

    name: str
    title: str
    about: str
    columns: Mapping[str, str]
    select: str
    order: str
    filters: Mapping[str, Filter] = field(default_factory=dict)
    entry: Callable[[Row], Entry] | None = None
    feed_order: str | None = None  # where not the list's: what is found late is new all the same
    nothing: str = "Nothing is listed here."
    group: str | None = None
    whole: bool = False  # short enough to be read at once, or drawn as a chart
    rows: str | None = None  # the template of its rows, where several lists share one
    step: str | None = None  # of `process`, that finds the rows: some may still be missing

    def query(self, given: Mapping[str, str | None]) -> tuple[str, dict[str, str]]:
        """The SELECT, without its order, narrowed by what is `given`; and its parameters."""
        told = {name: value for name in self.filters if (value := given.get(name))}
        narrowed = "".join(f" AND ({self.filters[name].condition})" for name in told)
        grouped = f" GROUP BY {self.group}" if self.group else ""
        return self.select + narrowed + grouped, told


def authority_of(table: str) -> Filter:
    """Of one authority, by its name in addresses."""
    return Filter(
        "Authority",
        f"{table}.local_authority = (SELECT urn FROM local_authorities WHERE slug = :authority)",
    )


def region_of(table: str) -> Filter:
    """Of the authorities of one region."""
    return Filter(
        "Region",
        f"{table}.local_authority IN (SELECT urn FROM local_authorities WHERE region = :region)",
    )


def year_of(column: str) -> Filter:
    """Of one year, written as four digits."""
    return Filter("Year", f"{column} BETWEEN :year || '-01-01' AND :year || '-12-31'")
