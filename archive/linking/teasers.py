"""Lines of a page that point to other pages: they tell of other things. Pure."""

from __future__ import annotations

import re

_TEASER = re.compile(
    r"^\W*(?:most read|read (?:next|more|also|this)|also read|"
    r"related(?: stor(?:y|ies)| articles?)?|"
    r"see also|more (?:from|on this|stories)|don['’]t miss|in other news|also in the news|"
    r"recommended|trending|you may also like)\b\W[^\n]{0,200}$",
    re.IGNORECASE | re.MULTILINE,
)


def own_text(text: str) -> str:
    """A text without the lines that point to other pages ("Read next: …")."""
    return _TEASER.sub("", text)
