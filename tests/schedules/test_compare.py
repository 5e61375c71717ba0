from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from schedules.cli import main

LETTER = """Monitoring visit to Tarnshire children’s services

This letter summarises the findings of the monitoring visit to Tarnshire children’s services on 4
and 5 March 2025.

Social workers know their children well and visit them
often. However, supervision is not sufficiently analytical. Contingency plans
are missing for most children.
"""
RELEASE = """Ofsted sees progress in Tarnshire

Ofsted said: “Social workers know their children very well and visit them often.”

The council needs to draw up contingency plans for more children.

Cllr Ada Penn said: “We were rated inadequate in 2023 and have come far.”
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "release.txt").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    return str(tmp_path / "release.txt"), str(tmp_path / "letter.txt")


def run(*words: str, pasted: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["compare", *words], input=pasted)
    return done.exit_code, done.output


def test_a_person_reads_what_differs_and_what_is_left_out(files: tuple[str, str]) -> None:
    code, said = run(*files)
    assert code == 0
    assert "differs from the letter" in said
    assert "know their children [+very+] well and visit them often" in said
    assert "not Ofsted’s words, Cllr Ada Penn" in said
    assert "inadequate – the grade of an older inspection" in said
    silent = said.split("not mentioned")[-1]
    assert "supervision is not sufficiently analytical" in silent


def test_a_machine_gets_one_object_with_the_tables_names(files: tuple[str, str]) -> None:
    code, said = run(*files, "--json")
    found = json.loads(said)
    assert code == 0
    assert [q["verdict"] for q in found["quotations"]] == ["altered", "not_ofsted"]
    assert [(c["claimed"], c["verdict"]) for c in found["grade_claims"]] == [
        ("inadequate", "older_inspection")
    ]
    answers = {a["text"][:11]: a["verdict"] for a in found["answers"]}
    assert answers == {"However, su": "not_mentioned", "Contingency": "mentioned"}
    assert found["borrowed_words"]["letter"] == files[1]


def test_text_can_be_pasted_in(files: tuple[str, str]) -> None:
    assert run("-", files[1], pasted=RELEASE)[1] == run(*files)[1]


def test_a_page_is_read_as_an_article(files: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "release.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in RELEASE.splitlines()[2:] if line)
    page.write_text(
        f"<html><body><main><article><h1>Ofsted sees progress</h1>{paragraphs}</article></main></body></html>",
        encoding="utf-8",
    )
    found = json.loads(run(str(page), files[1], "--json")[1])
    assert found["title"] == "Ofsted sees progress"
    assert [q["verdict"] for q in found["quotations"]] == ["altered", "not_ofsted"]


def test_a_report_is_asked_for_no_answers(files: tuple[str, str]) -> None:
    assert json.loads(run(*files, "--report", "--json")[1])["answers"] == []


def test_further_letters_tell_what_was_told_before(files: tuple[str, str], tmp_path: Path) -> None:
    earlier = tmp_path / "letter - 5 May 2024.txt"
    earlier.write_text(LETTER.replace("March 2025", "April 2024"), encoding="utf-8")
    found = json.loads(run(*files, str(earlier), "--json")[1])
    assert {p["earlier_letter"] for p in found["recurring_points"]} == {str(earlier)}


@pytest.mark.parametrize(
    ("release", "letter", "said"),
    [
        ("none.txt", None, "There is no file none.txt"),
        (None, "none.pdf", "There is no file none.pdf"),
        ("https://www.tarnshire.gov.example/x", None, "no archive in"),
        ("empty.txt", None, "holds no words"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(
    files: tuple[str, str], tmp_path: Path, release: str | None, letter: str | None, said: str
) -> None:
    (tmp_path / "empty.txt").touch()
    if release == "empty.txt":
        release = str(tmp_path / "empty.txt")
    code, output = run(release or files[0], letter or files[1], "--data", str(tmp_path / "none"))
    assert code == 1
    assert said in output
    assert "Traceback" not in output


def test_a_letter_given_as_text_is_read_by_its_labels_or_said_to_be_unread(
    files: tuple[str, str], tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Inspection of Tarnshire children’s services\n\nThe experiences and progress of care leavers"
        " Good\nOverall effectiveness Inadequate\n\nWhat needs to improve?\n- Contingency plans.\n",
        encoding="utf-8",
    )
    said = RELEASE + "\nSupport for care leavers was rated outstanding.\n"
    found = json.loads(run("-", str(report), "--json", pasted=said)[1])
    assert ("care_leavers", "outstanding", "wrong") in [
        (c["area"], c["claimed"], c["verdict"]) for c in found["grade_claims"]
    ]
    assert [a["verdict"] for a in found["answers"] if a["item_kind"] == "improvement"] == [
        "mentioned"
    ]
    assert found["unread"] == []
    report.write_text("Inspection of Tarnshire children’s services\n\nGood.\n", encoding="utf-8")
    assert "not read: " in run(files[0], str(report))[1]
