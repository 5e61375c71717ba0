"""What goes wrong becomes a row, and what a source gave is held against what it should give.

The one place of the crawler where errors end. Nothing that happens to one page or one source
reaches another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError

from archive.originals import OriginalDamaged
from archive.records import Problem
from crawler.courtesy import REFUSED, LeftAloneTonight
from crawler.errors import CrawlerError, PageChanged
from crawler.expectations import History, history_of, on_freshness, what_was_lost
from crawler.night import PartOfNight
from crawler.robots import RobotsUnread

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from crawler.night import Night, Tally

# Short name and sentence for what Scrapy's own errors mean to a keeper.
_NO_ANSWER: tuple[tuple[type[Exception], str, str], ...] = (
    (exceptions.DownloadTimeoutError, "timed out", "no answer came within the time limit"),
    (exceptions.DownloadCancelledError, "too large", "the answer is larger than the size limit"),
    (exceptions.ResponseDataLossError, "broken off", "the answer broke off before its end"),
    (exceptions.CannotResolveHostError, "no such host", "the host's name is not known"),
    (exceptions.DownloadConnectionRefusedError, "refused", "the host refused the connection"),
    (exceptions.DownloadFailedError, "broken off", "the connection broke"),
)

# Which short names say that the whole source is out of reach, which that it keeps us out.
UNREACHABLE = frozenset(
    {"timed out", "broken off", "no such host", "refused", "server error", "not there", "too large",
     "redirected in a circle", "redirected elsewhere", "unexpected answer"}
)  # fmt: skip
BLOCKED = frozenset({"blocked", "disallowed"})


def problems_of(error: BaseException, request: Request, night: Night) -> list[Problem]:
    """The row that an error with a page becomes, none where it was left for another night. Notes as
    well what it says of its source."""
    if isinstance(error, LeftAloneTonight):
        return []
    what, detail = _explain(error)
    source = request.meta["source"]
    if request.meta.get("listing"):
        night.tally(source).listing_failed = what
    else:
        night.tally(source).counts["unreadable"] += isinstance(error, PageChanged)
    return [Problem(source, request.meta.get("listed_as", request.url), what, detail)]


def _explain(error: BaseException) -> tuple[str, str]:
    if isinstance(error, CrawlerError):
        return error.what, _sentence(str(error))
    if isinstance(error, HttpError):
        return _explain_status(error.response.status)
    if isinstance(error, RobotsUnread):
        return "server error", (
            f"The site could not give its robots.txt (HTTP {error.status}): we do not know what we "
            "may ask for, and asked for nothing."
        )
    if isinstance(error, exceptions.IgnoreRequest) and "robots.txt" in str(error):
        return "disallowed", "The site's robots.txt asks us not to fetch this address."
    if isinstance(error, exceptions.IgnoreRequest) and "decompression" in str(error):
        return "too large", "The answer is larger than the size limit when it is unpacked."
    if isinstance(error, exceptions.IgnoreRequest) and "redirect" in str(error):
        return "redirected in a circle", "The address leads on to others without an end."
    if isinstance(error, OriginalDamaged):
        return "original damaged", _sentence(str(error))
    for kind, what, detail in _NO_ANSWER:
        if isinstance(error, kind):
            return what, _sentence(detail)
    return "unexpected error", _sentence(f"unexpected error: {type(error).__name__}: {error}")


def _explain_status(status: int) -> tuple[str, str]:
    if status in REFUSED:
        return "blocked", f"The site {REFUSED[status]} (HTTP {status})."
    if status in (404, 410):
        return "not there", f"The site says that there is no such page (HTTP {status})."
    if status >= 500:
        return "server error", f"The site could not answer (HTTP {status})."
    return "unexpected answer", f"The site answered with HTTP {status}."


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith(".") else f"{text}."


class ProblemsAreRows(PartOfNight):
    """Spider middleware: an error in reading a page becomes a Problem, and the run goes on."""

    def process_spider_exception(
        self, response: Response, exception: Exception
    ) -> Iterable[Any] | None:
        """Errors of downloads go on to the request's own errback; errors of reading end here."""
        if isinstance(exception, HttpError) or response.request is None:
            return None
        if not isinstance(exception, CrawlerError):
            self.crawler.spider.logger.error("reading %s", response.url, exc_info=exception)  # type: ignore[union-attr]
        return problems_of(exception, response.request, self.night)


def note(night: Night, problem: Problem) -> None:
    """Write a problem down, and count it against its source."""
    night.archive.runs.put_problem(problem, night.run, night.now())
    tally = night.tally(problem.source)
    tally.counts["problems"] += 1
    tally.first_problem = tally.first_problem or f"{problem.detail} ({problem.url})"


def close_sources(night: Night) -> None:
    """At the end of a run: what each source gave, and the verdict on it."""
    sources = {source.id: source for source in night.catalogue.sources()}
    for name, tally in night.tallies.items():
        source = sources.get(name)
        history = None  # of Ofsted: letters have their days and words in their files
        if source is not None and source.kind != "ofsted":
            history = history_of(night.archive, source, night.started(name))
        verdict, reason = verdict_on(tally, history)
        if source is not None and history is not None and verdict in ("healthy", "quiet"):
            today = dt.date.fromisoformat(night.now()[:10])
            reason += on_freshness(source, history, today)
        counts = ("listed", "new", "changed", "requests", "unchanged", "bytes", "problems")
        facts = {name: tally.counts[name] for name in counts}
        night.archive.runs.finish_source(
            night.run,
            name,
            {
                "finished": night.now(),
                "reached": _reached(night, name) if tally.walked else None,
                "verdict": verdict,
                "reason": reason,
                **facts,
            },
        )


def _reached(night: Night, source: str) -> str:
    """How far back a walk that came to its end has gone: it rests on the walks before it."""
    since = night.since.isoformat() if night.since else None
    before = night.archive.runs.last_walk(source)
    if before is None:
        return since or ""
    return before.reached if since is None else min(since, before.reached)


def verdict_on(tally: Tally, history: History | None) -> tuple[str, str]:
    """healthy, quiet, empty, changed_shape, blocked, unreachable or not_found; and why."""
    counts = tally.counts
    because = tally.first_problem or ""
    if tally.listing_failed == "not found":
        return "not_found", because or "Nobody has found this source's address yet."
    if tally.listing_failed in BLOCKED or tally.keeps_us_out:
        return "blocked", because
    if tally.listing_failed in UNREACHABLE:
        return "unreachable", because
    if tally.listing_failed is not None:
        return "changed_shape", because
    if not counts["listed"]:
        return "empty", "The listing could be read and lists nothing."
    read = counts["new"] + counts["changed"] + counts["same"]
    if counts["unreadable"] > read:
        return "changed_shape", because
    lost = what_was_lost(tally, history) if history else None
    if lost:
        return "changed_shape", lost
    if not counts["new"] and not counts["changed"]:
        return "quiet", "Nothing new."
    return "healthy", f"{counts['new']} new, {counts['changed']} changed."
