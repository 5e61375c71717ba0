"""robots.txt as RFC 9309 has it: who cannot say what is allowed is asked for nothing."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached


class RobotsUnread(IgnoreRequest):
    """The site could not give its robots.txt. `status`: what it answered."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class RobotsTxt(RobotsTxtMiddleware):
    """Scrapy's own, which takes the page of an error for rules, and a broken site for an open one.

    Section 2.3.1 of the RFC: a robots.txt that is not there (4xx) forbids nothing, one that the
    site is too ill to give (5xx) forbids all. Of a site that gives no answer at all the request
    itself will say so.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unread: dict[str, int] = {}  # site -> the status of its answer

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let a request pass, or raise IgnoreRequest."""
        status = self._unread.get(urlparse_cached(request).netloc)
        if status is not None:
            raise RobotsUnread(status)
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            self._unread[netloc] = response.status
        rules = response.body if response.status < 400 else b""
        await super()._parse_robots(response.replace(body=rules), netloc, request)
