from __future__ import annotations

import datetime as dt

import pytest

from archive.words.mentions import Mentions, mentions_of
from archive.words.told import Named

DAY = dt.date(2025, 7, 10)


def kinds(said: Mentions) -> list[str]:
    return [kind.what for kind in said.kinds if not kind.past]


def grades(said: tuple[Named, ...], *, past: bool = False) -> list[str]:
    return [grade.what for grade in said if grade.past is past]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 10 and 11 June 2025", "2025-06-10", "2025-06-11"),
        ("on 10 and 11 June", "2025-06-10", "2025-06-11"),
        ("on 3 and 4 November", "2024-11-03", "2024-11-04"),
        ("between 8th and 12th July 2024", "2024-07-08", "2024-07-12"),
        ("from 26 February to 8 March 2024", "2024-02-26", "2024-03-08"),
        ("between 21 March to 1 April 2025", "2025-03-21", "2025-04-01"),
        ("from 30 December to 3 January", "2024-12-30", "2025-01-03"),
        ("on 24–28 March", "2025-03-24", "2025-03-28"),
        ("between May 16-27", "2025-05-16", "2025-05-27"),
        ("on June 10 and 11, 2025", "2025-06-10", "2025-06-11"),
        ("from May 24 to June 4", "2025-05-24", "2025-06-04"),
        ("on March 4th and 5th", "2025-03-04", "2025-03-05"),
    ],
)
def test_days_are_read_in_the_forms_that_releases_use(text: str, start: str, end: str) -> None:
    (days,) = mentions_of("", f"Inspectors came {text}", DAY).days
    assert (days.start.isoformat(), days.end.isoformat()) == (start, end)


def test_an_undated_text_has_no_year_but_its_days_still_match() -> None:
    (days,) = mentions_of("", "a visit on 10 and 11 June", None).days
    assert days.are(dt.date(2023, 6, 10), dt.date(2023, 6, 11))
    assert days.within(dt.date(2023, 6, 9), dt.date(2023, 6, 13))
    assert not days.are(dt.date(2023, 7, 10), dt.date(2023, 7, 11))


def test_days_of_the_visit_before_are_told_of_the_past() -> None:
    text = "Since the last focused visit on 11 and 12 July 2024, leaders have acted."
    (days,) = mentions_of("", text, DAY).days
    assert days.past


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("carried out in June", (2025, 6)),
        ("the June visit", (2025, 6)),
        ("at the end of April", (2025, 4)),
        ("in February 2024", (2024, 2)),
        ("in November", (2024, 11)),
        ("last month", (2025, 6)),
        ("earlier this month", (2025, 7)),
    ],
)
def test_months_are_those_before_the_text(text: str, month: tuple[int, int]) -> None:
    (said,) = mentions_of("", f"Inspectors came {text}.", DAY).months
    assert (said.year, said.month) == month


def test_an_undated_text_names_months_without_a_year() -> None:
    (said,) = mentions_of("", "carried out in June and last month", None).months
    assert (said.year, said.month) == (None, 6)


def test_the_days_of_something_else_are_not_a_visits() -> None:
    text = "Ofsted’s letter is out. The consultation runs from 1 to 20 August."
    assert mentions_of("", text, DAY).days == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A focussed visit looked at the front door.", "focused_visit"),
        ("Its monitoring letter is out.", "monitoring_visit"),
        ("It is the fourth positive visit since services were judged.", "monitoring_visit"),
        ("Inspectors returned for a visit in May to monitor the plan.", "monitoring_visit"),
        ("A joint targeted area inspection looked at neglect.", "jtai"),
        ("A SEND inspection led by Ofsted is over.", "area_send"),
        ("The inspection of children’s services took three weeks.", "inspection"),
    ],
)
def test_a_kind_is_named_by_its_own_name(text: str, kind: str) -> None:
    assert kinds(mentions_of("", text, DAY)) == [kind]


def test_lessons_from_the_recent_inspection_are_of_the_news() -> None:
    assert kinds(mentions_of("Lessons from the recent full inspection", "", DAY)) == ["inspection"]


def test_loose_words_name_no_kind() -> None:
    assert kinds(mentions_of("", "an inspection, a letter, a visit, a report", DAY)) == []


@pytest.mark.parametrize(
    "text",
    [
        "It follows a series of monitoring visits.",
        "Since the last full inspection much has changed.",
        "A focused visit in July 2023 was critical.",
        "There is work to do ahead of a full inspection.",
        "In January a SEND inspection found two weaknesses.",
        "In May last year a full inspection found two weaknesses.",
        "Back in 2025 a full inspection found two weaknesses.",
        "The original full inspection found two weaknesses.",
    ],
)
def test_a_kind_told_of_the_past_is_not_the_news(text: str) -> None:
    assert kinds(mentions_of("", text, DAY)) == []


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
    ("text", "past"),
    [
        ("It comes after an inspection by Ofsted in May.", False),
        ("The rating follows a two-week inspection in May.", False),
        ("The plan comes after an inspection in May.", True),
        ("It comes after an inspection in May 2025.", False),
        ("It comes after an inspection in May 2023.", True),
    ],
)
def test_news_comes_after_the_visit_that_it_is_of(text: str, *, past: bool) -> None:
    (month,) = mentions_of("", text, DAY).months
    assert month.past is past


@pytest.mark.parametrize(
    ("day", "year", "past"),
    [
        (dt.date(2025, 1, 17), 2024, False),
        (dt.date(2025, 7, 10), 2024, True),
        (dt.date(2025, 12, 10), 2024, True),
    ],
)
def test_a_month_of_last_year_is_news_in_winter(day: dt.date, year: int, *, past: bool) -> None:
    said = mentions_of("", "A focused inspection in November last year found good work.", day)
    assert [(month.year, month.past) for month in said.months] == [(year, past)]
    assert [kind.past for kind in said.kinds] == [past]
    text = "In November last year a focused inspection found good work."
    assert [kind.past for kind in mentions_of("", text, day).kinds] == [past]


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


def test_the_latest_month_with_a_year_dates_an_undated_text() -> None:
    text = "Inspectors came in January 2026. They had been there in March 2022. Act by May 2027."
    assert mentions_of("", text, None).latest == dt.date(2026, 1, 1)


def test_days_a_slip_of_the_pen_off_touch_the_visits() -> None:
    (days,) = mentions_of("", "The visit took place on 23 and 24 March 2025.", DAY).days
    assert days.touches(dt.date(2025, 3, 22), dt.date(2025, 3, 23))
    assert not days.touches(dt.date(2025, 3, 25), dt.date(2025, 3, 26))
    assert not days.touches(dt.date(2025, 3, 10), dt.date(2025, 3, 24))


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
    ("text", "year"),
    [
        ("The services were rated inadequate in 2013 and again in 2019.", 2019),
        ("It is an upgrade after a 2019 inspection found that they required improvement.", 2019),
        ("The target was to be good after the previous inspection in 2017.", 2017),
    ],
)
def test_when_an_earlier_outcome_was(text: str, year: int) -> None:
    earlier = mentions_of("", text, None).earlier
    assert earlier is not None
    assert earlier.year == year


def test_a_visits_topic_may_stand_in_the_title() -> None:
    text = "They looked only at how we find homes for children in care."
    said = mentions_of("What inspectors said of permanence", text, None).themes
    assert said == {"permanence", "children in care"}


@pytest.mark.parametrize(
    "text",
    ["Inspectors want a plan by the end of October.", "One may still wish a good year in January."],
)
def test_a_month_that_is_not_of_a_visit_is_not_read(text: str) -> None:
    assert mentions_of("", text, DAY).months == ()


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("They were rated inadequate in 2016.", dt.date(2016, 12, 28)),
        ("It has grown since the last inspection in May 2018.", dt.date(2018, 5, 28)),
        ("Better than the 2019 inspection was, when the 2016 rating stood.", dt.date(2019, 12, 28)),
        ("When I came in 2019, the services were rated poor.", dt.date(2019, 12, 28)),
        ("The hall was built in 1998.", None),
        ("The next inspection is due after that of 2028.", None),
    ],
)
def test_the_year_of_an_earlier_outcome(text: str, earlier: dt.date | None) -> None:
    assert mentions_of("", text, None).earlier == earlier


def test_a_year_still_to_come_is_not_past() -> None:
    assert (
        mentions_of("", "The home opened in 2021. A second will open in 2027.", None).latest_year
        == 2021
    )


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
    ("text", "frameworks"),
    [
        ("The single inspection and the review of the LSCB are done.", ("single",)),
        ("It was their first ILACS inspection.", ("ILACS",)),
        ("Much has grown since the single inspection.", ()),
        ("An unannounced child protection inspection was made.", ("unannounced",)),
        ("Leadership, management and governance was judged good.", ("single",)),
    ],
)
def test_frameworks_told_as_news(text: str, frameworks: tuple[str, ...]) -> None:
    assert mentions_of("", text, None).frameworks == frameworks


def test_of_a_dated_text_its_day_tells_the_years_and_not_what_was_graded() -> None:
    text = "Leadership, management and governance was judged good."
    assert mentions_of("", text, DAY).frameworks == ()


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


def test_a_month_with_its_year_is_not_that_of_a_visit_of_last_month() -> None:
    earlier = "A visit in October 2021 had seen plans."
    (month,) = mentions_of("", f"Ofsted made a visit last month. {earlier}", None).months
    assert month.past
    (month,) = mentions_of("", earlier, None).months
    assert not month.past


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Inspectors looked at the front door. Care leavers sang.", {"front door"}),
        ("Care leavers are heard, says Ofsted.", {"care leavers"}),
        ("The inspection looked at neglect and early help.", {"neglect", "early help"}),
        ("Ofsted came and went.", set()),
    ],
)
def test_what_a_visit_looked_at(text: str, themes: set[str]) -> None:
    assert mentions_of("", text, DAY).themes == themes


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Children typically have positive experiences and outcomes.", {"positive"}),
        ("The experience of children with SEND in Tarn is inconsistent.", {"inconsistent"}),
        ("There are widespread and/or systemic failings.", {"systemic failings"}),
        ("There are widespread and serious failures.", set()),
    ],
)
def test_the_outcomes_of_area_send_inspections(text: str, outcomes: set[str]) -> None:
    assert mentions_of("", text, DAY).send_outcomes == outcomes
