"""Rows of `local_authorities` and `sources`: who there is, and where we look."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sqlite_utils import Database

from archive.local_authorities import slug_of
from archive.records import Authority, Source
from archive.store.rows import iso, listed, one, put


class Places:
    """Authorities and sources."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def put_authorities(self, authorities: Iterable[Authority]) -> None:
        """Bring the table up to date with these authorities; others stay as they are."""
        with self.db.atomic():
            for authority in authorities:
                put(
                    self.db,
                    "local_authorities",
                    {
                        **dataclasses.asdict(authority),
                        "aliases": listed(authority.aliases),
                        "statistical_neighbours": listed(authority.statistical_neighbours),
                        "active_from": iso(authority.active_from),
                        "active_to": iso(authority.active_to),
                    },
                )

    def put_sources(self, sources: Iterable[Source]) -> None:
        """Bring the table up to date with these sources; others stay, with what they gave."""
        with self.db.atomic():
            for source in sources:
                self._know(source.local_authority)
                row = {**dataclasses.asdict(source), "covers": listed(source.covers)}
                put(self.db, "sources", row)

    def know_authority(self, urn: str, name: str) -> None:
        """Add an authority that Ofsted lists and our table of facts does not have yet."""
        with self.db.atomic():
            if not one(self.db, "SELECT 1 FROM local_authorities WHERE urn = ?", urn):
                self.put_authorities(
                    [Authority(urn=urn, name=name, slug=self._free_slug(name, urn))]
                )

    def _know(self, urn: str | None) -> None:
        if urn is not None:
            self.know_authority(urn, f"Authority {urn}")

    def _free_slug(self, name: str, urn: str) -> str:
        slug = slug_of(name)
        taken = one(self.db, "SELECT 1 FROM local_authorities WHERE slug = ?", slug)
        return f"{slug}-{urn}" if taken else slug
