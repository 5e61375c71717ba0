"""One piece of evidence for or against a letter. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from archive.linking.weights import points_of


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: its name, its points, and how to say it to a reader."""

    name: str
    points: float
    words: str


def sign(name: str, words: str) -> Sign:
    """A sign with the points that the table gives it; KeyError for a name that is not there."""
    return Sign(name, points_of(name), words)
