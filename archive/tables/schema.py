"""The tables of archive.db and originals.db, as migrations.

What each table and column means to a reader stands in `metadata.yml`; here stands what the
database must hold true. Each index names the question it answers."""

from __future__ import annotations

from sqlite_utils import Migrations

from archive.tables import documents, findings, originals, places, workings

archive_migrations = Migrations("archive")
originals_migrations = Migrations("originals")

# In this order: a table comes after those that it points to.
for create in (
    places.create_places,
    places.create_runs,
    documents.create_letters,
    documents.create_items,
    findings.create_findings,
    workings.create_search,
    workings.create_waiting,
    workings.create_nights,
    workings.create_views,
):
    archive_migrations()(create)

for create in (originals.create_originals, originals.create_original_sums):
    originals_migrations()(create)
