"""Names to addresses, public ones only: a name that somebody points at a private network leads
nowhere."""

from __future__ import annotations

import ipaddress
from typing import Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError


class PublicResolver(CachingThreadedResolver):
    """Scrapy's own resolver, which keeps what it finds for the run."""

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: Any = ()
    ) -> Deferred[str]:
        """The address of a name. Fails with DNSLookupError where it is not a public one."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(_only_public, name)


def _only_public(address: str, name: str) -> str:
    try:
        is_public = ipaddress.ip_address(address).is_global
    except ValueError:
        is_public = False
    if not is_public:
        raise DNSLookupError(f"{name} leads to {address}, which is in a private network")
    return address
