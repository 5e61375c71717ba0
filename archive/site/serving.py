"""One process of many that serve a snapshot: over a socket that all of them share, ready before it
takes a reader, and gone only when its last reader has been answered."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from archive.outgoing.export import EXPORTS
from archive.outgoing.snapshot import DATABASE, INSPECTED, day_of
from archive.site.app import site

# So long may a proxy or browser keep a page: a correction is on every screen a minute after the
# switch, and a page that thousands ask for is made once a minute.
CACHE_SECONDS = 60
# Connections that were accepted bring their request within that time, and are answered.
_DRAIN_SECONDS = 3.0
_LAST_ANSWERS_SECONDS = 60  # a CSV of a million rows may be on its way

App = Callable[[Any, Any, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class View:
    """A folder in which a snapshot looks as the archive does: links, and nothing else."""

    folder: Path
    snapshot: Path


def look_at(snapshot: Path, folder: Path, originals: Path | None) -> View:
    """Make a view. `originals`: the folder of the archive, for the files as they came and the whole
    texts of reports; without it those pages say that there is none."""
    folder.mkdir(parents=True)
    (folder / DATABASE).symlink_to((snapshot / DATABASE).resolve())
    (folder / EXPORTS).symlink_to((snapshot / "csv").resolve())
    if originals is not None:
        for name in ("originals.db", "reports"):
            if (originals / name).exists():
                (folder / name).symlink_to((originals / name).resolve())
    return View(folder, snapshot)


def serve_view(view: View, shared: Any, ready: int) -> None:
    """Serve over a listening socket until told to stop (SIGTERM). A byte goes to the descriptor
    `ready` once a page has been made. Raises what a damaged snapshot raises."""
    inspected = json.loads((view.snapshot / INSPECTED).read_text(encoding="utf-8"))
    datasette = site(view.folder, inspected=inspected)
    server = DrainingServer(ready, datasette.client)
    app = _for_readers(datasette.app(), day_of(view.snapshot), server)
    server.config = uvicorn.Config(
        app, log_level="warning", lifespan="on", timeout_keep_alive=75,
        timeout_graceful_shutdown=_LAST_ANSWERS_SECONDS,
    )  # fmt: skip
    asyncio.run(server.serve(sockets=[shared]))


class DrainingServer(uvicorn.Server):
    """uvicorn, which ends in two steps: it takes no more connections, then ends those it has."""

    def __init__(self, ready: int, client: Any) -> None:
        super().__init__(uvicorn.Config(_nothing))
        self.draining = False
        self._ready = ready
        self._client = client
        self._loop: asyncio.AbstractEventLoop | None = None
        self._drained: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[Any] | None = None) -> None:
        """Make one page before the first reader is taken."""
        self._loop = asyncio.get_running_loop()
        answer = await self._client.get("/about")
        if answer.status_code != 200:
            raise OSError(f"its pages cannot be made: /about answers {answer.status_code}")
        await super().startup(sockets=sockets)
        with suppress(BrokenPipeError):  # of a process that was started again nobody waits for it
            os.write(self._ready, b"r")

    def handle_exit(self, sig: int, frame: Any) -> None:  # noqa: ARG002
        """Told to stop."""
        if self._loop is None or self.draining:
            self.should_exit = True
        else:
            self.draining = True
            self._loop.call_soon_threadsafe(self._begin_to_drain)

    def _begin_to_drain(self) -> None:
        self._drained = asyncio.ensure_future(self._drain())

    async def _drain(self) -> None:
        # The socket is left, and not closed: asyncio drops a connection that it had accepted in
        # the same turn as it closes. Who is not accepted yet is taken by the other processes.
        loop = asyncio.get_running_loop()
        for server in self.servers:
            for listening in server.sockets:
                loop.remove_reader(listening.fileno())
        await asyncio.sleep(_DRAIN_SECONDS)
        self.should_exit = True


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """Stands until the site is made."""


def _for_readers(app: App, day: str, server: DrainingServer) -> App:
    """Say how long an answer may be kept and which day it shows; end connections while draining."""
    fresh = f"public, max-age={CACHE_SECONDS}".encode()

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        async def sent(event: Any) -> None:
            if event["type"] == "http.response.start":
                held = {name.lower(): value for name, value in event["headers"]}
                headers = [*event["headers"], (b"x-snapshot", day.encode())]
                if event["status"] == 200 and not _says_how_long(held):
                    headers = [pair for pair in headers if pair[0].lower() != b"cache-control"]
                    headers.append((b"cache-control", fresh))
                if server.draining:
                    headers.append((b"connection", b"close"))
                event = {**event, "headers": headers}
            await send(event)

        await app(scope, receive, sent)

    return answer


def _says_how_long(headers: dict[bytes, bytes]) -> bool:
    """Does a page of ours say how long it is good? Datasette's say five seconds."""
    return headers.get(b"cache-control", b"max-age=5") != b"max-age=5"
