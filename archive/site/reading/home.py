"""What the start page shows."""

from __future__ import annotations

from archive.site.reading import Reading, Row

# Each kind by its own index, newest first, and only then together.
_KINDS = {
    "letter": """
        SELECT 'letter' AS document_kind, l.id, l.local_authority, l.kind, l.published,
               l.first_seen, coalesce(l.title, l.label) AS title, 'Ofsted' AS publisher, l.status
        FROM letters l WHERE 1""",
    "press_release": """
        SELECT 'press_release', l.id, l.local_authority, NULL, l.published, l.first_seen, l.title,
               l.publisher, NULL
        FROM press_releases l WHERE l.about_ofsted = 1""",
    "news_report": """
        SELECT 'news_report', l.id, l.local_authority, NULL, l.published, l.first_seen, l.title,
               l.outlet, NULL
        FROM news_reports l WHERE l.about_ofsted = 1""",
}


async def newest(reading: Reading, limit: int, since: str | None = None) -> list[Row]:
    """Letters, and what was said of Ofsted, newest first; those first seen from `since` (UTC)."""
    condition = "" if since is None else " AND l.first_seen >= :since"
    order = "published" if since is None else "first_seen"
    parts = " UNION ALL ".join(
        f"SELECT * FROM ({sql}{condition} ORDER BY l.{order} DESC LIMIT :limit)"
        for sql in _KINDS.values()
    )
    return await reading.rows(
        f"""SELECT i.*, a.name AS authority, a.slug FROM ({parts}) AS i
            LEFT JOIN local_authorities a ON a.urn = i.local_authority
            ORDER BY i.published DESC, i.document_kind, i.id LIMIT :limit""",
        {"limit": limit, "since": since},
    )


async def last_night(reading: Reading) -> Row | None:
    """The newest run, with how many sources it visited, and how many of them were well."""
    return await reading.row(
        """SELECT r.*, count(s.source) AS visited,
                  sum(s.verdict IN ('healthy', 'quiet')) AS well,
                  (SELECT count(*) FROM sources) AS sources,
                  (SELECT count(*) FROM problems WHERE resolved IS NULL) AS open_problems,
                  (SELECT count(*) FROM (SELECT 1 FROM waiting LIMIT 10000)) AS waiting
           FROM (SELECT * FROM runs ORDER BY id DESC LIMIT 1) r
           LEFT JOIN source_runs s ON s.run = r.id GROUP BY r.id"""
    )


async def sources_unwell(reading: Reading, run: str) -> list[Row]:
    """The sources that gave cause for a look in a run."""
    return await reading.rows(
        """SELECT s.source, s.verdict, s.reason, o.publisher FROM source_runs s
           JOIN sources o ON o.id = s.source
           WHERE s.run = ? AND s.verdict NOT IN ('healthy', 'quiet') ORDER BY s.source LIMIT 10""",
        [run],
    )


async def authorities(reading: Reading) -> list[Row]:
    """Every authority that has a letter, with how many."""
    return await reading.held(
        """SELECT a.urn, a.name, a.slug, a.region, count(*) AS letters
           FROM local_authorities a JOIN letters l ON l.local_authority = a.urn
           GROUP BY a.urn ORDER BY a.name"""
    )


async def regions(reading: Reading) -> list[str]:
    """Every region that has an authority with a letter."""
    rows = await reading.held(
        """SELECT DISTINCT region FROM local_authorities a
           WHERE region IS NOT NULL
             AND EXISTS (SELECT 1 FROM letters WHERE local_authority = a.urn) ORDER BY region"""
    )
    return [row["region"] for row in rows]
