"""What a reader's address asks for, made safe: filters, page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from datasette import Request

from archive.site.addresses import with_query

MOST_PAGES = 250  # nobody turns five thousand hits over by hand
_LONGEST = 100  # characters of a filter: no name of an authority has as many


def filters(request: Request, names: Iterable[str]) -> dict[str, str | None]:
    """The filters that are given, and None for the others."""
    given = {name: (request.args.get(name) or "").strip()[:_LONGEST] or None for name in names}
    year = given.get("year")
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        given["year"] = None
    return given


def page_number(request: Request) -> int:
    """The page that is asked for: 1 where that is no number, the last one where it is too high."""
    text = request.args.get("page") or "1"
    is_number = text.isascii() and text.isdecimal() and len(text) < 6
    return min(max(int(text), 1), MOST_PAGES) if is_number else 1


def address_of(path: str, given: dict[str, str | None]) -> Callable[..., str]:
    """For templates: this page's address with another ending, or with parameters changed."""

    def address(ending: str = "", **changes: str | int | None) -> str:
        return with_query(path + ending, {**given, **changes})

    return address
