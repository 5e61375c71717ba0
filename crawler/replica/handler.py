"""Sends every request to a replica while requests and records keep the real addresses.

A download handler and not a downloader middleware: a middleware that changes a request's address
sends it through the scheduler and every other middleware again, robots.txt included.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.settings import REPLICA


class ToReplica(HTTP11DownloadHandler):
    """Puts the host into the path: `https://HOST/PATH` is asked as `REPLICA/HOST/PATH`."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.replica: str = crawler.settings[REPLICA].rstrip("/")

    async def download_request(self, request: Request) -> Response:
        """The answer, under the address that was asked for."""
        parts = urlsplit(request.url)
        asked = parts._replace(scheme="", netloc="").geturl() or "/"
        there = request.replace(url=f"{self.replica}/{parts.netloc}{asked}")
        response = await super().download_request(there)
        return response.replace(url=request.url)
