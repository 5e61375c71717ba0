"""The `review` command: what is `unsure`, the most valuable first, with the evidence side by side.

Each answer goes to `corrections.yml` in the data folder at once, with the person's name, and is
applied after every rebuild. What was answered is not asked again, even before it is applied.
"""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from archive import corrections_yml
from archive.corrected import decided
from archive.read_only import opened
from archive.records import Correction

Row = dict[str, Any]
Ask = Callable[[str], str]
Say = Callable[[str], None]

_KEYS = (
    "number: that letter (several: 1 2)   n: about nothing   h: letter not held   "
    "Enter: later   q: quit"
)
_EXTRACT = 700  # characters of an item's text
# A release about a letter of last month is worth more than a report of ten years ago.
_UNSURE = """
    SELECT k.document_kind, k.document FROM links k
    WHERE k.decision = 'unsure' AND k.decided_by = 'rule'
    ORDER BY k.document_kind = 'press_release' DESC,
             coalesce(json_extract(k.evidence, '$.letter_published'), '') DESC,
             k.score DESC, k.document
"""
_ITEM = """
    SELECT k.document_kind, k.document, k.reason, k.evidence,
           coalesce(p.title, n.title) AS title, coalesce(p.publisher, n.outlet) AS publisher,
           coalesce(p.published, n.published) AS published, coalesce(p.url, n.url) AS url,
           coalesce(p.text, n.extract) AS text
    FROM links k
    LEFT JOIN press_releases p ON k.document_kind = 'press_release' AND p.id = k.document
    LEFT JOIN news_reports n ON k.document_kind = 'news_report' AND n.id = k.document
    WHERE k.document_kind = ? AND k.document = ? AND k.decision = 'unsure' LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review came to."""

    answered: int
    left: int


def review(data: Path, by: str, ask: Ask, say: Say, today: dt.date, width: int = 100) -> Reviewed:
    """Ask a person about each unsure item; stop at `q` or at the end of what is typed."""
    waiting = list(_unsure(data, today))
    answered = 0
    for number, row in enumerate(waiting, start=1):
        found = _rows(data, _ITEM, row["document_kind"], row["document"])
        if not found:
            continue  # a night has decided it meanwhile
        item, candidates = found[0], _candidates(data, found[0])
        say(f"\n{number} of {len(waiting)}")
        say("\n".join(side_by_side(item, candidates, width)))
        answer = _answer(ask, say, candidates)
        if answer is None:
            return Reviewed(answered, len(waiting) - answered)
        if answer:
            because = ask("Why (one sentence)? ").strip() or "Read beside the letter."
            _write(data, item, answer, by, because, today)
            answered += 1
    return Reviewed(answered, len(waiting) - answered)


def side_by_side(item: Row, candidates: Sequence[Row], width: int) -> Iterator[str]:
    """The item on the left; on the right each letter it may be about, with what speaks for it."""
    half = (width - 3) // 2
    left = [
        item["title"],
        f"{item['publisher']}, {item['published'] or 'undated'}",
        item["url"],
        "",
    ]
    left += (item["text"] or "")[:_EXTRACT].split("\n")
    right: list[str] = [item["reason"], ""]
    for number, letter in enumerate(candidates, start=1):
        kind = (letter["kind"] or "letter").replace("_", " ")
        right.append(f"{number}: {kind}, {letter['published'] or 'undated'}, {letter['authority']}")
        right.append(f"   visit {letter['visit_as_printed'] or 'not read'}; {letter['url']}")
        right += [f"   {sign['points']:+.1f} {sign['words']}" for sign in letter["signs"]]
        right.append("")
    for one, other in zip_longest(_wrapped(left, half), _wrapped(right, half), fillvalue=""):
        yield f"{one:<{half}} | {other}".rstrip()


def _wrapped(lines: Sequence[str], width: int) -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(line, width, subsequent_indent="   ") or [""]


def _answer(ask: Ask, say: Say, candidates: Sequence[Row]) -> str | list[str] | None:
    """The letters or `nothing` or `not held`; empty: later; None: enough for today."""
    while True:
        try:
            typed = ask(f"{_KEYS}\n> ").strip().lower()
        except EOFError:
            return None
        if typed == "q":
            return None
        if typed in ("", "n", "h"):
            return {"": "", "n": "nothing", "h": "not held"}[typed]
        numbers = typed.replace(",", " ").split()
        if all(one.isdigit() and 1 <= int(one) <= len(candidates) for one in numbers):
            return [candidates[int(one) - 1]["id"] for one in dict.fromkeys(numbers)]
        say(f"There are letters 1 to {len(candidates)}.")


def _unsure(data: Path, today: dt.date) -> Iterator[Row]:
    entries, _ = corrections_yml.read(data, today)
    answered = {entry.document for entry in entries if entry.table == decided.TABLE}
    for row in _rows(data, _UNSURE):
        if f"{row['document_kind']}/{row['document']}" not in answered:
            yield row


def _candidates(data: Path, item: Row) -> list[Row]:
    """The letters that the linker could not choose between, with the signs on each."""
    found = []
    for evidence in json.loads(item["evidence"]).get("candidates", []):
        sql = """SELECT l.id, l.kind, l.published, l.visit_as_printed, l.url, a.name AS authority
                 FROM letters l JOIN local_authorities a ON a.urn = l.local_authority
                 WHERE l.id = ?"""
        found += [
            {**row, "signs": evidence["signs"]} for row in _rows(data, sql, evidence["letter"])
        ]
    return found


def _rows(data: Path, sql: str, *parameters: str) -> list[Row]:
    with closing(opened(data / "archive.db")) as db:
        return [dict(row) for row in db.execute(sql, parameters)]


def _write(
    data: Path, item: Row, answer: str | list[str], by: str, because: str, today: dt.date
) -> None:
    """Add the answer to the end of the file; what people wrote there stays as they wrote it."""
    entry = Correction(
        table=decided.TABLE,
        row=f"{item['document_kind']}/{item['document']}",
        column="letter",
        value=answer[0] if isinstance(answer, list) and len(answer) == 1 else answer,
        by=by,
        on=today,
        because=because,
    )
    corrections_yml.add(data, [entry], about=item["title"])
