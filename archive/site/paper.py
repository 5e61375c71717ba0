"""A paper of the project as HTML: headings, paragraphs, lists, tables, `code`, **bold** and links.
As much of Markdown as docs/accuracy.md uses; everything is escaped first. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def paper(text: str, deeper: int = 1) -> Markup:
    """HTML of a text, headings `deeper` levels down; the first, its title, is left out."""
    blocks = re.split(r"\n\s*\n", _COMMENT.sub("", text).strip())
    html = [
        line
        for number, block in enumerate(blocks, start=1)
        for line in _block(block.strip("\n"), deeper, number)
    ]
    return Markup("\n".join(html))  # noqa: S704 - each piece was escaped


def _block(block: str, deeper: int, number: int) -> Iterator[str]:
    lines = block.splitlines()
    if not lines or lines[0].startswith("# "):
        return
    heading = re.match(r"(#{2,5}) (.*)", lines[0])
    if heading:
        level = min(len(heading[1]) + deeper - 1, 6)
        yield f"<h{level}>{_inline(heading[2])}</h{level}>"
        yield from _block("\n".join(lines[1:]), deeper, number)
    elif lines[0].startswith("|"):
        yield _table([line for line in lines if line.startswith("|")], number)
    elif re.match(r"[-*] ", lines[0]):
        items = re.split(r"(?m)^[-*] ", block)[1:]
        yield "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>"
    else:
        yield f"<p>{_inline(block)}</p>"


def _table(lines: list[str], number: int) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head, body = rows[0], [row for row in rows[1:] if not set("".join(row)) <= set("-: ")]
    titles = "".join(
        f'<th scope="col">{_inline(cell)}</th>' if cell else "<td></td>" for cell in head
    )
    label = escape(f"Table {number}: {', '.join(cell for cell in head if cell)}")
    told = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in body
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="grid"><thead><tr>{titles}</tr></thead><tbody>{told}</tbody></table></div>'
    )


def _inline(text: str) -> str:
    html = str(escape(" ".join(text.split())))
    html = re.sub(r"`([^`]+)`", r"<code>\1</code>", html)
    html = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", html)
    return re.sub(r"\[([^\]]+)\]\((https?://[^)\s]+)\)", r'<a href="\2">\1</a>', html)
