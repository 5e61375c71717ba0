"""Items given away to be checked come back as they would be checked here, each against its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.checking.bundles import CheckBundle, Desk, ToCheck, check_bundle, in_bundles
from archive.records import Checks, HeldLetter, Item
from tests.archive.checking.test_quotations import LETTER, OTHER, TODAY, letter

NAMES = {"90001": ("Tarnshire",), "90002": ("Corran",)}
HELD = replace(letter(LETTER, "1").letter, published=TODAY)
BESIDE = letter(OTHER, "2").letter
CORRAN_S = replace(letter(OTHER, "3").letter, local_authority="90002")
SAID = "Ofsted said: “{}”."
KNOWN = SAID.format("Social workers know their children well. They visit them often")


def item(text: str, kind: str = "press_release") -> Item:
    return Item(kind, "x", "Title", text, TODAY, TODAY, "90001")


def checked(text: str, *letters: HeldLetter, linked: tuple[str, ...] = ("1",)) -> Checks:
    held = {one.id: one for one in letters}
    return Desk().check(ToCheck(item(text), linked), held, NAMES)


def verdicts(checks: Checks | None) -> list[tuple[str, str | None]]:
    assert checks is not None
    return [(one.verdict, one.letter) for one in checks.quotations]


def test_a_bundle_is_checked_as_each_of_its_items_is() -> None:
    gathered = [
        (ToCheck(item(KNOWN), ("1",)), (HELD, BESIDE)),
        (ToCheck(item("Ofsted came."), ()), (HELD,)),
    ]
    bundle = in_bundles(gathered, NAMES)
    assert [one.id for one in bundle.letters] == ["1", "2"]
    first, second = check_bundle(bundle)
    assert first == checked(KNOWN, HELD, BESIDE)
    assert verdicts(first) == [("exact", "1")]
    assert second == Checks()  # it is about no letter


def test_an_item_that_cannot_be_checked_here_is_left_for_who_can() -> None:
    broken = item(KNOWN, kind="press_release")
    object.__setattr__(broken, "text", None)
    bundle = CheckBundle((ToCheck(broken, ("1",)), ToCheck(item(KNOWN), ("1",))), (HELD,), NAMES)
    first, second = check_bundle(bundle)
    assert first is None
    assert verdicts(second) == [("exact", "1")]


@pytest.mark.parametrize(
    ("beside", "verdict"),
    [(BESIDE, ("another_letter", "2")), (CORRAN_S, ("not_found", None))],
    ids=["of the same council", "of another council"],
)
def test_other_letters_are_those_of_the_same_council(
    beside: HeldLetter, verdict: tuple[str, str | None]
) -> None:
    said = SAID.format("the response to children who go missing was swift")
    assert verdicts(checked(said, HELD, beside)) == [verdict]


def test_a_letter_that_was_read_anew_is_checked_by_its_new_words() -> None:
    desk, asked = Desk(), ToCheck(item(KNOWN), ("1",))
    assert verdicts(desk.check(asked, {"1": HELD}, NAMES)) == [("exact", "1")]
    anew = replace(HELD, text=OTHER)
    assert verdicts(desk.check(asked, {"1": anew}, NAMES)) == [("not_found", None)]


def test_a_grade_of_another_council_is_known_by_the_names_that_come_with_the_bundle() -> None:
    graded = replace(HELD, kind="inspection", framework="ILACS", grades=(("overall", "good"),))
    text = "In Corran, children’s services were rated inadequate."
    desk, asked = Desk(), ToCheck(item(text), ("1",))
    assert desk.check(asked, {"1": graded}, NAMES).grade_claims == ()
    unknown = desk.check(asked, {"1": graded}, {"90001": ("Tarnshire",)})
    assert [one.verdict for one in unknown.grade_claims] == ["wrong"]
