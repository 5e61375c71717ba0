"""The workers of a cluster, as those who crawl."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from crawler.run import Crawl
from schedules.cluster.at_worker import Answer, Brought, crawl_parcel
from schedules.cluster.connection import slots_of, wait_for_workers

if TYPE_CHECKING:
    from distributed import Client

_LOOK_SECONDS = 0.5


class DaskWorkers:
    """Sends each batch as one task. A task whose worker dies is given to another one by Dask; what
    is lost with the scheduler is an answer that says so, and the writer sends it again."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def slots(self) -> int:
        """How many batches are crawled at once."""
        return slots_of(self._client)

    def crawl(
        self, seeds: dict[int, Callable[[], bytes]], crawls: dict[int, Crawl]
    ) -> Iterator[tuple[int, Answer]]:
        """Send batches, and yield what came of each."""
        from distributed import as_completed

        wait_for_workers(self._client)
        numbers: dict[Any, int] = {}
        sent = []
        for n, seed in seeds.items():
            # Whoever comes first begins: the seeds are cut one after the other.
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="Sending large graph")  # and it is
                future = self._client.submit(crawl_batch, seed(), crawls[n], pure=False)
            numbers[future.key] = n
            sent.append(future)
        for future in as_completed(sent):
            yield numbers[future.key], _answer(future)
            future.release()


def _answer(future: Any) -> Answer:
    if future.status == "finished":
        try:
            answer: Brought = future.result()
        except Exception as lost:  # noqa: BLE001 - on its way here
            return lost
        return answer
    if future.status == "error":
        error = future.exception()
        return error if isinstance(error, Exception) else RuntimeError(repr(error))
    return ConnectionError("the scheduler, or the worker, was lost while it was crawled")


# --- at the worker ---


def crawl_batch(seed: bytes, crawl: Crawl) -> Brought:
    """A Dask task: `crawl_parcel`, until nobody waits for it any more."""
    told, done = threading.Event(), threading.Event()
    watch = threading.Thread(target=_watch, args=(*_task(), told, done), daemon=True)
    watch.start()
    try:
        return crawl_parcel(seed, crawl, told)
    finally:
        done.set()


def _task() -> tuple[Any, Any]:
    from distributed import get_worker

    worker = get_worker()
    return worker, worker.get_current_task()


def _watch(worker: Any, key: Any, told: threading.Event, done: threading.Event) -> None:
    """A task cannot be stopped from without; this one looks whether it still is wanted: the writer
    may be gone, or the scheduler, and another worker may have been given the same hosts."""
    while not done.wait(_LOOK_SECONDS):
        task = worker.state.tasks.get(key)
        gone = task is None or task.state in ("cancelled", "released")
        if gone or worker.status.name != "running":
            told.set()
            return
