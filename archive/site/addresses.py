"""The site's addresses, which are for good. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

_FOLDERS = {"letter": "letters", "press_release": "releases", "news_report": "reports"}

FORMATS = {"csv": "CSV", "xlsx": "spreadsheet", "json": "JSON", "atom": "feed"}


def document(kind: str, number: str) -> str:
    """Where a letter, release or report stands.

    >>> document("letter", "50252437")
    '/letters/50252437'
    """
    return f"/{_FOLDERS[kind]}/{number}"


def outside(url: str | None) -> str:
    """An address on another site, fit for a link: what is neither http nor https leads nowhere."""
    return url if url and urlsplit(url).scheme in ("http", "https") else "#"


def with_query(path: str, given: Mapping[str, str | int | None]) -> str:
    """`path` with those parameters that say something."""
    told = {name: value for name, value in given.items() if value not in (None, "")}
    return f"{path}?{urlencode(told)}" if told else path
