"""Where the cluster is: its scheduler, its workers, and what to do when they are not there.

Dask comes with the extra `cluster`; nothing else of the program needs it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 120.0  # seconds until a scheduler or a worker must be there, at first or again
_BETWEEN = 1.0


class NoCluster(Exception):
    """The cluster cannot be worked with; the message says what to do."""


def needs_dask() -> None:
    """Raises NoCluster where the extra is not installed."""
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise NoCluster(
            "A cluster needs Dask, which is an extra: pip install '.[cluster]' in the clone, here "
            "and on every machine that works for it (docs/scale.md says how they are started)"
        ) from error


@contextmanager
def connected(address: str, patience: float = PATIENCE) -> Iterator[Client]:
    """A client of the scheduler at this address, with a worker at least. Raises NoCluster."""
    needs_dask()
    from distributed import Client

    until = time.monotonic() + patience
    try:
        client = Client(address, timeout=f"{patience:g}s")
    except (OSError, TimeoutError, ValueError) as error:
        raise NoCluster(
            f"No scheduler answers at {address}: start it with `dask scheduler`, and the workers "
            "with `dask worker` (docs/scale.md)"
        ) from error
    try:
        _wait_for_workers(client, address, until)
        _check(client)
        yield client
    finally:
        client.close(timeout=5)


def slots_of(client: Client) -> int:
    """How many tasks the workers do at once."""
    workers: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    return sum(int(worker["nthreads"]) for worker in workers.values())


def wait_for_workers(client: Client, patience: float = PATIENCE) -> None:
    """Until there is a worker again. Raises NoCluster."""
    _wait_for_workers(client, "the scheduler", time.monotonic() + patience)


def _wait_for_workers(client: Client, address: str, until: float) -> None:
    while True:
        try:
            if client.status == "running" and slots_of(client):
                return
        except OSError:
            pass  # it is being connected to again
        if time.monotonic() > until:
            raise NoCluster(
                f"No worker has come to {address}: start some with `dask worker` (docs/scale.md)"
            )
        time.sleep(_BETWEEN / 10)


def _check(client: Client) -> None:
    """Every worker runs this very version, and may start processes of its own."""
    found: dict[str, tuple[str, bool]] = client.run(_about_worker)
    for worker, (theirs, is_daemon) in found.items():
        if theirs != version("ofsted-letters"):
            raise NoCluster(
                f"The worker {worker} has ofsted-letters {theirs}, and here is "
                f"{version('ofsted-letters')}: install the same on all machines"
            )
        if is_daemon:
            raise NoCluster(
                f"The worker {worker} may not start processes: start it with "
                "`dask worker --no-nanny`"
            )


def _about_worker() -> tuple[str, bool]:
    import multiprocessing

    return version("ofsted-letters"), multiprocessing.current_process().daemon
