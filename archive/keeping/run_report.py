"""What one run brought: what came, what changed, what is wrong, how long it took, what it cost.

The same for the terminal, the file and the page. Reads only.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_MOST_LINES = 40  # of one kind; a first night brings thousands
_MOST_READ = 5000  # rows of one kind: a first night may bring a million

OUTCOMES = {
    "finished": "All is well.",
    "needs_a_look": "Done; something needs a look.",
    "failed": "Something failed: see the steps. What was kept is safe, and the next night goes on.",
    "interrupted": "It was stopped before its end. The next run goes on from there.",
    None: "It has not ended yet, or was cut off.",
}

# The verdicts by which a source is well.
WELL = ("healthy", "quiet")

_COUNTED = {"letters": "letter", "press_releases": "release", "news_reports": "report"}
_KINDS = {"letter": "letter", "press_release": "release", "news_report": "report"}


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run. The rows are those of the tables, `came` and `changed` with `what`, `title`, `whose`,
    `published` and `url`."""

    run: dict[str, Any]
    steps: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    came: list[dict[str, Any]]
    changed: list[dict[str, Any]]
    found: list[dict[str, Any]]
    problems: list[dict[str, Any]]

    @property
    def seconds(self) -> float | None:
        """How long the run took."""
        if not self.run["finished"]:
            return None
        began, ended = (dt.datetime.fromisoformat(self.run[n]) for n in ("started", "finished"))
        return max((ended - began).total_seconds(), sum(s["seconds"] or 0 for s in self.steps))


def report_of(db: sqlite3.Connection, run: str | None = None) -> RunReport | None:
    """The report of a run, or of the last; None where there is none. Rows are sqlite3.Row."""
    rows = _rows(
        db,
        "SELECT rowid, * FROM runs WHERE id = ? OR ? IS NULL ORDER BY rowid DESC LIMIT 1",
        [run, run],
    )
    if not rows:
        return None
    (row,) = rows
    span = [row["started"], row["finished"] or "9999"]
    return RunReport(
        run=row,
        steps=_rows(db, "SELECT * FROM run_steps WHERE run = ? ORDER BY position", [row["id"]]),
        sources=_rows(db, "SELECT * FROM source_runs WHERE run = ? ORDER BY source", [row["id"]]),
        came=_rows(db, _DOCUMENTS.format(version="= 1"), [*span, _MOST_READ]),
        changed=[
            *_rows(db, _DOCUMENTS.format(version="> 1"), [*span, _MOST_READ]),
            *_rows(db, _WITHDRAWN, [span[0][:10], span[1][:10]] * 3),
        ],
        found=_rows(db, _FOUND, [*span, *span]),
        problems=_rows(
            db,
            """SELECT * FROM problems WHERE run = ? AND resolved IS NULL
               ORDER BY source, what, url""",
            [row["id"]],
        ),
    )


_DOCUMENTS = """
    SELECT v.document_kind AS kind, v.document, v.version,
           coalesce(l.title, l.label, p.title, n.title) AS title,
           coalesce(a.name, p.publisher, n.outlet, '') AS whose,
           coalesce(l.published, p.published, n.published) AS published,
           coalesce(l.url, p.url, n.url) AS url,
           CASE v.version WHEN 1 THEN 'new' ELSE 'changed' END AS what
    FROM versions v
    LEFT JOIN letters l ON v.document_kind = 'letter' AND l.id = v.document
    LEFT JOIN press_releases p ON v.document_kind = 'press_release' AND p.id = v.document
    LEFT JOIN news_reports n ON v.document_kind = 'news_report' AND n.id = v.document
    LEFT JOIN local_authorities a ON a.urn = l.local_authority
    WHERE v.version {version} AND v.seen >= ? AND v.seen <= ?
    ORDER BY v.document_kind, published DESC, v.document LIMIT ?
"""
_WITHDRAWN = """
    SELECT 'letter' AS kind, l.id AS document, coalesce(l.title, l.label) AS title,
           a.name AS whose, l.published, l.url, 'withdrawn' AS what
    FROM letters l JOIN local_authorities a ON a.urn = l.local_authority
    WHERE l.withdrawn BETWEEN ? AND ?
    UNION ALL SELECT 'press_release', id, title, publisher, published, url, 'withdrawn'
    FROM press_releases WHERE withdrawn BETWEEN ? AND ?
    UNION ALL SELECT 'news_report', id, title, outlet, published, url, 'withdrawn'
    FROM news_reports WHERE withdrawn BETWEEN ? AND ?
"""
# An index holds links that are not about no letter, and is used by who says so in these words.
_FOUND = """
    SELECT 'link' AS what, decision AS verdict, count(*) AS number FROM links
    WHERE decided BETWEEN ? AND ? AND decision <> 'not_about_a_letter' GROUP BY decision
    UNION ALL
    SELECT 'quotation', q.verdict, count(DISTINCT q.rowid) FROM quotations q JOIN links
        ON links.document_kind = q.document_kind AND links.document = q.document
    WHERE links.decided BETWEEN ? AND ? AND links.decision = 'linked'
        AND links.decision <> 'not_about_a_letter'
        AND q.verdict IN ('altered', 'not_found') GROUP BY q.verdict
"""
_FOUND_WORDS = {
    ("link", "linked"): "linked to a letter",
    ("link", "letter_not_held"): "about a letter that is not held",
    ("link", "unsure"): "unsure which letter they are about",
    ("quotation", "altered"): "quotations altered",
    ("quotation", "not_found"): "quotations not found in the letter",
}


def as_text(report: RunReport) -> str:
    """The report as plain lines."""
    run = report.run
    lines = [
        f"Run {run['id']}, begun {run['started']}: {OUTCOMES[run['outcome']]}",
        _took(report),
        "",
        f"Came: {', '.join(_many(run[name] or 0, what) for name, what in _COUNTED.items())}.",
        *_documents(report.came, sum(run[name] or 0 for name in _COUNTED)),
        f"Changed: {len(report.changed)}{' or more' if len(report.changed) >= _MOST_READ else ''}.",
        *_documents(report.changed),
        f"Of releases and reports: {_found(report)}.",
        "",
        f"Wrong: {len(report.problems)}." if report.problems else "Nothing is wrong.",
        *_cut([f"  {p['source']}: {p['what']}: {p['detail']} {p['url']}" for p in report.problems]),
        "",
        *in_columns(
            ("step", "outcome", "seconds", "what it said"),
            [(s["step"], s["outcome"] or "cut off", f"{s['seconds'] or 0:.1f}",
              (s["said"] or "").replace("\n", "; ")) for s in report.steps],
        ),
        "",
        *_sources(report.sources),
    ]  # fmt: skip
    return "\n".join(lines)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _took(report: RunReport) -> str:
    run = report.run
    took = f"It took {duration(report.seconds)}" if report.seconds is not None else "Not ended"
    return (
        f"{took}; {run['requests'] or 0:,} requests, of which {run['unchanged'] or 0:,} were "
        f"answered “not modified”; {run['bytes'] or 0:,} bytes."
    )


def duration(seconds: float) -> str:
    """`41 seconds`, `12 minutes`, `3 hours 5 minutes`."""
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 90 else f"{minutes // 60} hours {minutes % 60} minutes"


def _found(report: RunReport) -> str:
    said = [
        f"{row['number']} {_FOUND_WORDS.get((row['what'], row['verdict']), row['verdict'])}"
        for row in report.found
    ]
    return ", ".join(said) or "none newly linked"


def _documents(rows: Sequence[dict[str, Any]], of: int = 0) -> list[str]:
    return _cut(
        [
            f"  {row['what']} {_KINDS[row['kind']]}, {row['published'] or 'no day given'}, "
            f"{row['whose']}: {row['title']} {row['url']}"
            for row in rows[:_MOST_LINES]
        ],
        max(len(rows), of),
    )


def _sources(sources: Sequence[dict[str, Any]]) -> list[str]:
    """A line for each source with news or trouble; one for all the others together."""
    told = [s for s in sources if s["new"] or s["changed"] or s["verdict"] not in WELL]
    quiet = len(sources) - len(told)
    table = in_columns(
        ("source", "verdict", "new", "changed", "requests", "why"),
        [(s["source"], s["verdict"] or "not ended", s["new"], s["changed"], s["requests"],
          s["reason"]) for s in told],
    )  # fmt: skip
    return [*(table if told else []), *([f"{quiet} other sources: nothing new."] if quiet else [])]


def _cut(lines: list[str], of: int = 0) -> list[str]:
    more = max(len(lines), of) - _MOST_LINES
    return [*lines[:_MOST_LINES], f"  … and {more} more"] if more > 0 else lines


def in_columns(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """The lines of a table, each column as wide as its widest cell, the last as long as it is."""
    cells = [head, *([str(cell if cell is not None else "") for cell in row] for row in rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(head) - 1)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in cells
    ]


def _rows(db: sqlite3.Connection, sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    cursor = db.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
