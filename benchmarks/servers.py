"""Servers that are measured, or that a measurement needs, each in a process of its own."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.shared import ROOT

_SECONDS = 600.0  # a replica of a large world is a while in the making


@contextmanager
def answering(command: Sequence[str | Path], address: str) -> Iterator[float]:
    """Start a server, and end it; gives the seconds until it first answered at `address`."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        while not _answers(address):
            if process.poll() is not None or time.perf_counter() - start > _SECONDS:
                raise SystemExit(f"the server did not come up: {' '.join(map(str, command))}")
            time.sleep(0.02)
        yield time.perf_counter() - start
    finally:
        process.terminate()
        process.wait()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=60).close()
    except OSError:
        return False
    return True
