"""The records a manifest is read into. Frozen, and without behaviour that does I/O."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.replica.manifest_entry import ALWAYS, Nights

# The ways in which Ofsted's provider pages have written a document's link.
LINK_FORMS = ("current", "date_first", "capitals", "two_spaces", "as_pdf")


def _modified(published: dt.date | None, nights: Nights) -> dt.date | None:
    return published + dt.timedelta(days=nights.first - 1) if published else None


@dataclass(frozen=True, slots=True)
class Document:
    """A letter on a provider's page: a PDF as it is, or a source to print. Undated: None."""

    file: str
    label: str
    published: dt.date | None
    path: Path
    is_printed: bool
    link_form: str
    nights: Nights

    @property
    def modified(self) -> dt.date | None:
        """The day the file last changed: one put in another's place is younger than its date."""
        return _modified(self.published, self.nights)


@dataclass(frozen=True, slots=True)
class Provider:
    """An authority's page at Ofsted's site."""

    urn: str
    name: str
    documents: tuple[Document, ...]
    nights: Nights


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A release or a report. `text` holds paragraphs parted by blank lines."""

    url: str
    title: str
    text: str
    published: dt.date | None = None
    byline: str | None = None
    banner: str | None = None
    links: tuple[str, ...] = ()
    nights: Nights = ALWAYS

    @property
    def modified(self) -> dt.date | None:
        """The day it last changed: a version of a later night is that much younger."""
        return _modified(self.published, self.nights)


@dataclass(frozen=True, slots=True)
class NewsSource:
    """A newsroom or a news outlet with its pages, newest last as the manifest has them."""

    id: str
    kind: str  # newsroom, news_outlet
    url: str
    design: str
    publisher: str  # the council or trust, or the outlet's name
    local_authority: str | None
    crawl_delay: int | None
    pages: tuple[NewsPage, ...]
    covers: tuple[str, ...] = ()  # the authorities, where it is not one
    feed: str | None = None
    tagged: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong at one address; `times` None: always."""

    url: str
    status: int | None = None
    times: int | None = None
    delay: float = 0.0
    truncate_at: int | None = None
    clean: bool = False
    content_type: str | None = None
    redirect: str | None = None
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    nights: Nights = ALWAYS


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything there is to see. `authorities` are facts served to the crawler as they stand."""

    night: int = 1
    providers: tuple[Provider, ...] = ()
    sources: tuple[NewsSource, ...] = ()
    faults: tuple[Fault, ...] = ()
    authorities: tuple[dict[str, Any], ...] = ()
    delay: float = 0.0
