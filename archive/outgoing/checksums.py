"""`SHA256SUMS`: what is in each file of a folder, as `sha256sum` writes and reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

CHECKSUMS = "SHA256SUMS"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums_of(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """Each file's name below the folder, and its SHA-256."""
    return {str(path.relative_to(folder)): sha256_of(path) for path in files}


def as_text(sums: Mapping[str, str]) -> str:
    """File names with their checksums, as `SHA256SUMS` holds them."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())


def named_in(path: Path) -> dict[str, str]:
    """File name to SHA-256, by a `SHA256SUMS`; what is no line of one is left out."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: sha256 for sha256, name in pairs}


def files_that_differ(folder: Path) -> list[str]:
    """The files that are not as their checksums say. None where there is no `SHA256SUMS`."""
    if not (folder / CHECKSUMS).exists():
        return []
    if part_of(folder / CHECKSUMS).exists():
        return [CHECKSUMS]  # cut off while the files were put in their places
    return [
        name
        for name, sha256 in named_in(folder / CHECKSUMS).items()
        if not (folder / name).is_file() or sha256_of(folder / name) != sha256
    ]


def part_of(path: Path) -> Path:
    """Where a file is written before it is put in its place."""
    return path.with_name(f".{path.name}.part")
