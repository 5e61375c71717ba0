"""The `read` command: the record of each letter as JSON can hold it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.letters.reading import read_many
from archive.records import Letter, numbered, to_plain
from crawler.pages.dates import date_of_text

# The record's own workings, of no use to a reader.
_INTERNAL = ("page_starts",)


def records_of(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """A record for each file, in the order given; all cores are used.

    The day in a file's name, where there is one, stands in for the day that Ofsted's site gives.
    """
    documents = [(str(file), file, date_of_text(file.stem)) for file in files]
    for name, letter in read_many(documents, today=dt.datetime.now(dt.UTC).date()):
        yield record(name, letter, date_of_text(Path(name).stem))


def record(name: str, letter: Letter, in_name: dt.date | None) -> dict[str, Any]:
    """A letter under the names of the tables, with its file as given."""
    plain = {k: v for k, v in to_plain(letter).items() if k not in _INTERNAL}
    published = letter.published or in_name
    return {
        "file": name,
        **plain,
        "published": to_plain(published),
        "published_source": letter.published_source or ("file" if in_name else None),
        "visit_start": to_plain(letter.visit_start),
        "visit_end": to_plain(letter.visit_end),
        "lead_inspector": letter.lead_inspector,
        **{
            part: numbered(plain[part]) for part in ("inspectors", "improvement_points", "sections")
        },
    }
