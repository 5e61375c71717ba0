"""Our pages and our way of searching, as Datasette hooks."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.utils import escape_fts

from archive.search_text import fold
from archive.site import pages, plain_words


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Addresses that are for good; Datasette's own pages stand under /archive."""
    return [
        (r"^/$", pages.home),
        (r"^/search(?:\.(?P<format>csv))?$", pages.search),
        (r"^/letters/(?P<id>[0-9A-Za-z-]+)$", pages.letter),
        (r"^/releases/(?P<id>[0-9a-f]+)$", pages.release),
        (r"^/reports/(?P<id>[0-9a-f]+)$", pages.report),
        (r"^/authorities/(?P<slug>[a-z0-9-]+)$", pages.authority),
        (r"^/silent(?:\.(?P<format>csv))?$", pages.silent),
        (r"^/quotations(?:\.(?P<format>csv))?$", pages.quotations),
        (r"^/sources$", pages.sources),
        (r"^/about$", pages.about),
        (r"^/exports/(?P<name>[a-z_]+\.csv)$", pages.exported),
        (r"^/robots\.txt$", pages.robots),
    ]


@hookimpl(trylast=True)  # after Datasette's own, so that ours stands
def prepare_connection(conn: Any) -> None:
    """The index folds apostrophes; so must what is asked on Datasette's table pages."""
    conn.create_function("escape_fts", 1, lambda query: escape_fts(fold(query or "")))


@hookimpl
def extra_template_vars(template: str) -> dict[str, Any]:  # noqa: ARG001
    """The words of our pages, for Datasette's own pages too."""
    return {"words": plain_words}
