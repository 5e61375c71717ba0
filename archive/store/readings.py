"""What was read from a letter's file: the letter's own row and the tables that hang on it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from archive.records import Corrected, Letter
from archive.store.corrections import Corrections
from archive.store.rows import Row, as_row, cell, iso, numbered, one, put, replace_all
from archive.store.search_index import SearchIndex
from archive.store.waiting import Waiting

# What a letter's row holds as the record has it.
_COLUMNS = (
    "kind", "framework", "title", "visit_start", "visit_end", "visit_as_printed", "visit_number",
    "theme", "areas_covered", "previous_judgement", "previous_judgement_as_printed",
    "previous_judgement_month", "previous_inspection", "provider", "addressee", "addressee_role",
    "other_addressees", "salutation", "copied_to", "signed_by", "lead_inspector", "headline",
    "status", "parser_version", "warnings",
)  # fmt: skip


class Readings:
    """Each reading replaces the one before; nothing is written where nothing differs."""

    def __init__(
        self, db: Database, search: SearchIndex, waiting: Waiting, corrections: Corrections
    ) -> None:
        self.db = db
        self.search = search
        self.waiting = waiting
        self.corrections = corrections

    def save(self, letter: str, reading: Letter, corrected: Sequence[Corrected] = ()) -> None:
        """Store a reading with what people said over it, and have whatever may be about this
        letter linked again."""
        held = one(self.db, "SELECT * FROM letters WHERE id = ?", letter)
        if held is None:
            raise KeyError(letter)
        with self.db.atomic():
            row = self._row(held, reading)
            row["search_id"] = self._index(held, row)
            changed = put(self.db, "letters", {"id": letter, **row})
            for table, rows in _parts(letter, reading).items():
                changed |= replace_all(self.db, table, {"letter": letter}, rows)
            self.corrections.save(letter, corrected)
            if changed:
                self.waiting.add_items_of(held["local_authority"])
                self.waiting.add("recur", "authority", held["local_authority"])
            self.waiting.done("read", "letter", letter)

    def _row(self, held: Row, reading: Letter) -> Row:
        on_site = held["published_on_site"]
        published = iso(reading.published) or on_site
        source = reading.published_source if reading.published else "site" if on_site else None
        return {
            **{name: cell(getattr(reading, name)) for name in _COLUMNS},
            "published": published,
            "published_source": source,
            "text": reading.text or None,
            "footnotes": "\n".join(reading.footnotes) or None,
            "phantom_text": "\n".join(reading.phantom_text) or None,
            "page_starts": json.dumps(reading.page_starts) if reading.text else None,
            "pages": reading.pages or None,
        }

    def _index(self, held: Row, row: Row) -> int:
        before = (held["title"] or "", held["text"] or "") if held["search_id"] else None
        return self.search.put(
            "letter",
            held["id"],
            words=(row["title"] or "", row["text"] or ""),
            before=before,
            facts={**held, **row},
        )


def _parts(letter: str, reading: Letter) -> dict[str, list[Row]]:
    """What hangs on a letter, by table."""
    owner = {"letter": letter}
    return {
        "visit_windows": [{**owner, **as_row(window)} for window in reading.visit_windows],
        "judgements": [{**owner, **as_row(judgement)} for judgement in reading.judgements],
        "inspectors": numbered(owner, reading.inspectors),
        "improvement_points": numbered(owner, reading.improvement_points),
        "sections": numbered(owner, reading.sections),
        "numbered_paragraphs": numbered(owner, reading.numbered_paragraphs),
        "evidence": numbered(owner, reading.evidence),
    }
