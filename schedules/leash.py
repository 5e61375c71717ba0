"""A child process that ends when its parent does, however the parent ended; and one that is ended
when it takes too long, or when its parent is told to stop.

The parent holds the one end of a pipe that the child reads; the system closes it at the parent's
death, a SIGKILL included, and the child reads the end of the pipe.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

# After SIGTERM a child finishes what it has in hand. Scrapy takes a second one for "now", and after
# eight seconds it is killed: what is stored is whole at any moment.
_AGAIN_SECONDS = 4.0
_KILL_SECONDS = 8.0
_LAST_WORDS_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. `why`: empty, `too long` or `told to stop`; `lines`: what it said."""

    code: int
    why: str = ""
    lines: tuple[str, ...] = ()


def run_on_leash(
    command: Sequence[str],
    keep: Sequence[int] = (),
    *,
    limit: float | None = None,
    told: threading.Event | None = None,
    say: Callable[[str], None] | None = None,
) -> Ended:
    """Run a command with `--leash FD` added, to its end.

    `keep`: file descriptors that the child is to inherit; `limit`: seconds it may take; `told`: set
    when we are to stop; `say`: takes each line it prints (without it, they go where ours do).
    """
    theirs, ours = os.pipe()
    try:
        child = subprocess.Popen(
            [*command, "--leash", str(theirs)],
            pass_fds=(theirs, *keep),
            stdout=subprocess.PIPE if say else None,
            stderr=subprocess.STDOUT if say else None,
            text=True,
            errors="replace",
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        )
        os.close(theirs)
        lines: list[str] = []
        listener = _listen(child.stdout, lines, say)
        why = _wait(child, limit, told)
        if listener:
            listener.join(_LAST_WORDS_SECONDS)
        return Ended(child.wait(), why, tuple(lines))
    finally:
        os.close(ours)


def _listen(
    output: IO[str] | None, lines: list[str], say: Callable[[str], None] | None
) -> threading.Thread | None:
    if output is None or say is None:
        return None

    def listen() -> None:
        for line in output:
            lines.append(line.rstrip())
            say(line.rstrip())

    listener = threading.Thread(target=listen, daemon=True, name="listener")
    listener.start()
    return listener


def _wait(child: subprocess.Popen[str], limit: float | None, told: threading.Event | None) -> str:
    until = time.monotonic() + limit if limit else None
    while True:
        try:
            child.wait(0.1)
        except subprocess.TimeoutExpired:
            if told and told.is_set():
                _end(child)
                return "told to stop"
            if until and time.monotonic() > until:
                _end(child)
                return "too long"
        else:
            return "told to stop" if told and told.is_set() else ""


def _end(child: subprocess.Popen[str]) -> None:
    for wait in (_AGAIN_SECONDS, _KILL_SECONDS - _AGAIN_SECONDS):
        child.terminate()
        try:
            child.wait(wait)
        except subprocess.TimeoutExpired:
            continue
        return
    child.kill()


def wear(leash: int) -> None:
    """In the child: end at once when the parent is gone. What is stored is whole at any moment."""

    def wait() -> None:
        os.read(leash, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="leash").start()
