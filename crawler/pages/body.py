"""The words of one article, from the HTML of its own element. Pure.

Pictures, their alternative texts and captions are not the article's words: on real pages they
stand in the middle of them ("Councillor A BCouncillor A B, chair of …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from typing import cast

from lxml import etree, html
from parsel.csstranslator import HTMLTranslator

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What is in an article's element and is not its words.
_NOT_WORDS = (
    "aside", "button", "figcaption", "figure", "footer", "form", "iframe", "img", "input", "nav",
    "noscript", "object", "picture", "script", "select", "style", "svg", "template", "video",
    "audio", "[hidden]", "[aria-hidden=true]", "[role=navigation]", "[role=dialog]",
    ".visually-hidden", ".sr-only", ".screen-reader-text", ".nonvisual",
    "#cookie-banner", ".cookie-banner", ".cookie-notice", ".cookie-consent", "#cookie-notice",
)  # fmt: skip

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
     "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
     "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip

# These part paragraphs and lines; neither is in any text that came through HTML.
_PARAGRAPH, _LINE = "\x1e", "\x1f"
# Marks that no page writes and every browser shows: those round a <q>.
_OPENS, _CLOSES = {"q": "“"}, {"q": "”"}
_DOUBLED = (("““", "“"), ("””", "”"), ("“‘", "‘"), ("’”", "’"))


class Body:
    """An article's element without what is not its words. The page itself is left as it is. `drop`:
    selectors of further parts to leave out."""

    def __init__(self, element: html.HtmlElement, drop: Iterable[str] = ()) -> None:
        self._element = deepcopy(element)
        self._element.tail = None
        for part in cast("list[html.HtmlElement]", _parts(tuple(drop))(self._element)):
            if part is not self._element and not _says_who(part):
                _take_out(part)

    def paragraphs(self) -> list[str]:
        """The paragraphs in order; a <br> is a line break within one."""
        return _parted("".join(_pieces(self._element)))

    def block_quotes(self) -> list[str]:
        """The paragraphs that stand in a block quote: somebody's words, though no mark says so."""
        whole = "".join(
            piece
            for block in self._element.iter("blockquote")
            if next(block.iterancestors("blockquote"), None) is None
            for piece in (*_pieces(block), _PARAGRAPH)
        )
        return _parted(whole)

    def links(self) -> list[str]:
        """The addresses to which the words lead, as written."""
        return [str(anchor.get("href")) for anchor in self._element.iter("a") if anchor.get("href")]


@lru_cache(maxsize=64)  # one a design
def _parts(drop: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(",".join([*_NOT_WORDS, *drop])))


def _says_who(part: html.HtmlElement) -> bool:
    """The footer of a block quote names its speaker; that of a page is not the article's."""
    return part.tag == "footer" and next(part.iterancestors("blockquote"), None) is not None


def _take_out(part: html.HtmlElement) -> None:
    parent = part.getparent()
    if parent is None:
        return  # it went with what it stood in
    before = part.getprevious()
    if part.tail:
        if before is None:
            parent.text = _writable((parent.text or "") + part.tail)
        else:
            before.tail = _writable((before.tail or "") + part.tail)
    parent.remove(part)


def _writable(text: str) -> str:
    # The parser reads what no document may hold (`&#1;`), and the tree takes none of it.
    return _CONTROL.sub(" ", text)


def _parted(whole: str) -> list[str]:
    return [text for paragraph in whole.split(_PARAGRAPH) if (text := _lines(paragraph))]


def _lines(paragraph: str) -> str:
    lines = (" ".join(line.split()) for line in paragraph.split(_LINE))
    text = "\n".join(line for line in lines if line)
    for twice, once in _DOUBLED if "“" in text else ():
        text = text.replace(twice, once)  # a <q> round words that have their marks already
    return text


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    # Walked and not recursed: a broken page may be thousands of elements deep.
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        is_element = isinstance(node.tag, str)
        if event == "start":
            yield _LINE if node.tag == "br" else _PARAGRAPH if node.tag in _BLOCKS else ""
            yield _OPENS.get(node.tag, "")
            yield _plain(node.text)
            continue
        if is_element and node.tag in _BLOCKS:
            yield _PARAGRAPH
        if is_element:
            yield _CLOSES.get(node.tag, "")
        if node is not element:
            yield _plain(node.tail)


def _plain(text: str | None) -> str:
    return (text or "").replace(_PARAGRAPH, " ").replace(_LINE, " ")
