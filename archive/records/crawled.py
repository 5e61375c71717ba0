"""What the crawler hands over, and by what a document is known."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority with children's services. `urn` is Ofsted's number for it."""

    urn: str
    name: str
    slug: str
    aliases: tuple[str, ...] = ()
    gss_code: str | None = None
    la_code: str | None = None
    region: str | None = None
    type: str | None = None
    active_from: dt.date | None = None
    active_to: dt.date | None = None
    successor: str | None = None
    statistical_neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A place we look, as the catalogue has it. `least` and `most`: new items in a usual month.

    `url` is empty where nobody has found the place. `covers`: the authorities it may be about,
    where `local_authority` cannot say one. `confidence`: seen, likely, old, inferred, none.
    """

    id: str
    kind: str  # ofsted, newsroom, news_outlet
    url: str
    design: str
    local_authority: str | None = None
    publisher: str | None = None
    least: int | None = None
    most: int | None = None
    notes: str | None = None
    feed: str | None = None  # walked where `url` cannot be read
    tagged: str | None = None  # what it has on Ofsted, further back than `url` goes
    confidence: str | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and what came. `body` is None where nothing came, or where it came unchanged."""

    url: str
    fetched_at: str
    source: str
    status: int | None  # None: no answer at all (time-out, refused, too large)
    body: bytes | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """One document on an authority's page at Ofsted's site. `published` is None where undated."""

    file: str
    local_authority: str
    label: str
    url: str
    provider_url: str
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One entry of a newsroom's or outlet's listing or feed: an address to visit."""

    url: str
    title: str | None = None
    published: dt.date | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class PressRelease:
    """A release by a council, or by the children's trust that runs its services."""

    url: str
    local_authority: str | None  # None: a trust's that serves several, and it names none or all
    publisher: str
    title: str
    text: str
    published: dt.date | None = None
    published_source: str | None = None  # json-ld, meta, time, label, text, listing, guess
    outbound_links: tuple[str, ...] = ()
    block_quotes: tuple[int, ...] = ()  # paragraphs of the text, from 1, in a block quote


@dataclass(frozen=True, slots=True)
class NewsReport:
    """A report in a news outlet. `text` stays in originals.db; archive.db holds 40 words of it."""

    url: str
    outlet: str
    title: str
    text: str
    byline: str | None = None
    local_authority: str | None = None
    published: dt.date | None = None
    published_source: str | None = None
    outbound_links: tuple[str, ...] = ()
    block_quotes: tuple[int, ...] = ()
    story: str | None = None  # the outlet's own number, where one story has several addresses


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at. `what` is one of some short names, `detail` a sentence."""

    source: str
    url: str
    what: str
    detail: str


def same_address(url: str) -> str:
    """One form for all spellings of an address: the host's case, escapes, fragment and the
    parameters that newsletters add do not make another page."""
    parts = urlsplit(url.strip())
    path = quote(unquote(parts.path), safe="/:@!$&()*+,;=~") or "/"
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith("utm_")
    ]
    return urlunsplit(("https", parts.netloc.lower(), path, urlencode(sorted(query)), ""))


def document_id(url: str) -> str:
    """The lasting id of a release or report: twelve characters made from its address."""
    return hashlib.sha256(same_address(url).encode()).hexdigest()[:12]
