"""The lists of the national picture: the authorities, and the latest grades of each."""

from __future__ import annotations

from archive.site import plain_words
from archive.site.feeds import Entry
from archive.site.lists.listing import Filter, Listing, Row

_GRADED = ("overall", "leaders", "help_and_protection", "in_care", "care_leavers")

_TYPES = {name: name for name in ("county", "London borough", "metropolitan borough", "unitary")}

# The newest whole inspection of each authority that we could read: some 3,000 letters are looked
# at, by the index on authority and day. Where it gives no overall grade the status says why.
_LATEST = """
    (SELECT l.id FROM letters l
     WHERE l.local_authority = a.urn AND l.kind = 'inspection' AND l.status = 'read'
       AND EXISTS (SELECT 1 FROM judgements e WHERE e.letter = l.id)
     ORDER BY l.published DESC LIMIT 1)"""


def _grade(row: Row) -> Entry:
    said = row["overall"] or plain_words.STATUSES.get(row["overall_status"], "no overall grade")
    return Entry(
        f"grade/{row['urn']}/{row['letter']}",
        f"{row['authority']}: {said}",
        f"/authorities/{row['slug']}",
        row["since"],
        f"By the inspection published {plain_words.day(row['since'])}.",
    )


GRADES = Listing(
    name="national",
    title="The national picture",
    about="The latest inspection grades of each authority that has one in this archive, and since "
    "when they stand.",
    columns={
        "urn": "Ofsted’s number of the authority",
        "authority": "Authority",
        "region": "Region of England",
        "type": "Kind of council",
        "since": "Day the inspection’s report was published",
        "overall": "Overall grade",
        "overall_status": "awarded, not_awarded (no longer given) or unread",
        "leaders": "Impact of leaders",
        "help_and_protection": "Help and protection",
        "in_care": "Children in care",
        "care_leavers": "Care leavers",
        "care_leavers_status": "awarded, combined (judged with children in care) or unread",
        "letter": "Ofsted’s number of the report",
    },
    select=f"""
        SELECT a.urn, a.name AS authority, a.region, a.type, l.published AS since,
               max(CASE WHEN j.area = 'overall' THEN j.grade END) AS overall,
               max(CASE WHEN j.area = 'overall' THEN j.status END) AS overall_status,
               {
        ", ".join(f"max(CASE WHEN j.area = '{n}' THEN j.grade END) AS {n}" for n in _GRADED[1:])
    },
               max(CASE WHEN j.area = 'care_leavers' THEN j.status END) AS care_leavers_status,
               l.id AS letter, a.slug
        FROM local_authorities a
        JOIN letters l ON l.id = {_LATEST}
        LEFT JOIN judgements j ON j.letter = l.id
        WHERE a.active_to IS NULL""",
    order="a.name",
    filters={
        "region": Filter("Region", "a.region = :region"),
        "type": Filter("Kind of council", "a.type = :type", _TYPES),
        "grade": Filter(
            "Overall grade",
            "l.id IN (SELECT letter FROM judgements WHERE area = 'overall' AND grade = :grade)",
            {grade: grade for grade in plain_words.GRADES},
        ),
    },
    entry=_grade,
    whole=True,
    group="a.urn",
    nothing="No inspection with grades is in this archive yet.",
)

AUTHORITIES = Listing(
    name="authorities",
    title="Authorities",
    about="Every authority on which this archive has a letter.",
    columns={
        "urn": "Ofsted’s number of the authority",
        "authority": "Authority",
        "region": "Region of England",
        "type": "Kind of council",
        "letters": "How many letters we hold",
        "newest": "Day of the newest",
        "active_to": "Last day of an abolished council",
        "gss_code": "Code of the Office for National Statistics",
        "slug": "Its name in addresses: /authorities/…",
    },
    select="""
        SELECT a.urn, a.name AS authority, a.region, a.type, count(*) AS letters,
               max(l.published) AS newest, a.active_to, a.gss_code, a.slug
        FROM local_authorities a JOIN letters l ON l.local_authority = a.urn
        WHERE 1""",
    order="a.name",
    filters={
        "region": Filter("Region", "a.region = :region"),
        "type": Filter("Kind of council", "a.type = :type", _TYPES),
    },
    whole=True,
    group="a.urn",
)
