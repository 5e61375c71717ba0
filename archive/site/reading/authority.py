"""What an authority's page shows."""

from __future__ import annotations

from archive.site.lists.national import GRADES
from archive.site.reading import Reading, Row

_MOST = 1000  # items of one story; the lists have every one


async def authority(reading: Reading, slug: str) -> Row | None:
    """An authority by its name in addresses."""
    return await reading.row("SELECT * FROM local_authorities WHERE slug = ?", slug)


async def heirs(reading: Reading, row: Row) -> list[Row]:
    """The authorities that came after one, or before it."""
    after = [urn.strip() for urn in (row["successor"] or "").split(";") if urn.strip()]
    marks = ", ".join("?" * len(after)) or "NULL"
    return await reading.rows(
        f"""SELECT name, slug, 'after' AS side FROM local_authorities WHERE urn IN ({marks})
            UNION ALL
            SELECT name, slug, 'before' FROM local_authorities
            WHERE '; ' || successor || ';' LIKE '%; ' || ? || ';%'""",
        [*after, row["urn"]],
    )


async def story(reading: Reading, urn: str) -> list[Row]:
    """All on one authority, newest first; each item with the letter it is about. What speaks of
    Ofsted and is about no letter (a school, a nursery) stands in the lists."""
    return await reading.rows(
        """SELECT i.*, k.letter, k.decision, k.reason FROM (
               SELECT 'letter' AS document_kind, id, kind, published, coalesce(title, label)
                      AS title, 'Ofsted' AS publisher, status, theme
               FROM letters WHERE local_authority = :urn
               UNION ALL
               SELECT * FROM (
                   SELECT 'press_release', id, NULL, published, title, publisher, NULL, NULL
                   FROM press_releases WHERE local_authority = :urn AND about_ofsted = 1
                   ORDER BY published DESC LIMIT :most)
               UNION ALL
               SELECT * FROM (
                   SELECT 'news_report', id, NULL, published, title, outlet, NULL, NULL
                   FROM news_reports WHERE local_authority = :urn AND about_ofsted = 1
                   ORDER BY published DESC LIMIT :most)
           ) AS i
           LEFT JOIN links k ON k.document_kind = i.document_kind AND k.document = i.id
                AND k.position = 1
           WHERE k.decision IS NULL OR k.decision <> 'not_about_a_letter'
           ORDER BY i.published DESC, i.document_kind DESC, i.id LIMIT :most""",
        {"urn": urn, "most": _MOST},
    )


async def grades(reading: Reading, urn: str) -> list[Row]:
    """The judgements of an authority's letters, newest first."""
    return await reading.rows(
        """SELECT j.*, l.published, l.kind FROM letters l JOIN judgements j ON j.letter = l.id
           WHERE l.local_authority = ? ORDER BY l.published DESC, l.id, j.rowid""",
        [urn],
    )


async def silent(reading: Reading, urn: str) -> dict[str, Row]:
    """The letters of an authority that no release answers, by number."""
    rows = await reading.rows("SELECT * FROM silent_letters WHERE local_authority = ?", [urn])
    return {row["letter"]: row for row in rows}


async def told_before(reading: Reading, urn: str) -> list[Row]:
    """Points of an authority's letters that an earlier letter to it made too, newest first."""
    return await reading.rows(
        """SELECT r.*, l.published, e.published AS earlier_published
           FROM letters l JOIN recurring_points r ON r.letter = l.id
           JOIN letters e ON e.id = r.earlier_letter
           WHERE l.local_authority = ?
           ORDER BY l.published DESC, r.letter, r.item_kind, r.item, e.published DESC LIMIT 200""",
        [urn],
    )


async def told_is_checked(reading: Reading, urn: str) -> bool:
    """Have all letters of an authority been held against its earlier ones?"""
    waits = await reading.row(
        """SELECT 1 FROM waiting WHERE step = 'recur' AND document = ?
           UNION ALL
           SELECT 1 FROM letters l JOIN waiting w ON w.step = 'read' AND w.document_kind = 'letter'
                AND w.document = l.id WHERE l.local_authority = ? LIMIT 1""",
        urn,
        urn,
    )
    return waits is None


async def neighbours(reading: Reading, row: Row) -> list[Row]:
    """The statistical neighbours of an authority, each with its latest grades where it has any."""
    codes = [code.strip() for code in (row["statistical_neighbours"] or "").split(";")]
    marks = ", ".join("?" * len(codes))
    graded = GRADES.select + f" AND a.gss_code IN ({marks}) GROUP BY a.urn"
    return await reading.rows(
        f"""SELECT n.name AS authority, n.slug, n.gss_code, g.since, g.overall, g.overall_status,
                   g.leaders, g.help_and_protection, g.in_care, g.care_leavers, g.letter
            FROM local_authorities n LEFT JOIN ({graded}) g ON g.urn = n.urn
            WHERE n.gss_code IN ({marks}) ORDER BY n.name""",
        [*codes, *codes],
    )
