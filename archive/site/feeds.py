"""Atom feeds (RFC 4287). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from archive.site.plain_words import fit_for_xml

_UNDATED = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell a subscriber. `id` is for good; `updated` is ISO 8601, a day or a moment;
    `path` is a place on this site."""

    id: str
    title: str
    path: str
    updated: str | None
    summary: str


def atom(title: str, site: str, path: str, query: str, entries: Iterable[Entry]) -> str:
    """A feed. `site` is this site's own scheme and host; `path` and `query` are of the page that
    the feed belongs to."""
    told = list(entries)
    page = f"{site}{path}" + (f"?{query}" if query else "")
    feed = f"{site}{path}.atom" + (f"?{query}" if query else "")
    newest = max((_moment(entry.updated) for entry in told), default=_UNDATED)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
        f"<title>{_text(title)}</title>",
        f"<id>tag:ofsted-letters,2026:{_text(path)}{_text('?' + query if query else '')}</id>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(feed)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>',
        f"<updated>{newest}</updated>",
        "<author><name>Ofsted letters</name></author>",
        *(_entry(entry, site) for entry in told),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry, site: str) -> str:
    return (
        f"<entry><id>tag:ofsted-letters,2026:{_text(entry.id)}</id>"
        f"<title>{_text(entry.title)}</title>"
        f'<link rel="alternate" type="text/html" href={quoteattr(site + entry.path)}/>'
        f"<updated>{_moment(entry.updated)}</updated>"
        f'<summary type="text">{_text(entry.summary)}</summary></entry>'
    )


def _moment(iso: str | None) -> str:
    if not iso:
        return _UNDATED
    return iso if "T" in iso else f"{iso}T00:00:00Z"


def _text(text: str) -> str:
    return escape(fit_for_xml(text))
