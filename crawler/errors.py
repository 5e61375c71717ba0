"""What can go wrong on the way, named by what the caller should do next."""

from __future__ import annotations


class CrawlerError(Exception):
    """The root of our own errors. `what` is the short name a `problems` row gets."""

    what = "error"


class PageChanged(CrawlerError):
    """A page has not the parts it is read by. Skip it, count it, mend the page module."""

    what = "page changed"

    def __init__(self, url: str, missing: str) -> None:
        super().__init__(f"the page was expected to have {missing}")
        self.url = url


class NotAFeed(CrawlerError):
    """A feed's address answered with something else. Skip it, count it, look for the new one."""

    what = "not a feed"

    def __init__(self, url: str, found: str) -> None:
        super().__init__(f"a feed was expected, and {found} came")
        self.url = url


class NotAPdf(CrawlerError):
    """A letter's address answered with something that is not a whole PDF. Ask again next night."""

    what = "not a pdf"

    def __init__(self, url: str, found: str) -> None:
        super().__init__(f"a PDF was expected, and {found} came")
        self.url = url


class RedirectedElsewhere(CrawlerError):
    """An address leads to another site. Do not follow; a person decides whether it has moved."""

    what = "redirected elsewhere"

    def __init__(self, url: str, target: str) -> None:
        super().__init__(f"the address leads to another site: {target}")
        self.url = url


class NotAPublicAddress(CrawlerError):
    """An address leads into a private network, or is none. Never asked; the page is to blame."""

    what = "not a public address"

    def __init__(self, url: str) -> None:
        super().__init__(f"this is no address of the open web: {url[:200]}")
        self.url = url


class Blocked(CrawlerError):
    """A site keeps us out. Leave it alone for tonight, say so, and try again on another night."""

    what = "blocked"

    def __init__(self, url: str, how: str) -> None:
        super().__init__(f"the site {how}")
        self.url = url


class SourceMisconfigured(CrawlerError):
    """An entry under `sources/` cannot be used. Do not start; mend the entry."""

    what = "misconfigured"

    def __init__(self, entry: str, reason: str) -> None:
        super().__init__(f"{entry}: {reason}")
        self.entry = entry
