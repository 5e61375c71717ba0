"""What changed between two versions of a text, word by word. Pure."""

from __future__ import annotations

import re

from markupsafe import Markup, escape
from rapidfuzz.distance import Indel

from archive.site.plain_words import without_controls

_AROUND = 14  # words shown before and after a change
_MOST_WORDS = 20_000  # of a version: no release is as long


def word_changes(before: str, after: str) -> Markup | None:
    """The changed words with those around them, as HTML; None where only the spaces differ."""
    old, new = _words(before), _words(after)
    changes = list(Indel.opcodes(old, new))
    if all(change.tag == "equal" for change in changes):
        return None
    html: list[str] = []
    for number, change in enumerate(changes):
        if change.tag == "equal":
            same = new[change.dest_start : change.dest_end]
            html.append(_same(same, is_first=number == 0, is_last=number == len(changes) - 1))
        elif change.tag == "delete":
            gone = _run(old[change.src_start : change.src_end])
            html.append(f'<del title="taken out">{gone}</del>')
        else:
            come = _run(new[change.dest_start : change.dest_end])
            html.append(f'<ins title="put in">{come}</ins>')
    return Markup(" ".join(html))  # noqa: S704 - each piece was escaped


def _same(words: list[str], *, is_first: bool, is_last: bool) -> str:
    """Words that stayed: as many of them as a change needs to be understood."""
    after = 0 if is_first else _AROUND
    before = 0 if is_last else _AROUND
    if len(words) <= after + before:
        return _run(words)
    parts = [_run(words[:after]), '<span class="gap">[…]</span>']
    parts.append(_run(words[len(words) - before :]))
    return " ".join(part for part in parts if part)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)[:_MOST_WORDS]


def _run(words: list[str]) -> str:
    return str(escape(without_controls(" ".join(words))))
