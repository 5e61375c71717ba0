"""The words of a page that no reader sees: they stand outside the frame they are clipped to."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import pypdfium2.raw as pdfium


def address(pdfium_object: Any) -> int:
    """By what one of PDFium's objects is known from another."""
    return ctypes.cast(pdfium_object, ctypes.c_void_p).value or 0


def clipped_texts(page: Any, textpage: Any) -> frozenset[int]:
    """The pieces of text whose middle lies outside the frame they are clipped to: a Word text box
    that is too small leaves what does not fit in the file, unseen."""
    found = set()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        piece = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(piece) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        frame = _frame(piece)
        if frame is None:
            continue
        pdfium.FPDFPageObj_GetBounds(piece, left, bottom, right, top)
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        outside = not (frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3])
        if outside and not _is_blank(piece, textpage):
            found.add(address(piece))
    return frozenset(found)


def _is_blank(piece: Any, textpage: Any) -> bool:
    size = pdfium.FPDFTextObj_GetText(piece, textpage, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(piece, textpage, buffer, size)
    return not bytes(buffer).decode("utf-16-le", errors="replace").strip("\0 ")


def _frame(piece: Any) -> tuple[float, float, float, float] | None:
    """The box that all of a piece's clip paths leave open; None where nothing clips it."""
    clip = pdfium.FPDFPageObj_GetClipPath(piece)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if count < 1:
        return None
    paths = [_path_box(clip, number) for number in range(count)]
    lefts, bottoms, rights, tops = zip(*paths, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _path_box(clip: Any, number: int) -> tuple[float, float, float, float]:
    count = pdfium.FPDFClipPath_CountPathSegments(clip, number)
    if count < 1:
        return -math.inf, -math.inf, math.inf, math.inf
    # The first three corners of a rectangle are enough to know it by.
    corners = [_corner(clip, number, at) for at in range(min(count, 3))]
    if count not in (4, 5) or not _is_square(*corners):
        corners += [_corner(clip, number, at) for at in range(3, count)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _corner(clip: Any, number: int, at: int) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    segment = pdfium.FPDFClipPath_GetPathSegment(clip, number, at)
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _is_square(*corners: tuple[float, float]) -> bool:
    (ax, ay), (bx, by), (cx, cy) = corners
    return (ax == bx and by == cy) or (ay == by and bx == cx)
