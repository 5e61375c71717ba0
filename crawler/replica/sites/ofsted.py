"""Ofsted's own two hosts: the search, a page for each authority, the files. No newsroom design.

A search shows what the real one does with the parameters we know; others change nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from crawler.replica import answers
from crawler.replica.addresses import Address
from crawler.replica.answers import Answer
from crawler.replica.letter_pdf import print_letter
from crawler.replica.records import Document, Provider
from crawler.replica.sites.ofsted_pages import NOT_FOUND, PROVIDER, SEARCH

REPORTS_HOST = "reports.ofsted.gov.uk"
FILES_HOST = "files.ofsted.gov.uk"
HOSTS = (REPORTS_HOST, FILES_HOST, "files.api.ofsted.gov.uk")
DISALLOWED = ("/search/subscribe", "/unsubscribe")

CHILDRENS_SERVICES = "12"  # level_2_types of local authorities' children's services
MOST_ROWS = 100  # since February 2025
USUAL_ROWS = 10
AUTHORITY = "44"  # the type code in a provider's address


@dataclass(frozen=True, slots=True)
class _Listed:
    """A provider as it stands tonight: its documents, newest first, the undated ones last."""

    urn: str
    name: str
    documents: tuple[Document, ...]

    @property
    def latest(self) -> dt.date | None:
        return max((d.published for d in self.documents if d.published), default=None)


def answer_ofsted(providers: Sequence[Provider], night: int, address: Address) -> Answer:
    """Answer for any of Ofsted's hosts."""
    listed = [_listed(p, night) for p in providers if p.nights.include(night)]
    if address.host != REPORTS_HOST:
        return _file(listed, address) or _not_found()
    if address.path == "/search":
        return _search(listed, address)
    return _provider(listed, address) or _not_found()


def _listed(provider: Provider, night: int) -> _Listed:
    there = [d for d in provider.documents if d.nights.include(night)]
    there.sort(key=lambda d: d.published or dt.date.min, reverse=True)
    return _Listed(provider.urn, provider.name, tuple(there))


def _not_found() -> Answer:
    return answers.page(NOT_FOUND.render(title="Page not found"), status=404)


def _file(listed: Sequence[_Listed], address: Address) -> Answer | None:
    number = re.fullmatch(r"/v1/file/(\w+)", address.path.rstrip("/"))
    documents = [d for p in listed for d in p.documents if number and d.file == number.group(1)]
    if not documents:
        return None
    body = _pdf(documents[0].path, documents[0].is_printed)
    return Answer(body, "application/pdf", modified=documents[0].modified)


@lru_cache(maxsize=256)
def _pdf(path: Path, is_printed: bool) -> bytes:
    return print_letter(path.read_text(encoding="utf-8")) if is_printed else path.read_bytes()


def _provider(listed: Sequence[_Listed], address: Address) -> Answer | None:
    found = re.fullmatch(rf"/provider/{AUTHORITY}/(\w+)", address.path.rstrip("/"))
    provider = next((p for p in listed if found and p.urn == found.group(1)), None)
    if provider is None:
        return None
    html = PROVIDER.render(title=provider.name, provider=provider, words=link_words)
    return answers.page(html)


def link_words(document: Document) -> str:
    """A link's hidden words, in the ways the real pages have had them."""
    label, date = document.label, document.published
    if date is None:
        return f"{label}, PDF"
    written = f"{date:%d %B %Y}"
    return {
        "current": f"{label}, pdf - {written}",
        "date_first": f"{label} - {written}, pdf",
        "capitals": f"{label}, PDF - {written}",
        "two_spaces": f"{label},  pdf - {written.lower()}",
        "as_pdf": f"{label} as pdf - {written}",
    }[document.link_form]


def _search(listed: Sequence[_Listed], address: Address) -> Answer:
    found = _sorted([p for p in listed if _is_wanted(p, address)], address)
    start = address.number("start", 0)
    rows = min(address.number("rows", USUAL_ROWS) or USUAL_ROWS, MOST_ROWS)
    following = start + rows if start + rows < len(found) else None
    html = SEARCH.render(
        title="Search",
        count=len(found),
        providers=found[start : start + rows],
        following=following and _search_address(address, start=str(following)),
        orders=[(name, _search_address(address, **order)) for name, order in _ORDERS.items()],
    )
    return answers.page(html)


_ORDERS = {
    "Relevance": {"sort": "relevancy", "order": "desc"},
    "Latest report": {"sort": "date", "order": "desc"},
    "A to Z": {"sort": "az", "order": "asc"},
}


def _is_wanted(provider: _Listed, address: Address) -> bool:
    kinds = [value for key, value in address.query if key.split("[")[0] == "level_2_types"]
    level = address.parameter("level_1_types", "0")
    if level not in {"", "0", "3"} or (kinds and CHILDRENS_SERVICES not in kinds):
        return False
    return address.parameter("q").lower() in provider.name.lower()


def _sorted(found: list[_Listed], address: Address) -> list[_Listed]:
    is_falling = address.parameter("order", "desc") == "desc"
    if address.parameter("sort") == "date":
        return sorted(found, key=lambda p: p.latest or dt.date.min, reverse=is_falling)
    if address.parameter("sort") == "az":
        return sorted(found, key=lambda p: p.name, reverse=is_falling)
    return found


def _search_address(address: Address, **changed: str) -> str:
    """The same search with some parameters changed, as the site links to it."""
    kept = [(key, value) for key, value in address.query if key not in changed]
    return "/search?" + urlencode([*kept, *changed.items()])
