from __future__ import annotations

import datetime as dt

import pytest

from archive.checking.criticism import criticisms
from archive.checking.grade_claims import grade_claims
from archive.checking.letter_text import SoughtText
from archive.checking.points import answers, likeness, points_of
from archive.checking.recurring import recurring_points
from archive.checking.release_sentences import ReleaseSentences
from archive.records import Answer, GradeClaim, HeldLetter, Item, Point

MONITORING = (
    "The pace of change has quickened. Supervision is not sufficiently analytical, and it is rarely "
    "recorded.\n\nHigh turnover of social workers means that children tell their story again and "
    "again. Meetings prevent drift and delay.\n\nI am copying this letter to the Department."
)

NO_CRITICISM = (
    "Review meetings are timely and this prevents drift and delay.",
    "The other cause is not in the council’s hands alone.",
    "It includes help with council tax, driving lessons and a fund, which young people said that other families do not have.",
    "The improvement board has been told honestly about both what has gone well and what has not.",
    "The weaknesses in plans for children in need, found in July 2025, were outside the scope of this visit.",
    "It separates children who have waited longest from those who have only just come into care, which earlier lists did not.",
    "Life-story work has been given the attention that it lacked.",
    "When they do not, the reasons are recorded and are looked at again at each review.",
    "The backlog of children waiting for a long-term match has been cleared, and foster carers have been told in writing.",
    "They no longer feel, as one of them put it, that they are waiting for the next reorganisation.",
    "They challenge drift more often than they did, and they write their challenges down.",
    "Parents are told in plain words what the concerns are and what needs to be different.",
    "They are shorter, they are written with the family, and they say what will happen if they are not kept.",
    "Managers record why they agree or do not agree with what a social worker has proposed.",
    "They have not claimed more for their progress than inspectors found.",
    "When a referrer does not agree with a decision, there is now a simple way to say so.",
    "Their self-evaluation matches what inspectors found, including what is not yet good enough about plans.",
    "The changes of the spring have not interrupted the work of the teams.",
    "Leaders ensure that children do not wait for a school place.",
)  # fmt: skip
CRITICISM = (
    "Strengths and difficulties questionnaires are completed but are seldom used to change anything.",
    "Initial health assessments are still late for four in ten children, and care leavers continue to wait too long for help.",
    "The quality of plans has not improved to the same extent.",
    "Supervision is not analytical and does not drive plans forward.",
    "What is missing is a shared picture of what good enough looks like for a particular child.",
    "Plans are not always updated when a family’s circumstances change.",
    "It is not yet clear from the records that a challenge leads to a change.",
    "Inspectors found that plans do not say who is to do what.",
    "In several cases the same concern had been raised three times and each time without an answer.",
    "Turnover of social workers remains high and children have too many changes of worker.",
    "Those who wait for adult mental health services still wait too long, on average for seven months.",
    "However, practice remains inconsistent across the teams and this is not recognised.",
    "Children’s initial health assessments are not carried out in time for four in ten children.",
    "The backlog has been reduced, but children still wait for an assessment.",
    "Reviews are not sufficiently robust to minimise potential delay.",
)  # fmt: skip


def held(
    text: str = "x", kind: str = "focused_visit", *points: Point, **facts: object
) -> HeldLetter:
    return HeldLetter("1", "90001", kind, "", "", text, points=points, **facts)  # type: ignore[arg-type]


def answer(point: str, release: str, kind: str = "improvement") -> Answer:
    (found,) = answers(ReleaseSentences("", SoughtText(release)), [Point(kind, "1", point, 2)], [])
    return found


def test_a_letter_that_lists_no_points_has_its_sentences_of_criticism() -> None:
    points = points_of(held(MONITORING, "monitoring_visit", page_starts=(0, 100)))
    assert [(p.item_kind, p.item, p.page) for p in points] == [
        ("finding", "1", 1),
        ("finding", "2", 2),
    ]
    assert points[0].text.startswith("Supervision is not sufficiently analytical")


def test_a_letter_with_a_list_has_that_and_its_judgements() -> None:
    listed = Point("improvement", "1", "The quality of plans.")
    points = points_of(held(MONITORING, "inspection", listed, grades=(("overall", "good"),)))
    assert [p.item_kind for p in points] == ["judgement", "improvement"]


@pytest.mark.parametrize("sentence", NO_CRITICISM)
def test_what_is_mended_denied_or_said_of_a_case_is_no_criticism(sentence: str) -> None:
    assert not list(criticisms(sentence))


@pytest.mark.parametrize("sentence", CRITICISM)
def test_what_is_wanting_is_criticism(sentence: str) -> None:
    assert [found for found, _ in criticisms(sentence)] == [sentence]


@pytest.mark.parametrize(
    ("point", "release"),
    [
        ("Caseloads of social workers. (Enabler 1, national framework)",
         "Workloads of social workers are still too high, and must come down."),
        ("Contingency planning for children.", "We need a plan B: contingency plans will be drawn up."),
        ("The response to children who go missing.", "More must be done for children who run away."),
        ("The stability of the workforce.", "Turnover is too high, the letter says."),
    ],
)  # fmt: skip
def test_a_point_said_in_other_words_is_mentioned_with_its_sentence(
    point: str, release: str
) -> None:
    found = answer(point, f"We are glad. {release} That is all.")
    assert found.verdict == "mentioned"
    assert found.sentence is not None
    assert found.sentence.startswith(release.split(":")[0].split(".")[0])


def test_praise_of_the_same_thing_does_not_answer_the_point() -> None:
    found = answer(
        "The quality of supervision.", "Inspectors praised the regularity of supervision."
    )
    assert found.verdict == "unsure"


def test_a_release_without_any_of_its_topics_is_silent() -> None:
    assert answer("Oversight of private fostering.", "What a day for all of us.").verdict == (
        "not_mentioned"
    )


def test_a_point_in_which_nothing_can_be_recognised_is_unsure() -> None:
    assert answer("The quality of practice.", "What a day for all of us.").verdict == "unsure"


def test_a_judgement_is_mentioned_by_the_grade_that_is_claimed() -> None:
    point = Point("judgement", "leaders", "the impact of leaders: good")
    release = ReleaseSentences("", SoughtText("Leaders were rated good."))
    claim = GradeClaim("leaders", "good", "right", 0, 1, "Leaders were rated good.")
    assert answers(release, [point], [claim])[0].verdict == "mentioned"
    assert (
        answers(ReleaseSentences("", SoughtText("Hello.")), [point], [])[0].verdict
        == "not_mentioned"
    )


def test_points_that_come_again_are_told_with_the_earlier_letter() -> None:
    now = [
        Point("improvement", "1", "The quality of plans for children, including contingency plans.")
    ]
    before = [
        Point("judgement", "overall", "overall effectiveness: good"),
        Point("improvement", "1", "The recording of supervision."),
        Point("improvement", "2", "Contingency planning, and the quality of children’s plans."),
    ]
    (again,) = recurring_points("new", now, [("old", before)])
    assert (again.letter, again.item, again.earlier_letter, again.earlier_item) == (
        "new",
        "1",
        "old",
        "2",
    )
    assert again.score == pytest.approx(likeness(again.text, again.earlier_text), abs=0.001)
    assert recurring_points("new", now, [("old", before[:2])]) == []


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("For the first time every area has been rated good or better.", "leaders"),
        ("Two areas were judged good and three as requires improvement.", "in_care"),
        ("Tarnshire’s children’s services, now good, were once among the worst.", "overall"),
    ],
)
def test_a_grade_that_may_be_an_areas_leaves_it_open_whether_it_is_told(
    text: str, area: str
) -> None:
    letter = held(kind="inspection", framework="ILACS")
    item = Item("press_release", "x", "", text, None, dt.date(2025, 1, 1))
    claims = grade_claims(item, letter)
    point = Point("judgement", area, f"{area}: good")
    assert answers(ReleaseSentences("", SoughtText(text)), [point], claims)[0].verdict == "unsure"


def test_a_letter_that_had_no_points_told_nothing_before() -> None:
    point = Point("improvement", "1", "The timeliness of initial health assessments.", 2)
    judged = Point("judgement", "overall", "overall effectiveness: good", 1)
    assert recurring_points("2", [point], [("1", []), ("0", [judged])]) == []
