"""The real documents beside the project: what was checked by hand is read so, and nothing breaks."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from pathlib import Path

import pytest

from archive.letters import read_letter
from archive.letters.reading import read_many
from archive.pdf.pdf_text import read_pdf
from archive.records import Letter, VisitWindow
from benchmarks.accuracy_letters import (
    CORPUS,
    gold_rows,
    inspection_facts,
    letter_facts,
    silent_gaps,
)
from tests.archive.letters.build import TODAY, plain_pdf
from tests.shared import shared

EVERY = 40  # of the corpus; the benchmark reads all of it


@cache
def letter_in(file: str) -> Letter:
    data = shared("corpus", *file.split("/")).read_bytes()
    return read_letter(read_pdf(data), listed=None, today=TODAY)


def test_facts_checked_by_hand_are_read_so() -> None:
    shared("gold", "letters.jsonl")
    wrong = [
        fact
        for row in gold_rows("letters.jsonl")
        for fact in letter_facts(row, letter_in(row["file"]))
        if not fact.is_right and not fact.argument
    ]
    assert wrong == []


def test_grades_and_dates_of_inspections_are_read_so() -> None:
    shared("gold", "latest_inspections.jsonl")
    wrong = [
        fact
        for row in gold_rows("latest_inspections.jsonl")[::4]
        for fact in inspection_facts(row, letter_in(row["file"]))
        if not fact.is_right and not fact.argument
    ]
    assert wrong == []


def mangled(data: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, lost or doubled; its end mark stays, so that it is read."""
    whole = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        at = chance.randrange(len(whole) - 32)
        match chance.randrange(3):
            case 0:
                whole[at] = chance.randrange(256)
            case 1:
                del whole[at : at + chance.randint(1, 200)]
            case _:
                whole[at:at] = whole[at : at + chance.randint(1, 200)]
    return bytes(whole) + b"\n%%EOF\n"


def test_mangled_files_give_no_error_and_no_fact_they_do_not_print() -> None:
    shared("corpus")
    chance = random.Random(20261122)
    documents = [
        (f"{folder} {number}", mangled(data, chance), None)
        for folder in ("focused", "ilacs", "jtai", "send")
        for data in [min(CORPUS.glob(f"{folder}/*/*.pdf"), key=_size).read_bytes()]
        for number in range(12)
    ]
    letters = dict(read_many(documents, today=TODAY))
    assert len(letters) == len(documents)
    for name, letter in letters.items():
        assert letter.status == "read" or letter.warnings, name
        words = " ".join(letter.text.lower().split())
        assert letter.published is None or str(letter.published.year) in words, name
        for judgement in letter.judgements:
            if judgement.as_printed:
                assert judgement.as_printed.lower() in words, name
        for inspector in letter.inspectors:
            assert inspector.name.lower() in words, name


def _size(file: Path) -> int:
    return file.stat().st_size


def test_documents_of_all_folders_are_read_without_a_silent_gap() -> None:
    shared("corpus")
    files = sorted(CORPUS.glob("*/*/*.pdf"))[::EVERY]
    documents = [(file.name, file, None) for file in files]
    letters = dict(read_many(documents, today=TODAY))
    assert len(letters) == len(files)
    assert {letter.status for letter in letters.values()} == {"read"}
    assert "other" not in {letter.kind for letter in letters.values()}
    assert silent_gaps(letters) == []


# The text of two letters, in which furniture stands in mid-sentence and a postcode stands twice.
MONITORING, FOCUSED = "001_ebcc53043bbe7fb3.txt", "004_b2dca778703f1975.txt"


def seed(name: str, size: float) -> Letter:
    text = shared("seeds", name).read_text(encoding="utf-8")
    data = plain_pdf(text, size=size, leading=size * 1.27)
    return read_letter(read_pdf(data), listed=None, today=TODAY)


@pytest.mark.parametrize("size", [9, 11])
def test_the_monitoring_letter_is_read_from_its_text_in_one_plain_font(size: float) -> None:
    letter = seed(MONITORING, size)
    assert (letter.kind, letter.framework) == ("monitoring_visit", "ILACS")
    assert letter.published == dt.date(2025, 7, 10)
    assert letter.visit_windows == (VisitWindow(dt.date(2025, 6, 10), dt.date(2025, 6, 11)),)
    assert letter.authority_as_printed == "Cheshire East"
    assert letter.visit_number == 2
    assert (letter.previous_judgement, letter.previous_judgement_month) == ("inadequate", "2024-03")
    assert [one.role for one in letter.inspectors] == ["lead", "inspector"]
    assert letter.signed_by == (letter.lead_inspector,)
    assert letter.addressee_role == "Executive Director of Children’s Services"
    assert len(letter.areas_covered) == 3
    assert [section.heading for section in letter.sections] == [
        "Areas covered by the visit",
        "Headline findings",
        "Findings and evaluation of progress",
    ]
    assert letter.text.count("CW1 2JZ") == 1
    assert letter.warnings == ()


@pytest.mark.parametrize("size", [9, 11])
def test_the_focused_letter_is_read_from_its_text_in_one_plain_font(size: float) -> None:
    letter = seed(FOCUSED, size)
    assert letter.kind == "focused_visit"
    assert letter.published == dt.date(2025, 8, 22)
    assert letter.visit_windows == (VisitWindow(dt.date(2025, 7, 23), dt.date(2025, 7, 24)),)
    assert letter.authority_as_printed == "Cheshire West and Chester"
    assert [one.role for one in letter.inspectors] == ["lead", "inspector", "inspector"]
    assert [point.framework_refs for point in letter.improvement_points] == [
        ("Outcome 1",),
        ("Outcome 3",),
        ("Enabler 3",),
        ("Enabler 2",),
    ]
    assert letter.warnings == ()
