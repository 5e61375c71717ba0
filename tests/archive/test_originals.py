"""Bytes come back as they came, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.originals import OriginalDamaged, Originals


def test_an_original_comes_back_as_it_came(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals.db")
    for body in (b"<html>" * 1000, b"%PDF-1.7 ...", b"", bytes(range(256))):
        sha = originals.keep(body, "text/html")
        assert originals.keep(body, "text/html") == sha  # the same bytes are kept once
        assert originals.body(sha) == body
    assert originals.body("0" * 64) is None
    assert originals.db.table("originals").count == 4


def test_a_flipped_bit_never_passes_for_the_original(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals.db")
    for body in (b"%PDF-1.7 " + b"x" * 100, bytes(range(256))):
        sha = originals.keep(body, None)
        originals.db.execute(
            "UPDATE originals SET body = "
            "CAST(substr(body, 1, 20) || x'00' || substr(body, 22) AS BLOB) WHERE sha256 = ?",
            [sha],
        )
        with pytest.raises(OriginalDamaged):
            originals.body(sha)
