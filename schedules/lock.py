"""One run at a time: a lock on a file, which the system lets go when its holder dies."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A run that was killed leaves its crawler to end within a moment; a run that is going on does not.
_PATIENCE_SECONDS = 10


class AnotherRunIsOn(Exception):
    """Another run has the archive. Wait for its end; nothing needs to be mended."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"another run is writing to {data}; this one stops here, and that is all right"
        )


@contextmanager
def only_run(data: Path, patience: float = _PATIENCE_SECONDS) -> Iterator[int]:
    """Hold the lock of a data folder; yields its file descriptor, for a child to hold it as well.

    Raises AnotherRunIsOn after `patience` seconds.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("w") as file:
        _take(file.fileno(), data, patience)
        yield file.fileno()


def _take(descriptor: int, data: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise AnotherRunIsOn(data) from None
            time.sleep(0.1)
        else:
            return
