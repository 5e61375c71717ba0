"""The bundled world, crawled and processed, against what truths.yml says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.words.wording import words_of
from tests.crawler.replica.truths import ITEMS, LETTERS, TRUTHS, names
from tests.nights import rows

# Not to be had on either night: the page is an error page.
UNREADABLE = "number-14-saved"
# Left where it is: nothing on the listing says that it may be about services for children.
PASSED_OVER = "goose-fair"
FETCHED = [i for i in ITEMS if UNREADABLE not in i["url"] and PASSED_OVER not in i["url"]]
LINKED = [item for item in FETCHED if item["decision"] == "linked"]
OFSTED_TEAM = ("lead", "inspector", "deputy")


def document(world: Path, item: dict[str, Any]) -> str:
    """The id under which an item stands: that of its address, or of its story."""
    sql = """SELECT id FROM press_releases WHERE url = ?
             UNION ALL SELECT id FROM news_reports WHERE url = ?"""
    found = rows(world, sql, [item["url"]] * 2)
    assert found, "the item is not in the archive"
    return str(found[0]["id"])


def plain(text: str) -> tuple[str, ...]:
    return words_of(text).folded


@pytest.mark.parametrize("item", FETCHED, ids=names(FETCHED))
def test_each_item_is_linked_to_its_letter_and_to_no_other(
    world: Path, item: dict[str, Any]
) -> None:
    sql = "SELECT decision, letter FROM links WHERE document = ?"
    (link,) = rows(world, sql, [document(world, item)])
    assert (link["decision"], link["letter"]) == (item["decision"], item.get("letter"))


def test_a_report_on_other_things_is_noted_and_not_fetched(world: Path) -> None:
    sql = "SELECT kind, fetched FROM listings WHERE url LIKE ?"
    assert rows(world, sql, [f"%{PASSED_OVER}%"]) == [{"kind": "passed_over", "fetched": None}]


@pytest.mark.parametrize("item", LINKED, ids=names(LINKED))
def test_each_quotation_has_its_speaker_and_verdict(world: Path, item: dict[str, Any]) -> None:
    sql = "SELECT * FROM quotations WHERE document = ? ORDER BY position"
    found = rows(world, sql, [document(world, item)])
    # One or two words are a manner of speaking, and left to the check of grades.
    expected = [q for q in item["quotations"] if len(plain(q["text"])) > 2]
    assert [plain(q["text"]) for q in found] == [plain(q["text"]) for q in expected]
    for quotation, truth in zip(found, expected, strict=True):
        assert quotation["verdict"] == truth["verdict"], quotation["text"]
        assert quotation["earlier_issue"] == int(truth.get("earlier_issue_on_night_2", False))
        assert (quotation["speaker"] == "Ofsted") == (truth["speaker"] == "ofsted")
        if "name" in truth and truth["speaker"] != "ofsted":
            assert truth["name"] in quotation["speaker"]


@pytest.mark.parametrize("file", LETTERS)
def test_each_letter_is_read(world: Path, file: str) -> None:
    truth = LETTERS[file]
    (letter,) = rows(world, "SELECT * FROM letters WHERE id = ?", [file])
    windows = rows(
        world, "SELECT start, end FROM visit_windows WHERE letter = ? ORDER BY start", [file]
    )
    team = rows(world, "SELECT * FROM inspectors WHERE letter = ? ORDER BY position", [file])
    grades = rows(world, "SELECT * FROM judgements WHERE letter = ? AND grade IS NOT NULL", [file])
    points = rows(world, "SELECT kind FROM improvement_points WHERE letter = ?", [file])
    assert letter["status"] == "read"
    assert (letter["kind"], letter["framework"]) == (truth["kind"], truth["framework"])
    assert letter["title"].startswith(truth["title"])
    assert [[w["start"], w["end"]] for w in windows] == [
        [str(d) for d in w] for w in truth["visit"]
    ]
    assert [i["name"] for i in team if i["role"] in OFSTED_TEAM and i["body"] == "Ofsted"] == truth["inspectors"]  # fmt: skip
    assert {g["area"]: g["grade"] for g in grades} == (truth.get("grades") or {})
    kinds = [point["kind"] for point in points]
    assert kinds.count("improvement") == truth["improvement_points"]
    assert kinds.count("priority_action") == truth.get("priority_actions", 0)


def test_the_letters_that_no_release_answers_are_listed(world: Path) -> None:
    silent = [row["letter"] for row in rows(world, "SELECT letter FROM silent_letters")]
    assert sorted(silent) == sorted(TRUTHS["silent_letters"])


def test_of_which_letters_silence_can_be_said(world: Path) -> None:
    for row in rows(world, "SELECT * FROM silent_letters"):
        held = row["releases_held_from"]
        assert (row["verdict"] == "no release found") == (
            held is not None and held <= row["published"]
        )


def test_an_edited_release_has_both_its_versions(world: Path) -> None:
    edited = rows(world, """SELECT v.document, count(DISTINCT v.text) AS texts FROM versions v
                            WHERE document_kind = 'press_release'
                            GROUP BY document HAVING count(*) > 1""")  # fmt: skip
    assert [row["texts"] for row in edited] == [2]
    (release,) = rows(
        world, "SELECT publisher FROM press_releases WHERE id = ?", [edited[0]["document"]]
    )
    assert release["publisher"] == "Kelderby Council"


def test_what_a_fault_left_behind_is_said(world: Path) -> None:
    problems = rows(world, "SELECT * FROM problems")
    assert {p["url"]: bool(p["resolved"]) for p in problems} == {
        "https://files.ofsted.gov.uk/v1/file/99000603": True,
        "https://www.keldervalleyherald.news.example/2026/03/04/number-14-saved/": False,
    }


CLAIMING = [item for item in LINKED if "grade_claims" in item]
ANSWERING = [item for item in LINKED if "answers" in item]


@pytest.mark.parametrize("item", CLAIMING, ids=names(CLAIMING))
def test_each_grade_that_is_claimed_is_held_against_the_letter(
    world: Path, item: dict[str, Any]
) -> None:
    sql = "SELECT area, claimed, verdict FROM grade_claims WHERE document = ? AND in_title = 0"
    found = {tuple(row.values()) for row in rows(world, sql, [document(world, item)])}
    assert found == {(c["area"], c["claimed"], c["verdict"]) for c in item["grade_claims"]}


@pytest.mark.parametrize("item", ANSWERING, ids=names(ANSWERING))
def test_no_point_is_called_silent_that_the_release_speaks_of(
    world: Path, item: dict[str, Any]
) -> None:
    sql = "SELECT item_kind, item, verdict, text FROM answers WHERE press_release = ?"
    found = {row["item"]: row["verdict"] for row in rows(world, sql, [document(world, item)])}
    for point, truth in item["answers"].items():
        place = str(point).removeprefix("priority ")
        assert found[place] in (truth, "unsure"), point


@pytest.mark.parametrize("item", LINKED, ids=names(LINKED))
def test_words_shared_without_marks_are_found(world: Path, item: dict[str, Any]) -> None:
    sql = "SELECT text FROM shared_passages WHERE document = ?"
    found = [" ".join(plain(row["text"])) for row in rows(world, sql, [document(world, item)])]
    for passage in item.get("shared_passages", ()):
        assert any(" ".join(plain(passage)) in one for one in found), passage
