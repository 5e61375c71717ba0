"""What a visit looked at and what it follows, in the letters' many wordings."""

from __future__ import annotations

import pytest

from archive.letters.ledger import Facts, Ledger
from archive.letters.sections import read_parts
from archive.letters.visit_scope import read_history, read_scope
from tests.archive.letters.build import body_of


def scope(text: str) -> Facts:
    parts = read_parts(body_of(text))
    return read_scope(parts[0].paragraphs, parts[1:], Ledger())


def history(text: str) -> tuple[Facts, list[str]]:
    ledger = Ledger()
    return read_history(body_of(text).paragraphs, ledger), ledger.warnings


@pytest.mark.parametrize(
    ("sentence", "theme"),
    [
        (
            "Inspectors looked at the local authority’s arrangements for the front door.",
            "front door",
        ),
        ("Inspectors evaluated the quality of practice with children in care.", "children in care"),
        (
            "This visit focused on the arrangements for achieving permanence for children in care.",
            "permanence",
        ),
        (
            "Inspectors looked at services for children in need, including children at risk of "
            "exploitation.",
            "children in need and protection",
        ),
        (
            "Inspectors looked at a range of evidence. They also considered placements.",
            "placements",
        ),
    ],
)
def test_the_theme_is_in_the_sentence_that_says_what_was_looked_at(
    sentence: str, theme: str
) -> None:
    assert scope(sentence)["theme"] == theme


def test_a_scope_nobody_foresaw_is_kept_and_has_no_theme() -> None:
    ledger = Ledger()
    parts = read_parts(body_of("Inspectors looked at the arrangements for how the council is led."))
    facts = read_scope(parts[0].paragraphs, parts[1:], ledger)
    assert facts == {"areas_covered": ("how the council is led",), "theme": None}
    assert ledger.warnings == ["What the visit looked at is not worded as any of Ofsted's topics."]


@pytest.mark.parametrize(
    ("sentence", "number", "month"),
    [
        ("This was the first monitoring visit since Ashmere was judged inadequate in May 2023.",
         1, "2023-05"),
        ("It is the fourth visit since the council was judged to be inadequate in June 2016.",
         4, "2016-06"),
        ("The tenth monitoring visit since services were judged to require improvement in July 2019",
         10, "2019-07"),
    ],
)  # fmt: skip
def test_number_and_judgement_come_from_one_sentence(
    sentence: str, number: int, month: str
) -> None:
    facts, warnings = history(sentence)
    assert facts["visit_number"] == number
    assert facts["previous_judgement_month"] == month
    assert warnings == []


def test_what_is_not_said_is_not_known() -> None:
    facts, warnings = history("This letter reports a monitoring visit.")
    assert set(facts.values()) == {None}
    assert len(warnings) == 2
