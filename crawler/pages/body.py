"""The words of one article, from the HTML of its own element. Pure.

Pictures, their alternative texts and captions are not the article's words: on real pages they
stand in the middle of them ("Councillor A BCouncillor A B, chair of …").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

# What is in an article's element and is not its words.
_NOT_WORDS = (
    "aside", "button", "figcaption", "figure", "footer", "form", "iframe", "img", "input", "nav",
    "noscript", "picture", "script", "select", "style", "svg", "template", "video", "audio",
    "[hidden]", "[aria-hidden=true]", "[role=navigation]", "[role=dialog]",
)  # fmt: skip

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol",
     "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip


def paragraphs_of(fragment: str, drop: Iterable[str] = ()) -> list[str]:
    """The paragraphs of an HTML fragment in order; a <br> is a line break within one.

    `drop`: selectors of further parts to leave out.
    """
    whole = "".join(_pieces(_without(fragment, drop)))
    paragraphs = (_lines(paragraph) for paragraph in whole.split("\x1e"))
    return [paragraph for paragraph in paragraphs if paragraph]


def _lines(paragraph: str) -> str:
    lines = (" ".join(line.split()) for line in paragraph.split("\x1f"))
    return "\n".join(line for line in lines if line)


def links_of(fragment: str, drop: Iterable[str] = ()) -> list[str]:
    """The addresses to which the words of an HTML fragment lead, as written."""
    soup = _without(fragment, drop)
    return [str(anchor["href"]) for anchor in soup.find_all("a", href=True)]


def _without(fragment: str, drop: Iterable[str]) -> BeautifulSoup:
    soup = BeautifulSoup(fragment, "lxml")
    for element in soup.select(",".join([*_NOT_WORDS, *drop])):
        element.decompose()
    return soup


def _pieces(element: Tag) -> Iterator[str]:
    # \x1e parts paragraphs, \x1f lines; neither is in any text that came through HTML.
    for child in element.children:
        if isinstance(child, Tag):
            yield from _of_tag(child)
        elif _is_text(child):
            yield str(child).replace("\x1e", " ").replace("\x1f", " ")


def _of_tag(tag: Tag) -> Iterator[str]:
    if tag.name == "br":
        yield "\x1f"
        return
    block = tag.name in _BLOCKS
    if block:
        yield "\x1e"
    yield from _pieces(tag)
    if block:
        yield "\x1e"


def _is_text(node: PageElement) -> bool:
    # Comments, CDATA and doctypes are subclasses of NavigableString.
    return type(node) is NavigableString
