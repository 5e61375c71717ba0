"""The lists of letters, releases and reports."""

from __future__ import annotations

from archive.site import addresses, plain_words
from archive.site.feeds import Entry
from archive.site.lists.listing import Filter, Listing, Row, authority_of, region_of, year_of

_GRADES = {grade: grade for grade in plain_words.GRADES}


def _letter(row: Row) -> Entry:
    grade = f" Overall: {row['overall']}." if row["overall"] else ""
    return Entry(
        f"letter/{row['letter']}",
        f"{row['title']}, {row['authority']}",
        addresses.document("letter", row["letter"]),
        row["first_seen"],
        f"{plain_words.kind(row['kind'])}, published {plain_words.day(row['published'])}.{grade}",
    )


LETTERS = Listing(
    name="letters",
    title="Letters",
    about="Every letter and report that Ofsted published on an authority’s services for children, "
    "newest first.",
    columns={
        "letter": "Ofsted’s number of the file",
        "authority": "Authority",
        "region": "Region of England",
        "kind": "Kind of letter",
        "framework": "Ofsted’s framework",
        "title": "Title as printed, or what Ofsted’s site calls it",
        "published": "Day of publication",
        "visit_start": "First day on site",
        "visit_end": "Last day on site",
        "theme": "What a visit looked at",
        "overall": "Overall grade; empty where the letter gives none",
        "lead_inspector": "Lead inspector",
        "status": "read, or unread: the file could not be read",
        "first_seen": "When this archive first saw it (UTC)",
        "url": "The document at Ofsted’s site",
    },
    select="""
        SELECT l.id AS letter, a.name AS authority, a.region, l.kind, l.framework,
               coalesce(l.title, l.label) AS title, l.published, l.visit_start, l.visit_end,
               l.theme, j.grade AS overall, l.lead_inspector, l.status, l.first_seen, l.url,
               a.slug, 'letter' AS document_kind
        FROM letters l JOIN local_authorities a ON a.urn = l.local_authority
        LEFT JOIN judgements j ON j.letter = l.id AND j.area = 'overall'
        WHERE 1""",
    order="l.published DESC, l.id",
    filters={
        "authority": authority_of("l"),
        "region": region_of("l"),
        "kind": Filter("Kind", "l.kind = :kind", plain_words.KINDS),
        "grade": Filter(
            "With the grade",
            "EXISTS (SELECT 1 FROM judgements g WHERE g.letter = l.id AND g.grade = :grade)",
            _GRADES,
        ),
        "year": year_of("l.published"),
    },
    entry=_letter,
    feed_order="l.first_seen DESC, l.published DESC, l.id",
    rows="documents",
)


def _item(row: Row) -> Entry:
    return Entry(
        f"{row['document_kind']}/{row['id']}",
        row["title"],
        addresses.document(row["document_kind"], row["id"]),
        row["first_seen"],
        f"{row['publisher']}, {plain_words.day(row['published'])}. "
        f"{plain_words.DECISIONS.get(row['decision'], 'not looked at yet').capitalize()}.",
    )


_ITEM_COLUMNS = {
    "id": "Lasting id",
    "authority": "Authority",
    "publisher": "Who published it",
    "title": "Headline",
    "published": "Day of publication",
    "decision": "linked, not_about_a_letter, letter_not_held or unsure; empty: not looked at yet",
    "letter": "Ofsted’s number of the letter it is about",
    "reason": "Why we say so",
    "withdrawn": "Day since which it is gone from its site",
    "first_seen": "When this archive first saw it (UTC)",
    "url": "The original page",
}


def _items(kind: str, table: str, publisher: str) -> str:
    return f"""
        SELECT i.id, a.name AS authority, i.{publisher} AS publisher, i.title, i.published,
               k.decision, k.letter, k.reason, i.withdrawn, i.first_seen, i.url,
               a.slug, '{kind}' AS document_kind
        FROM {table} i LEFT JOIN local_authorities a ON a.urn = i.local_authority
        LEFT JOIN links k
               ON k.document_kind = '{kind}' AND k.document = i.id AND k.position = 1
        WHERE i.about_ofsted = 1"""


_ITEM_FILTERS = {
    "authority": authority_of("i"),
    "region": region_of("i"),
    "decision": Filter("About", "k.decision = :decision", plain_words.DECISIONS),
    "year": year_of("i.published"),
}

RELEASES = Listing(
    name="releases",
    title="Releases that speak of Ofsted",
    about="Press releases of councils and children’s trusts that mention Ofsted or an inspection "
    "of services for children, newest first.",
    columns=_ITEM_COLUMNS,
    select=_items("press_release", "press_releases", "publisher"),
    order="i.published DESC, i.id",
    filters=_ITEM_FILTERS,
    entry=_item,
    feed_order="i.first_seen DESC, i.published DESC, i.id",
    rows="documents",
)

REPORTS = Listing(
    name="reports",
    title="Reports that speak of Ofsted",
    about="Reports of local news outlets that mention Ofsted or an inspection of services for "
    "children, newest first.",
    columns=_ITEM_COLUMNS,
    select=_items("news_report", "news_reports", "outlet"),
    order="i.published DESC, i.id",
    filters=_ITEM_FILTERS,
    entry=_item,
    feed_order="i.first_seen DESC, i.published DESC, i.id",
    rows="documents",
)
