"""Marks stretches of a text for a page, everything else escaped. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of a text. `css` is the class; `href` and `title` explain it."""

    start: int
    end: int
    css: str
    title: str
    href: str | None = None


def paragraphs(text: str, marks: Sequence[Mark], headings: Sequence[str] = ()) -> Markup:
    """A text as HTML: a blank line ends a paragraph, a line that begins with a bullet is a list
    item, a paragraph that is one of `headings` is a heading."""
    blocks = list(_blocks(text))
    wanted = {" ".join(heading.split()) for heading in headings}
    html: list[str] = []
    for is_list, items in _runs(blocks):
        lines = [marked(text, start, end, marks) for start, end in items]
        if is_list:
            html.append("<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>")
            continue
        for (start, end), line in zip(items, lines, strict=True):
            if " ".join(text[start:end].split()) in wanted:
                html.append(f"<h3>{line}</h3>")
            else:
                short = ' class="short"' if _is_short(text[start:end]) else ""
                html.append(f"<p{short}>{line}</p>")
    return Markup("\n".join(html))  # noqa: S704 - each piece was escaped


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """One stretch of a text with the marks that touch it; where marks overlap, the first wins."""
    inside = sorted(
        (mark for mark in marks if mark.start < end and start < mark.end),
        key=lambda mark: (mark.start, -mark.end),
    )
    html: list[str] = []
    at = start
    for mark in inside:
        first, last = max(mark.start, at), min(mark.end, end)
        if first >= last:
            continue
        html.append(_plain(text[at:first]))
        html.append(_mark(mark, text[first:last], starts=mark.start >= start))
        at = last
    html.append(_plain(text[at:end]))
    return "".join(html)


def difference(text: str) -> Markup:
    """A difference (`[+added+] [-left out-] [… goes on]`) as HTML."""
    html = str(escape(text))
    html = re.sub(r"\[\+(.*?)\+\]", r'<ins title="not in the letter">\1</ins>', html)
    html = re.sub(r"\[-(.*?)-\]", r'<del title="in the letter, left out">\1</del>', html)
    html = re.sub(r"\[… (.*?)\]", r'<span class="goes-on">… the letter goes on: “\1”</span>', html)
    return Markup(html)  # noqa: S704 - escaped above


def _blocks(text: str) -> Iterator[tuple[bool, int, int]]:
    for block in re.finditer(r"[^\n]+", text):
        bullet = re.match(r"\s*(?:•|[–-])\s+", block[0])
        start = block.start() + (bullet.end() if bullet else 0)
        yield bool(bullet), start, block.end()


def _runs(blocks: Sequence[tuple[bool, int, int]]) -> Iterator[tuple[bool, list[tuple[int, int]]]]:
    run: list[tuple[int, int]] = []
    was_list = False
    for is_list, start, end in blocks:
        if run and is_list != was_list:
            yield was_list, run
            run = []
        was_list = is_list
        run.append((start, end))
    if run:
        yield was_list, run


def _is_short(line: str) -> bool:
    """A line of an address, a date, a name: no sentence."""
    return len(line) < 60 and not line.rstrip().endswith((".", "?", "!", ":", "”"))


def _mark(mark: Mark, text: str, *, starts: bool) -> str:
    inner = _plain(text)
    title = escape(mark.title)
    anchor = f' id="m{mark.start}"' if starts else ""
    if mark.href:
        inner = f'<a href="{escape(mark.href)}">{inner}</a>'
    return f'<mark class="{escape(mark.css)}" title="{title}"{anchor}>{inner}</mark>'


def _plain(text: str) -> str:
    return str(escape(text))
