"""Moments as the tables hold them: ISO 8601 in UTC, to the second, so that their order is that of
their letters."""

from __future__ import annotations

import datetime as dt


def written(moment: dt.datetime) -> str:
    """A moment of any zone, as the tables hold it."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def now() -> str:
    """This moment."""
    return written(dt.datetime.now(dt.UTC))
