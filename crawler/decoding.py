"""The text of an answer, whatever it says of its encoding."""

from __future__ import annotations

import re

from scrapy.http import Response, TextResponse

from crawler.errors import PageChanged

_MISREAD = re.compile("â€|Ã[\x80-¿]")  # UTF-8 that was read as Windows' encoding
_STRAY = 20  # characters that may be lost before a page is none


def html_of(response: Response) -> str:
    """The text of a page. Raises PageChanged where the answer is no text at all."""
    if not isinstance(response, TextResponse):
        kind = (response.headers.get("Content-Type") or b"an unknown type").decode("latin-1")
        raise PageChanged(response.url, f"text, and came as {kind}")
    if "\ufffd" not in response.text:
        return response.text
    # Not in the encoding it says it has. Windows' own is what browsers read then; where that makes
    # nonsense of the rest, the page is in several.
    other = response.body.decode("cp1252", "replace")
    if not _MISREAD.search(other) and "\x00" not in other:
        return other
    if response.text.count("\ufffd") > _STRAY:
        raise PageChanged(response.url, "text in one encoding")
    return response.text
