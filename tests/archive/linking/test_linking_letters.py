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
