"""Points that an earlier letter to the same authority made too: "told before". Pure."""

from __future__ import annotations

from collections.abc import Sequence

from archive.checking.points import likeness
from archive.records import Point, RecurringPoint

# Two points are the same where most of what either says is said by the other. See docs/accuracy.md.
SAME = 0.6


def recurring_points(
    letter: str, points: Sequence[Point], earlier: Sequence[tuple[str, Sequence[Point]]]
) -> list[RecurringPoint]:
    """For each point of a letter the nearest point of each earlier letter that made it too.

    `earlier`: letters with their points; judgements are no points here.
    """
    return [
        found
        for point in points
        if point.item_kind != "judgement"
        for number, before in earlier
        if (found := _nearest(letter, point, number, before))
    ]


def _nearest(
    letter: str, point: Point, number: str, before: Sequence[Point]
) -> RecurringPoint | None:
    told = [one for one in before if one.item_kind != "judgement"]
    scored = [(likeness(point.text, one.text), one) for one in told]
    score, nearest = max(scored, key=lambda each: each[0], default=(0.0, None))
    if nearest is None or score < SAME:
        return None
    return RecurringPoint(
        letter, point.item_kind, point.item, number, nearest.item_kind, nearest.item,
        point.text, nearest.text, round(score, 3),
    )  # fmt: skip
