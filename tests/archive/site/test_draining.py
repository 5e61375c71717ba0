"""A process that is told to end loses no reader: not one that it accepts at that moment, either."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import uvicorn

from archive.site.serving import DrainingServer

_REQUEST = b"GET / HTTP/1.1\r\nHost: letters.example.org\r\nConnection: close\r\n\r\n"


class _OnePage:
    """What the site answers to itself, before it takes a reader."""

    async def get(self, path: str) -> Any:
        assert path == "/about"
        return SimpleNamespace(status_code=200)


async def _page(scope: Any, receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"a page"})


async def _answer_to_one_who_came_at_the_end() -> bytes:
    """What a reader gets whose connection and the word to end reach the process in one turn."""
    listening = socket.create_server(("127.0.0.1", 0))
    others = listening.dup()  # the socket is shared: who is not accepted here is taken elsewhere
    ready, theirs = os.pipe()
    server = DrainingServer(theirs, _OnePage())
    server.config = uvicorn.Config(_page, log_level="warning", lifespan="off")
    ended = asyncio.create_task(server.serve(sockets=[listening]))
    await asyncio.to_thread(os.read, ready, 1)
    server.handle_exit(signal.SIGTERM, None)
    with socket.create_connection(others.getsockname(), 10) as reader:  # the loop stands still
        reader.sendall(_REQUEST)
        await asyncio.sleep(0.1)
        another = asyncio.create_task(_another_process(others))
        answer = await asyncio.to_thread(_all_of, reader)
    server.should_exit = True
    await ended
    another.cancel()
    others.close()
    for descriptor in (ready, theirs):
        os.close(descriptor)
    return answer


async def _another_process(shared: socket.socket) -> None:
    shared.setblocking(False)
    connection, _ = await asyncio.get_running_loop().sock_accept(shared)
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\na page")
    connection.close()


def _all_of(reader: socket.socket) -> bytes:
    answer = b""
    while piece := reader.recv(65536):
        answer += piece
    return answer


def test_a_reader_who_comes_in_the_moment_of_the_end_is_answered() -> None:
    with ThreadPoolExecutor(1) as thread:  # a browser of another test may have a loop in this one
        answer = thread.submit(asyncio.run, _answer_to_one_who_came_at_the_end()).result()
    assert answer.startswith(b"HTTP/1.1 200"), answer
    assert b"a page" in answer
