"""What another table of the same inspections says, against ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact of theirs, against ours: a row of `reconciled`.

    `row`: theirs, as a spreadsheet counts; None where they have none. `verdict`: agrees,
    disagrees, only_theirs, only_ours, not_understood.
    """

    row: int | None
    local_authority: str | None
    authority: str
    date: str | None
    area: str
    theirs: str | None
    ours: str | None
    letter: str | None
    verdict: str
    note: str = ""
