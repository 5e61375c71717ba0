"""The body and the day of a page whose design nobody knows, by trafilatura and htmldate. Pure.

Both are imported when first needed: they take a second, and most sites have a design.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

# In trafilatura's tree, what is a paragraph of its own.
_PARAGRAPHS = frozenset({"p", "head", "item", "quote", "cell", "ab"})


_BREAK = "\U000f1f1f"  # private, so no text holds it; a tree takes no control character


def extracted(html: str, url: str) -> tuple[list[str], list[str]] | None:
    """The paragraphs and links of a page's main text, None where none is found."""
    from trafilatura import bare_extraction

    document = bare_extraction(
        html, url=url, include_comments=False, include_tables=True, include_links=True,
        include_images=False, favor_precision=True, with_metadata=False,
    )  # fmt: skip
    body = getattr(document, "body", None)
    if body is None:
        return None
    paragraphs = [text for text in _paragraphs(body) if text]
    links = [str(ref.get("target")) for ref in body.iter("ref") if ref.get("target")]
    return (paragraphs, links) if paragraphs else None


def _paragraphs(body: Any) -> Iterator[str]:
    for node in body.iter():
        if node.tag in _PARAGRAPHS and not any(
            n.tag in _PARAGRAPHS for n in node.iterdescendants()
        ):
            for line in node.iter("lb"):
                line.tail = _BREAK + (line.tail or "")
            whole = "".join(node.itertext())
            yield "\n".join(filter(None, (" ".join(part.split()) for part in whole.split(_BREAK))))


def day_of(html: str, url: str, latest: dt.date) -> dt.date | None:
    """The day a page says it was published, by its markup and address; never by its prose. None
    where they tell the month alone: htmldate makes today's day of that month of it."""
    from htmldate import find_date

    found = find_date(
        html, url=url, original_date=True, extensive_search=False,
        min_date="2000-01-01", max_date=latest.isoformat(),
    )  # fmt: skip
    day = dt.date.fromisoformat(found) if found else None
    return day if day and _is_written(day, f"{url}\n{html}") else None


def _is_written(day: dt.date, text: str) -> bool:
    """Does the whole day stand there, in figures or in words?"""
    number, month = f"0?{day.day}(?:st|nd|rd|th)?", f"{day:%b}[a-z]*\\.?"
    forms = (
        f"{day:%Y%m%d}|{day.year}[-/.]0?{day.month}[-/.]0?{day.day}",
        f"0?{day.day}[-/.]0?{day.month}[-/.]{day.year}",
        rf"{number}\s+(?:of\s+)?{month},?\s+{day.year}|{month}\s+{number},?\s+{day.year}",
    )
    return bool(re.search(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)", text, re.IGNORECASE))
