"""The newsrooms and outlets of a manifest, named ones with what the catalogue says of them."""

from __future__ import annotations

from typing import Any

from archive.local_authorities import authorities_by_urn
from crawler.replica.known_sources import UnknownSourceError, known_source
from crawler.replica.manifest_entry import Entry, slug
from crawler.replica.records import NewsPage, NewsSource
from crawler.replica.sites import DESIGNS


def read_sources(top: Entry, names: dict[str, str]) -> tuple[NewsSource, ...]:
    """Newsrooms, then outlets. `names`: authorities by URN, for newsrooms without a publisher."""
    newsrooms = [_newsroom(e, names) for e in top.entries("newsrooms", "newsroom")]
    outlets = [_outlet(e) for e in top.entries("outlets", "outlet")]
    sources = (*newsrooms, *outlets)
    for number, source in enumerate(sources):
        if source.id in {other.id for other in sources[:number]}:
            raise top.wrong(f"two sources have the id {source.id!r}; give one an `id`.")
    return sources


def _newsroom(entry: Entry, names: dict[str, str]) -> NewsSource:
    facts = _facts(entry, "newsroom", ("authority", "publisher"))
    urns = _authorities(facts)
    if not urns:
        raise entry.wrong("name a `source`, or an `authority` with `listing` and `design`.")
    publisher = str(facts.get("publisher") or names.get(urns[0]) or _formal_name(urns[0]) or "")
    if not publisher:
        raise entry.wrong(f"authority {urns[0]} has no name here; give a `publisher`.")
    return _source(entry, "newsroom", facts, publisher, urns)


def _outlet(entry: Entry) -> NewsSource:
    facts = _facts(entry, "news_outlet", ("outlet", "authority"))
    if not facts.get("outlet"):
        raise entry.wrong("name a `source`, or an `outlet` with `listing` and `design`.")
    return _source(entry, "news_outlet", facts, str(facts["outlet"]), _authorities(facts))


def _authorities(facts: dict[str, Any]) -> tuple[str, ...]:
    """Whom a source speaks for or covers: one number, or a list of them."""
    told = facts.get("authority")
    if told is None:
        return ()
    return tuple(str(urn) for urn in told) if isinstance(told, list) else (str(told),)


def _formal_name(urn: str) -> str | None:
    known = authorities_by_urn().get(urn)
    return next(iter(known.aliases), known.name) if known else None


def _facts(entry: Entry, kind: str, keys: tuple[str, ...]) -> dict[str, Any]:
    """What identifies a source: from the catalogue where it is named, else from the entry."""
    name = entry.text_or_none("source")
    facts: dict[str, Any] = {}
    if name is not None:
        try:
            facts = {**known_source(name, kind), "id": name}
        except UnknownSourceError as error:
            raise entry.wrong(f"{error}.") from error
    facts |= {key: entry.any(key) for key in keys if entry.has(key)}
    if entry.has("listing"):
        facts["url"] = entry.address("listing")
    for key in ("feed", "tagged"):
        if entry.has(key):
            facts[key] = entry.address(key)
    if entry.has("design"):
        facts["design"] = entry.text("design")
    return facts


def _source(
    entry: Entry, kind: str, facts: dict[str, Any], publisher: str, urns: tuple[str, ...]
) -> NewsSource:
    missing = [name for key, name in (("url", "listing"), ("design", "design")) if key not in facts]
    if missing:
        raise entry.wrong(f"`{missing[0]}` is missing.")
    ident = entry.text_or_none("id") or str(facts.get("id") or slug(publisher).replace("-", "_"))
    entry.place = f"{kind.replace('_', ' ')} {ident}"
    key, noun = ("releases", "release") if kind == "newsroom" else ("reports", "report")
    source = NewsSource(
        id=ident,
        kind=kind,
        url=str(facts["url"]),
        design=_design(entry, str(facts["design"])),
        publisher=publisher,
        local_authority=urns[0] if len(urns) == 1 else None,
        covers=urns if len(urns) > 1 else (),
        feed=facts.get("feed"),
        tagged=facts.get("tagged"),
        crawl_delay=entry.whole("crawl_delay", None, least=1),
        pages=tuple(_page(e) for e in entry.entries(key, noun)),
    )
    entry.done()
    return source


def _design(entry: Entry, name: str) -> str:
    if name in DESIGNS:
        return name
    served = ", ".join(sorted(DESIGNS))
    raise entry.wrong(f"there is no design {name!r}; the replica can show {served}.")


def _page(entry: Entry) -> NewsPage:
    page = NewsPage(
        url=entry.address("url"),
        title=entry.text("title"),
        text=entry.words_of("text"),
        published=entry.date_or_none("published"),
        byline=entry.text_or_none("byline"),
        banner=entry.text_or_none("banner"),
        links=entry.addresses("links"),
        nights=entry.nights(),
    )
    entry.done()
    return page
