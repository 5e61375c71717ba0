"""The authorities, providers and faults of a manifest, each entry made into its record."""

from __future__ import annotations

import gzip
from typing import Any

from crawler.replica.letter_source import LetterSourceError, read_letter_source
from crawler.replica.manifest_entry import Entry, slug
from crawler.replica.records import LINK_FORMS, Document, Fault, Provider

_AUTHORITY_FACTS = ("gss_code", "la_code", "region", "type")


def read_authorities(top: Entry) -> tuple[dict[str, Any], ...]:
    """Facts on invented authorities, for a crawler that has never heard of them."""
    return tuple(_authority(entry) for entry in top.entries("authorities", "authority"))


def _authority(entry: Entry) -> dict[str, Any]:
    facts: dict[str, Any] = {"urn": entry.identifier("urn"), "name": entry.text("name")}
    facts["slug"] = entry.text_or_none("slug") or slug(facts["name"])
    facts["aliases"] = [str(alias) for alias in entry.sequence("aliases")]
    for key in _AUTHORITY_FACTS:
        value = entry.any(key, None)
        facts[key] = None if value is None else str(value)
    facts["statistical_neighbours"] = [str(n) for n in entry.sequence("statistical_neighbours")]
    entry.done()
    return facts


def read_provider(entry: Entry) -> Provider:
    urn, name = entry.identifier("urn"), entry.text("name")
    entry.place = f"provider {name}"
    documents = tuple(_document(e) for e in entry.entries("documents", "document"))
    provider = Provider(urn, name, documents, entry.nights())
    entry.done()
    return provider


def _document(entry: Entry) -> Document:
    if entry.has("pdf") == entry.has("letter"):
        raise entry.wrong("name either `pdf` (a file) or `letter` (a source to print).")
    is_printed = entry.has("letter")
    document = Document(
        file=entry.identifier("file"),
        label=entry.text("label"),
        published=entry.date_or_none("published"),
        path=entry.file("letter" if is_printed else "pdf"),
        is_printed=is_printed,
        link_form=entry.choice("link_form", LINK_FORMS, "current"),
        nights=entry.nights(),
    )
    entry.done()
    if is_printed:
        _check_letter(entry, document)
    return document


def _check_letter(entry: Entry, document: Document) -> None:
    try:
        read_letter_source(document.path.read_text(encoding="utf-8"))
    except (LetterSourceError, UnicodeDecodeError) as error:
        raise entry.wrong(f"{document.path.name} cannot be printed: {error}") from error


def read_fault(entry: Entry) -> Fault:
    fault = Fault(
        url=entry.address("url"),
        status=entry.whole("status", None, least=100),
        times=entry.whole("times", None, least=1),
        delay=entry.seconds("delay"),
        truncate_at=entry.whole("truncate_at", None),
        clean=entry.yes("clean"),
        content_type=entry.text_or_none("content_type"),
        redirect=entry.address("redirect") if entry.has("redirect") else None,
        body=_fault_body(entry),
        headers=_fault_headers(entry),
        nights=entry.nights(),
    )
    entry.done()
    return fault


def _fault_body(entry: Entry) -> bytes | None:
    """The words of `body`; with `size`, repeated or cut until there are that many bytes."""
    body, size, packed = entry.any("body", None), entry.whole("size", None), entry.yes("gzip")
    if body is not None and not isinstance(body, str):
        raise entry.wrong("`body` must be text.")
    if size is None and body is None:
        return None
    words = (body or "x").encode()
    whole = words if size is None else (words * (size // len(words) + 1))[:size]
    return gzip.compress(whole, mtime=0) if packed else whole


def _fault_headers(entry: Entry) -> tuple[tuple[str, str], ...]:
    headers = entry.any("headers", {})
    if not isinstance(headers, dict):
        raise entry.wrong("`headers` must be a mapping of names to values.")
    packing = (("Content-Encoding", "gzip"),) if entry.yes("gzip") else ()
    return (*packing, *((str(name), str(value)) for name, value in headers.items()))
