"""Where a request may lead: to the site it was meant for, and nowhere else."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

from crawler.errors import RedirectedElsewhere


class SameSiteRedirects(RedirectMiddleware):
    """Follows redirects within a site. Another site is a person's decision: the newsroom may have
    moved, or somebody else may own the name now."""

    def _engine_started(self) -> None:
        """Scrapy looks here for what adds a referer, and warns when there is none. We send none."""

    def _build_redirect_request(
        self, source_request: Request, response: Response, *, url: str, **kwargs: object
    ) -> Request:
        if site_of(url) != site_of(source_request.url):
            raise RedirectedElsewhere(source_request.url, url)
        redirected: Request = super()._build_redirect_request(
            source_request, response, url=url, **kwargs
        )
        return redirected


def site_of(url: str) -> str:
    """The host without `www.`: the same site answers on both."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
