"""The sentences that name a visit's inspectors, a report's list of its team, and signatures."""

from __future__ import annotations

import pytest

from archive.letters.inspectors import read_inspectors, read_signature, read_team
from archive.letters.ledger import Ledger
from tests.archive.letters.build import body_of

BOTH = [("Jory Penrose", "lead"), ("Bo Marsh", "inspector")]
SENTENCES = [
    ("His Majesty’s Inspectors for this visit were Jory Penrose and Bo Marsh.", BOTH),
    ("Her Majesty’s inspectors were Jory Penrose and Bo Marsh. They were on site.", BOTH),
    ("The inspectors were Jory Penrose, HMI, and Bo Marsh, HMI.", BOTH),
    ("HMI for the visit were Jory Penrose and Bo Marsh.", BOTH),
    ("The visit was carried out by Her Majesty’s Inspectors Jory Penrose and Bo Marsh.", BOTH),
    ("The inspection was undertaken by Jory Penrose and Bo Marsh, Her Majesty’s Inspectors.", BOTH),
    ("It reports a visit on 2 May 2018 conducted by Jory Penrose and Bo Marsh.", BOTH),
    ("The inspectors for this visit were team inspector Bo Marsh and lead inspector Jory Penrose.", BOTH),
    ("Jory Penrose and Bo Marsh, two of Her Majesty’s Inspectors, came in May.", BOTH),
    ("The inspectors were J. R. Hall and Bo Marsh.", [("J. R. Hall", "lead"), ("Bo Marsh", "inspector")]),
    (
        "The inspectors were Jory Penrose and Bo Marsh. The quality assurance manager was Ina Vane, SHMI.",
        [*BOTH, ("Ina Vane", "quality assurance")],
    ),
    (
        "The inspectors were Jory Penrose and Bo Marsh. HMI (designate) Ina Vane shadowed this visit.",
        [*BOTH, ("Ina Vane", "shadow")],
    ),
    (
        "The inspectors were Jory Penrose and Bo Marsh. Inspectors observed Family Group Meetings.",
        BOTH,
    ),
    (
        "The inspectors were Jory Penrose and Bo Marsh. Ina Vane, SHMI, quality assured this visit.",
        [*BOTH, ("Ina Vane", "quality assurance")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_the_team_is_read_lead_first_and_others_last(
    text: str, expected: list[tuple[str, str]]
) -> None:
    ledger = Ledger()
    found = read_inspectors(body_of(text).paragraphs, ledger)
    assert [(one.name, one.role) for one in found] == expected
    assert "lead_inspector" in {evidence.field for evidence in ledger.evidence}
    assert not ledger.warnings


def test_no_names_are_said_to_be_unread() -> None:
    ledger = Ledger()
    assert read_inspectors(body_of("Inspectors were on site throughout.").paragraphs, ledger) == ()
    assert ledger.warnings == ["The inspectors' names could not be read."]


TEAM = """
# The inspection team

Lead inspector on site: Jory Penrose HMI

Report author: Ina Vane

Deputy lead inspector Bo Marsh HMI

Team inspectors (all HMI unless otherwise stated): Ann Street, Lee Hall (Associate
Inspector) and Mo Quill. Shadow inspector: Zoë Tarn

Shadow inspectors: Not applicable

Senior data analysts: Kit Dray and Uma Sole

Quality assurance manager: Pat Holm, Senior HMI
"""


def test_a_report_s_team_is_read_by_its_labels() -> None:
    found = read_team(body_of(TEAM).paragraphs, Ledger())
    assert [(one.name, one.role) for one in found] == [
        ("Jory Penrose", "lead"),
        ("Ina Vane", "inspector"),
        ("Bo Marsh", "deputy"),
        ("Ann Street", "inspector"),
        ("Lee Hall", "inspector"),
        ("Mo Quill", "inspector"),
        ("Zoë Tarn", "shadow"),
        ("Kit Dray", "analyst"),
        ("Uma Sole", "analyst"),
        ("Pat Holm", "quality assurance"),
    ]


@pytest.mark.parametrize("farewell", ["Yours sincerely", "Your sincerely,", "Yours faithfully", ""])
def test_the_signature_is_read_with_and_without_a_farewell(farewell: str) -> None:
    text = f"Something was said.\n\n{farewell}\n\nJory Penrose\n\nHis Majesty’s Inspector"
    assert read_signature(body_of(text).paragraphs, Ledger()) == ("Jory Penrose",)


def test_several_inspectorates_sign() -> None:
    text = """
Yours sincerely

Ofsted || Care Quality Commission
Jory Penrose || Dr Bo Marsh BSc FRCA
National Director, Social Care || Deputy Chief Inspector
HMI Constabulary || HMI Probation
"""
    assert read_signature(body_of(text).paragraphs, Ledger()) == ("Jory Penrose", "Bo Marsh")
