"""Nights on which sites change and break at random; the long one is `benchmarks/faults.py`'s."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaign import Outcome, campaign


@pytest.mark.endurance
@pytest.mark.parametrize("seed", [2, 3])
def test_what_changes_comes_and_what_breaks_is_told(tmp_path: Path, seed: int) -> None:
    found = campaign(tmp_path, nights=6, seed=seed, each=1)
    assert found.changes > 20
    assert found.broken > 2
    told = Outcome(found.nights, found.sources, found.changes, found.broken)
    assert found == told  # nothing untold, late, lost, failed, and no false alarm
