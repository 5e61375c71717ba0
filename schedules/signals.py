"""Being told to stop, by SIGTERM or SIGINT: noted, or heeded at once. Only a main thread hears
it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Stopped(Exception):
    """We were told to stop; what was in hand is done, or as if it had not been begun."""


@contextmanager
def heeding_signals() -> Iterator[threading.Event]:
    """An event that is set when this process is told to stop."""
    told = threading.Event()
    with _handled_by(lambda *_: told.set()):
        yield told


@contextmanager
def stopping_at_once() -> Iterator[None]:
    """Raises Stopped between two statements of what is going on."""

    def stop(*_: Any) -> None:
        raise Stopped

    with _handled_by(stop):
        yield


@contextmanager
def _handled_by(handler: Callable[..., None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {name: signal.signal(name, handler) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for name, earlier in before.items():
            signal.signal(name, earlier)
