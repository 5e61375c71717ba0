"""Where a request may lead, and how often: to the site it was meant for and nowhere else, later
where the site asks for it, and not again where the site keeps us out."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse

from crawler.errors import Blocked, NotAPublicAddress, RedirectedElsewhere
from crawler.night import PartOfNight
from crawler.pages.page import site_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# What the walls of the large providers say of themselves. They stand in front of the page, with
# any status, 200 included.
_CHALLENGE_HEADERS = {"cf-mitigated": "challenge", "x-amzn-waf-action": ""}
_CHALLENGE_TITLES = (
    b"just a moment", b"attention required! | cloudflare", b"checking your browser",
    b"human verification", b"are you a robot", b"access denied", b"ddos-guard",
    b"pardon our interruption", b"verifying you are human",
)  # fmt: skip
_CHALLENGE_MARKS = (
    b"cf-browser-verification", b"/cdn-cgi/challenge-platform/", b"_incapsula_resource",
    b"request unsuccessful. incapsula", b"awswafintegration", b"px-captcha",
)  # fmt: skip
REFUSED = {401: "asks for a login", 403: "refuses us", 429: "asks us to come less often"}
# A page may be closed for its own reasons; so many in a row are the site's word on us.
_REFUSALS_UNTIL_LEFT_ALONE = 3
LONGEST_WAIT = 60  # seconds of a Retry-After that we sit out; longer ones are another night's


class LeftAloneTonight(IgnoreRequest):
    """A source has said no often enough: its other pages wait for another night. What it said has
    its problem; a page that was not asked for has none."""


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

    def _redirect(self, redirected: Request, request: Request, reason: object) -> Request:
        followed: Request = super()._redirect(redirected, request, reason)
        # Else one that leads to what was asked before, or to itself, is dropped without a word.
        followed.dont_filter = True
        return followed


class PublicAddresses:
    """Downloader middleware: no listing, sitemap or slip of the pen sends us into a private
    network. What a public name resolves to is settled by the resolver below."""

    def process_request(self, request: Request) -> None:
        """Refuse what is no address of the open web."""
        if not is_public(request.url):
            raise NotAPublicAddress(request.url)


class LeftAlone(PartOfNight):
    """Downloader middleware: a site that keeps us out is left alone tonight, never tricked."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._refusals: dict[str, int] = {}

    def process_request(self, request: Request) -> None:
        """Ask nothing more of a source that has said no."""
        source = request.meta.get("source")
        if source and self.night.tally(source).keeps_us_out:
            raise LeftAloneTonight(request.url)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Wait as long as the site asks; and see its walls for what they are."""
        source = request.meta.get("source")
        if source is None:
            return response  # robots.txt: Scrapy reads a refusal as "nothing is forbidden"
        wait = seconds_to_wait(response, dt.datetime.now(dt.UTC))
        if wait and wait <= LONGEST_WAIT and not request.meta.get("waited"):
            await asyncio.sleep(wait)
            request.meta["waited"] = True
            return response  # 429 and 503 are asked again by the retry middleware
        if wait:
            request.meta["dont_retry"] = True
        wall = is_challenge(response)
        if not wall and response.status not in REFUSED:
            self._refusals.pop(source, None)
            return response
        much = _REFUSALS_UNTIL_LEFT_ALONE if request.meta.get("listing") or wall else 1
        self._refusals[source] = self._refusals.get(source, 0) + much
        if self._refusals[source] >= _REFUSALS_UNTIL_LEFT_ALONE:
            self.night.tally(source).keeps_us_out = True
        if wall:
            raise Blocked(request.url, "puts a wall for browsers in front of its pages")
        if wait and response.status == 429:
            raise Blocked(request.url, f"asks us to come again in {wait} seconds")
        raise Blocked(request.url, f"{REFUSED[response.status]} (HTTP {response.status})")


def is_public(url: str) -> bool:
    """Is this an address of the open web, by its form? Names are resolved later."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or port not in (None, 80, 443):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        # 2130706433 and 0x7f.1 are ways to write 127.0.0.1 as well; no site is called so.
        is_a_number = re.fullmatch(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*", host)
        return is_a_number is None and "." in host and not host.endswith(_PRIVATE_NAMES)


_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet")


def is_challenge(response: Response) -> bool:
    """Does a wall stand in the page's place?"""
    for name, value in _CHALLENGE_HEADERS.items():
        found = response.headers.get(name)
        if found is not None and value in found.decode("latin-1").lower():
            return True
    if not isinstance(response, TextResponse):
        return False
    head = response.body[:20_000].lower()
    title = head.partition(b"<title>")[2][:80].lstrip()
    return title.startswith(_CHALLENGE_TITLES) or any(mark in head for mark in _CHALLENGE_MARKS)


def seconds_to_wait(response: Response, now: dt.datetime) -> int:
    """How long a busy site (429, 503) asks us to wait; 0 where it does not say."""
    if response.status not in (429, 503):
        return 0
    told = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if told.isascii() and told.isdigit():
        return int(told)
    try:
        moment = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return 0
    return max(0, round((moment.astimezone(dt.UTC) - now).total_seconds()))
