"""An executor whose calls are done by the workers of a cluster, each in a process there.

A Dask worker does its tasks in threads, and a letter is read in a child that is forked: quick from
a process with one thread, slow and unsafe from one with many. So each worker hands what it is sent
on to a pool of processes, as many as it has threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
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
        # Whoever waits for a scheduler to come back is no thread of Dask's.
        self._again = ThreadPoolExecutor(1, "lost-calls")

    def submit(self, fn: Callable[..., _Result], /, *args: Any, **kwargs: Any) -> Future[_Result]:
        """One call."""
        future: Future[_Result] = Future()
        self._send(future, partial(self._dask.submit, in_a_process, fn, *args, **kwargs), 1)
        return future

    def _send(
        self, future: Future[_Result], send: Callable[[], Future[_Result]], tries: int
    ) -> None:
        def ended(sent: Future[_Result]) -> None:
            error = CancelledError() if sent.cancelled() else sent.exception()
            if error is not None and tries < _MOST_TRIES and _is_lost(error):
                self._again.submit(self._send_again, future, send, tries + 1)
            elif error is not None:
                _fail(future, error)
            elif not future.cancelled():
                future.set_result(sent.result())

        send().add_done_callback(ended)

    def _send_again(
        self, future: Future[_Result], send: Callable[[], Future[_Result]], tries: int
    ) -> None:
        try:
            wait_for_workers(self._client)
            self._send(future, send, tries)
        except Exception as error:  # noqa: BLE001 - for whoever waits for the result
            _fail(future, error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing more is sent."""
        self._again.shutdown(wait=False, cancel_futures=True)
        self._dask.shutdown(wait=wait and not cancel_futures)


def _fail(future: Future[Any], error: BaseException) -> None:
    if not future.cancelled():
        future.set_exception(error)


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
