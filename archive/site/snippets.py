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

from archive.search_text import fold

_WORDS_SHOWN = 40
_ON, _OFF = "\x02", "\x03"
_FOLDED_AWAY = "'’ʼ`´"


def snippets(texts: Sequence[str], match: str) -> list[Markup]:
    """For each text the stretch with the most found words, as HTML."""
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
    places: list[tuple[int, int]] = []
    at, start = 0, None
    for char in lit:
        if char == _ON:
            start = _skip(text, at, char_wanted=None)
        elif char == _OFF and start is not None:
            places.append((start, at))
            start = None
        else:
            at = _skip(text, at, char_wanted=char) + 1
    return places


def _skip(text: str, at: int, char_wanted: str | None) -> int:
    """The place of the next character that folding left."""
    while at < len(text) and text[at] in _FOLDED_AWAY and text[at] != char_wanted:
        at += 1
    return at


def _snippet(text: str, places: Sequence[tuple[int, int]]) -> Markup:
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    if not words:
        return Markup("")
    first = _best_window(words, places)
    last = min(first + _WORDS_SHOWN, len(words)) - 1
    start, end = words[first][0], words[last][1]
    html = [escape("… " if first else "")]
    at = start
    for lit_start, lit_end in places:
        if start <= lit_start and lit_end <= end:
            html += [escape(text[at:lit_start]), Markup("<mark>"), escape(text[lit_start:lit_end])]
            html.append(Markup("</mark>"))
            at = lit_end
    html += [escape(text[at:end]), escape(" …" if last + 1 < len(words) else "")]
    return Markup("").join(html)


def _best_window(words: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]) -> int:
    """The first word of the stretch that holds the most marks, a few words before the first."""
    starts = [start for start, _ in words]
    marked = [_index(starts, start) for start, _ in places]
    best, most = 0, 0
    for n, first in enumerate(marked):
        held = sum(1 for other in marked[n : n + _WORDS_SHOWN] if other < first + _WORDS_SHOWN - 6)
        if held > most:
            best, most = max(first - 6, 0), held
    return best


def _index(starts: Sequence[int], place: int) -> int:
    return max(bisect_right(starts, place) - 1, 0)
