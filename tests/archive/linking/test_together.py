"""An item on two councils, decided whole: both letters, one of them, or neither for certain. And
items given away in bundles come back as they would be decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from archive.linking import Place, Rarity, Shelf, decide
from archive.linking.bundles import LinkBundle, Undecided, decide_bundle, decide_on
from archive.linking.places import authorities_of
from archive.linking.together import together
from archive.records import HeldLetter, Item, Link
from tests.archive.linking.test_linking import FOCUSED, INSPECTION, MONITORING, day
from tests.archive.linking.test_linking_places import INVENTED, TARN, WEST_TARN

TWO = (TARN, WEST_TARN)
WEST = replace(
    FOCUSED,
    id="99000201",
    local_authority="90002",
    url="https://files.ofsted.gov.uk/v1/file/99000201",
    text="Focused visit to West Tarn children’s services. Foster carers feel heard and are helped "
    "to keep brothers and sisters together. Inspectors looked at the arrangements for care.",
    inspectors=("Ruth Ames",),
)


def report(text: str, title: str = "", published: str = "2025-07-10") -> Item:
    return Item("news_report", "x", title, text, day(published), day("2025-07-11"))


def links(item: Item, *letters: HeldLetter) -> list[Link]:
    return decide(item, letters, None, authorities_of(item, INVENTED), INVENTED)


def decided(item: Item, *letters: HeldLetter) -> list[tuple[str, str | None]]:
    return [(link.decision, link.letter) for link in links(item, *letters)]


TARN_S = "Ofsted made a focused visit to Tarn Council’s children’s services on 10 and 11 June."


def link(letter: HeldLetter, score: float = 6.0, **signs: float) -> Link:
    """A decision for one of the councils, with the points of its signs."""
    held = [{"sign": name.replace("_", " "), "points": points} for name, points in signs.items()]
    published = letter.published.isoformat() if letter.published else None
    evidence = {"letter": letter.id, "letter_published": published, "signs": held}
    return Link(letter.id, "linked", score, "same authority; names it", evidence)


def place(urn: str, share: float, *, leads: bool) -> Place:
    return Place(urn, "", share, leads)


YEARS_APART = replace(WEST, published=day("2022-03-01"))
FIRST = link(FOCUSED, visit_days=4.5)


@pytest.mark.parametrize(
    ("second", "beside", "is_linked"),
    [
        # Named in the first lines as often as the first, with a letter of these days.
        (link(YEARS_APART, same_day=3.0), place("90002", 0.5, leads=True), True),
        (link(YEARS_APART, 4.9, same_day=3.0), place("90002", 0.5, leads=True), False),
        (link(YEARS_APART, long_after=-2.0), place("90002", 0.5, leads=True), False),
        # Further down: its letter's own days, or its words at length.
        (link(YEARS_APART, visit_days=4.5), place("90002", 0.3, leads=False), True),
        (link(YEARS_APART, words_in_common=2.5), place("90002", 0.3, leads=False), True),
        (link(YEARS_APART, words_in_common=1.3, short_quotations=1.3),
         place("90002", 0.3, leads=False), True),
        (link(YEARS_APART, words_in_common=2.4), place("90002", 0.3, leads=False), False),
        (link(YEARS_APART, kind_named=2.0), place("90002", 0.3, leads=False), False),
        # Hardly named at all.
        (link(YEARS_APART, visit_days=4.5), place("90002", 0.1, leads=False), False),
        # Councils that share a service: letters of the same days.
        (link(WEST, 1.0), place("90002", 0.5, leads=True), True),
        (link(WEST, 1.0), place("90002", 0.5, leads=False), False),
        (link(YEARS_APART, 1.0), place("90002", 0.5, leads=True), False),
    ],
)  # fmt: skip
def test_a_second_council_s_letter_needs_more_than_the_first_s(
    second: Link, beside: Place, is_linked: bool
) -> None:
    found = together([FIRST, second], [place("90001", 0.5, leads=True), beside])
    assert [one.letter for one in sorted(found, key=lambda one: one.letter or "")] == (
        [FOCUSED.id, WEST.id] if is_linked else [FOCUSED.id]
    )


def test_where_only_the_second_council_s_letter_fits_nothing_is_certain() -> None:
    nothing = Link(None, "not_about_a_letter", 0.0, "nothing points to one letter", {})
    places = [place("90001", 0.5, leads=True), place("90002", 0.1, leads=False)]
    (found,) = together([nothing, link(WEST, 4.0)], places)
    assert (found.decision, found.letter) == ("unsure", None)
    assert found.reason == "it names several authorities: same authority; names it"
    assert found.evidence["might_be"] == [WEST.id]
    assert [one["letter"] for one in found.evidence["candidates"]] == [WEST.id]


def test_where_no_council_s_letter_fits_the_first_one_s_decision_stands() -> None:
    nothing = Link(None, "not_about_a_letter", 0.0, "nothing points to one letter", {})
    waits = Link(None, "letter_not_held", 0.0, "about a letter that is not here", {})
    places = [place("90001", 0.5, leads=True), place("90002", 0.5, leads=True)]
    assert together([waits, nothing], places) == [waits]
    assert together([nothing, waits], places) == [nothing]


def test_two_councils_with_a_visit_each_are_both_linked_with_their_evidence() -> None:
    further = "\n\nIn West Tarn, Ofsted made a focused visit on 10 and 11 June too."
    assert decided(report(TARN_S + further), FOCUSED, WEST) == [
        ("linked", FOCUSED.id),
        ("linked", WEST.id),
    ]


# --- given away in bundles ---


def undecided() -> list[Undecided]:
    return [
        Undecided(report(TARN_S), ("90001",)),
        Undecided(report("The council’s children’s services wait for Ofsted."), ("90001",)),
        Undecided(report("The library is open."), ()),
    ]


def bundle(letters: Mapping[str, tuple[HeldLetter, ...]]) -> LinkBundle:
    return LinkBundle(
        tuple(undecided()),
        letters,
        INVENTED,
        Rarity((each.kind, each.text) for each in (FOCUSED, WEST)),
    )


def test_a_bundle_is_decided_as_each_of_its_items_is() -> None:
    letters = {"90001": (FOCUSED, MONITORING)}
    shelf = Shelf(Rarity((each.kind, each.text) for each in (FOCUSED, WEST)))
    here = [decide_on(one, lambda urn: letters[urn], shelf, INVENTED) for one in undecided()]
    assert decide_bundle(bundle(letters)) == here
    assert (here[0].links[0].letter, here[0].place) == (FOCUSED.id, "90001")
    assert (here[1].links[0].letter, here[1].place) == (None, "90001")
    assert (here[2].links[0].decision, here[2].place) == ("not_about_a_letter", None)


def test_an_item_on_a_council_whose_letters_are_elsewhere_comes_back_undecided() -> None:
    first, second, third = decide_bundle(bundle({"90002": (WEST,)}))
    assert first is None
    assert second is None
    assert third is not None


def test_a_letter_that_was_read_anew_is_not_the_one_kept_from_before() -> None:
    letters = {"90001": (FOCUSED,)}
    (before, *_) = decide_bundle(bundle(letters))
    anew = replace(FOCUSED, visit_windows=MONITORING.visit_windows)
    (after, *_) = decide_bundle(bundle({"90001": (anew,)}))
    assert before is not None
    assert after is not None
    assert before.links[0].decision == "linked"
    assert after.links[0] != before.links[0]


def test_a_report_is_of_the_authority_whose_letter_it_is_linked_to() -> None:
    one = Undecided(report("West Tarn and Tarn. " + TARN_S), ("90002",))
    letters = {"90001": (FOCUSED,), "90002": ()}
    found = decide_on(one, lambda urn: letters[urn], Shelf(), INVENTED)
    assert (found.links[0].letter, found.place) == (FOCUSED.id, "90001")
    assert INSPECTION.id not in {link.letter for link in found.links}
