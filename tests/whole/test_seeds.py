"""Five real documents and every real letter on the two Cheshire authorities, the whole way."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.records import document_id
from crawler.replica import load_manifest, serving
from tests.nights import night, rows
from tests.whole import seed_world
from tests.whole.seed_world import MONITORING, RELEASE_2021, RELEASE_2025, write_manifest

CRANE = "Laura Crane"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    with serving(load_manifest(write_manifest(folder))) as replica:
        done = night(folder / "data", replica)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "data"


def letter_of(data: Path, path: str) -> str:
    """The number that the manifest gave to a file of the corpus."""
    folder, authority, day = path.split("/")
    sql = "SELECT id FROM letters WHERE local_authority = ? AND published_on_site = ? AND label LIKE ?"
    (found,) = rows(data, sql, [authority, day, f"%{folder}%"])
    return str(found["id"])


def quotations(data: Path, document: str) -> list[dict[str, object]]:
    return rows(data, "SELECT * FROM quotations WHERE document = ? ORDER BY position", [document])


def link(data: Path, document: str) -> tuple[str, str | None]:
    (found,) = rows(data, "SELECT decision, letter FROM links WHERE document = ?", [document])
    return found["decision"], found["letter"]


def test_the_monitoring_letter(data: Path) -> None:
    (letter,) = rows(data, "SELECT * FROM letters WHERE id = ?", [MONITORING])
    assert (letter["kind"], letter["published"], letter["addressee"], letter["visit_number"]) == (
        "monitoring_visit", "2025-07-10", "Dawn Godfrey", 2)  # fmt: skip
    assert (letter["visit_start"], letter["visit_end"]) == ("2025-06-10", "2025-06-11")
    team = rows(
        data, "SELECT name FROM inspectors WHERE letter = ? ORDER BY position", [MONITORING]
    )
    assert [row["name"] for row in team] == ["Teresa Godfrey", "Steve Bailey"]
    sections = rows(data, "SELECT * FROM sections WHERE letter = ? ORDER BY position", [MONITORING])
    assert {"Headline findings", "Findings and evaluation of progress"} <= {
        s["heading"] for s in sections
    }
    assert sum(line.startswith("•") for line in sections[0]["text"].split("\n")) == 3
    for furniture in ("Piccadilly Gate", "Textphone", "www.gov.uk"):
        assert furniture not in letter["text"]
    assert "arrangements are in place to mitigate" in " ".join(letter["text"].split())


def test_the_focused_visit_that_no_release_answers(data: Path) -> None:
    focused = letter_of(data, "focused/80448/2025-08-22")
    (letter,) = rows(data, "SELECT * FROM letters WHERE id = ?", [focused])
    assert (letter["kind"], letter["visit_start"], letter["visit_end"], letter["addressee"]) == (
        "focused_visit", "2025-07-23", "2025-07-24", "Amanda Perraton")  # fmt: skip
    team = rows(data, "SELECT name FROM inspectors WHERE letter = ? ORDER BY position", [focused])
    assert [row["name"] for row in team] == ["Kathryn Grindrod", "Rebekah Tucker", "Nabeel Hussain"]
    points = rows(
        data,
        "SELECT framework_refs FROM improvement_points WHERE letter = ? ORDER BY position",
        [focused],
    )
    assert [p["framework_refs"] for p in points] == [
        "Outcome 1",
        "Outcome 3",
        "Enabler 3",
        "Enabler 2",
    ]
    assert focused in {row["letter"] for row in rows(data, "SELECT letter FROM silent_letters")}


def test_the_three_links_are_right_and_none_crosses_to_the_other_authority(data: Path) -> None:
    (report,) = rows(data, "SELECT id FROM news_reports")
    assert link(data, document_id(RELEASE_2025)) == ("linked", MONITORING)
    assert link(data, report["id"]) == ("linked", MONITORING)
    assert link(data, document_id(RELEASE_2021)) == (
        "linked",
        letter_of(data, "focused/80447/2021-12-08"),
    )
    across = rows(data, """SELECT 1 FROM links JOIN letters ON letters.id = links.letter
                           WHERE letters.local_authority != '80447'""")  # fmt: skip
    assert across == []


def test_the_altered_quotation_is_shown_with_its_difference(data: Path) -> None:
    ofsteds, councils = quotations(data, document_id(RELEASE_2025))
    assert (ofsteds["verdict"], ofsteds["speaker"]) == ("altered", "Ofsted")
    assert str(ofsteds["difference"]).startswith("[+senior+] leaders have appropriate plans")
    assert str(ofsteds["difference"]).endswith("[… in practice]")
    assert (councils["verdict"], CRANE in str(councils["speaker"])) == ("not_ofsted", True)


def test_the_reports_quotations_are_exact_over_their_paragraphs(data: Path) -> None:
    (report,) = rows(data, "SELECT id FROM news_reports")
    found = quotations(data, report["id"])
    assert [q["verdict"] for q in found] == ["exact", "exact", "exact", "not_ofsted"]
    assert [str(q["text"]).count("\n") for q in found] == [0, 1, 2, 2]
    assert CRANE in str(found[-1]["speaker"])


def test_a_release_without_ofsteds_quotations_has_its_words_found(data: Path) -> None:
    document = document_id(RELEASE_2021)
    assert {q["verdict"] for q in quotations(data, document)} == {"not_ofsted"}
    passages = rows(data, "SELECT words FROM shared_passages WHERE document = ?", [document])
    assert sum(p["words"] for p in passages) > 60


def test_a_councillor_s_words_in_a_report_are_traced_to_the_release(data: Path) -> None:
    (report,) = rows(data, "SELECT id FROM news_reports")
    (crane,) = [q for q in quotations(data, report["id"]) if CRANE in str(q["speaker"])]
    assert crane["press_release"] == document_id(RELEASE_2025)
    (borrowed,) = rows(data, "SELECT * FROM borrowed_words WHERE document = ?", [report["id"]])
    assert borrowed["press_release"] == document_id(RELEASE_2025)
    assert borrowed["of_letter"] > 100
    assert borrowed["of_release"] > 100


def test_what_the_release_says_nothing_of(data: Path) -> None:
    sql = "SELECT text, verdict FROM answers WHERE press_release = ?"
    found = rows(data, sql, [document_id(RELEASE_2025)])
    silent = " ".join(row["text"] for row in found if row["verdict"] == "not_mentioned")
    for words in ("is inconsistent", "High turnover of social workers", "analytical or reflective"):
        assert words in silent
    assert "Contingency plans" in " ".join(r["text"] for r in found if r["verdict"] == "mentioned")


def test_the_earlier_grade_that_the_release_tells_is_the_earlier_letter_s(data: Path) -> None:
    (claim,) = rows(
        data, "SELECT * FROM grade_claims WHERE document = ?", [document_id(RELEASE_2025)]
    )
    assert (claim["claimed"], claim["verdict"]) == ("inadequate", "older_inspection")
    (letter,) = rows(data, "SELECT * FROM letters WHERE id = ?", [claim["letter"]])
    assert (letter["kind"], letter["published_on_site"]) == ("inspection", "2024-05-16")


def test_what_an_authority_was_told_before_is_told(data: Path) -> None:
    again = rows(data, "SELECT * FROM recurring_points")
    assert any(
        "supervision" in row["text"] and "supervision" in row["earlier_text"] for row in again
    )


def test_nub_news_boilerplate_is_not_the_story(data: Path) -> None:
    (report,) = rows(data, "SELECT text_sha256 FROM news_reports")
    from archive.originals import Originals

    words = Originals(data / "originals.db").text(report["text_sha256"])
    assert words is not None
    assert words[1].endswith("can be found here")


def test_every_real_letter_of_the_two_authorities_is_read(data: Path) -> None:
    letters = rows(data, "SELECT * FROM letters")
    assert len(letters) == 12 + 1
    assert {letter["status"] for letter in letters} == {"read"}
    assert seed_world.MONITORING in {letter["id"] for letter in letters}
