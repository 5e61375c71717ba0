"""`serve --snapshot`: several processes over the newest snapshot, and over the next one as soon as
it is there, without a request that fails.

this process        holds the listening socket, answers nobody, and outlives every switch
a fleet             processes that share the socket, all over one snapshot
switch              a new fleet is started; once each of it has made a page, the old one takes no
                    more readers, answers those it has, and ends
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from archive.outgoing.snapshot import snapshots
from schedules.signals import heeding_signals

_READY_SECONDS = 120.0
_LOOK_SECONDS = 10.0  # how often for a new snapshot; SIGHUP: at once
_REST_SECONDS = 5.0  # before a process that died is started again
_BACKLOG = 2048

Say = Callable[[str], None]


class NothingToServe(Exception):
    """There is no snapshot that can be served."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served, and how. `originals`: the archive's folder, where it is on this machine."""

    snapshots: Path
    originals: Path | None
    host: str
    port: int
    processes: int


@dataclass
class _Fleet:
    """The processes over one snapshot."""

    snapshot: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def retire(self) -> None:
        """Have each end once its readers are answered."""
        for process in self.running:
            if process.poll() is None:
                process.terminate()


def serve_snapshots(job: Serving, say: Say) -> None:
    """Serve until told to stop. Raises NothingToServe, and OSError where the port is taken."""
    with ExitStack() as stack:
        told = stack.enter_context(heeding_signals())
        look = threading.Event()
        signal.signal(signal.SIGHUP, lambda *_: look.set())
        family = socket.AF_INET6 if ":" in job.host else socket.AF_INET
        listening = stack.enter_context(
            socket.create_server((job.host, job.port), family=family, backlog=_BACKLOG)
        )
        keeper = _Keeper(job, listening, say)
        stack.callback(keeper.end)
        keeper.switch_if_new()
        if keeper.fleet is None:
            raise NothingToServe(f"{job.snapshots} holds no snapshot that can be served")
        while not told.is_set():
            if look.wait(1.0) or keeper.is_time_to_look():
                look.clear()
                keeper.switch_if_new()
            keeper.replace_the_dead()


class _Keeper:
    def __init__(self, job: Serving, listening: socket.socket, say: Say) -> None:
        self.job = job
        self.fleet: _Fleet | None = None
        self._listening = listening
        self._say = say
        self._retired: list[_Fleet] = []
        self._refused: set[Path] = set()
        self._looked = 0.0
        self._replaced = 0.0

    def is_time_to_look(self) -> bool:
        return time.monotonic() - self._looked > _LOOK_SECONDS

    def switch_if_new(self) -> None:
        """Go over to the newest snapshot; one that cannot be served is said, and passed over."""
        self._looked = time.monotonic()
        self._forget_the_retired()
        for snapshot in snapshots(self.job.snapshots):
            if self.fleet is not None and snapshot == self.fleet.snapshot:
                return
            if snapshot in self._refused:
                continue
            fleet = self._start(snapshot)
            if fleet is None:
                self._refused.add(snapshot)
                self._say(f"{snapshot} cannot be served, and is passed over")
                continue
            if self.fleet is not None:
                self.fleet.retire()
                self._retired.append(self.fleet)
            self.fleet = fleet
            self._say(f"serving {snapshot.name} with {self.job.processes} processes")
            return

    def replace_the_dead(self) -> None:
        """A process that ended by itself is started again, not more often than now and then."""
        if self.fleet is None or time.monotonic() - self._replaced < _REST_SECONDS:
            return
        for number, process in enumerate(self.fleet.running):
            if process.poll() is not None:
                self._replaced = time.monotonic()
                self._say(f"a process ended with exit code {process.returncode}: starting another")
                another, ready = self._spawn(self.fleet.snapshot)
                os.close(ready)
                self.fleet.running[number] = another

    def end(self) -> None:
        """End all that was started."""
        for fleet in [*self._retired, *([self.fleet] if self.fleet else [])]:
            fleet.retire()
        for fleet in [*self._retired, *([self.fleet] if self.fleet else [])]:
            for process in fleet.running:
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def _forget_the_retired(self) -> None:
        self._retired = [
            fleet for fleet in self._retired if any(p.poll() is None for p in fleet.running)
        ]

    def _start(self, snapshot: Path) -> _Fleet | None:
        """A fleet of which each process has made a page; None where one could not."""
        started = [self._spawn(snapshot) for _ in range(self.job.processes)]
        fleet = _Fleet(snapshot, [process for process, _ in started])
        until = time.monotonic() + _READY_SECONDS
        if all([_is_ready(ready, until) for _, ready in started]):  # noqa: C419 - each is closed
            return fleet
        fleet.retire()
        self._retired.append(fleet)
        return None

    def _spawn(self, snapshot: Path) -> tuple[subprocess.Popen[bytes], int]:
        ready, theirs = os.pipe()
        command = [
            sys.executable, "-m", "schedules.cli", "serve-one", str(snapshot),
            "--socket", str(self._listening.fileno()), "--ready", str(theirs),
            "--parent", str(os.getpid()),
        ]  # fmt: skip
        if self.job.originals is not None:
            command += ["--data", str(self.job.originals)]
        process = subprocess.Popen(command, pass_fds=(self._listening.fileno(), theirs))
        os.close(theirs)
        return process, ready


def _is_ready(ready: int, until: float) -> bool:
    """Wait for a process's byte, or for its end."""
    try:
        left = max(0.0, until - time.monotonic())
        readable, _, _ = select.select([ready], [], [], left)
        return bool(readable and os.read(ready, 1))
    finally:
        os.close(ready)


def serve_one(snapshot: Path, data: Path | None, descriptor: int, ready: int, parent: int) -> None:
    """One process of a fleet. It ends with the process that holds the socket."""
    from archive.site.serving import look_at, serve_view

    threading.Thread(target=_end_with, args=[parent], daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="ofsted-letters-") as folder:
        view = look_at(snapshot, Path(folder) / "view", data)
        with socket.socket(fileno=descriptor) as shared:
            serve_view(view, shared, ready)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
