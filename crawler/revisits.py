"""How to ask again for what was fetched before, so that an unchanged page costs next to nothing.

The middleware asks by the validators of the last body whose reading was stored; on "not modified"
the kept original stands in for the answer, so that listings are walked as on any other night.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

from crawler.night import PartOfNight

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

UNCHANGED = "unchanged"


class Revisits(PartOfNight):
    """Downloader middleware for conditional requests."""

    def process_request(self, request: Request) -> None:
        """Add what the server last gave to know this page by."""
        if "source" not in request.meta:
            return  # robots.txt
        held = self.night.archive.fetches.validators(request.url)
        if held is None:
            return
        if _is_read(request) and not self.night.archive.originals.has_here(held.sha256):
            return
        request.meta["held"] = held.sha256
        if held.etag:
            request.headers["If-None-Match"] = held.etag
        if held.last_modified:
            request.headers["If-Modified-Since"] = held.last_modified

    def process_response(self, request: Request, response: Response) -> Response:
        """Put the kept original in the place of a "not modified"."""
        if response.status != 304 or "held" not in request.meta:
            return response
        body = self.night.archive.originals.body(request.meta["held"])
        if body is None:
            if _is_read(request):
                return response
            body = b""  # the archive has it, of which this one is a slice
        headers = Headers({"Content-Type": self._media_type(request.url)})
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(
            request.url, status=200, headers=headers, body=body, request=request, flags=[UNCHANGED]
        )

    def _media_type(self, url: str) -> str:
        rows = self.night.archive.rows(
            "SELECT media_type FROM fetches WHERE url = ? AND sha256 IS NOT NULL "
            "ORDER BY id DESC LIMIT 1",
            [url],
        )
        return (rows[0]["media_type"] if rows else None) or "text/html; charset=utf-8"


def _is_read(request: Request) -> bool:
    """Is a page read even where it is unchanged? A listing is; what we hold of it is not."""
    listed = request.cb_kwargs.get("listed")
    return "letter" not in request.cb_kwargs and not (listed and listed.document)
