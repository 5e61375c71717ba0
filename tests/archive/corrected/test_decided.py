"""What a person decides of a link stands over the linker, through every run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.corrected.corrections import FILE
from archive.corrected.corrections_file import parse
from archive.corrected.decided import apply
from archive.processing.process import Process
from archive.records import (
    Authority,
    Correction,
    Letter,
    Link,
    ListedLetter,
    PressRelease,
    Source,
    VisitWindow,
    document_id,
)
from archive.store import Archive

NIGHT_1, NIGHT_3 = "2025-07-08T03:30:00Z", "2025-07-10T03:30:00Z"
SAID = Correction("links", "press_release/x", "letter", "99000101", "Ann Reader",
                  dt.date(2026, 11, 22), "It quotes it.")  # fmt: skip
UNSURE = Link(None, "unsure", 2.0, "another letter fits as well", {})
URL = "https://www.tarn.gov.example/news/visit"
RELEASE = PressRelease(
    URL, "90001", "Tarn Council", "Ofsted’s focused visit to children’s services",
    "Ofsted made a focused visit to children’s services on 10 and 11 June.", dt.date(2025, 7, 8),
)  # fmt: skip
LETTER = Letter(
    "focused_visit",
    published=dt.date(2025, 7, 10),
    published_source="letter",
    visit_windows=(VisitWindow(dt.date(2025, 6, 10), dt.date(2025, 6, 11)),),
    text="Focused visit to Tarn children’s services.",
    page_starts=(0,),
    pages=1,
)


@pytest.mark.parametrize(
    ("value", "decision", "letters"),
    [
        ("99000101", "linked", ["99000101"]),
        (["99000101", "99000102"], "linked", ["99000101", "99000102"]),
        ("nothing", "not_about_a_letter", [None]),
        ("not held", "letter_not_held", [None]),
    ],
)
def test_a_persons_answer_takes_the_place_of_the_linkers(
    value: object, decision: str, letters: list[str | None]
) -> None:
    links, done = apply([UNSURE], replace(SAID, value=value), {"99000101", "99000102"})
    assert [link.letter for link in links] == letters
    assert {(link.decision, link.decided_by) for link in links} == {(decision, "person")}
    assert links[0].reason == "Ann Reader decided so on 2026-11-22: It quotes it"
    assert links[0].evidence["machine"]["decision"] == "unsure"
    assert (done.state, done.was) == ("applied", "unsure")


@pytest.mark.parametrize("value", ["99000999", "", None, [], 1.5, {"a": 1}])
def test_an_answer_that_names_no_letter_changes_nothing(value: object) -> None:
    links, done = apply([UNSURE], replace(SAID, value=value), {"99000101"})
    assert links == [UNSURE]
    assert done.state == "not_followed"


def test_an_answer_that_the_linker_has_come_to_is_needed_no_more() -> None:
    linked = replace(UNSURE, letter="99000101", decision="linked")
    assert apply([linked], SAID, {"99000101"})[1].state == "agreed"


def test_the_file_may_hold_answers() -> None:
    text = """
- table: links
  row: press_release/x
  column: letter
  is: nothing
  by: Ann Reader
  on: 2026-11-22
  because: It is about a school.
"""
    (entry,), wrong = parse(text, dt.date(2026, 11, 22))
    assert (entry.document, entry.value, wrong) == ("press_release/x", "nothing", [])


# --- through the archive ---


@pytest.fixture
def tarn(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path) as archive:
        archive.places.put_authorities([Authority("90001", "Tarn", "tarn")])
        archive.places.put_sources([Source("tarn", "newsroom", URL, "jadu", "90001")])
        archive.items.save_release(
            RELEASE, source="tarn", sha256="a" * 64, about_ofsted=True, now=NIGHT_1
        )
        yield archive


def decide_anew(archive: Archive, now: str) -> dict[str, object]:
    process = Process(archive, now)
    process.heed_corrections()
    process.link_items()
    (row,) = archive.rows("SELECT * FROM links WHERE document = ?", [document_id(URL)])
    return row


def bring_letter(archive: Archive) -> None:
    listed = ListedLetter(
        "99000101", "90001", "Focused visit", "https://files.ofsted.gov.uk/v1/file/99000101", "",
        LETTER.published,
    )  # fmt: skip
    archive.letters.listed([listed], NIGHT_3)
    archive.readings.save("99000101", LETTER)


def test_a_release_two_days_before_its_letter_is_linked_when_the_letter_comes(
    tarn: Archive,
) -> None:
    first = decide_anew(tarn, NIGHT_1)
    assert (first["decision"], first["letter"]) == ("letter_not_held", None)
    bring_letter(tarn)
    third = decide_anew(tarn, NIGHT_3)
    assert (third["decision"], third["letter"]) == ("linked", "99000101")
    assert '"published": "2025-07-08"' in str(third["evidence"])
    assert '"letter_published": "2025-07-10"' in str(third["evidence"])


def test_a_persons_word_survives_every_rebuild_and_ends_with_its_entry(tarn: Archive) -> None:
    bring_letter(tarn)
    assert decide_anew(tarn, NIGHT_3)["decision"] == "linked"
    file = tarn.folder / FILE
    file.write_text(
        f"- table: links\n  row: press_release/{document_id(URL)}\n  column: letter\n"
        "  is: nothing\n  by: Ann Reader\n  on: 2025-07-10\n  because: A test.\n",
        encoding="utf-8",
    )
    assert decide_anew(tarn, NIGHT_3)["decided_by"] == "person"
    tarn.waiting.add_everything()
    again = decide_anew(tarn, NIGHT_3)
    assert (again["decision"], again["decided_by"]) == ("not_about_a_letter", "person")
    assert tarn.rows('SELECT "was", "state" FROM corrections') == [
        {"was": '["99000101"]', "state": "applied"}
    ]
    file.unlink()
    assert decide_anew(tarn, NIGHT_3)["decision"] == "linked"
    assert tarn.rows("SELECT * FROM corrections") == []


def test_a_document_that_a_person_links_need_not_show_what_it_is_about(tarn: Archive) -> None:
    """What nobody wrote is called so, though no day and no word of the letter stands there."""
    bring_letter(tarn)
    url = "https://www.tarn.gov.example/news/words"
    text = "The inspectors wrote: “The night desk is staffed by people who would move mountains.”"
    release = PressRelease(url, "90001", "Tarn Council", "Praise for our night desk", text, None)
    tarn.items.save_release(release, source="tarn", sha256="b" * 64, about_ofsted=True, now=NIGHT_3)
    (tarn.folder / FILE).write_text(
        f'- table: links\n  row: press_release/{document_id(url)}\n  column: letter\n  is: "99000101"\n'
        "  by: Ann Reader\n  on: 2025-07-10\n  because: The editor says so.\n",
        encoding="utf-8",
    )
    decide_anew(tarn, NIGHT_3)
    Process(tarn, NIGHT_3).check_items()
    said = "SELECT verdict FROM quotations WHERE document = ?"
    assert tarn.rows(said, [document_id(url)]) == [{"verdict": "not_found"}]
