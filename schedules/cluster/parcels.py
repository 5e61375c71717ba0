"""Files of a folder as bytes on their way to another machine, under a checksum."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

_QUICKLY = 1  # of zlib's levels: a parcel is sent once


class ParcelDamaged(Exception):
    """A parcel is not as it was sent."""


def pack(folder: Path) -> bytes:
    """The files of a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICKLY) as parcel:
        for path in sorted(folder.iterdir()):
            parcel.write(path, path.name)
    body = packed.getvalue()
    return hashlib.sha256(body).digest() + body


def unpack(parcel: bytes, folder: Path) -> None:
    """Put them into another folder. Raises ParcelDamaged."""
    if hashlib.sha256(memoryview(parcel)[32:]).digest() != parcel[:32]:
        raise ParcelDamaged
    with zipfile.ZipFile(io.BytesIO(memoryview(parcel)[32:])) as packed:
        packed.extractall(folder)


def keep(parcel: bytes, path: Path) -> None:
    """On the disk, whole or not at all: what came from a worker is not lost with the writer."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(parcel)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
