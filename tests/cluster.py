"""A cluster on this machine: Dask's own scheduler and workers, each a process, ended by its id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from tests.serving import free_port
from tests.shared import ROOT


class Cluster:
    """A scheduler and its workers; each can be killed, and begun again."""

    def __init__(self, folder: Path, workers: int = 2, threads: int = 1) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.threads = threads
        self._logs: list[IO[bytes]] = []
        self.scheduler = self._scheduler()
        self.workers = [self.start_worker() for _ in range(workers)]

    def start_worker(self) -> subprocess.Popen[bytes]:
        """As docs/scale.md says it."""
        return self._start(
            "worker", self.address, "--no-nanny", "--nthreads", str(self.threads),
            "--death-timeout", "60", "--no-dashboard", "--local-directory", str(self.folder),
        )  # fmt: skip

    def _scheduler(self) -> subprocess.Popen[bytes]:
        return self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port),
                           "--no-dashboard")  # fmt: skip

    def restart(self) -> None:
        """The scheduler is killed; it and its workers are begun again, as systemd does."""
        workers = len(self.workers)
        _end(self.scheduler, signal.SIGKILL)
        for worker in self.workers:
            _end(worker, signal.SIGKILL)
        self.scheduler = self._scheduler()
        self.workers = [self.start_worker() for _ in range(workers)]

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{words[0]}-{time.monotonic_ns()}.log").open("wb")
        self._logs.append(log)
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env={**os.environ, "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__GIL__ENABLED": "0"},
        )

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self.workers, self.scheduler):
            _end(process, signal.SIGTERM)
        for log in self._logs:
            log.close()

    def said(self) -> str:
        """What all of them wrote."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("*.log")))


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
