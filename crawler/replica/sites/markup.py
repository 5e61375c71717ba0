"""What the designs share: templates that escape, the ways sites write dates, bodies, paging.

No I/O. Everything a manifest says is escaped by the templates; only `paragraphs` makes markup.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from crawler.replica.addresses import page_key
from crawler.replica.records import NewsPage

_SUMMARY_WORDS = 25
_LONDON = ZoneInfo("Europe/London")
# Stands where the templates have a paragraph, and ends it.
_QUOTED = Markup("</p>\n<blockquote><p>{}</p></blockquote>\n<p>")
_HALF_PAST_NINE = dt.time(9, 30)


def template(source: str, **functions: Callable[..., object]) -> Template:
    """A Jinja2 template that escapes, and refuses names it was not given. `functions`: what it may
    call."""
    return _ENVIRONMENT.from_string(source.lstrip("\n"), globals=functions)


def find_page(url: str, pages: Sequence[NewsPage]) -> NewsPage | None:
    """The page at an address, however the address is spelled."""
    key = page_key(url)
    return next((page for page in pages if page_key(page.url) == key), None)


def slice_of(pages: Sequence[NewsPage], number: int, size: int = 10) -> Sequence[NewsPage]:
    """The nth part of a listing, counted from 1; empty past its end."""
    return pages[(number - 1) * size : number * size] if number > 0 else ()


def has_more(pages: Sequence[NewsPage], number: int, size: int = 10) -> bool:
    return len(pages) > number * size


def paragraphs(page: NewsPage) -> list[Markup]:
    """The paragraphs of a page, escaped, a single line break as <br>, its links on words in it.
    One that begins with `> ` is a block quote."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", page.text) if block.strip()]
    plain = [block.removeprefix("> ") for block in blocks]
    made = [escape(block).replace("\n", Markup("<br>\n")) for block in plain]
    for url in page.links:
        made = _link(made, url)
    return [
        _QUOTED.format(words) if block.startswith("> ") else words
        for block, words in zip(blocks, made, strict=True)
    ]


def _link(made: list[Markup], url: str) -> list[Markup]:
    """Put a link on words that are there already, so that the text stays the manifest's own."""
    patterns = [re.escape(str(escape(url))), r"\bletter\b", r"\breport\b", r"\bOfsted\b", r"\S+$"]
    for pattern in patterns:
        for number, block in enumerate(made):
            match = re.search(pattern, block) if "<a " not in block else None
            if match:
                start, end = match.span()
                words = Markup(match.group())  # noqa: S704
                anchor = Markup('<a href="{}">{}</a>').format(url, words)
                linked = Markup(block[:start]) + anchor + Markup(block[end:])  # noqa: S704
                return [*made[:number], linked, *made[number + 1 :]]
    return made


def summary(page: NewsPage) -> str:
    """The first 25 words or so, as listings and feeds show them."""
    words = re.sub(r"^> ", "", page.text, flags=re.MULTILINE).split()
    end = "…" if len(words) > _SUMMARY_WORDS else ""
    return " ".join(words[:_SUMMARY_WORDS]) + end


def day(date: dt.date) -> str:
    """7 June 2023."""
    return f"{date.day} {date:%B %Y}"


def padded_day(date: dt.date) -> str:
    """07 June 2023."""
    return f"{date:%d %B %Y}"


def ordinal_day(date: dt.date) -> str:
    """7th June 2023."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(date.day % 10, "th")
    return f"{date.day}{'th' if 11 <= date.day <= 13 else ending} {date:%B %Y}"


def short_day(date: dt.date) -> str:
    """7 Jun 2023."""
    return f"{date.day} {date:%b %Y}"


def weekday(date: dt.date) -> str:
    """Wednesday, 7th June 2023."""
    return f"{date:%A}, {ordinal_day(date)}"


def midnight_utc(date: dt.date) -> str:
    """Midnight in London as a system that thinks in UTC writes it: in summer the day before."""
    start = dt.datetime.combine(date, dt.time(0), tzinfo=_LONDON)
    return f"{start.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def slashed(date: dt.date) -> str:
    """07/06/2023."""
    return f"{date:%d/%m/%Y}"


def moment(date: dt.date) -> dt.datetime:
    """Half past nine in London on that day."""
    return dt.datetime.combine(date, _HALF_PAST_NINE, tzinfo=_LONDON)


def feed_date(date: dt.date) -> str:
    """The form of RSS: Wed, 07 Jun 2023 08:30:00 +0000."""
    return format_datetime(moment(date).astimezone(dt.UTC))


def relative(url: str) -> str:
    """An address as a site writes it about itself: without scheme and host."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def absolute(base: str, path: str) -> str:
    return urljoin(base, path)


def host(url: str) -> str:
    return urlsplit(url).netloc


def number_of(url: str, least: int = 1000) -> int:
    """A number that a content system might have given to a page; always the same for it."""
    return least + sum(ord(character) * (place + 1) for place, character in enumerate(url)) % 90000


def json_ld(value: object) -> Markup:
    """JSON for a script element; nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    filters: tuple[Any, ...] = (
        paragraphs,
        summary,
        day,
        padded_day,
        ordinal_day,
        short_day,
        weekday,
        midnight_utc,
        slashed,
        moment,
        feed_date,
        relative,
        host,
        number_of,
        json_ld,
    )
    environment.filters.update({made.__name__: made for made in filters})
    return environment


_ENVIRONMENT = _environment()
