"""What was read from a letter's file: the letter's own row and the tables that hang on it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from archive.records import Corrected, Letter
from archive.store.corrections import Corrections
from archive.store.rows import Row, iso, listed, one, put, replace_all
from archive.store.search_index import SearchIndex
from archive.store.waiting import Waiting


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
            "kind": reading.kind,
            "framework": reading.framework,
            "title": reading.title,
            "published": published,
            "published_source": source,
            "visit_start": iso(reading.visit_start),
            "visit_end": iso(reading.visit_end),
            "visit_as_printed": reading.visit_as_printed,
            "visit_number": reading.visit_number,
            "theme": reading.theme,
            "areas_covered": listed(reading.areas_covered),
            "previous_judgement": reading.previous_judgement,
            "previous_judgement_as_printed": reading.previous_judgement_as_printed,
            "previous_judgement_month": reading.previous_judgement_month,
            "previous_inspection": reading.previous_inspection,
            "provider": reading.provider,
            "addressee": reading.addressee,
            "addressee_role": reading.addressee_role,
            "other_addressees": listed(reading.other_addressees),
            "salutation": reading.salutation,
            "copied_to": listed(reading.copied_to),
            "signed_by": listed(reading.signed_by),
            "lead_inspector": reading.lead_inspector,
            "headline": reading.headline,
            "text": reading.text or None,
            "footnotes": "\n".join(reading.footnotes) or None,
            "phantom_text": "\n".join(reading.phantom_text) or None,
            "page_starts": json.dumps(reading.page_starts) if reading.text else None,
            "pages": reading.pages or None,
            "status": reading.status,
            "parser_version": reading.parser_version,
            "warnings": listed(reading.warnings),
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
    return {
        "visit_windows": [
            {"letter": letter, "start": iso(window.start), "end": iso(window.end)}
            for window in reading.visit_windows
        ],
        "inspectors": [
            {"letter": letter, "position": n, "name": i.name, "role": i.role, "body": i.body}
            for n, i in enumerate(reading.inspectors, start=1)
        ],
        "judgements": [
            {
                "letter": letter,
                "area": judgement.area,
                "grade": judgement.grade,
                "as_printed": judgement.as_printed,
                "status": judgement.status,
                "page": judgement.page,
            }
            for judgement in reading.judgements
        ],
        "improvement_points": [
            {
                "letter": letter,
                "position": n,
                "kind": point.kind,
                "number": point.number,
                "text": point.text,
                "responsible": point.responsible,
                "framework_refs": listed(point.framework_refs),
                "themes": listed(point.themes),
                "page": point.page,
            }
            for n, point in enumerate(reading.improvement_points, start=1)
        ],
        "sections": [
            {
                "letter": letter,
                "position": n,
                "heading": section.heading,
                "level": section.level,
                "grade": section.grade,
                "page": section.page,
                "text": section.text,
            }
            for n, section in enumerate(reading.sections, start=1)
        ],
        "numbered_paragraphs": [
            {
                "letter": letter,
                "position": n,
                "number": paragraph.number,
                "page": paragraph.page,
                "start": paragraph.start,
                "text": paragraph.text,
            }
            for n, paragraph in enumerate(reading.numbered_paragraphs, start=1)
        ],
        "evidence": [
            {
                "letter": letter,
                "position": n,
                "field": evidence.field,
                "page": evidence.page,
                "x0": evidence.x0,
                "y0": evidence.y0,
                "x1": evidence.x1,
                "y1": evidence.y1,
                "words": evidence.words,
            }
            for n, evidence in enumerate(reading.evidence, start=1)
        ],
    }
