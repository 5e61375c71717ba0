"""A release or a report: whose words stand in it, what it left out, how it was changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from datasette import NotFound, Request, Response
from datasette.app import Datasette

from archive.site import plain_words
from archive.site.changed import word_changes
from archive.site.marking import Mark, paragraphs
from archive.site.reading import Reading, Row, item
from archive.site.reading.letter import letter
from archive.site.replies import bounded, page
from archive.words.wording import Seeds, Words, words_of

# A run of so many words of a release in a report is no chance.
_LEAST_WORDS = 8
_WORDS_SHOWN = 40
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Words of a report that stand in a release: how many, and how they begin."""

    words: int
    text: str
    release: str


@bounded
async def release(datasette: Datasette, request: Request) -> Response:
    """A release's page."""
    reading, row, found, letters = await _read(datasette, request, "press_release")
    answers = await item.answers(reading, row["id"])
    return await page(
        datasette,
        request,
        "release.html",
        item=row,
        kind="press_release",
        letters=letters,
        text=paragraphs(row["text"], _marks(found)),
        answers=answers,
        waiting=await item.is_waiting(reading, "press_release", row["id"]),
        siblings=await _siblings(reading, "press_release", row["id"], letters),
        edits=_edits(found["versions"]),
        **cast(Any, found),
    )


@bounded
async def report(datasette: Datasette, request: Request) -> Response:
    """A news report's page: what we found in it. Its text is its publisher's."""
    reading, row, found, letters = await _read(datasette, request, "news_report")
    siblings = await _siblings(reading, "news_report", row["id"], letters)
    texts = await item.report_texts(reading, [row["text_sha256"]])
    whole = texts.get(row["text_sha256"])
    return await page(
        datasette,
        request,
        "report.html",
        item=row,
        kind="news_report",
        letters=letters,
        waiting=await item.is_waiting(reading, "news_report", row["id"]),
        siblings=siblings,
        counted=await item.borrowed(reading, "news_report", row["id"]),
        taken=_taken(whole, siblings) if whole else [],
        **cast(Any, found),
    )


async def _read(
    datasette: Datasette, request: Request, kind: str
) -> tuple[Reading, Row, dict[str, list[Row]], list[Row]]:
    reading = Reading(datasette)
    document = request.url_vars["id"]
    row = await item.item(reading, kind, document)
    if row is None:
        raise NotFound(f"There is no {kind.replace('_', ' ')} with the id {document} here.")
    found = await item.findings(reading, kind, document)
    held = [await letter(reading, link["letter"]) for link in found["links"] if link["letter"]]
    return reading, row, found, [one for one in held if one]


async def _siblings(reading: Reading, kind: str, document: str, letters: list[Row]) -> list[Row]:
    found = [await item.siblings(reading, kind, document, one["id"]) for one in letters[:3]]
    return list({(row["document_kind"], row["id"]): row for rows in found for row in rows}.values())


def _marks(found: dict[str, list[Row]]) -> list[Mark]:
    def to_letter(row: Row) -> str | None:
        if row["letter"] is None:
            return None
        place = f"#m{row['start']}" if row["start"] is not None else ""
        return f"/letters/{row['letter']}{place}"

    return [
        Mark(
            q["document_start"],
            q["document_end"],
            f"verdict-{q['verdict']}",
            plain_words.VERDICTS[q["verdict"]],
            to_letter(q),
        )
        for q in found["quotations"]
        if q["verdict"] != "not_ofsted" and not q["in_title"]
    ] + [
        Mark(
            s["document_start"], s["document_end"], "shared", "the letter’s words, unquoted",
            to_letter(s),
        )
        for s in found["shared_passages"]
    ]  # fmt: skip


def _edits(versions: list[Row]) -> list[dict[str, Any]]:
    """Each later version, newest first: when it was seen, and what changed in its words."""
    edits = []
    for old, new in pairwise(versions):
        edits.append(
            {
                "version": new["version"],
                "seen": new["seen"],
                "title": (old["title"], new["title"]) if old["title"] != new["title"] else None,
                "words": word_changes(old["text"] or "", new["text"] or ""),
            }
        )
    return edits[::-1]


def _taken(whole: str, siblings: list[Row]) -> list[Borrowed]:
    """The words of a report that stand in a release about the same letter, the longest first."""
    words = words_of(whole)
    taken = [one for row in siblings if row["text"] for one in _runs(whole, words, row)]
    return sorted(taken, key=lambda one: -one.words)[:_MOST_SHOWN]


def _runs(whole: str, words: Words, row: Row) -> list[Borrowed]:
    runs = Seeds(words_of(row["text"])).runs(words, least=_LEAST_WORDS)
    borrowed = []
    for run in runs:
        last = run.here + run.length - 1
        shown = min(last, run.here + _WORDS_SHOWN - 1)
        text = whole[words.starts[run.here] : words.ends[shown]]
        ending = " …" if shown < last else ""
        borrowed.append(Borrowed(run.length, text + ending, row["id"]))
    return borrowed
