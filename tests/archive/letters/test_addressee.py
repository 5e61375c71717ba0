"""The address block, with all that can stand in it."""

from __future__ import annotations

import pytest

from archive.letters.addressee import find_opening, read_addressees, read_partners
from archive.letters.ledger import Ledger
from tests.archive.letters.build import body_of

BLOCKS = [
    ("Marian Tollgate|Director of Children’s Services|Ashmere Council|Civic Way|AS1 2ZZ", "Dear Marian",
     ("Marian Tollgate", "Director of Children’s Services")),
    ("Ms Marian Tollgate|Group director of people|Civic Way|AS1 2ZZ", "Dear Ms Tollgate,",
     ("Marian Tollgate", "Group director of people")),
    ("Professor Marian O’Tollgate|Ashmere Council|Directorate of Learning|AS1 2ZZ", "Dear Professor O’Tollgate",
     ("Marian O’Tollgate", None)),
    ("Marian Tollgate|Ashmere Council|Director of Children & Adult Services|Civic Way", "Dear Ms Tollgate",
     ("Marian Tollgate", "Director of Children & Adult Services")),
    ("Marian Tollgate, Director for Children’s Services|Civic Way|AS1 2ZZ", "Dear Marian",
     ("Marian Tollgate", "Director for Children’s Services")),
    ("Marian Tollgate|Corporate Director of Children and Young People’s Service,|Education and Skills|County Hall",
     "Dear Ms Tollgate", ("Marian Tollgate",
     "Corporate Director of Children and Young People’s Service, Education and Skills")),
    ("Marian Tollgate|Corporate Director|Adults, Children & Young People Services|Civic Centre", "Dear Marian",
     ("Marian Tollgate", "Corporate Director Adults, Children & Young People Services")),
    ("Marian Tollgate|Executive Director|High Street|AS1 2ZZ", "Dear Marian Tollgate",
     ("Marian Tollgate", "Executive Director")),
    ("Director of Children’s Services|Municipal Buildings|Old Road|Marian Tollgate|Strategic Director, People|AS1",
     "Dear Marian", ("Marian Tollgate", "Strategic Director, People")),
    ("Milorad Tollgate|Chief Executive|Ashmere Council", "Dear Mil", ("Milorad Tollgate", "Chief Executive")),
    ("Marian Tollgate,|Director of Children & Community Resilience|North Ashmere", "Dear Ms. Tollgate",
     ("Marian Tollgate", "Director of Children & Community Resilience")),
]  # fmt: skip


@pytest.mark.parametrize(("block", "dear", "expected"), BLOCKS)
def test_the_addressee_and_the_office_are_read(
    block: str, dear: str, expected: tuple[str, str | None]
) -> None:
    lines = block.replace("|", "\n")
    opening = find_opening(body_of(f"14 May 2024\n{lines}\n\n{dear}\n\nText.").paragraphs)
    assert opening is not None
    ledger = Ledger()
    (found,) = read_addressees(opening, ledger)
    assert (found.name, found.role) == expected
    assert bool(ledger.warnings) == (expected[1] is None)


def read(text: str) -> tuple[list[tuple[str, str | None]], tuple[str, ...], list[str]]:
    opening = find_opening(body_of(text).paragraphs)
    assert opening is not None
    ledger = Ledger()
    found = [(one.name, one.role) for one in read_addressees(opening, ledger)]
    return found, opening.copied_to, ledger.warnings


def test_two_addressees_are_two() -> None:
    found, _, _ = read("""
14 May 2024
Marian Tollgate
Director of Children’s Services
Idris Fenn
Chief Executive, Ashmere Children’s Trust
Civic Way

Dear Ms Tollgate and Mr Fenn

Text.
""")
    assert found == [
        ("Marian Tollgate", "Director of Children’s Services"),
        ("Idris Fenn", "Chief Executive, Ashmere Children’s Trust"),
    ]


def test_a_copy_is_no_address() -> None:
    found, copied, _ = read("""
14 May 2024
Marian Tollgate
Director of Children’s Services
Copy to: Idris Fenn, Chief Executive

Dear Marian

Text.
""")
    assert found == [("Marian Tollgate", "Director of Children’s Services")]
    assert copied == ("Idris Fenn, Chief Executive",)


def test_a_salutation_to_someone_else_is_said() -> None:
    found, _, warnings = read(
        "Marian Tollgate\nDirector of Children’s Services\n\nDear Ms Fenn\n\nText."
    )
    assert found == [("Marian Tollgate", "Director of Children’s Services")]
    assert "Fenn" in warnings[0]


def test_a_block_without_a_name_gives_none() -> None:
    found, _, _ = read("The Director\n12 Civic Way\n\nDear Colleague\n\nText.")
    assert found == []


def test_a_partnership_s_letter_goes_to_the_council_first() -> None:
    opening = find_opening(
        body_of("""
14 May 2024
Marian Tollgate, Director of Children’s Services, Ashmere
Borough Council
Idris Fenn, Chief Constable, Ashmere Police
Una Brandt, Accountable Officer, NHS Ashmere Clinical
Commissioning Group

Dear local partnership

Text.
""").paragraphs
    )
    assert opening is not None
    first, others = read_partners(opening, Ledger())
    assert first is not None
    assert (first.name, first.role) == (
        "Marian Tollgate",
        "Director of Children’s Services, Ashmere Borough Council",
    )
    assert [other.split(",")[0] for other in others] == ["Idris Fenn", "Una Brandt"]


def test_a_report_without_a_salutation_has_no_opening() -> None:
    assert find_opening(body_of("Nothing of the kind.").paragraphs) is None
