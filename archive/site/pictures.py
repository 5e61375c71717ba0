"""Pictures of a letter's pages with words boxed: drawn once, kept in memory, within bounds."""

from __future__ import annotations

import asyncio
import io
import sys
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from archive.pdf.pdf_pictures import DOTS_A_POINT, SECONDS

_MOST_BYTES = 64_000_000  # of pages kept: some 600
_MOST_WAITING = 12
_AROUND = 42  # points above and below the words
_RED = (176, 32, 16)


class TooBusy(Exception):
    """Too many pages wait to be drawn: ask again in a moment."""


class NoPicture(Exception):
    """The page cannot be drawn. The message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box in points from the page's lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class Pictures:
    """The pages drawn so far, the least used forgotten first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._waiting = 0
        self._one_at_a_time = asyncio.Lock()

    async def page(self, sha256: str, pdf: bytes, number: int) -> bytes:
        """Page `number` of a PDF as a PNG. Raises NoPicture and TooBusy."""
        key = (sha256, number)
        if key not in self._pages:
            if self._waiting >= _MOST_WAITING:
                raise TooBusy
            self._waiting += 1
            try:
                async with self._one_at_a_time:
                    if key not in self._pages:
                        self._keep(key, await _draw(pdf, number))
            finally:
                self._waiting -= 1
        self._pages.move_to_end(key)
        return self._pages[key]

    def has(self, sha256: str, number: int) -> bool:
        """Is this page drawn already?"""
        return (sha256, number) in self._pages

    def _keep(self, key: tuple[str, int], png: bytes) -> None:
        self._pages[key] = png
        while len(self._pages) > 1 and sum(map(len, self._pages.values())) > _MOST_BYTES:
            self._pages.popitem(last=False)


def boxed(png: bytes, boxes: Sequence[Box], *, cut: bool) -> bytes:
    """A page's picture with boxes drawn; `cut` to what stands around them."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    drawing = ImageDraw.Draw(picture)
    height = picture.height
    edges = [
        (box.x0 * DOTS_A_POINT - 5, height - box.y1 * DOTS_A_POINT - 4,
         box.x1 * DOTS_A_POINT + 5, height - box.y0 * DOTS_A_POINT + 4)
        for box in boxes
    ]  # fmt: skip
    for edge in edges:
        drawing.rectangle(edge, outline=_RED, width=3)
    if cut and edges:
        around = _AROUND * DOTS_A_POINT
        top = max(min(edge[1] for edge in edges) - around, 0)
        bottom = min(max(edge[3] for edge in edges) + around, height)
        picture = picture.crop((0, int(top), picture.width, int(max(bottom, top + 40))))
    file = io.BytesIO()
    picture.quantize(32).save(file, "PNG")
    return file.getvalue()


async def _draw(pdf: bytes, number: int) -> bytes:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "archive.pdf.pdf_pictures", str(number),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        png, said = await asyncio.wait_for(child.communicate(pdf), SECONDS)
    except TimeoutError as error:
        raise NoPicture("The page takes too long to draw.") from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode or not png.startswith(b"\x89PNG"):
        lines = said.decode(errors="replace").strip().splitlines()
        raise NoPicture(lines[-1][:200] if lines else "The page cannot be drawn.")
    return png
