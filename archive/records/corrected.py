"""What a person says against the machine's word."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of `corrections.yml`: what stands in `table`, `row` and `column` is `value`."""

    table: str
    row: str
    column: str
    value: Any
    by: str
    on: dt.date
    because: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What it corrects."""
        return self.table, self.row, self.column

    @property
    def document(self) -> str:
        """The document it is about: a letter's rows begin with the letter; of the tables of
        releases and reports the row is kind and document, `press_release/3f2b…`."""
        whole = self.row.startswith(("press_release/", "news_report/"))
        return self.row if whole else self.row.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of a correction. `was`: the machine's own value. `state`: applied, agreed (the
    machine now says the same), not_followed (`note` says why)."""

    correction: Correction
    was: Any
    state: str
    note: str | None = None
