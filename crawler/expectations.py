"""What a source gave tonight against what it gave before: a site that answers, and whose entries
have lost their days, titles or words, has changed its shape even though the count is right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.records import Source
    from archive.store import Archive
    from crawler.night import Tally

_MOST = 200  # documents: the newest tell what a source has, however many are held
_ENOUGH = 5  # documents of earlier nights; fewer are no history
_USUAL = 0.9  # of them have a thing: then it is a thing this source has
_SOME = 2  # of tonight: one page without a day may be one page's fault
WORDS = 20  # a release of fewer is a heading and a link to something else
_TABLES = {"newsroom": "press_releases", "news_outlet": "news_reports"}


@dataclass(frozen=True, slots=True)
class History:
    """What was stored from one source before this run."""

    documents: int = 0
    dated: int = 0
    worded: int = 0
    titles: int = 0  # different ones
    newest: dt.date | None = None
    longest_gap: int = 0  # days between two of the newest twenty


def history_of(archive: Archive, source: Source, before: str) -> History:
    """The last documents of a source that were first seen before a moment (ISO 8601, UTC)."""
    table = _TABLES[source.kind]
    text = "text" if table == "press_releases" else "extract"
    (row,) = archive.rows(
        f"""SELECT count(*) AS documents, count(published) AS dated,
                   count(DISTINCT title) AS titles,
                   coalesce(sum(length(words) - length(replace(words, ' ', '')) >= ?), 0) AS worded
            FROM (SELECT published, title, {text} AS words FROM {table}
                  WHERE source = ? AND first_seen < ? ORDER BY first_seen DESC LIMIT ?)""",  # noqa: S608
        [WORDS - 1, source.id, before, _MOST],
    )
    days = [
        dt.date.fromisoformat(found["published"])
        for found in archive.rows(
            f"""SELECT published FROM {table} WHERE source = ? AND published <= ?
                ORDER BY published DESC LIMIT 20""",  # noqa: S608
            [source.id, before[:10]],
        )
    ]
    gaps = [(late - early).days for late, early in pairwise(days)]
    return History(
        row["documents"], row["dated"], row["worded"], row["titles"],
        days[0] if days else None, max(gaps, default=0),
    )  # fmt: skip


def what_was_lost(tally: Tally, history: History) -> str | None:
    """A sentence on what tonight's entries lack and earlier ones had."""
    counts = tally.counts
    if counts["undated_entries"] >= _SOME and counts["undated_entries"] >= counts["dated_entries"]:
        return f"{counts['undated_entries']} entries of the list have lost their dates."
    if counts["shrunk"] >= _SOME and counts["shrunk"] * 2 > counts["changed"]:
        return f"{counts['shrunk']} pages have lost most of their words."
    read = counts["new"] + counts["changed"]
    if read < _SOME:
        return None
    if not counts["dated"] and _had(history.dated, history.documents, read):
        return f"None of the {read} pages read has a date."
    if not counts["worded"] and _had(history.worded, history.documents, read):
        return f"None of the {read} pages read has more than {WORDS} words."
    one_title = len(tally.titles) == 1 and read > _SOME
    if one_title and (history.documents < _ENOUGH or history.titles > history.documents / 2):
        return f"All {read} pages read have the same title, {next(iter(tally.titles))!r}."
    return None


def _had(with_it: int, documents: int, read: int) -> bool:
    """Had this source the thing before? Without a history, tonight's pages must be many."""
    return with_it >= documents * _USUAL if documents >= _ENOUGH else read >= _ENOUGH


def on_freshness(source: Source, history: History, today: dt.date) -> str:
    """A sentence on how long nothing has come, where that is out of the usual; else empty."""
    if history.newest is None:
        return ""
    days = (today - history.newest).days
    usual = max(history.longest_gap, 31 // source.least if source.least else 0)
    if history.documents < _ENOUGH or days <= max(14, 3 * usual):
        return ""
    return (
        f" The newest is {days} days old; {usual} days is the longest that this source was silent."
    )
