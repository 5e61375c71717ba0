"""A letter: its facts with their evidence, its text with what was quoted, and who answered what."""

from __future__ import annotations

from typing import Any, cast

from datasette import NotFound, Request, Response
from datasette.app import Datasette

from archive.site import plain_words
from archive.site.addresses import document
from archive.site.marking import Mark, paragraphs
from archive.site.reading import Reading, Row, letter
from archive.site.replies import bounded, page


@bounded
async def show(datasette: Datasette, request: Request) -> Response:
    """A letter's page."""
    reading = Reading(datasette)
    row = await held(reading, request)
    number = row["id"]
    parts = await letter.parts(reading, number)
    items = await letter.items_about(reading, number)
    for place, item in enumerate(items, start=1):
        item["label"] = str(place)
    quoted = await letter.quotations(reading, number)
    shared = await letter.passages(reading, number)
    headings = {s["heading"]: f"s{s['position']}" for s in parts["sections"]}
    before, after = await letter.neighbours_in_time(reading, row)
    return await page(
        datasette,
        request,
        "letter.html",
        letter=row,
        items=items,
        quotations=_by_document(quoted),
        passages=_by_document(shared),
        answers=await letter.answers(reading, number),
        told=await letter.told_before(reading, number),
        claims=await letter.claims(reading, number),
        corrections=await letter.corrections(reading, number),
        facts={fact["field"]: fact for fact in reversed(parts["evidence"])},
        headings=headings,
        before=before,
        after=after,
        text=paragraphs(row["text"] or "", _marks(items, quoted, shared), headings),
        **cast(Any, parts),
    )


async def held(reading: Reading, request: Request) -> Row:
    """The letter that an address names. Raises NotFound."""
    number = request.url_vars["id"]
    row = await letter.letter(reading, number)
    if row is None:
        raise NotFound(f"There is no letter with the number {number} in this archive.")
    return row


def _by_document(rows: list[Row]) -> dict[str, list[Row]]:
    by_document: dict[str, list[Row]] = {}
    for row in rows:
        by_document.setdefault(row["document"], []).append(row)
    return by_document


def _marks(items: list[Row], quoted: list[Row], shared: list[Row]) -> list[Mark]:
    known = {item["id"]: item for item in items}

    def mark(found: Row, css: str, how: str) -> Mark:
        item = known.get(found["document"])
        return Mark(
            found["start"],
            found["end"],
            css,
            f"{how} {item['publisher'] if item else 'another document'}",
            document(found["document_kind"], found["document"]),
            item["label"] if item else None,
        )

    return [
        mark(q, f"verdict-{q['verdict']}", f"{plain_words.VERDICTS[q['verdict']]}: quoted by")
        for q in quoted
        if q["start"] is not None and q["end"] is not None
    ] + [mark(s, "shared", "used without quotation marks by") for s in shared]
