"""What is stored is there again, says when it came, and is found."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlite_utils import Database

from archive.keeping.check import check, examine
from archive.keeping.mending import mend
from archive.records import (
    Authority,
    Fetch,
    Judgement,
    Letter,
    Link,
    ListedLetter,
    ListedPage,
    NewsReport,
    NumberedParagraph,
    PressRelease,
    Problem,
    Source,
    VisitWindow,
)
from archive.store import Archive
from archive.store.batches import Batches

NIGHT_1, NIGHT_2 = "2026-11-20T03:30:00Z", "2026-11-21T03:30:00Z"
URL = "https://www.tarn.gov.example/news/letter"
RELEASE = PressRelease(URL, "90001", "Tarn Council", "Ofsted’s letter", "Words of it.",
                       dt.date(2026, 11, 19), "text")  # fmt: skip
REPORT = NewsReport("https://tarn.news.example/a-1", "Tarn News", "Report", "word " * 60)
LETTER = ListedLetter("99000101", "90001", "Focused visit", "https://files.ofsted.gov.uk/v1/file/99000101",
                      "https://reports.ofsted.gov.uk/provider/44/90001", dt.date(2026, 11, 18))  # fmt: skip


@pytest.fixture
def tarn(archive: Archive) -> Archive:
    archive.places.put_authorities([Authority("90001", "Tarn", "tarn")])
    archive.places.put_sources(
        [Source("tarn", "newsroom", URL, "article", "90001", "Tarn Council")]
    )
    return archive


def save(archive: Archive, release: PressRelease = RELEASE, now: str = NIGHT_1) -> Any:
    sha256 = archive.originals.keep(release.text.encode(), "text/html")
    return archive.items.save_release(
        release, source="tarn", sha256=sha256, about_ofsted=True, now=now
    )


def row(archive: Archive, table: str) -> dict[str, Any]:
    (only,) = archive.rows(f"SELECT * FROM {table}")
    return only


def hits(archive: Archive, word: str) -> int:
    sql = "SELECT count(*) AS n FROM search_index WHERE search_index MATCH ?"
    return int(archive.rows(sql, [word])[0]["n"])


def test_a_release_is_new_then_the_same_then_changed(tarn: Archive) -> None:
    assert save(tarn).news == "new"
    before = row(tarn, "press_releases")
    assert save(tarn, now=NIGHT_2).news == "same"
    assert row(tarn, "press_releases") == {**before, "last_seen": NIGHT_2}
    assert save(tarn, replace(RELEASE, text="Other words."), NIGHT_2).news == "changed"
    versions = tarn.rows("SELECT version, text FROM versions ORDER BY version")
    assert [tuple(version.values()) for version in versions] == [
        (1, "Words of it."),
        (2, "Other words."),
    ]


def test_a_page_whose_frame_changed_is_no_new_version(tarn: Archive) -> None:
    save(tarn)
    sha256 = tarn.originals.keep(b"another frame", "text/html")
    saved = tarn.items.save_release(
        RELEASE, source="tarn", sha256=sha256, about_ofsted=True, now=NIGHT_2
    )
    assert saved.news == "same"
    assert row(tarn, "versions")["version"] == 1


@pytest.mark.parametrize(
    "url", [URL, URL + "#top", URL + "?utm_source=mail", URL.upper()[:12] + URL[12:]]
)
def test_spellings_of_one_address_are_one_release(tarn: Archive, url: str) -> None:
    save(tarn)
    assert save(tarn, replace(RELEASE, url=url)).news == "same"


def test_of_a_report_the_archive_holds_forty_words(tarn: Archive) -> None:
    sha256 = tarn.originals.keep(b"page", "text/html")
    for _ in range(2):
        tarn.items.save_report(
            replace(REPORT, story="tarn/1"), source="tarn", sha256=sha256, about_ofsted=True,
            now=NIGHT_1,
        )  # fmt: skip
    report = row(tarn, "news_reports")
    assert len(report["extract"].split()) == 41  # forty and the dots
    assert tarn.originals.text(report["text_sha256"]) == ("Report", REPORT.text)


def test_a_report_whose_text_is_lost_is_stored_anew_when_its_page_has_changed(
    tarn: Archive,
) -> None:
    """Damage is mended by asking the site again; it may show other words by then."""
    for text in (REPORT.text, "Other words of it."):
        tarn.originals.db.execute("DELETE FROM report_texts")
        sha256 = tarn.originals.keep(text.encode(), "text/html")
        saved = tarn.items.save_report(
            replace(REPORT, text=text), source="tarn", sha256=sha256, about_ofsted=True, now=NIGHT_2
        )
    assert saved.news == "changed"
    assert row(tarn, "news_reports")["sha256"] == sha256
    # The index cannot forget words that nobody knows any more: it is seen, and made anew.
    found = examine(tarn.folder)
    assert any(damage.what == "index" for damage in found)
    mend(tarn, found)
    assert not any(damage.what == "index" for damage in examine(tarn.folder))


def test_what_is_stored_is_found_and_what_was_changed_is_not(tarn: Archive) -> None:
    save(tarn)
    save(tarn, replace(RELEASE, text="Children’s plans improve."), NIGHT_2)

    assert [hits(tarn, word) for word in ("words", "childrens", "ofsteds")] == [0, 1, 1]
    assert check(tarn.folder) == [
        "1 document waits for the step 'link': run `ofsted-letters process`."
    ]


def test_lists_show_a_document_as_it_now_is(tarn: Archive) -> None:
    def shown() -> dict[str, tuple[str, str | None, str]]:
        rows = tarn.rows("SELECT * FROM search_documents")
        return {r["document"]: (r["title"], r["publisher"], r["url"]) for r in rows}

    tarn.letters.listed([LETTER], NIGHT_1)
    assert shown() == {}
    tarn.readings.save(LETTER.file, Letter("focused_visit", text="Words"))
    assert shown() == {LETTER.file: ("Focused visit", None, LETTER.url)}
    moved = replace(LETTER, label="A visit", url=f"{LETTER.url}?version=2")
    tarn.letters.listed([moved], NIGHT_2)
    assert shown() == {LETTER.file: ("A visit", None, moved.url)}
    tarn.readings.save(LETTER.file, Letter("focused_visit", title="A title", text="Words"))
    saved = save(tarn)
    save(tarn, replace(RELEASE, publisher="The Tarn Trust"), NIGHT_2)
    assert shown() == {
        LETTER.file: ("A title", None, moved.url),
        saved.document: (RELEASE.title, "The Tarn Trust", URL),
    }


def test_a_letter_is_a_row_before_its_file_is_there(tarn: Archive) -> None:
    tarn.letters.listed([LETTER], NIGHT_1)
    letter = row(tarn, "letters")
    assert (letter["status"], letter["published_source"]) == ("unread", "site")
    assert letter["warnings"]


def test_a_broken_file_never_takes_the_place_of_a_whole_one(tarn: Archive) -> None:
    tarn.letters.listed([LETTER], NIGHT_1)
    whole, broken = tarn.originals.keep(b"%PDF whole", None), tarn.originals.keep(b"%PDF", None)
    for sha256, sound in ((whole, True), (broken, False)):
        tarn.letters.save_file("99000101", sha256, NIGHT_1, sound=sound)
    assert row(tarn, "letters")["sha256"] == whole


def test_a_letter_whose_day_the_site_changes_is_read_again(tarn: Archive) -> None:
    tarn.letters.listed([LETTER], NIGHT_1)
    sha256 = tarn.originals.keep(b"%PDF whole", None)
    tarn.letters.save_file("99000101", sha256, NIGHT_1, sound=True)
    tarn.waiting.done("read", "letter", "99000101")
    tarn.letters.listed([LETTER], NIGHT_2)
    assert tarn.waiting.count("read") == 0
    tarn.letters.listed([replace(LETTER, published=dt.date(2026, 11, 17))], NIGHT_2)
    assert tarn.waiting.of("read") == [("letter", "99000101")]


def test_a_release_that_shows_another_day_is_linked_again(tarn: Archive) -> None:
    save(tarn)
    ((kind, document),) = tarn.waiting.of("link")
    tarn.waiting.done("link", kind, document)
    save(tarn, now=NIGHT_2)
    assert tarn.waiting.count("link") == 0
    assert save(tarn, replace(RELEASE, published=dt.date(2026, 11, 18)), NIGHT_2).news == "same"
    assert tarn.waiting.of("link") == [(kind, document)]


def test_a_reading_replaces_the_one_before_and_has_items_linked_again(tarn: Archive) -> None:
    tarn.letters.listed([LETTER], NIGHT_1)
    saved = save(tarn)
    tarn.findings.save_links("press_release", saved.document, [], NIGHT_1)
    window = VisitWindow(dt.date(2026, 10, 1), dt.date(2026, 10, 2))
    reading = Letter("focused_visit", title="Focused visit", text="Words", pages=1, page_starts=(0,),
                     visit_windows=(window,), signed_by=("Ada Moss", "Ben Rill"),
                     numbered_paragraphs=(NumberedParagraph(7, 1, 0, "Words"),),
                     judgements=(Judgement("overall", "good", "Good", "awarded", 1),))  # fmt: skip
    tarn.readings.save("99000101", reading)
    assert row(tarn, "judgements")["grade"] == "good"
    assert row(tarn, "letters")["signed_by"] == "Ada Moss; Ben Rill"
    assert row(tarn, "numbered_paragraphs")["number"] == 7
    assert tarn.waiting.of("link") == [("press_release", saved.document)]
    tarn.findings.save_links("press_release", saved.document, [], NIGHT_1)
    tarn.readings.save("99000101", reading)
    assert tarn.waiting.of("link") == []  # the same reading again is no news
    tarn.readings.save("99000101", replace(reading, judgements=()))
    assert tarn.rows("SELECT * FROM judgements") == []


def test_a_decision_that_did_not_change_keeps_its_day(tarn: Archive) -> None:
    saved = save(tarn)
    link = Link(None, "unsure", 1.0, "because", {})
    for now in (NIGHT_1, NIGHT_2):
        tarn.findings.save_links("press_release", saved.document, [link], now)
    assert row(tarn, "links")["decided"] == NIGHT_1


def test_unchanged_is_believed_only_when_what_was_read_is_stored(tarn: Archive) -> None:
    fetch = Fetch(URL, NIGHT_1, "tarn", 200, b"page", "text/html", etag='"1"')
    tarn.fetches.keep(fetch, None)
    assert tarn.fetches.validators(URL) is None
    tarn.fetches.use(URL)
    held = tarn.fetches.validators(URL)
    assert held is not None
    assert held.etag == '"1"'


def test_the_same_body_again_confirms_the_row(tarn: Archive) -> None:
    for now in (NIGHT_1, NIGHT_2):
        tarn.fetches.keep(Fetch(URL, now, "tarn", 200, b"page", "text/html"), None)
    assert row(tarn, "fetches")["confirmed"] == NIGHT_2


def test_three_nights_gone_is_withdrawn_and_one_is_not(tarn: Archive) -> None:
    saved = save(tarn)
    tarn.listings.shown("tarn", "release", [ListedPage(URL)], NIGHT_1)
    tarn.listings.visited("tarn", URL, NIGHT_1, saved.document)
    nights = [f"2026-11-{day}T03:30:00Z" for day in (21, 21, 22, 23)]
    counted = [tarn.listings.missed("tarn", URL, night, 3) for night in nights]
    assert counted == [1, 1, 2, 3]  # twice in a night counts once
    assert row(tarn, "press_releases")["withdrawn"] == "2026-11-23"
    assert row(tarn, "press_releases")["text"] == "Words of it."
    tarn.items.seen("release", saved.document, "2026-11-24T03:30:00Z")
    assert row(tarn, "press_releases")["withdrawn"] is None


def test_the_same_problem_is_one_row_until_it_is_over(tarn: Archive) -> None:
    run = tarn.runs.start(NIGHT_1)
    for now in (NIGHT_1, NIGHT_2):
        tarn.runs.put_problem(Problem("tarn", URL, "timed out", "No answer."), run, now)
    problem = row(tarn, "problems")
    assert (problem["first_seen"], problem["last_seen"]) == (NIGHT_1, NIGHT_2)
    assert tarn.runs.problems_of(run) == 1
    tarn.runs.resolve(URL, NIGHT_2)
    assert tarn.runs.problems_of(run) == 0


def test_a_run_that_never_ended_is_called_interrupted(tarn: Archive) -> None:
    tarn.runs.start(NIGHT_1)
    tarn.runs.start(NIGHT_2)
    outcomes = {r["started"]: r["outcome"] for r in tarn.rows("SELECT * FROM runs")}
    assert outcomes == {NIGHT_1: "interrupted", NIGHT_2: None}


def test_an_authority_that_is_not_in_our_table_is_added_under_a_free_slug(tarn: Archive) -> None:
    tarn.places.know_authority("90002", "Tarn")
    tarn.places.know_authority("90001", "Another name")
    rows = tarn.rows("SELECT urn, name, slug FROM local_authorities ORDER BY urn")
    assert [tuple(r.values()) for r in rows] == [
        ("90001", "Tarn", "tarn"),
        ("90002", "Tarn", "tarn-90002"),
    ]


def test_search_rows_survive_a_vacuum(tarn: Archive, tmp_path: Any) -> None:
    save(tarn)
    tarn.db.execute("VACUUM INTO ?", [str(tmp_path / "copy.db")])
    copy = Database(tmp_path / "copy.db")
    found = list(copy.query(
        """SELECT p.id FROM press_releases p WHERE p.search_id IN
           (SELECT rowid FROM search_index WHERE search_index MATCH 'words')"""))  # fmt: skip
    assert len(found) == 1


def test_what_a_batch_holds_back_is_found_when_it_is_committed(tarn: Archive) -> None:
    batches = Batches(tarn.db, tarn.originals.db, tarn.search)
    for text in ("Roads and bridges.", "Roads and tunnels."):  # the second in the first's place
        save(tarn, replace(RELEASE, text=text))
        batches.item_done()
    save(tarn, replace(RELEASE, url=f"{URL}/2", text="Libraries."))
    batches.commit()
    assert hits(tarn, "bridges") == 0
    assert hits(tarn, "tunnels") == hits(tarn, "libraries") == 1
    save(tarn, replace(RELEASE, text="Roads and ferries."))
    batches.item_done()
    batches.close()
    save(tarn, replace(RELEASE, url=f"{URL}/3", text="Museums."))  # after the last batch
    assert [hits(tarn, word) for word in ("tunnels", "ferries", "museums")] == [0, 1, 1]
    assert [line for line in check(tarn.folder) if "index" in line] == []
