"""`ofsted-letters review`: what is unsure, asked of a person, and kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.corrected.corrections import FILE
from archive.corrected.corrections_file import parse
from archive.processing.process import Process
from archive.records import Authority, Letter, ListedLetter, PressRelease, Source, document_id
from archive.store import Archive
from schedules.cli import main
from schedules.reviewing import Reviewed, review

NOW = "2025-07-11T03:30:00Z"
TODAY = dt.date(2026, 11, 22)
URL = "https://www.tarn.gov.example/news/letter"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two letters of one day, and a release that may be about either."""
    with Archive(tmp_path) as archive:
        archive.places.put_authorities([Authority("90001", "Tarn", "tarn")])
        archive.places.put_sources([Source("tarn", "newsroom", URL, "jadu", "90001")])
        for number in ("99000101", "99000102"):
            url = f"https://files.ofsted.gov.uk/v1/file/{number}"
            day = dt.date(2025, 7, 10)
            archive.letters.listed([ListedLetter(number, "90001", "x", url, "", day)], NOW)
            letter = Letter("focused_visit", published=day, text="A letter.", page_starts=(0,))
            archive.readings.save(number, replace(letter, pages=1))
        release = PressRelease(URL, "90001", "Tarn Council", "Ofsted’s letter",
                               "Ofsted’s letter on children’s services is out.",
                               dt.date(2025, 7, 10))  # fmt: skip
        archive.items.save_release(
            release, source="tarn", sha256="a" * 64, about_ofsted=True, now=NOW
        )
        Process(archive, NOW).everything()
    return tmp_path


def links(data: Path) -> list[dict[str, object]]:
    with Archive(data) as archive:
        return archive.rows("SELECT letter, decision, decided_by, reason FROM links")


def test_an_answer_is_kept_applied_and_not_asked_again(data: Path) -> None:
    assert [link["decision"] for link in links(data)] == ["unsure"]
    typed = "9\n2\nIt is the second.\n"
    done = CliRunner().invoke(
        main, ["review", "--data", str(data), "--by", "Ann Reader"], input=typed
    )
    assert done.exit_code == 0, done.output
    assert "Ofsted’s letter" in done.output
    assert "2: focused visit, 2025-07-10, Tarn" in done.output
    assert "There are letters 1 to 2." in done.output
    assert "1 decided, 0 left." in done.output
    (link,) = links(data)
    assert (link["letter"], link["decided_by"]) == ("99000102", "person")
    assert "Ann Reader" in str(link["reason"])
    again = CliRunner().invoke(main, ["review", "--data", str(data), "--by", "Ann Reader"])
    assert "0 decided, 0 left." in again.output


@pytest.mark.parametrize(("typed", "value"), [("n", "nothing"), ("h", "not held"),
                                              ("1 2", ["99000101", "99000102"])])  # fmt: skip
def test_each_answer_is_written_as_an_entry(data: Path, typed: str, value: object) -> None:
    (data / FILE).write_text("# kept\n", encoding="utf-8")
    answers = iter([typed, "Read it."])
    said: list[str] = []
    done = review(data, "Ann Reader", lambda _: next(answers), said.append, TODAY)
    assert done == Reviewed(1, 0)
    text = (data / FILE).read_text(encoding="utf-8")
    assert text.startswith("# kept\n")
    (entry,), wrong = parse(text, dt.date(2026, 11, 22))
    assert wrong == []
    assert (entry.value, entry.by, entry.on, entry.because) == (
        value, "Ann Reader", TODAY, "Read it."
    )  # fmt: skip
    assert entry.document == f"press_release/{document_id(URL)}"


@pytest.mark.parametrize("typed", ["", "q"])
def test_what_is_left_for_later_is_left(data: Path, typed: str) -> None:
    done = review(data, "Ann Reader", lambda _: typed, lambda _: None, TODAY)
    assert done == Reviewed(0, 1)
    assert not (data / FILE).exists()
