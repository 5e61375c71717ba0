"""A person's word over the machine's: what an entry may say, and that it lasts."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.corrected.corrections import FILE, apply
from archive.corrected.corrections_file import parse
from archive.processing.process import Process
from archive.records import (
    Correction,
    ImprovementPoint,
    Inspector,
    Judgement,
    Letter,
    VisitWindow,
)
from archive.store import Archive

ENTRY = """
- table: letters
  row: "{row}"
  column: {column}
  is: {value}
  by: Ann Reader
  on: 2026-11-22
  because: The page says so.
"""
TODAY = dt.date(2026, 11, 22)
LETTER = Letter(
    "focused_visit",
    title="Focused visit to Tarn",
    published=dt.date(2012, 12, 8),
    published_source="letter",
    visit_windows=(VisitWindow(dt.date(2021, 10, 6), dt.date(2021, 10, 7)),),
    inspectors=(Inspector("Ada Moss", "lead"), Inspector("Ben Rill", "inspector")),
    judgements=(Judgement("overall", "good", "Good", "awarded", 1),),
    improvement_points=(ImprovementPoint("improvement", "The plans.", 2),),
)


def said(column: str, value: Any, row: str = "9", table: str = "letters") -> Correction:
    return Correction(table, row, column, value, "Ann Reader", dt.date(2026, 11, 22), "Seen.")


def corrected(column: str, value: Any, row: str = "9", table: str = "letters") -> Letter:
    letter, (done,) = apply(LETTER, [said(column, value, row, table)])
    assert done.state == "applied", done.note
    return letter


# --- the file ---


def test_an_entry_has_a_place_a_value_a_person_a_day_and_a_reason() -> None:
    (entry,), wrong = parse(ENTRY.format(row="50", column="published", value="2021-12-08"), TODAY)
    assert wrong == []
    assert entry == Correction(
        "letters", "50", "published", dt.date(2021, 12, 8), "Ann Reader",
        dt.date(2026, 11, 22), "The page says so.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- just words", "no set of keys"),
        ("- {table: letters, row: '9'}", "lacks because, by, column, is, on"),
        ("a: b", "not a list"),
        ("- [", "not YAML"),
        (ENTRY.format(row=9, column="title", value="x").replace("2026-11-22", "lately"), "no day"),
        (ENTRY.format(row=9, column="title", value="x").replace("Ann Reader", "''"), "“by” is empty"),
        (ENTRY.format(row=9, column="title", value="x") * 2, "corrects the same"),
        (ENTRY.format(row=9, column="title", value="x").replace("letters", "runs"), "'runs'"),
        (ENTRY.format(row=9, column="title", value="x") + "  mood: good", "mood"),
    ],
)  # fmt: skip
def test_what_is_no_entry_is_named(text: str, said: str) -> None:
    _, (sentence,) = parse(text, TODAY)
    assert said in sentence


def entry(value: str, column: str = "published", on: str = "2026-11-22") -> str:
    written = ENTRY.format(row=9, column=column, value=value)
    return written.replace("on: 2026-11-22", f"on: {on}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry("2026-06-31"), "line 5: “is”: there is no such day as 2026-06-31."),
        (entry("2026-02-29"), "line 5: “is”: there is no such day as 2026-02-29."),
        (entry("2026-13-01"), "line 5: “is”: there is no such day as 2026-13-01."),
        (entry("31 June 2026"), "line 5: “is”: a day such as 2026-11-22 is needed, and not '31 June 2026'."),
        (entry("2062-12-08"), "line 5: “is”: 2062-12-08 is still to come."),
        (entry("0202-12-08"), "line 5: “is”: on 0202-12-08 there was no Ofsted yet."),
        (entry("2021-12-08", on="2026-06-31"), "line 7: “on”: there is no such day as 2026-06-31."),
        (entry("2021-12-08", on="2027-11-22"), "line 7: “on”: 2027-11-22 is still to come."),
        (entry("2021-12-08", on="31/06/2026"), "line 7: “on” is no day such as 2026-11-22: '31/06/2026'."),
        (entry("[[2021-10-06, 2021-10-32]]", "visit_windows"), "line 5: “is”: there is no such day as 2021-10-32."),
        (entry("[[2021-10-06, 2031-10-08]]", "visit_windows"), "line 5: “is”: 2031-10-08 is still to come."),
        (entry("[[2021-10-06, '31 June']]", "visit_windows"), "line 5: “is”: a day such as 2026-11-22 is needed, and not '31 June'."),
        (entry("!!timestamp soon"), "line 2: it is not YAML"),
        (entry("&it [*it]"), "line 5: “is” holds lists in lists."),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_named_with_its_line_and_key_and_breaks_nothing_else(
    text: str, said: str
) -> None:
    sound = ENTRY.format(row=8, column="title", value="A title")
    for written, number, later in ((text + sound, 1, 0), (sound + text, 2, sound.count("\n"))):
        entries, (sentence,) = parse(written, TODAY)
        assert [each.row for each in entries] == ["8"]
        line = int(said[5]) + later
        assert sentence.startswith(f"Entry {number} of {FILE}, line {line}{said[6:]}")


def test_a_day_of_tomorrow_by_a_clock_ahead_of_ours_is_taken() -> None:
    entries, wrong = parse(entry("2021-12-08", on="2026-11-23"), TODAY)
    assert (len(entries), wrong) == (1, [])


def test_a_file_that_is_not_utf8_is_refused_whole_and_no_name_is_guessed() -> None:
    text = entry("Café", "title").encode("latin-1")
    entries, (sentence,) = parse(text, TODAY)
    assert entries == []
    assert sentence.startswith(f"{FILE} is not YAML")
    assert parse(entry("Café", "title").encode(), TODAY)[0][0].value == "Café"


def test_no_file_is_no_correction() -> None:
    assert parse("", TODAY) == ([], [])


# --- what may be corrected ---


def test_a_date_says_that_a_person_gave_it() -> None:
    letter = corrected("published", dt.date(2021, 12, 8))
    assert (letter.published, letter.published_source) == (dt.date(2021, 12, 8), "person")


def test_the_days_on_site_move_with_their_windows() -> None:
    letter = corrected("visit_windows", [[dt.date(2021, 11, 3), dt.date(2021, 11, 4)]])
    assert (letter.visit_start, letter.visit_end) == (dt.date(2021, 11, 3), dt.date(2021, 11, 4))


def test_a_lead_inspector_leads() -> None:
    letter = corrected("lead_inspector", "Ben Rill")
    assert letter.lead_inspector == "Ben Rill"
    assert [(each.name, each.role) for each in letter.inspectors] == [
        ("Ben Rill", "lead"), ("Ada Moss", "inspector")]  # fmt: skip


def test_a_grade_is_corrected_added_or_taken_away() -> None:
    judged = {"table": "judgements"}
    assert corrected("grade", "inadequate", "9/overall", **judged).judgements[0].grade == (
        "inadequate"
    )
    added = corrected("grade", "good", "9/leaders", **judged).judgements[1]
    assert (added.area, added.grade, added.status) == ("leaders", "good", "awarded")
    gone = corrected("grade", None, "9/overall", **judged).judgements[0]
    assert (gone.grade, gone.status) == (None, "not_awarded")


def test_parts_are_corrected_by_their_position() -> None:
    assert corrected("name", "Ada Mossop", "9/1", "inspectors").inspectors[0].name == "Ada Mossop"
    point = corrected("text", "Plans.", "9/1", "improvement_points").improvement_points[0]
    assert point.text == "Plans."


def test_a_text_may_be_taken_away() -> None:
    assert corrected("title", None).title is None


@pytest.mark.parametrize(
    "entry",
    [
        said("published", "yesterday"),
        said("kind", "letter"),
        said("text", "other words"),
        said("visit_number", 0),
        said("title", ""),
        said("visit_windows", [[dt.date(2021, 11, 4), dt.date(2021, 11, 3)]]),
        said("visit_windows", "November"),
        said("visit_windows", [["x"]]),
        said("grade", "great", "9/overall", "judgements"),
        said("grade", "good", "9", "judgements"),
        said("as_printed", "good", "9/overall", "judgements"),
        said("name", "Cat Sedge", "9/7", "inspectors"),
        said("age", "7", "9/1", "inspectors"),
        said("page", 3, "9/1", "improvement_points"),
        said("grade", "good", "9/leadership", "judgements"),
        said("grade", "positive", "9/overall", "judgements"),
        said("grade", "good", "9/send_outcome", "judgements"),
        said("role", "leader", "9/1", "inspectors"),
        said("kind", "wish", "9/1", "improvement_points"),
        said("kind", ["inspection"]),
        said("previous_judgement", "poor"),
        said("previous_judgement_month", "March 2024"),
    ],
)
def test_what_cannot_be_followed_changes_nothing_and_says_why(entry: Correction) -> None:
    letter, (done,) = apply(LETTER, [entry])
    assert letter == LETTER
    assert done.state == "not_followed"
    assert done.note


def test_the_machine_may_come_to_agree() -> None:
    entries = [
        said("published", dt.date(2012, 12, 8)),
        said("lead_inspector", "Ada Moss"),
        said("visit_windows", [[dt.date(2021, 10, 6), dt.date(2021, 10, 7)]]),
        said("grade", "good", "9/overall", "judgements"),
    ]
    letter, done = apply(LETTER, entries)
    assert [each.state for each in done] == ["agreed"] * 4
    assert letter.visit_windows == LETTER.visit_windows


@pytest.mark.parametrize("status", ["unread", "combined"])
def test_that_there_is_no_grade_is_more_than_that_none_could_be_read(status: str) -> None:
    """“Agreed” tells a keeper to take the entry out; the machine would then say unread again."""
    letter = replace(LETTER, judgements=(Judgement("overall", None, None, status, 1),))
    followed, (done,) = apply(letter, [said("grade", None, "9/overall", "judgements")])
    assert (done.state, done.was) == ("applied", status)
    assert apply(followed, [done.correction])[1][0].state == "agreed"


# --- that it lasts ---


@pytest.fixture
def demo_archive(world: Path, tmp_path: Path) -> Iterator[Archive]:
    shutil.copytree(world, tmp_path, dirs_exist_ok=True)
    with Archive(tmp_path) as archive:
        yield archive


def processed(archive: Archive, again: bool = False) -> None:
    if again:
        archive.waiting.add_everything()
    Process(archive, "2026-11-23T03:30:00Z").everything()


def test_a_word_is_followed_kept_over_every_reading_and_taken_back(
    demo_archive: Archive,
) -> None:
    archive = demo_archive
    letter, title = "99000105", "Second monitoring visit"
    (before,) = archive.rows("SELECT title FROM letters WHERE id = ?", [letter])

    def held() -> tuple[str, list[dict[str, Any]]]:
        (row,) = archive.rows("SELECT title FROM letters WHERE id = ?", [letter])
        return row["title"], archive.rows("SELECT was, state FROM corrections")

    file = archive.folder / FILE
    file.write_text(ENTRY.format(row=letter, column="title", value=title), encoding="utf-8")
    for again in (False, True):
        processed(archive, again)
        assert held() == (title, [{"was": before["title"], "state": "applied"}])

    file.write_text("- [", encoding="utf-8")  # a slip of the pen undoes nothing
    processed(archive, again=True)
    assert held() == (title, [{"was": before["title"], "state": "applied"}])
    assert _problems(archive) == ["not a correction"]

    file.unlink()
    processed(archive)
    assert held() == (before["title"], [])
    assert _problems(archive) == []


def test_the_31st_of_june_in_one_entry_leaves_the_others_followed(demo_archive: Archive) -> None:
    file = demo_archive.folder / FILE
    sound = ENTRY.format(row="99000105", column="title", value="Second monitoring visit")
    file.write_text(sound + entry("2026-06-31").replace('"9"', '"99000101"'), encoding="utf-8")
    processed(demo_archive)
    (row,) = demo_archive.rows("SELECT title FROM letters WHERE id = '99000105'")
    assert row["title"] == "Second monitoring visit"
    (problem,) = demo_archive.rows("SELECT detail FROM problems WHERE what = 'not a correction'")
    assert problem["detail"] == (
        f"Entry 2 of {FILE}, line 13: “is”: there is no such day as 2026-06-31."
    )
    both = sound + ENTRY.format(row="99000105", column="theme", value="placements")
    for text in (both, both.replace("2026-11-22", "2026-11-32")):
        file.write_text(text, encoding="utf-8")
        processed(demo_archive, again=True)  # what was followed stands while its day is mistyped
        (row,) = demo_archive.rows("SELECT title, theme FROM letters WHERE id = '99000105'")
        assert row == {"title": "Second monitoring visit", "theme": "placements"}
    file.write_bytes(sound.encode("utf-16-le"))
    processed(demo_archive, again=True)  # said, and nothing else is broken
    assert _problems(demo_archive) == ["not a correction"]
    (row,) = demo_archive.rows("SELECT title FROM letters WHERE id = '99000105'")
    assert row["title"] == "Second monitoring visit"


def test_a_word_on_a_letter_that_is_not_held_is_named(demo_archive: Archive) -> None:
    file = demo_archive.folder / FILE
    file.write_text(ENTRY.format(row="1", column="title", value="x"), encoding="utf-8")
    processed(demo_archive)
    (row,) = demo_archive.rows("SELECT state, note FROM corrections")
    assert row == {"state": "not_followed", "note": "no letter 1 is held"}


def _problems(archive: Archive) -> list[str]:
    rows = archive.rows(
        "SELECT what FROM problems WHERE source = 'archive' AND resolved IS NULL ORDER BY what"
    )
    return [row["what"] for row in rows if "correction" in row["what"]]
