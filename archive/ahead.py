"""Calls that an executor does ahead of whoever takes their results, a bounded number at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

_Given = TypeVar("_Given")
_Result = TypeVar("_Result")


def in_order(
    executor: Executor,
    function: Callable[[_Given], _Result],
    given: Iterable[_Given],
    ahead: int = 64,
) -> Iterator[_Result]:
    """The function's results in the order of what is given, of which at most `ahead` is taken
    before its result is: memory stays flat however much there is. What a call raises is raised."""
    sent: deque[Future[_Result]] = deque()
    try:
        for each in given:
            sent.append(executor.submit(function, each))
            if len(sent) >= ahead:
                yield sent.popleft().result()
        while sent:
            yield sent.popleft().result()
    finally:
        for future in sent:
            future.cancel()
