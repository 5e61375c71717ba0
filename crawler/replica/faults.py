"""What goes wrong on purpose, and how it changes an answer. No I/O."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus

from crawler.replica import answers
from crawler.replica.addresses import page_key
from crawler.replica.answers import Answer
from crawler.replica.records import Fault


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer goes out: after `delay` seconds, and broken off after `cut_at` bytes."""

    answer: Answer
    delay: float = 0.0
    cut_at: int | None = None


class FaultBook:
    """The faults of a manifest, and how often each has happened."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self._faults = [(page_key(fault.url), fault) for fault in faults]
        self._happened = [0] * len(faults)

    def next_for(self, key: str, night: int) -> Fault | None:
        """The fault that happens now at an address (its `page_key`); counts it."""
        for number, (where, fault) in enumerate(self._faults):
            is_due = fault.times is None or self._happened[number] < fault.times
            if where == key and is_due and fault.nights.include(night):
                self._happened[number] += 1
                return fault
        return None


def replaces_answer(fault: Fault) -> bool:
    """Whether the site's own answer is not wanted at all."""
    return any(value is not None for value in (fault.status, fault.redirect, fault.body))


def own_answer(fault: Fault) -> Answer:
    """What a fault answers by itself: a redirect, its body, or a bare error page."""
    if fault.redirect is not None:
        return answers.redirect(fault.redirect, fault.status or 301)
    status = fault.status or 200
    if fault.body is not None:
        return Answer(fault.body, status=status)
    return answers.page(_error_page(status), status=status)


def spoil(answer: Answer, fault: Fault) -> Delivery:
    """The answer as the fault lets it out; every part of a fault counts."""
    if fault.content_type is not None:
        answer = replace(answer, media_type=fault.content_type)
    if fault.headers:
        named = {name.lower() for name, _ in fault.headers}
        kept = [pair for pair in answer.headers if pair[0].lower() not in named]
        answer = replace(answer, headers=(*kept, *fault.headers))
    if fault.truncate_at is None or answer.status == 304:
        return Delivery(answer, fault.delay)
    if fault.clean:
        return Delivery(replace(answer, body=answer.body[: fault.truncate_at]), fault.delay)
    return Delivery(answer, fault.delay, fault.truncate_at)


def _error_page(status: int) -> str:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Error"
    return (
        f"<!DOCTYPE html><html><head><title>{status} {phrase}</title></head>"
        f"<body><center><h1>{status} {phrase}</h1></center></body></html>"
    )
