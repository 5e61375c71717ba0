"""Charts as SVG, drawn on the server: no script, no other address, the page's own colours. Pure.

Every chart stands beside a table that says the same, so to a screen reader a chart is one image
with a sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_WIDTH = 720
# The width of a letter; and where a phone shows the chart whole, in larger words.
_LETTER_AT_DESK, _LETTER = 7.2, 11.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its parts (class of colour -> amount), and where it leads."""

    label: str
    parts: Mapping[str, float]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A grade that stood for a while. `end` is None while it stands."""

    start: dt.date
    end: dt.date | None
    grade: str
    href: str


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """Lying bars, their parts one after another, each row's sum at its end."""
    most = max((sum(row.parts.values()) for row in rows), default=0) or 1
    label = max((len(row.label) for row in rows), default=0) * _LETTER + 16
    height, room = 26, _WIDTH - label - 66
    drawn = []
    for number, row in enumerate(rows):
        top, left, total = number * height, label, sum(row.parts.values())
        drawn.append(_words(label - 8, top + 18, row.label, row.href, anchor="end"))
        for css, amount in row.parts.items():
            width = amount / most * room
            drawn.append(
                f'<rect class="{escape(css)}" x="{left:.1f}" y="{top + 4}" '
                f'width="{max(width - 1, 0):.1f}" height="{height - 8}"/>'
            )
            left += width
        drawn.append(_words(left + 6, top + 18, f"{total:g}"))
    return _svg(title, len(rows) * height + 4, drawn, "chart whole")


def columns(title: str, values: Sequence[tuple[str, float]], css: str = "amount") -> Markup:
    """Standing columns in the order given, each with its value above and its words below."""
    most = max((value for _, value in values), default=0) or 1
    height, width = 170, _WIDTH / max(len(values), 1)
    drawn = []
    for number, (label, value) in enumerate(values):
        tall = value / most * height
        left = number * width
        middle = left + width / 2
        drawn.append(
            f'<rect class="{escape(css)}" x="{left + width * 0.15:.1f}" '
            f'y="{20 + height - tall:.1f}" width="{width * 0.7:.1f}" height="{tall:.1f}"/>'
        )
        drawn.append(_words(middle, 14 + height - tall, f"{value:g}", anchor="middle"))
        drawn.append(_words(middle, height + 38, label, anchor="middle"))
    return _svg(title, height + 48, drawn)


def stretches(
    title: str, rows: Sequence[tuple[str, Sequence[Stretch]]], first: dt.date, last: dt.date
) -> Markup:
    """Grades over time: a line of coloured stretches for each judged area, the years above."""
    days = max((last - first).days, 1)
    edge = max((len(label) for label, _ in rows), default=0) * _LETTER + 16
    room = _WIDTH - edge - 4

    def place(day: dt.date) -> float:
        return edge + float(min(max((day - first).days / days, 0), 1)) * room

    height = 30
    bottom = 26 + len(rows) * height
    drawn = _years(first, last, place, bottom)
    for number, (label, held) in enumerate(rows):
        top = 26 + number * height
        drawn.append(_words(edge - 8, top + 19, label, anchor="end"))
        for stretch in held:
            left, right = place(stretch.start), place(stretch.end or last)
            css = stretch.grade.replace(" ", "-")
            drawn.append(
                f'<a href="{escape(stretch.href)}"><title>{_held(label, stretch)}</title>'
                f'<rect class="grade-{escape(css)}" '
                f'x="{left:.1f}" y="{top + 3}" width="{max(right - left - 2, 3):.1f}" '
                f'height="{height - 6}"/>{_inside(stretch.grade, left, right, top + 19)}</a>'
            )
    return _svg(title, bottom + 4, drawn, "chart whole")


def _held(label: str, stretch: Stretch) -> Markup:
    until = f" until {stretch.end:%B %Y}" if stretch.end else ""
    return escape(f"{label}: {stretch.grade}, from {stretch.start:%B %Y}{until}")


def _years(
    first: dt.date, last: dt.date, place: Callable[[dt.date], float], bottom: int
) -> list[str]:
    years = range(first.year + 1, last.year + 1)
    every = max(-(-len(years) // 6), 1)
    drawn = []
    for year in years[::every]:
        x = place(dt.date(year, 1, 1))
        drawn.append(f'<line class="year" x1="{x:.1f}" y1="21" x2="{x:.1f}" y2="{bottom}"/>')
        drawn.append(_words(x, 17, str(year), anchor="middle"))
    return drawn


def _inside(grade: str, left: float, right: float, y: float) -> str:
    """The grade within its stretch, as much of it as there is room for: at a desk, on a phone."""
    drawn = ""
    for css, letter in (("on wide", _LETTER_AT_DESK), ("on narrow", _LETTER)):
        room = (right - left - 8) / letter
        forms = (grade, _SHORT.get(grade, grade), _SHORTEST.get(grade, grade[:1].upper()))
        words = next((form for form in forms if len(form) <= room), None)
        if words:
            drawn += f'<text class="{css}" x="{left + 6:.1f}" y="{y:.1f}">{escape(words)}</text>'
    return drawn


_SHORT = {"requires improvement": "requires impr.", "systemic failings": "failings",
          "inadequate": "inad.", "outstanding": "outst.", "inconsistent": "incons."}  # fmt: skip
_SHORTEST = {"requires improvement": "RI", "systemic failings": "SF"}


def _words(x: float, y: float, words: str, href: str | None = None, anchor: str = "start") -> str:
    text = f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
    return f'<a href="{escape(href)}">{text}</a>' if href else text


def _svg(title: str, height: float, drawn: Sequence[str], css: str = "chart") -> Markup:
    return Markup(  # noqa: S704 - each piece was escaped
        f'<svg class="{css}" viewBox="0 0 {_WIDTH} {height:.0f}" role="group" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{"".join(drawn)}</svg>'
    )
