"""Two rows of one key, from two archives -> the row that both come to. Pure.

A row knows when it was last true (seen, listed, fetched, finished): what is later stands, what was
first seen keeps its first day, and where neither is later the greater text does, so that no order
of merging gives another archive. One thing is taken from the earlier row: the day of a page that
shows its day no longer (as in `items`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.store.rows import Row

Rank = Callable[[Row], object]


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rows of a table are merged. `aside`: columns that are derived here; `at_first`: that
    are taken with a row that is new, and derived from then on."""

    key: tuple[str, ...]
    combine: Callable[[Row, Row], Row]
    aside: frozenset[str] = frozenset()
    at_first: tuple[str, ...] = ()


def as_text(value: object) -> str:
    """A row, or several, as one text that can be compared."""
    return json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)


def _later(ours: Row, theirs: Row, rank: Rank, columns: Iterable[str]) -> Row:
    """These columns of the row that ranks higher."""
    names = list(columns)
    some = [{name: row[name] for name in names} for row in (ours, theirs)]
    ranks = [str(rank(row)) for row in (ours, theirs)]
    if ranks[0] != ranks[1]:
        return some[ranks[1] > ranks[0]]
    return max(some, key=as_text)


def _moment(name: str) -> Rank:
    return lambda row: row[name] or ""


def _earlier(ours: Row, theirs: Row, name: str, columns: Iterable[str]) -> Row:
    """These columns of the row whose moment is the earlier one."""
    names = list(columns)
    if ours[name] != theirs[name]:
        row = min(ours, theirs, key=lambda row: str(row[name]))
        return {column: row[column] for column in names}
    return _later(ours, theirs, lambda _: "", names)


def _rest(row: Row, *names: str) -> list[str]:
    return [name for name in row if name not in names]


def _facts_known(row: Row) -> str:
    return f"{sum(value is not None for value in row.values()):03}"


def fuller(ours: Row, theirs: Row) -> Row:
    """Authorities and sources: what the catalogue says, which each night writes anew."""
    return _later(ours, theirs, _facts_known, ours)


def further(ours: Row, theirs: Row) -> Row:
    """Runs, their sources and steps: the one that came further."""
    known = _rest(ours, "started")

    def rank(row: Row) -> str:
        return f"{row['finished'] or '':25}{_facts_known({name: row[name] for name in known})}"

    return {
        "started": min(ours["started"], theirs["started"]),
        **_later(ours, theirs, rank, known),
    }


def problem(ours: Row, theirs: Row) -> Row:
    """A problem stands as it was last met, or last resolved."""

    def rank(row: Row) -> str:
        return str(max(row["last_seen"], row["resolved"] or ""))

    return {
        "first_seen": min(ours["first_seen"], theirs["first_seen"]),
        **_later(ours, theirs, rank, _rest(ours, "first_seen")),
    }


def listing(ours: Row, theirs: Row) -> Row:
    """An entry of a listing: what it showed last, and what came of its page last."""
    first, shown = ("source", "url", "kind", "first_listed"), ("title", "published", "last_listed")
    fetched = _rest(ours, *first, *shown)
    return {
        **_earlier(ours, theirs, "first_listed", first),
        **_later(ours, theirs, _moment("last_listed"), shown),
        **_later(ours, theirs, _moment("fetched"), fetched),
    }


def letter(ours: Row, theirs: Row) -> Row:
    """What Ofsted's site says of a letter. Its file is that of its last version."""
    first = ("first_seen", "local_authority")
    return {
        **_earlier(ours, theirs, "first_seen", first),
        **_later(ours, theirs, _moment("last_seen"), _rest(ours, *first, "withdrawn")),
        "withdrawn": _withdrawn(ours, theirs),
    }


def release(ours: Row, theirs: Row) -> Row:
    """A release as it was seen last, under the address by which it was found first."""
    return _item(ours, theirs, ("first_seen", "url"))


def report(ours: Row, theirs: Row) -> Row:
    """A report; of a story in several papers the one that had it first."""
    return _item(ours, theirs, ("first_seen", "url", "outlet", "source"))


def _item(ours: Row, theirs: Row, first: Sequence[str]) -> Row:
    merged = {
        **_earlier(ours, theirs, "first_seen", first),
        **_later(ours, theirs, _moment("last_seen"), _rest(ours, *first, "withdrawn")),
        "withdrawn": _withdrawn(ours, theirs),
    }
    if merged["published"] is None:
        days = ("published", "published_source")
        merged |= _later(ours, theirs, lambda row: row["published"] or "", days)
    return merged


def _withdrawn(ours: Row, theirs: Row) -> str | None:
    """The day since which it is gone, unless it was seen on that day or after."""
    days = [row["withdrawn"] for row in (ours, theirs) if row["withdrawn"]]
    seen = max(ours["last_seen"], theirs["last_seen"])
    return max(days) if days and max(days) > seen else None


def removal(ours: Row, theirs: Row) -> Row:
    """A page that was gone with too many others, and what a person said of it."""
    first, accepted = ("source", "url", "found"), ("accepted", "accepted_by", "because")
    return {
        **_earlier(ours, theirs, "found", first),
        **_later(ours, theirs, _moment("accepted"), accepted),
        **_later(ours, theirs, _moment("last_found"), _rest(ours, *first, *accepted)),
    }


def told(ours: Row, theirs: Row) -> Row:
    """What has been told was told when it was told first."""
    return {**ours, "sent": min(ours["sent"], theirs["sent"])}


# In this order: a row comes after those that it points to.
RULES: Mapping[str, Rule] = {
    "local_authorities": Rule(("urn",), fuller),
    "sources": Rule(("id",), fuller),
    "runs": Rule(("id",), further),
    "source_runs": Rule(("run", "source"), further),
    "run_steps": Rule(("run", "position"), further),
    "problems": Rule(("id",), problem),
    "listings": Rule(("source", "url"), listing),
    "removals": Rule(("source", "url"), removal),
    "alerted": Rule(("key",), told),
    "press_releases": Rule(("id",), release, frozenset({"search_id"})),
    # Which authority a report is about is what linking makes of it.
    "news_reports": Rule(
        ("id",), report, frozenset({"search_id", "local_authority"}), ("local_authority",)
    ),
}

# What the site says of a letter; all else is read from its file.
LETTER = ("id", "local_authority", "label", "url", "provider_url", "published_on_site",
          "first_seen", "last_seen", "withdrawn")  # fmt: skip


# --- logs: the rows of one document or address, in the order of time ---


def versions(ours: Sequence[Row], theirs: Sequence[Row]) -> list[Row]:
    """All versions of one document that either archive has seen. What both saw one after the other
    is one version, seen when the first of them saw it."""
    found: dict[tuple[str, str], Row] = {}
    for row in (*ours, *theirs):
        place = (row["seen"], row["sha256"])
        held = found.get(place)
        found[place] = row if held is None else _filled(held, row)
    merged: list[Row] = []
    for row in sorted(found.values(), key=lambda row: (row["seen"], row["sha256"])):
        if not merged or _words_of(merged[-1]) != _words_of(row):
            merged.append(row)
    return [{**row, "version": number} for number, row in enumerate(merged, start=1)]


def _filled(held: Row, other: Row) -> Row:
    """The text of a version may be known to one of the two alone."""
    known = [row for row in (held, other) if row["text"] is not None]
    return max(known or [held, other], key=lambda row: as_text({**row, "version": 0}))


def _words_of(row: Row) -> object:
    if row["document_kind"] == "letter" or (row["text"] is None and row["text_sha256"] is None):
        return row["sha256"]
    return row["title"], row["text"], row["text_sha256"]


_MARKS = ("id", "used", "confirmed")  # of a fetch: its number here, and what was learnt later


def fetches(ours: Sequence[Row], theirs: Sequence[Row]) -> list[Row]:
    """All that either archive has fetched of one address, without their numbers."""
    found: dict[str, Row] = {}
    for row in (*ours, *theirs):
        fact = {name: row[name] for name in row if name not in _MARKS}
        held = found.setdefault(as_text(fact), {**fact, "used": 0, "confirmed": None})
        held["used"] = max(held["used"] or 0, row["used"] or 0)
        held["confirmed"] = max(held["confirmed"] or "", row["confirmed"] or "") or None
    return [found[text] for text in sorted(found, key=lambda t: (found[t]["fetched_at"], t))]
