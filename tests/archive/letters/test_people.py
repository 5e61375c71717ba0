"""Lists of names, with all that Ofsted writes between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.letters.people import is_name, people_in, plain_name

LISTS = [
    ("Jory Penrose and Adaeze Whitlock", ["Jory Penrose", "Adaeze Whitlock"]),
    ("Jory Penrose, Adaeze Whitlock and Bo Marsh.", ["Jory Penrose", "Adaeze Whitlock", "Bo Marsh"]),
    ("Jory Penrose, HMI, and Adaeze Whitlock, HMI", ["Jory Penrose", "Adaeze Whitlock"]),
    ("Jory Penrose HMI and Adaeze Whitlock SHMI", ["Jory Penrose", "Adaeze Whitlock"]),
    ("Jory Penrose, Her Majesty’s Inspector, and Adaeze Whitlock, His Majesty’s Inspector",
     ["Jory Penrose", "Adaeze Whitlock"]),
    ("Her Majesty’s Inspectors Jory Penrose & Adaeze Whitlock", ["Jory Penrose", "Adaeze Whitlock"]),
    ("Jory Penrose and Adaeze Whitlock, two of Her Majesty’s Inspectors", ["Jory Penrose", "Adaeze Whitlock"]),
    ("Jory Penrose and Adaeze Whitlock, all of whom are Her Majesty’s Inspectors (HMI)",
     ["Jory Penrose", "Adaeze Whitlock"]),
    ("Jory Penrose (HMI), Adaeze Whitlock HMI designate), Bo Marsh (OI)",
     ["Jory Penrose", "Adaeze Whitlock", "Bo Marsh"]),
    ("Dr Jory Penrose HMI, Siân O’Dare Associate Inspector", ["Jory Penrose", "Siân O’Dare"]),
    ("Jory Penrose HMI, Schools, and Bo d’Arc, Social Care Regulatory Inspector", ["Jory Penrose", "Bo d’Arc"]),
    ("Mary-ellen van der Lund and J. R. Hall", ["Mary-ellen van der Lund", "J. R. Hall"]),
    ("Jory Penrose HMI Deputy Director Social Care Inspection", ["Jory Penrose"]),
    ("Not applicable", []),
    ("a team of inspectors from Ofsted", []),
]  # fmt: skip

ROLES = [
    ("lead inspector Bo Marsh and team inspector Jory Penrose", ["lead", None]),
    ("Bo Marsh, and Jory Penrose, HMI (designate), as a supernumerary inspector", [None, "shadow"]),
]

NAMES = ["Jory Penrose", "Siân O’Dare", "Kate Hall", "Ann Street", "J. R. Hall", "Bo d’Arc"]
NO_NAMES = [
    "Ashmere Council",
    "Director of Services",
    "Jory",
    "the Penroses",
    "Room 12 West",
    "HMI Probation",
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_names_are_found_among_ranks(text: str, expected: list[str]) -> None:
    assert [person.name for person in people_in(text, 0, len(text))] == expected


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_words_beside_a_name_tell_the_part(text: str, expected: list[str | None]) -> None:
    assert [person.role for person in people_in(text, 0, len(text))] == expected


def test_a_name_says_where_it_stands() -> None:
    text = "the inspectors were Jory Penrose, HMI, and Bo Marsh, HMI."
    for person in people_in(text, 20, len(text)):
        assert text[person.start : person.end] == person.name


@pytest.mark.parametrize("words", NAMES)
def test_names_look_like_names(words: str) -> None:
    assert is_name(words)


@pytest.mark.parametrize("words", NO_NAMES)
def test_offices_and_places_do_not(words: str) -> None:
    assert not is_name(words)


@pytest.mark.parametrize(
    "words", ["Ms Jory Penrose", "Professor Dame Jory Penrose CBE", "Dr Jory Penrose BSc MSc"]
)
def test_honours_are_no_part_of_a_name(words: str) -> None:
    assert plain_name(words) == "Jory Penrose"


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    for person in people_in(text, 0, len(text)):
        assert is_name(person.name)
        assert all(part in text for part in person.name.split())
        assert 0 <= person.start < person.end


def test_letters_after_the_last_name_of_a_sentence_are_no_part_of_it() -> None:
    text = "Jory Penrose, HMI, and Bo Marsh OBE."
    assert [person.name for person in people_in(text, 0, len(text))] == ["Jory Penrose", "Bo Marsh"]
