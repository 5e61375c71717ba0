"""The grades that a text names: as news or of the past, of the whole or a part."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.words.mentions import mentions_of
from archive.words.told import Named

DAY = dt.date(2025, 7, 10)


def grades(said: tuple[Named, ...], *, past: bool = False) -> list[str]:
    return [grade.what for grade in said if grade.past is past]


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("Ofsted has rated services good.", ["good"]),
        ("Services were judged to require improvement to be good.", ["requires improvement"]),
        ("They are no longer inadequate and now rated good.", ["good"]),
        ("Rated inadequate in 2016, services are now judged ‘good’.", ["good"]),
        ("It went from ‘inadequate’ to ‘outstanding’.", ["outstanding"]),
        ("Since they were judged inadequate last summer, staff have stayed.", []),
        ("There is good work and good practice.", []),
        ("A monitoring visit found progress at services rated inadequate.", []),
        ("Ofsted rated them as requiring improvement.", ["requires improvement"]),
        ("Tarn improves to ‘good’, says Ofsted.", ["good"]),
        ("The services have been promoted to good by Ofsted.", ["good"]),
        ("Services are not good overall, says Ofsted.", []),
        (
            "They required improvement – slipping from their last ‘outstanding’ inspection.",
            ["requires improvement"],
        ),
        (
            "In 2023 it was judged inadequate, which was raised to ‘good’ in the latest inspection.",
            ["good"],
        ),
        ("It has come far from when it received an ‘inadequate’ rating.", []),
    ],
)
def test_grades_are_told_as_news_or_of_the_past(text: str, news: list[str]) -> None:
    assert grades(mentions_of("", text, DAY).grades) == news


def test_a_grade_for_the_whole_is_told_from_one_for_a_part() -> None:
    text = "The council’s services were rated good. Help and protection was judged inadequate."
    said = mentions_of("", text, DAY).grades
    assert [(grade.what, grade.overall) for grade in said] == [
        ("good", True),
        ("inadequate", False),
    ]


@pytest.mark.parametrize(
    ("text", "overall"),
    [
        ("Tarn will keep its ‘Requires Improvement’ judgement.", True),
        ("We are proud of our ‘good’ Ofsted rating.", True),
        ("It gave the council the lowest rating of ‘inadequate’.", True),
        ("Inspectors gave it a ‘good’ rating for its children’s services.", True),
        ("Ofsted rated the authority good.", True),
        ("Ofsted rated the council’s (TC) children and families service as ‘good’.", True),
        ("Ofsted rated services at Tarn City Council “inadequate”.", True),
        ("The department has moved up to ‘good’.", True),
        ("Inspectors lifted Tarn’s rating to “requires improvement”.", True),
        ("The final rating is ‘good’.", True),
        ("They still require improvement.", True),
        ("Leadership still requires improvement, and it shows.", False),
        ("Inspectors gave a ‘good’ rating for care leavers.", False),
        ("It was given a “good” rating in two areas.", False),
        ("Signs of progress were seen following its inadequate rating.", False),
        ("Ofsted rated its adoption service good.", False),
    ],
)
def test_a_rating_that_is_given_to_no_part_is_of_the_whole(text: str, *, overall: bool) -> None:
    (said,) = mentions_of("", text, DAY).grades
    assert said.overall is overall


def test_the_whole_may_be_told_after_a_part_with_a_long_name() -> None:
    text = (
        "Ofsted’s verdict: ‘inadequate’ for the ‘experiences and progress of children in "
        "care and care leavers’, and for ‘overall effectiveness’."
    )
    (said,) = mentions_of("", text, DAY).grades
    assert (said.what, said.overall) == ("inadequate", True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In May inspectors rated them good.", ["good"]),
        ("In December inspectors rated them good.", []),
        ("In December inspectors came, and now they have been rated good.", ["good"]),
    ],
)
def test_what_inspectors_found_half_a_year_ago_is_of_the_past(text: str, told: list[str]) -> None:
    assert grades(mentions_of("", text, DAY).grades) == told


@pytest.mark.parametrize(
    ("day", "last"),
    [(DAY, "In 2025 they were judged good."), (None, "They have now been judged good.")],
)
def test_a_grade_of_an_earlier_year_is_of_the_past(day: dt.date | None, last: str) -> None:
    text = f"In 2014 inspectors judged services inadequate. {last}"
    assert grades(mentions_of("", text, day).grades) == ["good"]
    assert grades(mentions_of("", text, day).grades, past=True) == ["inadequate"]


@pytest.mark.parametrize(
    "text",
    [
        "The department was rated ‘good’ by Ofsted in January 2020, and has had two heads since.",
        "In 2018, the services were judged to be good by Ofsted.",
        "Six years after Ofsted rated its services good, the council has no director.",
        "It has slipped after a 2019 inspection found the services ‘good’.",
    ],
)
def test_an_undated_text_prints_the_year_of_what_is_long_out(text: str) -> None:
    assert not grades(mentions_of("", text, None).grades)
    assert grades(mentions_of("", text, None).grades, past=True) == ["good"]


def test_what_inspectors_say_after_a_year_of_before_is_news() -> None:
    text = "Work has put right what was found in 2023, inspectors who came in January have said."
    (month,) = mentions_of("", text, DAY).months
    assert not month.past


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted rated it ‘good’ with ‘outstanding’ features.",
        "Ofsted has rated the county’s children’s services good.",
        "It was found to be ‘inadequate’ on all counts.",
    ],
)
def test_ways_to_name_the_grade_overall(text: str) -> None:
    assert any(grade.overall for grade in mentions_of("", text, None).grades)


def test_what_is_said_to_be_overall_outweighs_the_grades_of_parts() -> None:
    text = (
        "Ofsted gave an overall judgement of ‘Good’ with ‘Outstanding’ features. Given the highest "
        "rating of ‘Outstanding’, the service for care leavers was commended."
    )
    overall = {grade.what for grade in mentions_of("", text, None).grades if grade.overall}
    assert overall == {"good"}


@pytest.mark.parametrize(
    ("text", "news", "past"),
    [
        ("Services have moved from requires improvement to good, says Ofsted.",
         ["good"], ["requires improvement"]),
        ("Since 2016, Ofsted says, much is better but services still require improvement.",
         ["requires improvement"], []),
        ("Services in Tarn are no longer inadequate.", [], ["inadequate"]),
        ("Services are rated good, up from inadequate in 2019.", ["good"], ["inadequate"]),
        ("Two years ago the town was judged inadequate.", [], ["inadequate"]),
        ("Ofsted branded the services inadequate.", ["inadequate"], []),
        ("It is a step on our way to good.", [], ["good"]),
    ],
)  # fmt: skip
def test_a_step_from_one_grade_to_another_has_one_that_is_news(
    text: str, news: list[str], past: list[str]
) -> None:
    said = mentions_of("", text, DAY).grades
    assert (grades(said), grades(said, past=True)) == (news, past)
