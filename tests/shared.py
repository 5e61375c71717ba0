"""What not every machine has: the real documents beside the project, a browser, nginx, a disk that
can be mounted. CI has all of it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def go_without(sentence: str) -> NoReturn:
    """Skip a test for what this machine lacks, which is said. In CI the test fails."""
    if os.environ.get("CI"):
        pytest.fail(f"CI is set, and {sentence}")
    pytest.skip(sentence)


def shared(*parts: str) -> Path:
    """A path among the real documents."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        go_without(f"{'/'.join(parts)} of the real documents is not beside this clone")
    return path


@contextmanager
def mounted(place: Path, *words: str) -> Iterator[None]:
    """A folder on which something is mounted, by mount's own words."""
    if subprocess.run(["mount", *words, place], capture_output=True).returncode:
        go_without(f"nothing can be mounted here (mount {' '.join(words)})")
    try:
        yield
    finally:
        subprocess.run(["umount", place], capture_output=True)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be written. No right keeps root from it; a disk does."""
    if os.geteuid() == 0:
        with mounted(folder, "--bind", "-o", "ro", str(folder)):
            yield
        return
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)
