"""Papers of the project that the site shows or obeys, and that an installed package carries."""

from __future__ import annotations

from pathlib import Path

_SITE = Path(__file__).parent


def carried(path: str) -> Path:
    """A file of a clone, by its path from the top; else its copy beside this module, where the
    package's build puts it (see pyproject.toml). It may be missing."""
    in_clone = _SITE.parent.parent / path
    return in_clone if in_clone.exists() else _SITE / in_clone.name
