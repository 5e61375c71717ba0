"""What accuses is said only of a document that shows itself to be about the letter."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.checking.checks import ReadyLetter, check_item
from archive.records import Checks, HeldLetter, Item, Point, VisitWindow

DAY = dt.date(2025, 3, 28)
LETTER = ReadyLetter(
    HeldLetter(
        "own", "90001", "inspection", "", "",
        "Inspection of Ostermere local authority children’s services\n\n"
        "Leaders keep a close eye on caseloads in every team. Children in Ostermere wait too long "
        "for a settled home. Supervision is warm, curious and well recorded.",
        framework="ILACS", published=DAY,
        visit_windows=(VisitWindow(dt.date(2025, 2, 10), dt.date(2025, 2, 14)),),
        grades=(("overall", "good"), ("leaders", "good"), ("in_care", "good")),
        points=(Point("improvement", "1", "The timeliness of return home interviews.", 1),),
    )
)  # fmt: skip
OTHER = ReadyLetter(
    HeldLetter(
        "other", "90001", "focused_visit", "", "",
        "Children in Ostermere wait too long for a settled home. Visits are frequent.",
        published=dt.date(2023, 5, 4),
    )
)  # fmt: skip
INVENTED = "The inspectors wrote: “The night desk is staffed by people who would move mountains.”"
WRONG = "Ofsted rated Ostermere’s children’s services inadequate overall in its report."


def checked(text: str, day: dt.date | None = None) -> Checks:
    item = Item("press_release", "x", "", text, day, dt.date(2026, 1, 1))
    return check_item(item, [LETTER], [OTHER])


def verdicts(found: Checks) -> list[str]:
    said = [one.verdict for one in found.quotations]
    return [*said, *(one.verdict for one in found.grade_claims)]


def test_nothing_is_called_not_found_or_wrong_where_nothing_shows_which_letter_is_meant() -> None:
    assert verdicts(checked(f"{INVENTED}\n\n{WRONG}")) == ["unsure", "unsure"]
    assert checked(WRONG).grade_claims[0].reason == "nothing shows that this letter is meant"


@pytest.mark.parametrize(
    "shows",
    [
        "The report says that leaders “keep a close eye on caseloads in every team”.",
        "Inspectors visited from 10 to 14 February 2025.",
        "Ofsted’s report was published on 28 March 2025.",
        "The inspection took place in February 2025.",
    ],
)
def test_the_letters_own_words_or_its_days_show_it(shows: str) -> None:
    found = verdicts(checked(f"{shows}\n\n{INVENTED}\n\n{WRONG}"))
    assert found[-2:] == ["not_found", "wrong"]


def test_who_says_that_it_is_about_the_letter_is_believed() -> None:
    item = Item("press_release", "x", "", f"{INVENTED}\n\n{WRONG}", None, dt.date(2026, 1, 1))
    found = check_item(item, [LETTER], [OTHER], is_said_to_be=True)
    assert verdicts(found) == ["not_found", "wrong"]


def test_words_that_two_letters_have_show_nothing() -> None:
    shared = "Ofsted says that “children in Ostermere wait too long for a settled home”."
    assert verdicts(checked(f"{shared}\n\n{INVENTED}"))[1] == "unsure"


@pytest.mark.parametrize(
    ("days", "verdict"), [(-3, "not_found"), (10, "not_found"), (30, "unsure")]
)
def test_a_document_of_those_days_is_about_the_letter(days: int, verdict: str) -> None:
    assert verdicts(checked(INVENTED, DAY + dt.timedelta(days=days))) == [verdict]


def test_a_later_document_may_quote_a_letter_that_is_not_here() -> None:
    own = "The report says that leaders “keep a close eye on caseloads in every team”."
    late = verdicts(checked(f"{own}\n\n{INVENTED}", DAY + dt.timedelta(days=120)))
    assert late == ["exact", "unsure"]


def test_so_may_one_that_tells_of_a_later_visit() -> None:
    own = "In March 2025 Ofsted said that leaders “keep a close eye on caseloads in every team”."
    later = "Inspectors visited again on 9 and 10 September 2025."
    assert verdicts(checked(f"{own} {later}\n\n{INVENTED}")) == ["exact", "unsure"]


def test_so_may_one_without_a_day_that_tells_of_other_days() -> None:
    own = "The report says that leaders “keep a close eye on caseloads in every team”."
    back = "Inspectors, who were back on 10 and 11 June, visited two teams."
    assert verdicts(checked(f"{own} {back}\n\n{INVENTED}")) == ["exact", "unsure"]
    its_own = "Inspectors visited from 10 to 14 February."
    assert verdicts(checked(f"{own} {its_own}\n\n{INVENTED}")) == ["exact", "not_found"]


def test_an_earlier_letter_whose_year_is_named_needs_no_more() -> None:
    earlier = ReadyLetter(
        HeldLetter(
            "old", "90001", "inspection", "", "", "Old words.", framework="ILACS",
            published=dt.date(2021, 6, 1), grades=(("overall", "requires improvement"),),
        )
    )  # fmt: skip
    text = "Ostermere’s children’s services were rated inadequate overall in 2021."
    item = Item("news_report", "x", "", text, None, dt.date(2026, 1, 1))
    (claim,) = check_item(item, [LETTER], [earlier]).grade_claims
    assert (claim.verdict, claim.letter) == ("wrong", "old")


def test_nor_is_a_release_silent_on_a_letter_that_it_may_not_be_about() -> None:
    say = "Our children’s services are on a journey, says Cllr Ada Penn, and families will gain."

    def of_the_point(found: Checks) -> list[str]:
        return [one.verdict for one in found.answers if one.item_kind == "improvement"]

    assert of_the_point(checked(say)) == ["unsure"]
    assert of_the_point(checked(say, DAY)) == ["not_mentioned"]
