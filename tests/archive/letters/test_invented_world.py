"""The replica's invented letters, printed with Ofsted's traits, are read as their makers meant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.letters import read_letter
from archive.pdf.pdf_text import read_pdf
from archive.records import Letter
from crawler.replica.letter_pdf import print_letter

WORLD = Path(__file__).resolve().parents[3] / "crawler" / "replica" / "world"
TRUTHS = yaml.safe_load((WORLD / "truths.yml").read_text(encoding="utf-8"))["letters"]
TEAM = ("lead", "deputy", "inspector")


def as_truth(letter: Letter) -> dict[str, Any]:
    points = [point.kind for point in letter.improvement_points]
    return {
        "kind": letter.kind,
        "framework": letter.framework,
        "date_in_letter": letter.published,
        "visit": [[window.start, window.end] for window in letter.visit_windows],
        "inspectors": [
            one.name for one in letter.inspectors if one.role in TEAM and one.body == "Ofsted"
        ],
        "grades": {one.area: one.grade for one in letter.judgements if one.grade},
        "improvement_points": points.count("improvement"),
        "priority_actions": points.count("priority_action"),
        "addressee": letter.addressee,
        "addressee_role": letter.addressee_role,
        "theme": letter.theme,
        "visit_number": letter.visit_number,
    }


@pytest.mark.parametrize("file", TRUTHS)
def test_each_letter_is_read_as_it_was_meant(file: str) -> None:
    truth = TRUTHS[file]
    data = print_letter((WORLD / truth["source"]).read_text(encoding="utf-8"))
    read = as_truth(read_letter(read_pdf(data), listed=None, today=dt.date(2026, 12, 31)))
    if isinstance(truth.get("grades"), dict):
        truth["grades"] = {
            area: grade for area, grade in truth["grades"].items() if isinstance(grade, str)
        }
    asked = read.keys() & truth.keys()
    assert {field: read[field] for field in asked} == {field: truth[field] for field in asked}
