"""Which chart stands over which list, and what it is drawn from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from archive.site import plain_words
from archive.site.addresses import with_query
from archive.site.charts import Bar, Stretch, bars, columns, stretches
from archive.site.lists import LISTS, Listing
from archive.site.reading import Reading, Row, listed

_MOST = 5000  # rows behind one chart

# Days from letter to release: (least, words), each up to the next.
_DELAYS = ((-100_000, "before"), (0, "same day"), (1, "1 day"), (2, "2–7"), (8, "8–14"),
           (15, "15–30"), (31, "31–90"), (91, "later"))  # fmt: skip


async def of_list(
    reading: Reading, listing: Listing, given: Mapping[str, str | None], rows: Sequence[Row]
) -> dict[str, Any]:
    """The charts of a list: name -> what the template shows. Most lists have none. `rows` are all
    of a list that is read whole."""
    if listing.name == "national":
        return _national(rows)
    if listing.name == "delays":
        return {"chart": delays([row["days"] for row in rows])} if rows else {}
    if listing.name == "themes":
        return _themes(rows, given)
    if listing.name == "points":
        themes = await listed.rows_of(reading, LISTS["themes"], {}, _MOST)
        return {"themes": sorted({row["theme"] for row in themes})}
    return {}


def delays(days: Sequence[int]) -> Markup:
    """How many letters were answered how soon."""
    counted = Counter(max(n for n, (least, _) in enumerate(_DELAYS) if least <= d) for d in days)
    values = [(words, float(counted[n])) for n, (_, words) in enumerate(_DELAYS)]
    return columns("Letters by the days until the first release about them", values)


def _national(rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "chart": _graded("Overall grades by region", rows, "region"),
        "second": _graded("Overall grades by kind of council", rows, "type"),
        "ungraded": sum(1 for row in rows if not row["overall"]),
    }


def _graded(title: str, rows: Sequence[Row], column: str) -> Markup:
    order = {grade: f"grade-{grade.replace(' ', '-')}" for grade in plain_words.GRADES}
    by_name: dict[str, Counter[str]] = {}
    for row in rows:
        grade = row["overall"]
        css = order.get(grade, "grade-none") if grade else "grade-none"
        by_name.setdefault(row[column] or "not known", Counter())[css] += 1
    ranks = [*order.values(), "grade-none"]
    return bars(
        title,
        [
            Bar(name, {css: counted[css] for css in ranks if counted[css]})
            for name, counted in sorted(by_name.items())
        ],
    )


def _themes(rows: Sequence[Row], given: Mapping[str, str | None]) -> dict[str, Any]:
    points: Counter[str] = Counter()
    cells: dict[tuple[str, str], int] = {}
    for row in rows:
        points[row["theme"]] += row["points"]
        cells[row["theme"], row["year"]] = row["points"]
    if not points:
        return {}
    ordered = sorted(points, key=lambda theme: (-points[theme], theme))
    shown = [
        Bar(theme, {"amount": points[theme]}, with_query("/points", {**given, "theme": theme}))
        for theme in ordered
    ]
    return {
        "chart": bars("Points by what they are about", shown),
        "by_theme": ordered,
        "years": sorted({year for _, year in cells}),
        "cells": cells,
        "sums": points,
    }


def grades_over_time(name: str, judgements: Sequence[Row], today: dt.date) -> Markup | None:
    """The grades of one authority over time, None where it has none that is dated."""
    held: dict[str, list[tuple[dt.date, str, str]]] = {}
    for row in reversed(judgements):
        if row["grade"] in plain_words.GRADES and row["published"] and row["kind"] == "inspection":
            day = dt.date.fromisoformat(row["published"])
            held.setdefault(row["area"], []).append((day, row["grade"], row["letter"]))
    inspected = sorted(
        {dt.date.fromisoformat(j["published"]) for j in judgements
         if j["published"] and j["kind"] == "inspection"}
    )  # fmt: skip
    if not held:
        return None
    rows = [
        (plain_words.area(area), [
            Stretch(day, _until(day, inspected), grade, f"/letters/{letter}")
            for day, grade, letter in held[area]])
        for area in plain_words.AREAS if area in held
    ]  # fmt: skip
    first = min(day for grades in held.values() for day, _, _ in grades)
    return stretches(f"{name}: inspection grades since {first.year}", rows, first, today)


def _until(day: dt.date, inspected: Sequence[dt.date]) -> dt.date | None:
    """A grade stands until the next inspection, also where that judged the area no longer."""
    return next((other for other in inspected if other > day), None)
