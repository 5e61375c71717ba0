"""Serves a manifest over HTTP, on the loopback only unless told otherwise. Never fetches."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from crawler.replica.addresses import asked_address
from crawler.replica.answers import Answer
from crawler.replica.control import answer_control, is_control
from crawler.replica.faults import Delivery
from crawler.replica.manifest import load_manifest
from crawler.replica.records import Manifest
from crawler.replica.replica import Replica

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

START_SECONDS = 10.0  # binding a socket takes milliseconds; this only ends a hopeless wait


def application(replica: Replica) -> Application:
    """The ASGI application for a replica."""

    async def app(scope: Message, receive: Receive, send: Send) -> None:  # noqa: ARG001
        method, path = scope["method"], scope["raw_path"].decode("latin-1")
        if is_control(path):
            await _send(send, method, Delivery(answer_control(replica, method, path)))
            return
        address = asked_address(path, scope["query_string"].decode("latin-1"))
        asked = {name.decode("latin-1"): v.decode("latin-1") for name, v in scope["headers"]}
        delivery = replica.deliver(method, address, asked)
        await asyncio.sleep(delivery.delay + replica.manifest.delay)
        await _send(send, method, delivery)

    return app


async def _send(send: Send, method: str, delivery: Delivery) -> None:
    answer = delivery.answer
    await send({"type": "http.response.start", "status": answer.status, "headers": _raw(answer)})
    body = b"" if method == "HEAD" else answer.body
    if delivery.cut_at is None or delivery.cut_at >= len(body):
        await send({"type": "http.response.body", "body": body})
        return
    # Promise the whole body, send a part and say no more: uvicorn then closes the connection.
    await send({"type": "http.response.body", "body": body[: delivery.cut_at], "more_body": True})


def _is_no_cut(record: logging.LogRecord) -> bool:
    """uvicorn calls an answer that is broken off on purpose an error; it is not worth a line."""
    return "without completing response" not in record.getMessage()


def _raw(answer: Answer) -> list[tuple[bytes, bytes]]:
    headers = [*answer.headers]
    if answer.status != 304:
        headers += [("Content-Type", answer.media_type), ("Content-Length", str(len(answer.body)))]
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


def run(manifest_path: Path | str, port: int, host: str = "127.0.0.1") -> None:
    """Serve a manifest until interrupted.

    Raises ManifestError where it cannot be served, OSError where the port is taken.
    """
    manifest = load_manifest(manifest_path)
    with _listener(host, port) as listener:
        _server(application(Replica(manifest))).run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    """A listening socket. Only where it names its protocol does asyncio send small answers at
    once; elsewhere each waits 40 ms for the visitor's system to acknowledge its headers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _server(app: Application) -> uvicorn.Server:
    logging.getLogger("uvicorn.error").addFilter(_is_no_cut)
    config = uvicorn.Config(
        app,
        http="h11",  # the strictest of its parsers, and there wherever uvicorn is
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


@contextmanager
def serving(manifest: Manifest) -> Iterator[str]:
    """Serve from a background thread on a free port; gives the base address, without a slash."""
    with background(application(Replica(manifest))) as base:
        yield base


@contextmanager
def background(app: Application) -> Iterator[str]:
    """Any application, served as `serving` serves a manifest."""
    server = _server(app)
    with _listener("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            _wait_until_started(server, thread)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the replica did not start")
        time.sleep(0.005)
