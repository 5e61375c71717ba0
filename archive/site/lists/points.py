"""The lists of what has to improve: every point, those told before, and what they are about."""

from __future__ import annotations

from archive.site import addresses, plain_words
from archive.site.feeds import Entry
from archive.site.lists.listing import Filter, Listing, Row, authority_of, region_of, year_of


def _point(row: Row) -> Entry:
    return Entry(
        f"point/{row['letter']}/{row['position']}",
        f"{row['authority']}: {row['text'][:90]}",
        addresses.document("letter", row["letter"]),
        row["published"],
        f"{plain_words.POINTS[row['kind']]}: {row['text']}",
    )


_THEME = Filter("About", "'; ' || i.themes || ';' LIKE '%; ' || :theme || ';%'")

POINTS = Listing(
    name="points",
    title="What has to improve",
    about="Every item under “what needs to improve” or “areas for priority action”, newest first.",
    columns={
        "letter": "Ofsted’s number of the letter",
        "position": "Order in the letter",
        "authority": "Authority",
        "published": "Day the letter was published",
        "kind": "improvement or priority_action",
        "text": "The point’s words",
        "themes": "What it is about, parted by semicolons",
        "page": "Page it begins on",
        "title": "Title of the letter",
    },
    select="""
        SELECT i.letter, i.position, a.name AS authority, l.published, i.kind, i.text, i.themes,
               i.page, coalesce(l.title, l.label) AS title, a.slug
        FROM letters l JOIN improvement_points i ON i.letter = l.id
        JOIN local_authorities a ON a.urn = l.local_authority
        WHERE 1""",
    order="l.published DESC, l.id, i.position",
    filters={
        "authority": authority_of("l"),
        "region": region_of("l"),
        "kind": Filter("Kind", "i.kind = :kind", plain_words.POINTS),
        "theme": _THEME,
        "year": year_of("l.published"),
    },
    entry=_point,
    nothing="No point of this kind has been read.",
)


# Each point with each of its themes. A point has one to three; the cell parts them by "; ".
BY_THEME = """
    WITH RECURSIVE parted(letter, position, theme, rest) AS (
        SELECT letter, position, NULL, themes || '; ' FROM improvement_points
        WHERE themes IS NOT NULL
        UNION ALL
        SELECT letter, position, substr(rest, 1, instr(rest, '; ') - 1),
               substr(rest, instr(rest, '; ') + 2)
        FROM parted WHERE rest <> '')
"""


def _recurring(row: Row) -> Entry:
    return Entry(
        f"recurring/{row['letter']}/{row['item_kind']}/{row['item']}/{row['earlier_letter']}",
        f"{row['authority']}: {row['text'][:90]}",
        addresses.document("letter", row["letter"]),
        row["published"],
        f"Told before, {plain_words.day(row['earlier_published'])}: {row['earlier_text']}",
    )


RECURRING = Listing(
    name="recurring",
    title="Told before",
    about="Points of a letter that an earlier letter to the same authority made too, the newest "
    "first. How near two points are is measured by their words: read both.",
    columns={
        "authority": "Authority",
        "letter": "Ofsted’s number of the later letter",
        "published": "Day it was published",
        "item_kind": "improvement, priority_action or finding",
        "item": "The point’s position in it",
        "text": "The later letter’s words",
        "earlier_letter": "Ofsted’s number of the earlier letter",
        "earlier_published": "Day that was published",
        "earlier_text": "The earlier letter’s words",
        "score": "How near the two are, 0 to 1",
    },
    select="""
        SELECT a.name AS authority, r.letter, l.published, r.item_kind, r.item, r.text,
               r.earlier_letter, e.published AS earlier_published, r.earlier_text, r.score,
               a.slug, l.kind, e.kind AS earlier_kind
        FROM recurring_points r JOIN letters l ON l.id = r.letter
        JOIN letters e ON e.id = r.earlier_letter
        JOIN local_authorities a ON a.urn = l.local_authority
        WHERE 1""",
    order="l.published DESC, r.letter, r.item_kind, r.item, e.published DESC, r.earlier_item",
    filters={
        "authority": authority_of("l"),
        "region": region_of("l"),
        "year": year_of("l.published"),
    },
    entry=_recurring,
    nothing="No point was found that an earlier letter to the same authority made too.",
    step="recur",
)

THEMES = Listing(
    name="themes",
    title="What the points are about",
    about="How many improvement points and priority actions are about what, year by year. A point "
    "may be about more than one thing.",
    columns={
        "theme": "What the points are about",
        "year": "Year in which the letters were published",
        "points": "How many points",
        "letters": "In how many letters",
    },
    select=BY_THEME
    + """
        SELECT t.theme, substr(l.published, 1, 4) AS year, count(*) AS points,
               count(DISTINCT t.letter) AS letters
        FROM parted t JOIN letters l ON l.id = t.letter
        JOIN local_authorities a ON a.urn = l.local_authority
        WHERE t.theme IS NOT NULL AND l.published IS NOT NULL""",
    order="t.theme, year",
    filters={
        "authority": authority_of("l"),
        "region": region_of("l"),
        "year": year_of("l.published"),
    },
    group="t.theme, year",
    whole=True,
    nothing="No point has been sorted by what it is about yet.",
)
