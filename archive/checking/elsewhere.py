"""Whether some words are about another authority than the one in question. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_COUNCIL = re.compile(
    r"(?: (?:county|city|borough|metropolitan|district|unitary|council|authority))+$"
)


class Elsewhere:
    """Knows the names of all authorities, and so whether a sentence speaks of another one.

    `names`: every authority's names, by its number; `own`: the number of the one in question.
    """

    def __init__(self, names: Mapping[str, Sequence[str]], own: str) -> None:
        self._own = {_place(name) for name in names.get(own, ())}
        every = sorted({name for some in names.values() for name in some}, key=len, reverse=True)
        self._names = (
            re.compile(r"\b(?:" + "|".join(map(re.escape, every)) + r")\b") if every else None
        )

    def is_meant(self, words_before: str) -> bool:
        """Is the authority that is named last in these words another one?"""
        found = self._names.findall(words_before) if self._names else []
        return bool(found) and _place(found[-1]) not in self._own


def _place(name: str) -> str:
    """The place of a council: a county council and the unitary one in its stead have one name."""
    return _COUNCIL.sub("", name.lower())
