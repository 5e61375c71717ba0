"""The lists of what was found: altered quotations, wrong grades, what was left out."""

from __future__ import annotations

from archive.site import addresses, plain_words
from archive.site.feeds import Entry
from archive.site.lists.listing import Filter, Listing, Row, authority_of, region_of, year_of

_DIFFERING = ("altered", "cut_short", "joined", "not_found")

_FROM = """
    FROM {table} q
    LEFT JOIN search_documents d ON d.document_kind = q.document_kind AND d.document = q.document
    LEFT JOIN local_authorities a ON a.urn = d.local_authority"""


def _of_either(filters: dict[str, Filter]) -> dict[str, Filter]:
    return {
        "authority": Filter("Authority", "a.slug = :authority"),
        "region": Filter("Region", "a.region = :region"),
        "in": Filter("In", "q.document_kind = :in", {
            "press_release": "releases", "news_report": "reports"}),
        **filters,
        "year": year_of("d.published"),
    }  # fmt: skip


def _quotation(row: Row) -> Entry:
    return Entry(
        f"quotation/{row['document_kind']}/{row['document']}/{row['position']}",
        f"{row['publisher']}: “{row['text'][:90]}”",
        addresses.document(row["document_kind"], row["document"]),
        row["published"],
        f"{plain_words.VERDICTS[row['verdict']].capitalize()}. "
        f"The letter: “{row['letter_words'] or '–'}”",
    )


QUOTATIONS = Listing(
    name="quotations",
    title="Quotations that differ",
    about="Words in quotation marks, given as Ofsted’s, that are not what the letter says: "
    "altered, cut short where the letter turns, joined from several places, or not found. "
    "Typography and capitals do not count.",
    columns={
        "document_kind": "press_release or news_report",
        "document": "Its id",
        "position": "Which quotation of the document",
        "publisher": "Who published it",
        "title": "Its headline",
        "published": "Day of publication",
        "authority": "Authority",
        "verdict": "altered, cut_short, joined, not_found, another_letter or exact",
        "text": "The words in quotation marks",
        "letter_words": "The letter’s own words",
        "difference": "[+added+], [-left out-], [… how the letter goes on]",
        "grave": "Why an alteration is a grave one",
        "letter": "Ofsted’s number of the letter",
        "page": "Page of the letter",
        "speaker": "Who is said to have spoken",
        "press_release": "The release in which a report’s quotation stands word for word",
    },
    select=f"""
        SELECT q.document_kind, q.document, q.position, d.publisher, d.title, d.published,
               a.name AS authority, q.verdict, q.text, q.letter_words, q.difference, q.letter,
               q.page, q.speaker, q.start, q.grave, q.press_release, a.slug
        {_FROM.format(table="quotations")}
        WHERE q.verdict IN ('altered', 'cut_short', 'joined', 'not_found')""",
    order="d.published DESC, q.document, q.position",
    filters=_of_either(
        {
            "verdict": Filter(
                "How",
                "q.verdict = :verdict",
                {v: plain_words.VERDICTS[v] for v in _DIFFERING},
            ),
            "grave": Filter("Weight", "q.grave IS NOT NULL", {"yes": "grave ones only"}),
        }
    ),
    entry=_quotation,
    nothing="No quotation has been found that differs from its letter.",
    step="check",
)


def _claim(row: Row) -> Entry:
    return Entry(
        f"claim/{row['document_kind']}/{row['document']}/{row['position']}",
        f"{row['publisher']}: {plain_words.area(row['area'])} “{row['claimed']}”",
        addresses.document(row["document_kind"], row["document"]),
        row["published"],
        f"{plain_words.CLAIMS[row['verdict']].capitalize()}. "
        f"The letter: {row['grade'] or 'no such grade'}.",
    )


CLAIMS = Listing(
    name="claims",
    title="Grades that were claimed wrongly",
    about="Grades that a release or report gives for an authority, and that are not those of the "
    "letter it is about, or are those of an older inspection.",
    columns={
        "document_kind": "press_release or news_report",
        "document": "Its id",
        "position": "Which claim of the document",
        "publisher": "Who published it",
        "title": "Its headline",
        "published": "Day of publication",
        "authority": "Authority",
        "area": "What is judged",
        "claimed": "The grade it claims",
        "grade": "The grade in the letter",
        "verdict": "wrong or older_inspection",
        "sentence": "The sentence that claims it",
        "reason": "Why we say so",
        "letter": "Ofsted’s number of the letter",
    },
    select=f"""
        SELECT q.document_kind, q.document, q.position, d.publisher, d.title, d.published,
               a.name AS authority, q.area, q.claimed, q.grade, q.verdict, q.sentence, q.reason,
               q.letter, a.slug
        {_FROM.format(table="grade_claims")}
        WHERE q.verdict IN ('wrong', 'older_inspection')""",
    order="d.published DESC, q.document, q.position",
    filters=_of_either(
        {
            "verdict": Filter(
                "How",
                "q.verdict = :verdict",
                {v: plain_words.CLAIMS[v] for v in ("wrong", "older_inspection")},
            )
        }
    ),
    entry=_claim,
    nothing="No grade that was claimed differs from its letter.",
    step="check",
)


def _left_out(row: Row) -> Entry:
    return Entry(
        f"left-out/{row['release']}/{row['item_kind']}/{row['item']}",
        f"{row['publisher']}: {row['words'][:90]}",
        addresses.document("press_release", row["release"]),
        row["published"],
        f"“{row['title']}” does not mention it.",
    )


LEFT_OUT = Listing(
    name="left-out",
    title="What releases leave out",
    about="Judgements and points of a letter that the release about it does not mention, as far "
    "as the words show. Read both before you say so.",
    columns={
        "release": "Id of the release",
        "publisher": "Who published it",
        "title": "Its headline",
        "published": "Day of publication",
        "authority": "Authority",
        "letter": "Ofsted’s number of the letter",
        "item_kind": "judgement, improvement, priority_action or finding (criticism in the text)",
        "item": "The judged area, or the point’s position",
        "words": "The judgement, or the point, in the letter’s words",
        "grade": "The grade, of a judgement",
        "page": "Page of the letter",
    },
    select="""
        SELECT p.id AS release, p.publisher, p.title, p.published, a.name AS authority,
               q.letter, q.item_kind, q.item, q.text AS words, q.page, j.grade, a.slug
        FROM answers q JOIN press_releases p ON p.id = q.press_release
        JOIN local_authorities a ON a.urn = p.local_authority
        LEFT JOIN judgements j ON q.item_kind = 'judgement' AND j.letter = q.letter
             AND j.area = q.item
        WHERE p.about_ofsted = 1 AND q.verdict = 'not_mentioned'""",
    order="p.published DESC, p.id, q.item_kind, q.item",
    filters={
        "authority": authority_of("p"),
        "region": region_of("p"),
        "item": Filter("What", "q.item_kind = :item", plain_words.ITEMS),
        "year": year_of("p.published"),
    },
    entry=_left_out,
    nothing="Nothing that was checked has been left out.",
    step="check",
)  # fmt: skip
