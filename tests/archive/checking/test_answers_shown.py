"""What a release says of a letter's points: never “not mentioned” where it may be meant, and with
the sentence that comes nearest."""

from __future__ import annotations

import pytest

from archive.checking.field_terms import WEIGHTS
from archive.checking.letter_text import SoughtText
from archive.checking.points import answers
from archive.checking.release_sentences import ReleaseSentences
from archive.records import GradeClaim, Point
from tests.archive.checking.test_points import answer
from tests.archive.checking.test_quotations import verdicts


def wanting(text: str) -> list[bool]:
    return [one.is_wanting for one in ReleaseSentences("", SoughtText(text)).single]


def test_what_a_list_is_announced_to_be_each_of_its_items_is() -> None:
    text = (
        "Inspectors have recommendations for us:\n\n• the quality of plans\n"
        "• the work of personal advisers\n\nChildren are known well to their social workers."
    )
    assert wanting(text) == [True, True, True, False]
    # Without a colon only what is marked as an item goes on with the list.
    assert wanting(text.replace("us:", "us.")) == [True, True, True, False]
    prose = text.replace("• the", "The").replace("us:", "us.")
    assert wanting(prose) == [True, False, False, False]


def test_the_rest_of_a_paragraph_goes_on_with_what_its_first_sentence_announces() -> None:
    assert wanting("There are recommendations. Plans for children are long.") == [True, True]
    assert wanting("There are recommendations.\n\nPlans for children are long.") == [True, False]


@pytest.mark.parametrize(
    ("point", "release", "verdict"),
    [
        ("The suitability of accommodation for care leavers.",
         "We need to find each of them a home.", "unsure"),
        ("The suitability of accommodation for care leavers.",
         "Each of them has a home.", "not_mentioned"),
        ("The life-story work with adopted children.",
         "Every child needs to know their story.", "unsure"),
        ("The life-story work with adopted children.",
         "Every child knows their story.", "not_mentioned"),
        ("The timeliness of initial health assessments.", "We need more nurses.", "unsure"),
        ("The timeliness of initial health assessments.", "Nurses are glad.", "not_mentioned"),
    ],
)  # fmt: skip
def test_what_may_be_meant_by_other_words_is_not_said_to_be_left_out(
    point: str, release: str, verdict: str
) -> None:
    assert answer(point, release).verdict == verdict


def test_a_judgement_that_may_be_meant_shows_the_sentence() -> None:
    claim = GradeClaim("unknown", "good", "unsure", 0, 4, "Two areas were rated good.")
    other = GradeClaim("leaders", "good", "right", 0, 4, "Leadership was rated good.")
    release = ReleaseSentences("", SoughtText("x"))
    leaders = Point("judgement", "leaders", "the impact of leaders: good", None)
    overall = Point("judgement", "overall", "overall effectiveness: good", None)
    for point, claims, verdict, sentence in [
        (leaders, [claim], "unsure", claim.sentence),
        (leaders, [other], "mentioned", other.sentence),
        (overall, [other], "unsure", other.sentence),
        (overall, [], "not_mentioned", None),
    ]:
        (found,) = answers(release, [point], claims, "1")
        assert (found.verdict, found.sentence, found.letter) == (verdict, sentence, "1")


@pytest.mark.parametrize(
    "said",
    [
        # Two pieces of one sentence, and one of another.
        "Leaders have appropriate plans … improvements in practice … caseloads are too high in two",
        # Long pieces with nothing to show that anything is left out between them.
        "Leaders have appropriate plans in place to caseloads are too high in two of the four",
    ],
)
def test_pieces_of_several_sentences_given_as_one_are_joined(said: str) -> None:
    (found,) = verdicts(f"The letter says: “{said}”.")
    assert found.verdict == "joined"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("leaders have the right plans", "not_found"),
        ("caseloads were too high in two of four", "altered"),
        ("social workers understood children well", "not_found"),
        ("Contingency planning often", "altered"),
        ("contingency planning often misses", "altered"),
    ],
)
def test_few_words_must_have_most_of_the_letter_s_to_be_held_against_it(
    said: str, verdict: str
) -> None:
    (found,) = verdicts(f"The letter says: “{said}”.")
    assert found.verdict == verdict


def test_what_is_wanting_of_a_thing_weighs_half_beside_the_thing() -> None:
    thing, quality = WEIGHTS["=health assessment"], WEIGHTS["=timeliness"]
    found = answer("The timeliness of health assessments.", "Health assessments must be better.")
    assert found.verdict == "mentioned"
    assert found.score == round(thing / (thing + quality / 2), 3)
