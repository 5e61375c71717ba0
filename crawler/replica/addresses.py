"""Real addresses, as they travel through the replica. No I/O.

A request for `https://HOST/path?query` comes as `/HOST/path?query`; pages keep the real address.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from archive.records import same_address


@dataclass(frozen=True, slots=True)
class Address:
    """A real address that was asked for. `path` has its escapes resolved, `url` keeps them."""

    url: str
    host: str
    path: str
    query: tuple[tuple[str, str], ...] = ()

    def parameter(self, name: str, default: str = "") -> str:
        """The first value of a query parameter, whether written `name`, `name[]` or `name[0]`."""
        return next((value for key, value in self.query if key.split("[")[0] == name), default)

    def number(self, name: str, default: int) -> int:
        """A query parameter as a whole number; what is not a number counts as absent."""
        value = self.parameter(name)
        return int(value) if value.isascii() and value.isdigit() else default


def real_address(url: str) -> Address:
    """Take an address apart; the host in small letters, the path without escapes."""
    parts = urlsplit(url)
    query = tuple(parse_qsl(parts.query, keep_blank_values=True))
    return Address(url, parts.netloc.lower(), unquote(parts.path) or "/", query)


def asked_address(raw_path: str, query: str) -> Address:
    """The real address behind a request to the replica; escapes stay as they came."""
    host, _, path = raw_path.lstrip("/").partition("/")
    return real_address(urlunsplit(("https", host.lower(), "/" + path, query, "")))


@lru_cache(maxsize=20_000)  # every request is compared with every page of its site
def page_key(url: str) -> str:
    """One form for all spellings of an address; a slash at the end makes no other page."""
    parts = urlsplit(same_address(url))
    return urlunsplit(parts._replace(path=parts.path.rstrip("/")))
