"""The `process` command: what waits is read, linked and checked, without any network."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from archive import moments
from archive.letters.reading import reading_pool
from archive.outgoing import export
from archive.processing.process import Process, Processed
from archive.store import Archive
from schedules.lock import only_run


def process_waiting(data: Path, again: bool, cluster: str | None = None) -> Processed:
    """Process what waits; with `again`, everything anew; with `cluster`, on its workers. Raises
    AnotherRunIsOn and NoCluster."""
    with only_run(data):
        with Archive(data) as archive, workers_of(cluster) as pool:
            if again:
                archive.waiting.add_everything()
            done = Process(archive, moments.now(), executor=pool).everything()
        export.refresh(data)
    return done


@contextmanager
def workers_of(cluster: str | None) -> Iterator[Executor]:
    """Who reads, links and checks: the processes of this machine, or the workers of a cluster at
    its scheduler's address. Raises NoCluster."""
    if cluster is None:
        with reading_pool() as pool:
            yield pool
        return
    from schedules.cluster.connection import connected
    from schedules.cluster.executor import ClusterExecutor

    with connected(cluster) as client:
        yield ClusterExecutor(client)
