"""The real documents beside the project: there for whoever builds it and for CI, not for all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def shared(*parts: str) -> Path:
    """A path among the real documents. Without them a test is skipped; in CI it fails."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"CI is set, and {'/'.join(parts)} of the real documents is missing")
        pytest.skip("the real documents are not beside this clone")
    return path
