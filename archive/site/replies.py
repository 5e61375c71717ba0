"""What the site answers with: pages, files and streams, and what a browser may do with them."""

from __future__ import annotations

import asyncio
import functools
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from datasette import Request, Response
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import AsgiStream

from archive.site import addresses, plain_words
from archive.site.forms import options
from archive.site.marking import difference
from archive.site.reading import Reading

# Nothing from elsewhere, no script at all; forms and styles of our own.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# A stranger's bytes: to be kept as a file. Should a browser show them all the same, they may do
# nothing there.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"

# Of a stream, characters that are sent together: each piece is a way from thread to thread.
_PIECE = 250_000

Page = Callable[[Datasette, Request], Awaitable[Response]]


async def page(
    datasette: Datasette, request: Request, template: str, /, status: int = 200, **context: Any
) -> Response:
    """A template filled with `context` and what every page shows."""
    html = await datasette.render_template(
        template, {**await shared(datasette), **context}, request=request
    )
    return Response.html(html, status=status)


async def shared(datasette: Datasette) -> dict[str, Any]:
    """What every page shows: the words, and when the archive was last brought up to date."""
    last_run = await Reading(datasette).row("SELECT * FROM runs ORDER BY id DESC LIMIT 1")
    return {
        "words": plain_words,
        "addresses": addresses,
        "difference": difference,
        "options": options,
        "last_run": last_run,
    }


def bounded(show: Page) -> Page:
    """A page whose reading breaks the time limit says so, and what to do."""

    @functools.wraps(show)
    async def shown(datasette: Datasette, request: Request) -> Response:
        try:
            return await show(datasette, request)
        except QueryInterrupted:
            return await page(datasette, request, "too_slow.html", status=503)

    return shown


def attachment(
    body: bytes | str, name: str, media_type: str, request: Request | None = None
) -> Response:
    """A file to be kept. With the request, a reader who has it already is told so."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": SANDBOX,
    }
    if request is not None and isinstance(body, bytes):
        return _unless_held(body, headers, media_type, request)
    return Response(body, headers=headers, content_type=media_type)


def picture(body: bytes, request: Request) -> Response:
    """A PNG that never changes under its address, so a browser may keep it for a day."""
    return _unless_held(body, {"Cache-Control": "max-age=86400"}, "image/png", request)


def _unless_held(
    body: bytes, headers: dict[str, str], media_type: str, request: Request
) -> Response:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    held = request.headers.get("if-none-match", "")
    headers = {**headers, "ETag": tag}
    if tag in held:
        return Response("", status=304, headers=headers, content_type=media_type)
    return Response(body, headers=headers, content_type=media_type)


def _piece(chunks: Iterator[str]) -> str:
    """The next chunks as one text; an empty one at the end."""
    some, length = [], 0
    for chunk in chunks:
        some.append(chunk)
        length += len(chunk)
        if length >= _PIECE:
            break
    return "".join(some)


def stream(chunks: Iterator[str], name: str, media_type: str, *, save: bool = True) -> AsgiStream:
    """Text as long as it likes, made in a thread, in pieces that are worth the way there."""

    async def send(writer: Any) -> None:
        try:
            while piece := await asyncio.to_thread(_piece, chunks):
                await writer.write(piece)
        finally:
            # Also when the reader has gone away: what the pieces are read from is let go.
            close = getattr(chunks, "close", None)
            if close:
                await asyncio.to_thread(close)

    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if save else {}
    return AsgiStream(send, headers=headers, content_type=media_type)
