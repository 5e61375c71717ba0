"""What the commands print about nights and sources. Reads only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from archive.keeping.run_report import as_text, in_columns
from archive.outgoing.export import EXPORTS, changed_since
from archive.read_only import opened

if TYPE_CHECKING:
    from schedules.nightly import Outcome

_CORRECTIONS = {
    "agreed": "needed no more, the reader now says the same",
    "not_followed": "could not be followed, see the problems above",
}


def of_night(outcome: Outcome) -> str:
    """What came in a night, what changed, what is wrong, and what it took."""
    return as_text(outcome.report)


def of_night_in_short(outcome: Outcome) -> str:
    """The same without its lists: one line each for what came, changed and is wrong."""
    head = as_text(outcome.report).partition("\nstep ")[0]
    return "\n".join(line for line in head.splitlines() if line and not line.startswith(" "))


def of_archive(archive: Path) -> str:
    """The last night, every source, and the open problems."""
    with closing(opened(archive)) as db:
        last = db.execute("SELECT * FROM runs ORDER BY rowid DESC LIMIT 1").fetchone()
        problems = db.execute(
            """SELECT last_seen, source, what, url, detail FROM problems
               WHERE resolved IS NULL ORDER BY last_seen DESC, source LIMIT 50"""
        ).fetchall()
        corrections = db.execute(
            """SELECT "table", "row", "column", state FROM corrections
               WHERE state <> 'applied' ORDER BY "table", "row", "column" """
        ).fetchall()
        night = f"Last night: {last['started']}, {last['outcome'] or 'not ended'}" if last else (
            "No night has been run yet."
        )  # fmt: skip
        lines = [night, *_source_table(db)]
    if newer := changed_since(archive, archive.parent / EXPORTS):
        command = f"ofsted-letters export {archive.parent / EXPORTS} --data {archive.parent}"
        tables = ", ".join(newer)
        lines += ["", f"The exported files are older than the tables {tables}."]
        lines += [f"The next night writes them anew, or `{command}`."]
    if problems:
        lines += ["", f"Open problems: {len(problems)}"]
        lines += [f"  {p['source']}: {p['what']}: {p['detail']} {p['url']}" for p in problems]
    if corrections:
        lines += ["", "Corrections that change nothing:"]
        lines += [f"  {c['table']} {c['row']} {c['column']}: {_CORRECTIONS[c['state']]}"
                  for c in corrections]  # fmt: skip
    return "\n".join(lines)


def of_sources(archive: Path) -> str:
    """Every source of the catalogue; with what it has given, where there is an archive."""
    if archive.exists():
        with closing(opened(archive)) as db:
            return "\n".join(_source_table(db))
    from crawler.catalogue import real_catalogue

    rows = [(s.id, s.kind, s.design, s.url) for s in real_catalogue().sources()]
    return "\n".join(in_columns(("source", "kind", "design", "address"), rows))


def _source_table(db: sqlite3.Connection) -> list[str]:
    rows = db.execute(
        """SELECT s.id, told.verdict, told.reason,
                  (SELECT max(started) FROM source_runs r
                   WHERE r.source = s.id AND reached IS NOT NULL) AS success,
                  (SELECT max(started) FROM source_runs r WHERE r.source = s.id AND new > 0)
                      AS news
           FROM sources s LEFT JOIN source_runs told ON told.rowid = (
               SELECT max(rowid) FROM source_runs r WHERE r.source = s.id AND verdict IS NOT NULL)
           ORDER BY s.kind, s.id"""
    ).fetchall()
    table = [
        (r["id"], r["verdict"] or "not visited", r["success"] or "never", r["news"] or "never",
         r["reason"] or "")
        for r in rows
    ]  # fmt: skip
    return in_columns(("source", "verdict", "last success", "last new item", "why"), table)
