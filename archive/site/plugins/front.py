"""Our pages and our way of searching, as Datasette hooks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

from archive.site import addresses, plain_words
from archive.site.downloads import guard, phrases
from archive.site.lists import LISTS
from archive.site.marking import difference
from archive.site.pages import (
    about,
    authority,
    home,
    item,
    letter,
    listed,
    nights,
    originals,
    search,
    tables,
)
from archive.site.replies import POLICY

DATABASE = "archive"

_LISTS = "|".join(sorted(LISTS))
_ENDING = r"(?:\.(?P<format>csv|json|xlsx|atom))?"

_HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Addresses that are for good; Datasette's own pages stand under /archive."""
    return [
        (r"^/$", home.show),
        (rf"^/search{_ENDING}$", search.show),
        (rf"^/(?P<name>{_LISTS}){_ENDING}$", listed.show),
        (r"^/letters/(?P<id>[0-9A-Za-z-]+)$", letter.show),
        (r"^/letters/(?P<id>[0-9A-Za-z-]+)/original(?:/(?P<version>\d{1,6}))?$", originals.letter),
        (r"^/letters/(?P<id>[0-9A-Za-z-]+)/evidence/(?P<position>\d{1,6})\.png$", originals.fact),
        (r"^/letters/(?P<id>[0-9A-Za-z-]+)/pages/(?P<page>\d{1,4})\.png$", originals.whole_page),
        (r"^/releases/(?P<id>[0-9a-f]+)$", item.release),
        (r"^/releases/(?P<id>[0-9a-f]+)/original(?:/(?P<version>\d{1,6}))?$", originals.release),
        (r"^/reports/(?P<id>[0-9a-f]+)$", item.report),
        (r"^/authorities/(?P<slug>[a-z0-9-]+)$", authority.show),
        (r"^/lists$", about.lists),
        (r"^/accuracy$", about.accuracy),
        (r"^/about$", about.about),
        (r"^/nights(?:/(?P<run>[0-9A-Za-z-]+))?$", nights.show),
        (r"^/health$", nights.health),
        (r"^/exports/(?P<name>[a-z_]+\.(?:csv|xlsx)|SHA256SUMS)$", about.exported),
        (r"^/robots\.txt$", about.robots),
        (r"^/(?P<database>archive)(?:\.(?P<format>json))?$", tables.every_table),
        (r"^/archive\.csv$", tables.query_csv),
        (r"^/archive/(?P<table>[a-z_]+)\.csv$", tables.table_csv),
    ]


@hookimpl(trylast=True)  # after Datasette's own, so that ours stands
def prepare_connection(conn: Any, database: str) -> None:
    """The index folds apostrophes; so must what is asked on Datasette's table pages. No value may
    fill the memory, and nothing is written."""
    conn.create_function("escape_fts", 1, lambda query: phrases(query or ""))
    if database == DATABASE:
        conn.execute("PRAGMA query_only = 1")
        guard(conn)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """No text on any page turns the direction of the words around it."""
    env.finalize = _plain


@hookimpl
def extra_template_vars(template: str) -> dict[str, Any]:  # noqa: ARG001
    """The words of our pages, for Datasette's own pages too."""
    return {"words": plain_words, "addresses": addresses, "difference": difference}


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Every answer says what a browser may do with it; nothing but reading is asked for."""

    def wrap(app: Callable[..., Awaitable[None]]) -> Any:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
                await _refuse(send)
                return
            await app(scope, receive, _with_headers(send))

        return guarded

    return wrap


def _with_headers(send: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    async def sent(event: Any) -> None:
        if event["type"] == "http.response.start":
            given = {name.lower() for name, _ in event["headers"]}
            ours = [(name, value) for name, value in _HEADERS.items() if name not in given]
            event = {**event, "headers": [*event["headers"], *ours]}
        await send(event)

    return sent


async def _refuse(send: Callable[[Any], Awaitable[None]]) -> None:
    headers = [(b"content-type", b"text/plain"), (b"allow", b"GET, HEAD"), *_HEADERS.items()]
    await send({"type": "http.response.start", "status": 405, "headers": headers})
    await send({"type": "http.response.body", "body": b"This site can only be read."})


def _plain(value: Any) -> Any:
    return plain_words.without_controls(value) if isinstance(value, str) else value
