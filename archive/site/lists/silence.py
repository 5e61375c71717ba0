"""The lists of silence and change: no release, a late one, an edited or vanished page."""

from __future__ import annotations

from archive.site import addresses, plain_words
from archive.site.feeds import Entry
from archive.site.lists.listing import Filter, Listing, Row, authority_of, region_of, year_of


def _silent(row: Row) -> Entry:
    return Entry(
        f"silent/{row['letter']}",
        f"{row['title']}, {row['authority']}",
        addresses.document("letter", row["letter"]),
        row["published"],
        f"{row['verdict'].capitalize()}. Published {plain_words.day(row['published'])}.",
    )


SILENT = Listing(
    name="silent",
    title="Letters without a release",
    about="Letters that none of the press releases we hold is about, newest first. Where our "
    "releases do not reach back to the letter’s day we cannot say whether there was one; and a "
    "council may have answered in another way.",
    columns={
        "letter": "Ofsted’s number of the file",
        "authority": "Authority",
        "kind": "Kind of letter",
        "title": "Title as printed",
        "published": "Day of publication",
        "verdict": "no release found, or cannot say where our releases do not reach back that far",
        "releases_held_from": "Day of the oldest release we hold of this council",
        "url": "The document at Ofsted’s site",
    },
    select="""
        SELECT s.letter, s.authority, s.kind, s.title, s.published, s.verdict,
               s.releases_held_from, s.url, a.slug
        FROM silent_letters s JOIN local_authorities a ON a.urn = s.local_authority WHERE 1""",
    order="s.published DESC, s.letter",
    filters={
        "authority": authority_of("s"),
        "region": region_of("s"),
        "kind": Filter("Kind", "s.kind = :kind", plain_words.KINDS),
        "verdict": Filter(
            "Show",
            "s.verdict = :verdict",
            {"no release found": "no release found", "cannot say": "we cannot say"},
        ),
        "year": year_of("s.published"),
    },
    entry=_silent,
    nothing="Every letter we hold has a release, or none has been read yet.",
)


def _delay(row: Row) -> Entry:
    return Entry(
        f"delay/{row['letter']}",
        f"{row['title']}, {row['authority']}",
        addresses.document("letter", row["letter"]),
        row["release_published"],
        f"Answered by “{row['release_title']}” after {plain_words.count(row['days'], 'day')}.",
    )


DELAYS = Listing(
    name="delays",
    title="How long until the council spoke",
    about="Days from each letter to the first release about it, the longest first. A negative "
    "number is a release that came before the letter. Letters without a release stand in a list "
    "of their own.",
    columns={
        "letter": "Ofsted’s number of the file",
        "authority": "Authority",
        "kind": "Kind of letter",
        "title": "Title of the letter",
        "published": "Day the letter was published",
        "days": "Days until the first release about it",
        "release": "Id of that release",
        "release_title": "Its headline",
        "release_published": "Day it was published",
        "overall": "The letter’s overall grade, where it gives one",
    },
    select="""
        SELECT l.id AS letter, a.name AS authority, l.kind, coalesce(l.title, l.label) AS title,
               l.published, p.id AS release, p.title AS release_title,
               p.published AS release_published, j.grade AS overall, a.slug,
               CAST(julianday(p.published) - julianday(l.published) AS INTEGER) AS days
        FROM letters l JOIN local_authorities a ON a.urn = l.local_authority
        JOIN press_releases p ON p.id = (
            SELECT f.id FROM links k JOIN press_releases f ON f.id = k.document
            WHERE k.letter = l.id AND k.decision = 'linked'
              AND k.document_kind = 'press_release' AND f.published IS NOT NULL
            ORDER BY f.published, f.id LIMIT 1)
        LEFT JOIN judgements j ON j.letter = l.id AND j.area = 'overall'
        WHERE l.published IS NOT NULL""",
    order="days DESC, l.published DESC, l.id",
    filters={
        "authority": authority_of("l"),
        "region": region_of("l"),
        "kind": Filter("Kind", "l.kind = :kind", plain_words.KINDS),
        "year": year_of("l.published"),
    },
    entry=_delay,
    whole=True,
    nothing="No dated release has been linked to a dated letter yet.",
)


def _change(row: Row) -> Entry:
    return Entry(
        f"change/{row['document_kind']}/{row['document']}/{row['what']}/{row['day']}",
        f"{row['title']} ({row['publisher']})",
        addresses.document(row["document_kind"], row["document"]),
        row["day"],
        f"{row['what'].capitalize()}, noticed {plain_words.day(row['day'])}.",
    )


CHANGES = Listing(
    name="changes",
    title="Edited and vanished pages",
    about="Letters, releases and reports whose words were changed after they were published, or "
    "that are gone from their site. What they said first is kept.",
    columns={
        "document_kind": "letter, press_release or news_report",
        "document": "Its id",
        "what": "edited or gone",
        "day": "When it was noticed (UTC)",
        "versions": "How many versions we hold",
        "publisher": "Who published it",
        "title": "Its headline",
        "published": "Day of publication",
        "authority": "Authority",
        "url": "Its address",
    },
    # Versions beyond the first, and what is gone, are few: each has an index of its own.
    select="""
        SELECT c.*, a.name AS authority, a.slug FROM (
            SELECT v.document_kind, v.document, 'edited' AS what, v.seen AS day,
                   v.version AS versions, coalesce(p.publisher, n.outlet, 'Ofsted') AS publisher,
                   coalesce(p.title, n.title, l.title, l.label) AS title,
                   coalesce(p.published, n.published, l.published) AS published,
                   coalesce(p.url, n.url, l.url) AS url,
                   coalesce(p.local_authority, n.local_authority, l.local_authority)
                       AS local_authority
            FROM versions v
            LEFT JOIN press_releases p ON v.document_kind = 'press_release' AND p.id = v.document
            LEFT JOIN news_reports n ON v.document_kind = 'news_report' AND n.id = v.document
            LEFT JOIN letters l ON v.document_kind = 'letter' AND l.id = v.document
            WHERE v.version > 1
            UNION ALL
            SELECT 'press_release', id, 'gone', withdrawn, NULL, publisher, title, published, url,
                   local_authority FROM press_releases WHERE withdrawn IS NOT NULL
            UNION ALL
            SELECT 'news_report', id, 'gone', withdrawn, NULL, outlet, title, published, url,
                   local_authority FROM news_reports WHERE withdrawn IS NOT NULL
            UNION ALL
            SELECT 'letter', id, 'gone', withdrawn, NULL, 'Ofsted', coalesce(title, label),
                   published, url, local_authority FROM letters WHERE withdrawn IS NOT NULL
        ) c LEFT JOIN local_authorities a ON a.urn = c.local_authority
        WHERE 1""",
    order="c.day DESC, c.document_kind, c.document",
    filters={
        "authority": authority_of("c"),
        "region": region_of("c"),
        "what": Filter("What", "c.what = :what", {"edited": "edited", "gone": "gone"}),
        "in": Filter("In", "c.document_kind = :in", {
            "letter": "letters", "press_release": "releases", "news_report": "reports"}),
        "year": year_of("c.day"),
    },
    entry=_change,
    nothing="No page has been seen to change or to vanish.",
)  # fmt: skip
