"""Where a fact was read, as a picture of the page."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PIL import Image

from archive.pdf.pdf_pictures import NoPicture as NotDrawn
from archive.pdf.pdf_pictures import page_picture
from archive.site.pictures import NoPicture, Pictures, TooBusy
from tests.archive.site.test_pages import get
from tests.nights import rows

T = TypeVar("T")


def alone(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run in a thread of its own: the browser's tests keep a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def pdf(world: Path) -> bytes:
    content: bytes = get(world, "/letters/99000105/original").content
    return content


def test_every_fact_of_a_letter_has_its_picture_with_a_box(world: Path) -> None:
    for fact in rows(world, "SELECT * FROM evidence WHERE letter = '99000105'"):
        answer = get(world, f"/letters/99000105/evidence/{fact['position']}.png")
        assert answer.status_code == 200
        picture = Image.open(io.BytesIO(answer.content)).convert("RGB")
        colours = [c for _, c in picture.getcolors(1 << 20) or [] if isinstance(c, tuple)]
        reds = [c for c in colours if c[0] > 120 and c[1] < 90]
        assert reds, fact["field"]


@pytest.mark.parametrize(
    "path",
    ["/letters/99000105/evidence/999.png", "/letters/1/evidence/1.png",
     "/letters/99000105/pages/99.png", "/letters/99000105/pages/0.png"],
)  # fmt: skip
def test_what_is_not_there_is_not_drawn(world: Path, path: str) -> None:
    assert get(world, path).status_code == 404


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7 broken"])
def test_a_damaged_file_is_said_to_be_damaged(data: bytes) -> None:
    with pytest.raises(NotDrawn):
        page_picture(data, 1)
    with pytest.raises(NoPicture):
        alone(Pictures().page("x", data, 1))


def test_a_page_is_drawn_once(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.site import pictures

    drawn: list[int] = []
    draw = pictures._draw

    async def counted(data: bytes, number: int) -> bytes:
        drawn.append(number)
        return await draw(data, number)

    monkeypatch.setattr(pictures, "_draw", counted)

    async def twice() -> None:
        kept = Pictures()
        await asyncio.gather(*(kept.page("x", pdf(world), 1) for _ in range(3)))

    alone(twice())
    assert drawn == [1]


def test_the_least_used_page_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.site import pictures

    async def draw(data: bytes, number: int) -> bytes:
        return b"x" * 40

    monkeypatch.setattr(pictures, "_draw", draw)
    monkeypatch.setattr(pictures, "_MOST_BYTES", 100)

    async def three() -> Pictures:
        kept = Pictures()
        for number in (1, 2, 1, 3):
            await kept.page("x", b"", number)
        return kept

    kept = alone(three())
    assert [kept.has("x", number) for number in (1, 2, 3)] == [True, False, True]


def test_too_many_at_once_are_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.site import pictures

    async def draw(data: bytes, number: int) -> bytes:
        await asyncio.sleep(0.05)
        return b"png"

    monkeypatch.setattr(pictures, "_draw", draw)
    monkeypatch.setattr(pictures, "_MOST_WAITING", 2)

    async def many() -> list[object]:
        kept = Pictures()
        waiting = (kept.page("x", b"", number) for number in range(4))
        return await asyncio.gather(*waiting, return_exceptions=True)

    found = alone(many())
    assert sum(isinstance(one, TooBusy) for one in found) == 2
