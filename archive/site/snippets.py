"""The part of a document that shows why it was found, with the found words marked.

The index keeps no copy of the words, so SQLite is asked once more about the few documents on the
page: it alone knows which words a query means once both are stemmed.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Sequence

from markupsafe import Markup, escape

from archive.site.plain_words import without_controls
from archive.words.search_text import APOSTROPHE, fold

_SHOWN = 260  # characters, some 40 words
_BEFORE = 45  # of them before the first found word
_ON, _OFF = "\x02", "\x03"
_MARK = re.compile(f"{_ON}([^{_OFF}]*){_OFF}")


def snippets(texts: Sequence[str], match: str) -> list[Markup]:
    """For each text the stretch with the most found words, as HTML."""
    if not texts:
        return []
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='porter unicode61')")
        db.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", enumerate(map(fold, texts)))
        sql = f"SELECT rowid, highlight(t, 0, '{_ON}', '{_OFF}') FROM t WHERE t MATCH ?"  # noqa: S608
        lit = dict(db.execute(sql, [match]))
    finally:
        db.close()
    return [_snippet(text, _places(text, lit.get(n, ""))) for n, text in enumerate(texts)]


def _places(text: str, lit: str) -> list[tuple[int, int]]:
    """The marks of a folded text, as places in the text as it was."""
    if not lit:
        return []
    # A place in the folded text lies behind as many characters as were folded away before it.
    gone = [found.start() - n for n, found in enumerate(APOSTROPHE.finditer(text))]
    places = []
    for count, found in enumerate(_MARK.finditer(lit)):
        start = found.start() - 2 * count
        end = start + len(found[1])
        places.append((start + bisect_right(gone, start), end + bisect_right(gone, end - 1)))
    return places


def _snippet(text: str, places: Sequence[tuple[int, int]]) -> Markup:
    first = _word_start(text, _best_start(places))
    last = _word_end(text, first + _SHOWN)
    html = [escape("… " if text[:first].strip() else "")]
    at = first
    for start, end in places:
        if at <= start and end <= last:
            html += [_plain(text[at:start]), Markup("<mark>"), _plain(text[start:end])]
            html.append(Markup("</mark>"))
            at = end
    html += [_plain(text[at:last]), escape(" …" if text[last:].strip() else "")]
    return Markup("").join(html)


def _best_start(places: Sequence[tuple[int, int]]) -> int:
    """Where the stretch begins that holds the most marks: a little before its first."""
    starts = [start for start, _ in places]
    best, most = 0, 0
    for n, start in enumerate(starts):
        held = bisect_right(starts, start + _SHOWN - _BEFORE - 20) - n
        if held > most:
            best, most = start - _BEFORE, held
    return max(best, 0)


def _word_start(text: str, place: int) -> int:
    """The start of the first whole word at or after a place."""
    if place == 0:
        return 0
    space = re.compile(r"\s").search(text, place - 1)
    return space.end() if space else place


def _word_end(text: str, place: int) -> int:
    """The end of the last whole word before a place."""
    if place >= len(text):
        return len(text)
    return max(text.rfind(" ", 0, place + 1), text.rfind("\n", 0, place + 1), 0) or place


def _plain(text: str) -> Markup:
    return escape(without_controls(text))
