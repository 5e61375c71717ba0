"""The lists of the archive's own workings: sources, problems, corrections."""

from __future__ import annotations

from archive.site import plain_words
from archive.site.feeds import Entry
from archive.site.lists.listing import Filter, Listing, Row

# A source's newest run, its newest walk to the end and its newest document are each the first row
# that an index gives.
_NEWEST = """(SELECT r.{what} FROM source_runs r WHERE r.source = s.id {which}
              ORDER BY r.run DESC LIMIT 1)"""
_ENDED = "AND r.verdict IS NOT NULL"  # while a night is on, the last one's stands

SOURCES = Listing(
    name="sources",
    title="Sources and their health",
    about="Every place we look, what it gave on the last night, and when it last gave anything.",
    columns={
        "source": "Its name in logs and tables",
        "kind": "ofsted, newsroom or news_outlet",
        "publisher": "Who speaks there",
        "authority": "Authority",
        "verdict": "healthy, quiet, empty, changed_shape, blocked or unreachable; "
        "empty: not visited yet",
        "reason": "Why",
        "looked": "When we last looked (UTC)",
        "success": "When its list was last read to the end (UTC)",
        "news": "When it last gave something new (UTC)",
        "url": "Where we look",
    },
    select=f"""
        SELECT s.id AS source, s.kind, s.publisher, a.name AS authority,
               {_NEWEST.format(what="verdict", which=_ENDED)} AS verdict,
               {_NEWEST.format(what="reason", which=_ENDED)} AS reason,
               {_NEWEST.format(what="started", which="")} AS looked,
               {_NEWEST.format(what="started", which="AND r.reached IS NOT NULL")} AS success,
               {_NEWEST.format(what="started", which="AND r.new > 0")} AS news,
               s.url, a.slug
        FROM sources s LEFT JOIN local_authorities a ON a.urn = s.local_authority
        WHERE 1""",
    order="s.kind DESC, s.id",
    filters={
        "authority": Filter("Authority", "a.slug = :authority"),
        "kind": Filter("Kind", "s.kind = :kind", plain_words.SOURCES),
    },
    nothing="No source has been entered yet.",
    whole=True,
)


def _problem(row: Row) -> Entry:
    return Entry(
        f"problem/{row['id']}",
        f"{row['source']}: {row['what']}",
        "/problems",
        row["first_seen"],
        f"{row['detail']} {row['url']}",
    )


PROBLEMS = Listing(
    name="problems",
    title="What needs a look",
    about="Pages and files that could not be fetched or read, and that nobody has resolved yet.",
    columns={
        "id": "Lasting id",
        "source": "The source",
        "what": "What went wrong",
        "detail": "In a sentence",
        "url": "Address",
        "first_seen": "When it was first met (UTC)",
        "last_seen": "When it was last met (UTC)",
    },
    select="""
        SELECT p.id, p.source, p.what, p.detail, p.url, p.first_seen, p.last_seen
        FROM problems p WHERE p.resolved IS NULL""",
    order="p.last_seen DESC, p.source, p.url",
    filters={"source": Filter("Source", "p.source = :source")},
    entry=_problem,
    nothing="Nothing needs a look.",
)


def _correction(row: Row) -> Entry:
    return Entry(
        f"correction/{row['table']}/{row['row']}/{row['column']}",
        f"{row['table']}, {row['row']}: {row['column']}",
        "/corrections",
        row["on"],
        f"Was: {row['was']}. Is: {row['is']}. Because: {row['because']}",
    )


CORRECTIONS = Listing(
    name="corrections",
    title="Corrections",
    about="What this archive had wrong and a person has put right. A correction stands through "
    "every later reading.",
    columns={
        "table": "Table",
        "row": "Row, a letter or a part of one",
        "column": "Column",
        "was": "What the machine had",
        "is": "What it is",
        "by": "Who corrected it",
        "on": "When",
        "because": "Why",
        "state": "applied; agreed, where the machine has come to read the same; or not_followed",
        "note": "Why it could not be followed",
    },
    select="""
        SELECT c."table", c."row", c."column", c.was, c."is", c."by", c."on", c.because, c.state,
               c.note, c.document
        FROM corrections c WHERE 1""",
    order='c."on" DESC, c."table", c."row", c."column"',
    entry=_correction,
    nothing="Nothing has been corrected yet.",
)
