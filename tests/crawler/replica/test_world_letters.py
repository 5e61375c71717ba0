"""The invented letters say what the truths say of them."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from crawler.replica import Manifest
from tests.crawler.replica.reading import plain
from tests.crawler.replica.truths import LETTERS, letter_text, source

AREAS = {
    "impact of leaders": "leaders",
    "Leadership, management": "leaders",
    "need help and protection": "help_and_protection",
    "children in care": "in_care",
    "Children looked after": "in_care",
    "of care leavers": "care_leavers",
    "Adoption": "adoption",
    "Overall": "overall",
}


def test_visit_letters_are_as_long_as_real_ones() -> None:
    for file, truth in LETTERS.items():
        if truth["kind"].endswith("_visit"):
            words = sum(len(block.text.split()) for block in source(file).body)
            assert 900 <= words <= 3000, file


def test_letters_span_the_years() -> None:
    days = [t["date_on_site"] for t in LETTERS.values() if t["date_on_site"]]
    assert (min(days).year, max(days)) == (2015, dt.date(2026, 11, 19))
    assert [f for f, t in LETTERS.items() if t["date_on_site"] is None] == ["99000601"]


@pytest.mark.parametrize("file", LETTERS)
def test_a_letter_says_what_its_truth_says(file: str, world: Manifest) -> None:
    truth, text = LETTERS[file], letter_text(LETTERS[file]["source"])
    listed = [d for p in world.providers for d in p.documents if d.file == file]
    assert {d.published for d in listed} == {truth["date_on_site"]}
    assert plain(truth["title"]) in text
    for name in [*truth["inspectors"], *(name for name, _ in truth.get("others", []))]:
        assert plain(name) in text
    if truth["kind"].endswith("_visit"):
        assert source(file).lines("date") == _written(truth["date_in_letter"])
        assert plain(truth["addressee"]) == plain(source(file).lines("to")[0])
        role = truth["addressee_role"]
        assert role is None or plain(role) == plain(source(file).lines("to")[1])
    headings = [b.text.split("^")[0] for b in source(file).body if b.kind == "heading"]
    assert truth.get("sections", headings) == headings


def _written(day: dt.date | None) -> list[str]:
    return [f"{day.day} {day:%B %Y}"] if day else []


@pytest.mark.parametrize("file", LETTERS)
def test_a_letter_names_the_days_of_its_visit(file: str) -> None:
    text = letter_text(LETTERS[file]["source"])
    for start, end in LETTERS[file]["visit"]:
        assert f"{end.day} {end:%B %Y}" in text
        assert re.search(rf"\b{start.day}\b[\w ,]{{0,25}} {end:%B %Y}|{start.day} {start:%B}", text)


@pytest.mark.parametrize("file", [f for f, t in LETTERS.items() if "grades" in t])
def test_grades_are_those_of_the_judgement_table(file: str) -> None:
    truth = dict(LETTERS[file]["grades"])
    truth.pop("safeguarding_board", None)
    if "send_outcome" in truth:
        assert plain(truth["send_outcome"]) in letter_text(LETTERS[file]["source"])
        return
    table = {}
    for label, grade in source(file).facts["judgements"]:
        area = next(area for words, area in AREAS.items() if words in label)
        table[area] = grade.lower().removesuffix(" to be good")
        assert ("and care leavers" in label) is (
            area == "in_care" and LETTERS[file].get("care_leavers_with_in_care", False)
        )
    if source(file).form == "sif":  # its overall grade is a sentence on the cover
        table["overall"] = "requires improvement"
        assert "require improvement" in source(file).facts["verdict"]
    assert table == truth


@pytest.mark.parametrize("file", LETTERS)
def test_points_are_counted_rightly(file: str) -> None:
    counted = {"improvement_points": 0, "priority_actions": 0}
    key = ""
    for block in source(file).body:
        if block.kind == "heading":
            is_list = block.text.startswith(
                ("What needs to improve", "Recommendations", "Areas for improvement")
            )
            is_priority = block.text == "Areas for priority action"
            key = "priority_actions" if is_priority else "improvement_points" if is_list else ""
        elif key and block.kind in {"bullet", "row", "numbered"}:
            counted[key] += not block.text.startswith(("Areas for", "Responsible body"))
    assert counted == {name: LETTERS[file][name] for name in counted}
