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
        (
            "Inspection",
            "Children’s services have been rated good by Ofsted. Thanks go to Hill Primary "
            "School, Dale Primary School, Mere Primary School and Holm Girls’ High School.",
            True,
            False,
        ),
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
        (
            "Council to ask government for more cash",
            "Services are good, Ofsted says.",
            "the council's money",
        ),
        ("Minister’s praise for Tarn", "Ofsted rated services good.", None),
        ("Tarn praised", "Services were praised by a Government minister after a visit.", None),
        (
            "Tarn",
            "A Government minister spoke of the services after a visit.",
            "a government intervention",
        ),
        (
            "Ofsted annual conversation letter",
            "It was noted.",
            "Ofsted's yearly conversation with the council",
        ),
        (
            "Joint targeted area inspections: what have they shown?",
            "Ofsted began them in 2016.",
            "how joint inspections are done",
        ),
        (
            "DfE appoints adviser for Tarn",
            "Ofsted rated services inadequate.",
            "a government intervention",
        ),
        (
            "Services company launches in Tarn",
            "Ofsted rated services good.",
            "a government intervention",
        ),
        ("Recent Ofsted outcome", "The action plan and the improvement plan were noted.", None),
        (
            "Chiefs react to inspectors’ findings on youth justice",
            "Inspectors rated the service good.",
            "a visit by another inspectorate",
        ),
        ("Minutes", "Ofsted’s letter was noted in Conference Room 2.", None),
    ],
)
def test_what_an_item_is_about_instead(title: str, text: str, other: str | None) -> None:
    assert topic_of(title, text).other == other


def test_an_outcome_is_told_in_the_first_lines_or_in_passing() -> None:
    assert topic_of("Praise for council", "Ofsted found that plans are clear.").tells_outcome
    long = "The council had a busy year. " * 50
    assert not topic_of("A busy year", long + "Ofsted found that plans are clear.").tells_outcome


@pytest.mark.parametrize(
    ("title", "text", "other"),
    [
        ("Night nurse wins gold", "Ofsted rated the services good.",
         "recruitment, an award or an event"),
        ("Council faces £9m gap", "Services, rated good by Ofsted, cost more.",
         "the council's money"),
        ("Inquest opens", "Ofsted rated the services inadequate in March.",
         "a court, an inquest or an ombudsman"),
        ("Looking back: our mayors", "In 2016 Ofsted said they were inadequate.",
         "what happened over several years"),
        ("SEND transformation programme", "Ofsted came in June.", "the council's own plan"),
        ("Special needs inspection", "Ofsted and the CQC came. The results are due in May.",
         "an inspection that is still to come"),
        ("We did not know", "We saw it when the inspectors arrived in May.", None),
        ("SEND in Tarn", "An Ofsted and CQC inspection found much to praise.", None),
        ("Special needs: inspection outcome and plan", "Ofsted wrote to us.", None),
    ],
)  # fmt: skip
def test_what_is_told_in_the_days_about_a_letter_is_not_all_about_it(
    title: str, text: str, other: str | None
) -> None:
    assert topic_of(title, text).other == other


def test_what_an_item_is_about_it_begins_with() -> None:
    later = "Come and hear what it is like. Our services have just been rated good by Ofsted."
    assert not topic_of("Have you an hour?", later).at_once
    assert topic_of("Have you an hour?", "Ofsted says that our services are good.").at_once
    assert topic_of("Children’s services are good", later).at_once


def test_a_joint_inspection_is_one_in_which_ofsted_takes_part() -> None:
    assert is_about_ofsted("", "Four inspectorates held a joint targeted area inspection of Tarn.")
