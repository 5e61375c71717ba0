"""An executor whose calls are done by the workers of a cluster, each in a process there.

A Dask worker does its tasks in threads, and a letter is read in a child that is forked: quick from
a process with one thread, slow and unsafe from one with many. So each worker hands what it is sent
on to a pool of processes, as many as it has threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

from schedules.cluster.connection import wait_for_workers

if TYPE_CHECKING:
    from distributed import Client

_Result = TypeVar("_Result")

_MOST_TRIES = 5  # of one call whose worker, or whose scheduler, is lost
_LOST = ("KilledWorker", "FutureCancelledError", "CommClosedError", "ConnectionRefusedError")


class ClusterExecutor(Executor):
    """`submit` and `map` as everywhere. A call that is lost with its worker or with the scheduler
    is made again: what is called must be pure."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._dask = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., _Result], /, *args: Any, **kwargs: Any) -> Future[_Result]:
        """One call. Its future is for whoever waits for it: a lost call is seen by `result`."""
        future: Future[_Result] = self._dask.submit(in_a_process, fn, *args, **kwargs)
        return future

    def map(
        self,
        fn: Callable[..., _Result],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,  # noqa: ARG002
    ) -> Iterator[_Result]:
        """The results in the order of the calls; all calls are sent at once."""
        sent = [(args, self.submit(fn, *args)) for args in zip(*iterables, strict=False)]
        return (self._result(fn, args, future, timeout) for args, future in sent)

    def _result(
        self,
        fn: Callable[..., _Result],
        args: tuple[Any, ...],
        future: Future[_Result],
        timeout: float | None,
    ) -> _Result:
        for _ in range(_MOST_TRIES - 1):
            try:
                return future.result(timeout)
            except (CancelledError, Exception) as error:
                if not _is_lost(error):
                    raise
            wait_for_workers(self._client)
            future = self.submit(fn, *args)
        return future.result(timeout)


def _is_lost(error: BaseException) -> bool:
    return isinstance(error, CancelledError) or type(error).__name__ in _LOST


# --- at the worker ---

_pool: Executor | None = None
_pool_lock = threading.Lock()


def in_a_process(fn: Callable[..., _Result], /, *args: Any, **kwargs: Any) -> _Result:
    """At a worker: do this in one of its processes. One that died is made anew, once."""
    try:
        return _processes().submit(fn, *args, **kwargs).result()
    except BrokenProcessPool:
        _forget_processes()
        return _processes().submit(fn, *args, **kwargs).result()


def _processes() -> Executor:
    global _pool  # noqa: PLW0603 - a worker's processes live as long as the worker
    from archive.letters.reading import reading_pool

    with _pool_lock:
        if _pool is None:
            _pool = reading_pool(_threads())
        return _pool


def _forget_processes() -> None:
    global _pool  # noqa: PLW0603
    with _pool_lock:
        _pool = None


def _threads() -> int:
    from distributed import get_worker

    return int(get_worker().state.nthreads)
