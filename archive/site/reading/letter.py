"""What a letter's page shows."""

from __future__ import annotations

from archive.site.reading import Reading, Row

_PARTS = {
    "visit_windows": "start",
    "inspectors": "position",
    "judgements": "rowid",
    "improvement_points": "position",
    "sections": "position",
    "evidence": "position",
}


async def letter(reading: Reading, number: str) -> Row | None:
    """A letter with its authority's name."""
    return await reading.row(
        """SELECT l.*, a.name AS authority, a.slug FROM letters l
           JOIN local_authorities a ON a.urn = l.local_authority WHERE l.id = ?""",
        number,
    )


async def parts(reading: Reading, number: str) -> dict[str, list[Row]]:
    """What hangs on a letter, table by table."""
    return {
        table: await reading.rows(
            f"SELECT * FROM {table} WHERE letter = ? ORDER BY {order}",
            [number],
        )
        for table, order in _PARTS.items()
    }


async def items_about(reading: Reading, number: str) -> list[Row]:
    """Releases and reports linked to a letter, releases first, oldest first."""
    return await reading.rows(
        """SELECT k.document_kind, k.document AS id, k.reason, k.decided_by,
                  coalesce(p.title, n.title) AS title,
                  coalesce(p.publisher, n.outlet) AS publisher,
                  coalesce(p.published, n.published) AS published,
                  coalesce(p.withdrawn, n.withdrawn) AS withdrawn,
                  (SELECT max(version) FROM versions v
                   WHERE v.document_kind = k.document_kind AND v.document = k.document) AS versions,
                  EXISTS (SELECT 1 FROM waiting w WHERE w.step IN ('link', 'check')
                          AND w.document_kind = k.document_kind AND w.document = k.document)
                      AS waiting
           FROM links k
           LEFT JOIN press_releases p ON k.document_kind = 'press_release' AND p.id = k.document
           LEFT JOIN news_reports n ON k.document_kind = 'news_report' AND n.id = k.document
           WHERE k.letter = ? AND k.decision = 'linked'
           ORDER BY k.document_kind DESC, coalesce(p.published, n.published), k.document
           LIMIT 200""",
        [number],
    )


async def quotations(reading: Reading, number: str) -> list[Row]:
    """Quotations found in a letter."""
    return await reading.rows(
        "SELECT * FROM quotations WHERE letter = ? ORDER BY document, position LIMIT 2000", [number]
    )


async def passages(reading: Reading, number: str) -> list[Row]:
    """Passages that releases and reports share with a letter without quotation marks."""
    return await reading.rows(
        "SELECT * FROM shared_passages WHERE letter = ? ORDER BY start LIMIT 2000", [number]
    )


async def answers(reading: Reading, number: str) -> dict[tuple[str, str], list[Row]]:
    """Which release answers what: (item kind, item) -> a row for each release."""
    rows = await reading.rows(
        """SELECT q.*, p.publisher, p.title FROM answers q
           JOIN press_releases p ON p.id = q.press_release
           WHERE q.letter = ? ORDER BY p.published, q.press_release LIMIT 2000""",
        [number],
    )
    by_item: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_item.setdefault((row["item_kind"], str(row["item"])), []).append(row)
    return by_item


async def claims(reading: Reading, number: str) -> list[Row]:
    """Grades that releases and reports claim, held against this letter."""
    return await reading.rows(
        """SELECT g.*, coalesce(p.publisher, n.outlet) AS publisher FROM grade_claims g
           LEFT JOIN press_releases p ON g.document_kind = 'press_release' AND p.id = g.document
           LEFT JOIN news_reports n ON g.document_kind = 'news_report' AND n.id = g.document
           WHERE g.letter = ? ORDER BY g.document, g.position LIMIT 500""",
        [number],
    )


async def told_before(reading: Reading, number: str) -> dict[tuple[str, str], list[Row]]:
    """The points of a letter that an earlier one made too: (item kind, item) -> those."""
    rows = await reading.rows(
        """SELECT r.*, e.published AS earlier_published FROM recurring_points r
           JOIN letters e ON e.id = r.earlier_letter
           WHERE r.letter = ? ORDER BY e.published DESC LIMIT 500""",
        [number],
    )
    by_item: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_item.setdefault((row["item_kind"], str(row["item"])), []).append(row)
    return by_item


async def corrections(reading: Reading, document: str) -> list[Row]:
    """What people have put right of a document."""
    return await reading.rows(
        'SELECT * FROM corrections WHERE document = ? ORDER BY "on" LIMIT 100', [document]
    )


async def neighbours_in_time(reading: Reading, row: Row) -> tuple[Row | None, Row | None]:
    """The letters of the same authority before and after a letter."""
    sql = """SELECT id, coalesce(title, label) AS title, kind, published FROM letters
             WHERE local_authority = ? AND published {} ? ORDER BY published {} LIMIT 1"""
    urn, day = row["local_authority"], row["published"]
    return (
        await reading.row(sql.format("<", "DESC"), urn, day),
        await reading.row(sql.format(">", "ASC"), urn, day),
    )
