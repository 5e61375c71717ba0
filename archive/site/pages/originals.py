"""The bytes as they came: PDFs and pages as attachments, and pictures of a PDF's pages."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from datasette import NotFound, Request, Response
from datasette.app import Datasette

from archive.originals import OriginalDamaged, read_original
from archive.site.pages.letter import held
from archive.site.pictures import Box, NoPicture, Pictures, TooBusy, boxed
from archive.site.reading import Reading, Row, item
from archive.site.replies import attachment, bounded, page, picture

_pictures: WeakKeyDictionary[Datasette, Pictures] = WeakKeyDictionary()


@bounded
async def letter(datasette: Datasette, request: Request) -> Response:
    """A letter as Ofsted sent it; `version` where it was sent more than once."""
    reading = Reading(datasette)
    row = await held(reading, request)
    return await _sent(reading, request, "letter", row, "pdf")


@bounded
async def release(datasette: Datasette, request: Request) -> Response:
    """A release's page as it was fetched."""
    reading = Reading(datasette)
    row = await item.item(reading, "press_release", request.url_vars["id"])
    if row is None:
        raise NotFound("There is no such release here.")
    return await _sent(reading, request, "press_release", row, "html")


async def _sent(reading: Reading, request: Request, kind: str, row: Row, ending: str) -> Response:
    version = request.url_vars.get("version")
    sha256, name = row["sha256"], f"{kind}-{row['id']}"
    if version:
        held_version = await reading.row(
            """SELECT sha256 FROM versions
               WHERE document_kind = ? AND document = ? AND version = ?""",
            kind, row["id"], int(version),
        )  # fmt: skip
        sha256 = held_version["sha256"] if held_version else None
        name += f"-version-{int(version)}"
    body = await _body(reading, sha256)
    # Whatever it says it is, a browser is to keep it, not to show it.
    is_pdf = body.startswith(b"%PDF-")
    media_type = "application/pdf" if is_pdf else "application/octet-stream"
    return attachment(body, f"{name}.{'pdf' if is_pdf else ending}", media_type, request)


async def _body(reading: Reading, sha256: str | None) -> bytes:
    if not sha256:
        raise NotFound("The original of this document has not been fetched.")
    try:
        body = await asyncio.to_thread(read_original, reading.folder / "originals.db", sha256)
    except OriginalDamaged as error:
        raise NotFound("The kept original is damaged, so we do not show it.") from error
    if body is None:
        raise NotFound("The original of this document is not in this archive.")
    return body


@bounded
async def fact(datasette: Datasette, request: Request) -> Response:
    """The part of a page on which a fact was read, its words boxed."""
    reading = Reading(datasette)
    row = await held(reading, request)
    boxes = await reading.rows(
        "SELECT * FROM evidence WHERE letter = ? AND position = ?",
        [row["id"], int(request.url_vars["position"])],
    )
    if not boxes:
        raise NotFound("There is no such fact of this letter.")
    return await _picture(datasette, request, row, boxes[0]["page"], boxes, cut=True)


@bounded
async def whole_page(datasette: Datasette, request: Request) -> Response:
    """A whole page of a letter, with all that was read on it boxed."""
    reading = Reading(datasette)
    row = await held(reading, request)
    number = int(request.url_vars["page"])
    boxes = await reading.rows(
        "SELECT * FROM evidence WHERE letter = ? AND page = ?", [row["id"], number]
    )
    return await _picture(datasette, request, row, number, boxes, cut=False)


async def _picture(
    datasette: Datasette, request: Request, row: Row, number: int, rows: Sequence[Row], *, cut: bool
) -> Response:
    pictures = _pictures.setdefault(datasette, Pictures())
    boxes = [
        Box(b["x0"], b["y0"], b["x1"], b["y1"])
        for b in rows
        if None not in (b["x0"], b["y0"], b["x1"], b["y1"])
    ]
    try:
        is_drawn = pictures.has(row["sha256"], number)
        pdf = b"" if is_drawn else await _body(Reading(datasette), row["sha256"])
        png = await pictures.page(row["sha256"], pdf, number)
    except NoPicture as reason:
        raise NotFound(str(reason)) from reason
    except TooBusy:
        answer = await page(datasette, request, "too_slow.html", status=503)
        answer.headers["Retry-After"] = "5"
        return answer
    return picture(await asyncio.to_thread(boxed, png, boxes, cut=cut), request)
