"""Our pages in front of Datasette: each reads its rows, marks its texts and fills a template."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from datasette import NotFound, Request, Response
from datasette.app import Datasette
from datasette.utils.asgi import asgi_send_file
from markupsafe import Markup

from archive.export import csv_lines
from archive.search_text import query_of
from archive.site import plain_words
from archive.site.marking import Mark, difference, paragraphs
from archive.site.reading import Reading, Row
from archive.site.snippets import snippets

PAGE_SIZE = 20
_MOST_PAGES = 250  # of one search: nobody turns five thousand hits over by hand

# Nothing from elsewhere, no script at all; forms and styles of our own.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


async def _page(
    datasette: Datasette, request: Request, template: str, /, status: int = 200, **context: Any
) -> Response:
    reading = Reading(datasette)
    common = {"words": plain_words, "last_run": await reading.last_run(), "difference": difference}
    html = await datasette.render_template(template, {**common, **context}, request=request)
    headers = {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    return Response.html(html, status=status, headers=headers)


# --- lists ---


async def home(datasette: Datasette, request: Request) -> Response:
    """Search, what is new, what no release answers, what was quoted otherwise."""
    reading = Reading(datasette)
    return await _page(
        datasette,
        request,
        "home.html",
        newest=await reading.newest(15),
        silent=await reading.silent(),
        differing=await reading.differing(6),
        authorities=await reading.authorities(),
        problems=await reading.problems(),
    )


async def silent(datasette: Datasette, request: Request) -> Response:
    """Every letter without a release, and those of which we cannot say."""
    rows = await Reading(datasette).silent()
    if request.url_vars.get("format") == "csv":
        return _csv("silent", rows)
    return await _page(datasette, request, "silent.html", silent=rows)


async def quotations(datasette: Datasette, request: Request) -> Response:
    """Every quotation that differs from its letter."""
    rows = await Reading(datasette).differing()
    if request.url_vars.get("format") == "csv":
        return _csv("quotations", rows)
    return await _page(datasette, request, "quotations.html", differing=rows)


async def sources(datasette: Datasette, request: Request) -> Response:
    """Every place we look, what it gave last, and what needs a look."""
    reading = Reading(datasette)
    rows = await reading.sources()
    return await _page(
        datasette, request, "sources.html", sources=rows, problems=await reading.problems()
    )


async def about(datasette: Datasette, request: Request) -> Response:
    """What this is, how it works and what it cannot do."""
    return await _page(datasette, request, "about.html")


async def search(datasette: Datasette, request: Request) -> Response:
    """Letters, releases and reports in one list."""
    query = request.args.get("q") or ""
    filters = {name: request.args.get(name) for name in ("type", "authority", "year")}
    number = _page_number(request)
    reading = Reading(datasette)
    found = query_of(query)
    total = 0
    hits: list[Row] = []
    if found:
        as_csv = request.url_vars.get("format") == "csv"
        try:
            total, hits = await reading.search(
                found.match,
                filters,
                -1 if as_csv else PAGE_SIZE,
                0 if as_csv else (number - 1) * PAGE_SIZE,
                newest_first=request.args.get("order") == "newest",
            )
        except sqlite3.OperationalError:  # the time limit
            return await _page(
                datasette, request, "search.html", status=503, q=query, too_slow=True
            )
        if as_csv:
            return _csv("search", [_hit_row(hit) for hit in hits])
        await _add_snippets(reading, hits, found.lit)
    return await _page(
        datasette,
        request,
        "search.html",
        q=query,
        filters=filters,
        order=request.args.get("order"),
        total=total,
        hits=hits,
        number=number,
        last=min(max(-(-total // PAGE_SIZE), 1), _MOST_PAGES),
        authorities=await reading.authorities(),
        address=_with(request),
    )


async def _add_snippets(reading: Reading, hits: list[Row], lit: str) -> None:
    texts = []
    for hit in hits:
        text = await reading.report_text(hit["text_sha256"]) if hit["text_sha256"] else None
        texts.append(text or hit["text"] or "")
    for hit, snippet in zip(hits, snippets(texts, lit), strict=True):
        hit["snippet"] = snippet


def _hit_row(hit: Row) -> Row:
    names = ("document_kind", "document", "authority", "kind", "published", "title", "publisher")
    return {name: hit[name] for name in names}


# --- one document ---


async def letter(datasette: Datasette, request: Request) -> Response:
    """A letter: its facts, its text with what was quoted marked, and who answered it."""
    reading = Reading(datasette)
    number = request.url_vars["id"]
    row = await reading.letter(number)
    if row is None:
        raise NotFound(f"There is no letter with the number {number} in this archive.")
    parts = await reading.parts(number)
    items = await reading.items_about(number)
    quoted = await reading.quotations_of(number)
    shared = await reading.passages_of(number)
    in_order = sorted(quoted, key=lambda q: (q["document"], q["position"]))
    by_item = {name: list(own) for name, own in groupby(in_order, lambda q: q["document"])}
    publishers = {item["id"]: item["publisher"] for item in items}
    return await _page(
        datasette,
        request,
        "letter.html",
        letter=row,
        items=items,
        quotations=by_item,
        text=_letter_text(row, parts["sections"], quoted, shared, publishers),
        **cast(Any, parts),
    )


def _letter_text(
    row: Row, sections: list[Row], quoted: list[Row], shared: list[Row], publishers: dict[str, str]
) -> Markup:
    marks = [
        Mark(
            quotation["start"],
            quotation["end"],
            f"verdict-{quotation['verdict']}",
            f"{plain_words.VERDICTS[quotation['verdict']]}: quoted by "
            f"{publishers.get(quotation['document'], 'another document')}",
            _address(quotation["document_kind"], quotation["document"]),
        )
        for quotation in quoted
    ]
    marks += [
        Mark(
            passage["start"],
            passage["end"],
            "shared",
            f"in the words of {publishers.get(passage['document'], 'another document')}, unquoted",
            _address(passage["document_kind"], passage["document"]),
        )
        for passage in shared
    ]
    return paragraphs(row["text"] or "", marks, [section["heading"] for section in sections])


async def release(datasette: Datasette, request: Request) -> Response:
    """A release: its words, and which of them are the letter's."""
    return await _item(datasette, request, "press_release")


async def report(datasette: Datasette, request: Request) -> Response:
    """A news report: what we found in it. Its text is its publisher's."""
    return await _item(datasette, request, "news_report")


async def _item(datasette: Datasette, request: Request, kind: str) -> Response:
    reading = Reading(datasette)
    document = request.url_vars["id"]
    row = await reading.item(kind, document)
    if row is None:
        raise NotFound(f"There is no {kind.replace('_', ' ')} with the id {document} here.")
    found = await reading.findings(kind, document)
    letters = [await reading.letter(link["letter"]) for link in found["links"] if link["letter"]]
    return await _page(
        datasette,
        request,
        "item.html",
        item=row,
        kind=kind,
        letters=letters,
        text=_item_text(row, found, letters) if kind == "press_release" else None,
        **cast(Any, found),
    )


def _item_text(row: Row, found: dict[str, list[Row]], letters: list[Row | None]) -> Markup:
    about = letters[0]["id"] if letters and letters[0] else None
    marks = [
        Mark(
            quotation["document_start"],
            quotation["document_end"],
            f"verdict-{quotation['verdict']}",
            plain_words.VERDICTS[quotation["verdict"]],
            f"/letters/{quotation['letter']}#m{quotation['start']}"
            if quotation["letter"]
            else None,
        )
        for quotation in found["quotations"]
        if quotation["verdict"] != "not_ofsted"
    ]
    marks += [
        Mark(
            passage["document_start"],
            passage["document_end"],
            "shared",
            "the letter’s words, unquoted",
            f"/letters/{about}#m{passage['start']}",
        )
        for passage in found["shared_passages"]
    ]
    return paragraphs(row["text"], marks)


async def authority(datasette: Datasette, request: Request) -> Response:
    """An authority's letters, releases and reports in order of time."""
    reading = Reading(datasette)
    slug = request.url_vars["slug"]
    row = await reading.authority(slug)
    if row is None:
        raise NotFound(f"There is no authority called {slug} in this archive.")
    story = await reading.story(row["urn"])
    grades = {
        name: list(rows)
        for name, rows in groupby(await reading.grades(row["urn"]), lambda g: g["letter"])
    }
    silent = {r["letter"]: r["verdict"] for r in await reading.silent() if r["slug"] == slug}
    titles = {item["id"]: item for item in story if item["document_kind"] == "letter"}
    return await _page(
        datasette,
        request,
        "authority.html",
        authority=row,
        story=story,
        grades=grades,
        silent=silent,
        letters=titles,
    )


# --- files ---


async def exported(datasette: Datasette, request: Request, send: Any) -> None:
    """One of the night's complete CSV files."""
    folder = Path(str(datasette.get_database("archive").path)).parent / "exports"
    name = request.url_vars["name"]
    path = folder / name
    if path.parent != folder or not path.is_file():
        raise NotFound(f"There is no exported file called {name}.")
    await asgi_send_file(send, str(path), filename=name, content_type="text/csv; charset=utf-8")


async def robots(datasette: Datasette, request: Request) -> Response:  # noqa: ARG001
    """Search engines may read the pages; the raw tables only repeat them at length."""
    return Response.text("User-agent: *\nDisallow: /archive\nDisallow: /-/\nDisallow: /search\n")


def _csv(name: str, rows: list[Row]) -> Response:
    columns = list(rows[0]) if rows else ["nothing found"]
    lines = csv_lines(columns, (list(row.values()) for row in rows))
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    body = "\ufeff" + "".join(lines)
    return Response(body, headers=headers, content_type="text/csv; charset=utf-8")


# --- addresses ---


def _address(kind: str, document: str) -> str:
    folder = {"letter": "letters", "press_release": "releases", "news_report": "reports"}[kind]
    return f"/{folder}/{document}"


def _page_number(request: Request) -> int:
    text = request.args.get("page") or "1"
    return min(max(int(text), 1), _MOST_PAGES) if text.isdecimal() and len(text) < 6 else 1


def _with(request: Request) -> Any:
    """For templates: this search's address with some parameters changed."""
    given = {name: request.args.get(name) for name in ("q", "type", "authority", "year", "order")}

    def address(path: str = "/search", **changes: Any) -> str:
        wanted = {**given, **changes}
        return f"{path}?{urlencode({k: v for k, v in wanted.items() if v})}"

    return address
