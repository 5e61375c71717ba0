"""Search over letters, releases and reports: one list, with why each was found."""

from __future__ import annotations

from typing import Any

from datasette import Request
from datasette.app import Datasette

from archive.site import addresses, plain_words
from archive.site.feeds import Entry
from archive.site.lists.listing import Listing
from archive.site.pages import asked
from archive.site.pages.listed import as_file
from archive.site.reading import Reading, Row, home, search
from archive.site.reading.item import report_texts
from archive.site.replies import bounded, page
from archive.site.snippets import snippets
from archive.site.suggestions import suggestion
from archive.words.search_text import Query, query_of

PAGE_SIZE = 20
_LONGEST = 1000  # characters of a query: a pasted page is none

_NOTHING = '"a" NOT "a"'

COLUMNS = {
    "document_kind": "letter, press_release or news_report",
    "document": "Its id; of a letter Ofsted’s number",
    "authority": "Authority",
    "kind": "Kind of letter",
    "published": "Day of publication",
    "title": "Title",
    "publisher": "Who published it",
    "url": "The original",
}


@bounded
async def show(datasette: Datasette, request: Request) -> Any:
    """The search page, or all its hits as a file."""
    given = asked.filters(request, (*search.FILTERS, "order"))
    query = (request.args.get("q") or "")[:_LONGEST]
    found = query_of(query)
    ending = request.url_vars.get("format")
    if ending:
        return await _file(datasette, request, ending, query, found, given)
    reading = Reading(datasette)
    number = asked.page_number(request)
    total, hits = await _hits(reading, found, given, number) if found else (0, [])
    return await page(
        datasette,
        request,
        "search.html",
        q=query,
        filters=given,
        narrowed=any(given[name] for name in search.FILTERS),
        total=total,
        newest_first=given["order"] == "newest" or bool(found and not found.words_only),
        most=search.MOST_COUNTED,
        hits=hits,
        number=number,
        page_size=PAGE_SIZE,
        last=min(max(-(-total // PAGE_SIZE), 1), asked.MOST_PAGES),
        suggestion=await suggestion(reading, query) if found and not total else None,
        choices=await _choices(reading),
        address=asked.address_of("/search", {"q": query, **given}),
    )


async def _choices(reading: Reading) -> dict[str, tuple[str, str, dict[str, str]]]:
    """The filters with choices: name -> what it is, what no choice means, and the choices."""
    return {
        "type": ("In", "everything", {
            "letter": "letters", "press_release": "releases", "news_report": "reports"}),
        "authority": ("Authority", "all", {
            a["slug"]: a["name"] for a in await home.authorities(reading)}),
        "region": ("Region", "all", {region: region for region in await home.regions(reading)}),
        "kind": ("Kind of letter", "all", plain_words.KINDS),
        "grade": ("With the grade", "any", {grade: grade for grade in plain_words.GRADES}),
    }  # fmt: skip


async def _hits(
    reading: Reading, found: Query, given: dict[str, str | None], number: int
) -> tuple[int, list[Row]]:
    total, hits = await search.search(
        reading,
        found.match,
        given,
        PAGE_SIZE,
        (number - 1) * PAGE_SIZE,
        # A phrase, or a word's beginning, is looked for once and not weighed: newest first.
        newest_first=given["order"] == "newest" or not found.words_only,
    )
    texts = await report_texts(reading, [h["text_sha256"] for h in hits if h["text_sha256"]])
    whole = [texts.get(hit["text_sha256"], hit["text"]) or "" for hit in hits]
    for hit, snippet in zip(hits, snippets(whole, found.lit), strict=True):
        hit["snippet"] = snippet
    return total, hits


async def _file(
    datasette: Datasette,
    request: Request,
    ending: str,
    query: str,
    found: Query | None,
    given: dict[str, str | None],
) -> Any:
    # A query without a word finds nothing, in the same columns.
    sql, parameters = search.all_hits(found.match if found else _NOTHING, given)
    listing = Listing(
        name="search",
        title=f"Search: {query}" if query else "Search",
        about="Letters, releases and reports that hold these words, newest first.",
        columns=COLUMNS,
        select=sql,
        order="",
        entry=_entry,
    )
    return await as_file(datasette, request, ending, listing, sql, parameters)


def _entry(row: Row) -> Entry:
    who = row["publisher"] or plain_words.kind(row["kind"])
    return Entry(
        f"{row['document_kind']}/{row['document']}",
        row["title"] or "Untitled",
        addresses.document(row["document_kind"], row["document"]),
        row["published"],
        f"{plain_words.DOCUMENTS[row['document_kind']]}: {who}, "
        f"{plain_words.day(row['published'])}",
    )
