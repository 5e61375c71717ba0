from __future__ import annotations

from archive.linking import Rarity, Shelf
from archive.linking.letters import ReadyLetter, Runs
from archive.records import HeldLetter


def letter(number: str, text: str) -> HeldLetter:
    return HeldLetter(number, "90001", "focused_visit", f"https://x.example/{number}", "", text)


STANDING = "This letter summarises the findings of the visit to children’s services."
ONE = letter("1", f"{STANDING} Lamps were lit in every window of the old brick house.")
TWO = letter("2", f"{STANDING} Boats lay in the harbour and waited for a kinder wind.")


def test_what_all_letters_say_is_common_and_what_one_says_is_rare() -> None:
    rarity = Rarity(("inspection", text) for text in (ONE.text, TWO.text, STANDING))
    assert rarity.of(("summarises", "the", "findings"), "inspection") < rarity.of(
        ("lit", "in", "every"), "inspection"
    )
    assert rarity.of(("never", "written", "here"), "inspection") == 1.0


def test_words_count_for_a_letter_where_no_other_has_them() -> None:
    text = f"{STANDING} And lamps were lit in every window, it says."
    found = Shelf().overlaps(text, [ONE, TWO])
    assert (found["1"].words, found["1"].passages) == (6, 1)
    assert (found["2"].words, found["2"].weight) == (0, 0.0)


def test_a_letter_made_ready_knows_its_runs_and_short_phrases() -> None:
    ready = ReadyLetter(ONE)
    words = ["so", "lamps", "were", "lit", "in", "every", "house"]
    assert ready.places_of(Runs.of(words)) == [1]
    assert ready.places_of(Runs.of(["boats", "lay", "in", "the", "harbour"])) == []
    assert " old brick house " in ready.folded


def test_a_shelf_holds_no_more_letters_than_it_may() -> None:
    shelf = Shelf(most=1)
    first = shelf.of(ONE)
    assert shelf.of(ONE) is first
    shelf.of(TWO)
    assert shelf.of(ONE) is not first


SAYING = "The partnership must work jointly to make improvements"


def test_what_several_letters_of_a_joint_kind_say_is_no_ones_own() -> None:
    jointly = ("must", "work", "jointly")
    many = [("inspection", f"Letter {n} on lamps and harbours.") for n in range(40)]
    rarity = Rarity([*many, *(("area_send", f"{SAYING} {n}.") for n in range(6))])
    assert rarity.of(jointly, "area_send") == 0.0
    assert rarity.of(jointly, "inspection") > 0.5
    own = Rarity([*many, ("area_send", SAYING), *(("area_send", f"Boats {n}") for n in range(5))])
    assert own.of(jointly, "area_send") > 0.5


def test_of_a_few_letters_it_is_not_known_what_all_of_their_kind_say() -> None:
    many = [("inspection", f"Letter {n} on lamps and harbours.") for n in range(40)]
    rarity = Rarity([*many, *(("area_send", f"{SAYING} {n}.") for n in range(4))])
    assert rarity.of(("must", "work", "jointly"), "area_send") > 0.5


def test_what_was_learnt_of_one_kind_is_part_of_what_was_learnt() -> None:
    one = Rarity([("area_send", SAYING), ("inspection", "Lamps")])
    assert one.is_like(Rarity([("area_send", SAYING), ("inspection", "Lamps")]))
    assert not one.is_like(Rarity([("jtai", SAYING), ("inspection", "Lamps")]))
