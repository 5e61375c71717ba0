"""The real sources that a manifest may name instead of describing them: reads crawler/sources/."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

SOURCES = Path(__file__).parent.parent / "sources"
_FILES = {"newsroom": "newsrooms.yml", "news_outlet": "news_outlets.yml"}


class UnknownSourceError(LookupError):
    """No such entry in the catalogue. Raised by `known_source`; check the name's spelling."""


def known_source(name: str, kind: str, folder: Path = SOURCES) -> dict[str, Any]:
    """The catalogue's entry for a newsroom or news outlet, as a mapping of its keys.

    Raises UnknownSourceError where the catalogue has none of that kind under this name.
    """
    path = folder / _FILES[kind]
    entry = _entries(path).get(name)
    if not isinstance(entry, dict):
        raise UnknownSourceError(f"{name!r} is not an entry of {path.name}")
    return entry


@cache  # a manifest may name all 153, and the catalogue does not change under a running server
def _entries(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.is_file() else {}
