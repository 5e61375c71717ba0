from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of an archive that a crawl is to fill."""
    return tmp_path / "data"
