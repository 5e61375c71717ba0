"""Marks stretches of a text for a page, everything else escaped. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from archive.site.plain_words import without_controls

# Of marks on the same words the most telling gives the colour.
_BY_WEIGHT = (
    "verdict-altered",
    "verdict-not_found",
    "verdict-cut_short",
    "verdict-joined",
    "verdict-another_letter",
    "verdict-unsure",
    "verdict-exact",
    "shared",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of a text. `css` is the class; `href` and `title` explain it;
    `label` is a short name of whoever it is about, shown behind the words."""

    start: int
    end: int
    css: str
    title: str
    href: str | None = None
    label: str | None = None


def paragraphs(
    text: str, marks: Sequence[Mark], headings: Mapping[str, str] | None = None
) -> Markup:
    """A text as HTML: a blank line ends a paragraph, a line that begins with a bullet is a list
    item, a paragraph that is one of `headings` (heading -> id of its element) is a heading."""
    wanted = {" ".join(heading.split()): anchor for heading, anchor in (headings or {}).items()}
    html: list[str] = []
    for is_list, items in _runs(list(_blocks(text))):
        lines = [marked(text, start, end, marks) for start, end in items]
        if is_list:
            html.append("<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>")
            continue
        for (start, end), line in zip(items, lines, strict=True):
            anchor = wanted.pop(" ".join(text[start:end].split()), None)
            if anchor:
                html.append(f'<h3 id="{escape(anchor)}">{line}</h3>')
            else:
                short = ' class="short"' if _is_short(text[start:end]) else ""
                html.append(f"<p{short}>{line}</p>")
    return Markup("\n".join(html))  # noqa: S704 - each piece was escaped


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """One stretch of a text with the marks that touch it. Where marks overlap, each keeps its
    label, and the most telling gives the colour."""
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    bounds = {start, end}
    for mark in inside:
        bounds |= {max(mark.start, start), min(mark.end, end)}
    html: list[str] = []
    for first, last in pairwise(sorted(bounds)):
        on = [mark for mark in inside if mark.start <= first and last <= mark.end]
        piece = _plain(text[first:last])
        html.append(_mark(on, piece, first, last) if on else piece)
    return "".join(html)


def difference(text: str) -> Markup:
    """A difference (`[+added+] [-left out-] [… goes on]`) as HTML."""
    html = str(escape(without_controls(text)))
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


def _mark(on: Sequence[Mark], piece: str, first: int, last: int) -> str:
    top = min(on, key=_weight)
    titles = escape("; ".join(dict.fromkeys(mark.title for mark in on)))
    anchor = f' id="m{first}"' if any(mark.start == first for mark in on) else ""
    if top.href:
        piece = f'<a href="{escape(top.href)}">{piece}</a>'
    labels = dict.fromkeys(mark.label for mark in on if mark.label and mark.end == last)
    behind = f'<sup class="by">{escape(", ".join(labels))}</sup>' if labels else ""
    return f'<mark class="{escape(top.css)}" title="{titles}"{anchor}>{piece}</mark>{behind}'


def _weight(mark: Mark) -> int:
    return _BY_WEIGHT.index(mark.css) if mark.css in _BY_WEIGHT else len(_BY_WEIGHT)


def _plain(text: str) -> str:
    return str(escape(without_controls(text)))
