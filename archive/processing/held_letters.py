"""The letters of an authority as linking and checking see them, read from the archive; so many
authorities' at a time as keep memory flat, however many there are."""

from __future__ import annotations

import datetime as dt
import json
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from archive.linking import Rarity
from archive.records import Authority, HeldLetter, Point, VisitWindow
from archive.store import Archive
from archive.store.rows import Row, day_of

_MOST_AUTHORITIES = 24
_SAMPLE = 300  # letters from which it is learnt how rare words are: more change no decision


class HeldLetters:
    """Asked for an authority's letters many times; each is read once while it is needed."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._of: OrderedDict[str, list[HeldLetter]] = OrderedDict()
        self._authorities: list[Authority] | None = None
        self._rarity: Rarity | None = None
        self._ids: frozenset[str] | None = None

    def clear(self) -> None:
        """Forget all: letters have been read anew."""
        self._of.clear()
        self._authorities = self._rarity = self._ids = None

    def of(self, urn: str | None) -> list[HeldLetter]:
        """The letters on one authority that could be read."""
        return [letter for letter in self.all_of(urn) if letter.status == "read"]

    def all_of(self, urn: str | None) -> list[HeldLetter]:
        """The letters on one authority, those that could not be read among them."""
        if urn is None:
            return []
        if urn not in self._of:
            self._of[urn] = self._read(urn)
        self._of.move_to_end(urn)
        if len(self._of) > _MOST_AUTHORITIES:
            self._of.popitem(last=False)
        return self._of[urn]

    @property
    def ids(self) -> frozenset[str]:
        """The numbers of all letters there are."""
        if self._ids is None:
            rows = self._archive.rows("SELECT id FROM letters")
            self._ids = frozenset(row["id"] for row in rows)
        return self._ids

    def owner(self, letter: str) -> str | None:
        """The authority that a letter is on."""
        rows = self._archive.rows("SELECT local_authority FROM letters WHERE id = ?", [letter])
        return rows[0]["local_authority"] if rows else None

    @property
    def authorities(self) -> Sequence[Authority]:
        """All authorities, with all their names."""
        if self._authorities is None:
            self._authorities = list(self._known_authorities())
        return self._authorities

    @property
    def rarity(self) -> Rarity:
        """How rare words are among the letters: learnt from a sample spread over all of them."""
        if self._rarity is None:
            self._rarity = Rarity(self._sample())
        return self._rarity

    def _sample(self) -> Iterator[tuple[str, str]]:
        ids = self._archive.rows(
            "SELECT id, kind FROM letters WHERE status = 'read' AND text IS NOT NULL ORDER BY id"
        )
        step = max(1, len(ids) // _SAMPLE)
        for row in ids[::step]:
            (held,) = self._archive.rows("SELECT text FROM letters WHERE id = ?", [row["id"]])
            yield row["kind"], held["text"]

    def _read(self, urn: str) -> list[HeldLetter]:
        rows = self._archive.rows(
            "SELECT * FROM letters WHERE local_authority = ? ORDER BY id", [urn]
        )
        return [self._held(row) for row in rows]

    def _held(self, row: Row) -> HeldLetter:
        def of(sql: str) -> list[Row]:
            return self._archive.rows(sql, [row["id"]])

        windows = of("SELECT start, end FROM visit_windows WHERE letter = ? ORDER BY start")
        people = of("SELECT name FROM inspectors WHERE letter = ? ORDER BY position")
        grades = of(
            """SELECT area, grade FROM judgements
               WHERE letter = ? AND grade IS NOT NULL ORDER BY area"""
        )
        points = of(
            """SELECT kind, position, text, page FROM improvement_points
               WHERE letter = ? ORDER BY position"""
        )
        earlier = of(
            """SELECT text FROM versions WHERE document_kind = 'letter' AND document = ?
                   AND text IS NOT NULL ORDER BY version DESC"""
        )
        return HeldLetter(
            id=row["id"],
            local_authority=row["local_authority"],
            kind=row["kind"] or "other",
            url=row["url"],
            provider_url=row["provider_url"] or "",
            text=row["text"] or "",
            framework=row["framework"],
            published=day_of(row["published"]),
            visit_windows=tuple(
                VisitWindow(dt.date.fromisoformat(w["start"]), dt.date.fromisoformat(w["end"]))
                for w in windows
            ),
            inspectors=tuple(person["name"] for person in people),
            grades=tuple((grade["area"], grade["grade"]) for grade in grades),
            theme=row["theme"],
            page_starts=tuple(json.loads(row["page_starts"] or "[]")),
            points=tuple(
                Point(each["kind"], str(each["position"]), each["text"], each["page"])
                for each in points
            ),
            status=row["status"],
            earlier=tuple(each["text"] for each in earlier),
        )

    def _known_authorities(self) -> Iterator[Authority]:
        for row in self._archive.rows("SELECT * FROM local_authorities ORDER BY urn"):
            yield Authority(
                urn=row["urn"],
                name=row["name"],
                slug=row["slug"],
                aliases=tuple((row["aliases"] or "").split("; ")) if row["aliases"] else (),
                active_from=day_of(row["active_from"]),
                active_to=day_of(row["active_to"]),
                successor=row["successor"],
            )
