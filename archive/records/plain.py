"""A record as plain lists and mappings, for JSON."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any


def to_plain(record: Any) -> Any:
    """A record as JSON can hold it: dates as ISO text, tuples as lists, nested records as dicts."""
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_plain(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, (list, tuple)):
        return [to_plain(value) for value in record]
    if isinstance(record, dict):
        return {key: to_plain(value) for key, value in record.items()}
    if isinstance(record, dt.date):
        return record.isoformat()
    return record


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with their place, from 1, as the tables' `position` has it."""
    return [{"position": position, **row} for position, row in enumerate(rows, start=1)]
