"""Patterns of many ways to say one thing, a way a line. Pure."""

from __future__ import annotations

import re


def either(*ways: str) -> re.Pattern[str]:
    """A pattern that is any of these, capitals aside."""
    return re.compile("|".join(ways), re.IGNORECASE)
