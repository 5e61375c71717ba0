from __future__ import annotations

import pytest

from archive.linking.topic import is_about_another_place, is_about_ofsted, topic_of


@pytest.mark.parametrize(
    ("title", "text", "about_ofsted", "about_another_place"),
    [
        ("Ofsted praises social workers", "Children’s services in Tarn improve.", True, False),
        ("OFSTED praises social workers", "Children’s services improve.", True, False),
        ("Inspectors visit", "A focused visit looked at children in care.", True, False),
        ("Hostels", "Ofsted says that checks of hostels for teenagers are weak.", True, False),
        ("Primary school is good", "Ofsted saw Hill primary school, its pupils", True, True),
        ("Nursery joy", "Ofsted found the nursery outstanding", True, True),
        ("Home praised", "Ofsted rated the children’s home good.", True, True),
        ("Learners do well", "Ofsted rated adult learning good; tutors care.", True, True),
        ("Road works", "The A1 will be closed by inspectors of drains.", False, False),
        ("A loft", "It was softstedded.", False, False),
    ],
)
def test_the_first_sort(
    title: str, text: str, about_ofsted: bool, about_another_place: bool
) -> None:
    assert is_about_ofsted(title, text) is about_ofsted
    assert is_about_another_place(title, text) is about_another_place


@pytest.mark.parametrize(
    ("title", "text", "other"),
    [
        ("New director appointed", "She joins in May.", "an appointment"),
        ("Ofsted praises council as new director arrives", "It is good.", None),
        ("Improvement notice for council", "The minister wrote.", "a government intervention"),
        ("Ofsted to inspect council", "Next week.", "an inspection that is still to come"),
        ("Council publishes annual report", "It is long.", "a report of the council's own"),
        ("Become a foster carer", "Recruitment is on.", "recruitment, an award or an event"),
        ("Services rated good by Ofsted", "The council recruits as well.", None),
    ],
)
def test_what_an_item_is_about_instead(title: str, text: str, other: str | None) -> None:
    assert topic_of(title, text).other == other


def test_an_outcome_is_told_in_the_first_lines_or_in_passing() -> None:
    assert topic_of("Praise for council", "Ofsted found that plans are clear.").tells_outcome
    long = "The council had a busy year. " * 50
    assert not topic_of("A busy year", long + "Ofsted found that plans are clear.").tells_outcome
