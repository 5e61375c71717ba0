"""When what speaks for a letter is enough to link an item to it, and when it is not."""

from __future__ import annotations

from dataclasses import replace

from tests.archive.linking.test_linking import FOCUSED, INSPECTION
from tests.archive.linking.test_signs import (
    FV,
    GRADED,
    IN,
    OLDER,
    RATED,
    decision,
    weighed,
)


def test_a_ministers_act_outweighs_the_letter_that_it_quotes_at_length() -> None:
    text = f"The Government has acted. Inspectors wrote: “{INSPECTION.text[:400]}”"
    said = decision(
        text, None, title="Government steps in over inadequate services", letters=[GRADED]
    )
    assert said.decision == "not_about_a_letter"


def test_words_alone_make_no_link_unless_they_are_many() -> None:
    few = replace(
        INSPECTION, text="Workers walk to the quay and count the children on it each day."
    )
    told = (
        "Inspectors from Ofsted praise social workers, who walk to the quay and count the children."
    )
    assert decision(told, None, letters=[few]).decision == "unsure"


def test_a_letter_is_not_linked_for_what_an_item_on_something_else_recalls() -> None:
    shared = " Social workers know the children they work with and visit them as often as they need"
    text = f"The youth justice plan has two aims. A focused visit in June 2025 found:{shared}."
    found = decision(f"{text} Ofsted said so.", None, "Youth justice plan for the year")
    assert found.decision == "not_about_a_letter"


def test_a_link_to_the_file_is_stronger_than_how_late_an_item_is() -> None:
    text = f"{RATED} Since then, in May 2027, Ofsted’s inspectors have been asked to come."
    links = (INSPECTION.url,)
    assert decision(text, None).decision != "linked"
    assert decision(text, None, outbound_links=links).letter == IN


def test_an_earlier_outcome_is_not_what_an_item_is_about() -> None:
    text = (
        "Tarnshire’s children’s services have been rated inadequate by Ofsted, as they were at the "
        "last inspection in 2019. Services are inadequate, the inspectors write of them."
    )
    assert decision(text, None, letters=(OLDER, FOCUSED)).decision != "linked"


def test_the_day_it_came_out_brings_a_letter_back_after_months() -> None:
    text = "It was resolved to welcome what the inspectors found, which was published on {}."
    title = "Decision: Ofsted’s focused visit to children’s services"
    assert decision(text.format("10 July 2025"), "2025-10-02", title).letter == FV
    assert decision(text.format("time"), "2025-10-02", title).decision != "linked"


def test_what_came_out_long_after_an_item_was_not_at_hand_when_it_was_written() -> None:
    found = decision("Ofsted rated children’s services good overall.", "2023-06-01")
    assert found.decision == "letter_not_held"


def test_what_is_told_of_a_letter_at_length_outweighs_what_else_an_item_is_about() -> None:
    said = (
        "Children wait in cold offices for decisions that are made elsewhere, and leaders did not "
        "see how far the work had slipped. Foster carers are the steady heart of the service"
    )
    letter = replace(INSPECTION, text=f"Inspection of Tarnshire children’s services. {said}.")
    text = (
        "The improvement plan for children’s services must be written again. In January 2024 the "
        f"inspector Ruth Ames and her team came for Ofsted, and rated them inadequate overall: {said}."
    )
    found = weighed(text, None, "Improvement plan torn up", (letter,))[IN]
    assert "subject" in found
    assert decision(text, None, "Improvement plan torn up", (letter,)).letter == IN
    short = text.replace(said, "Much was weak")
    assert decision(short, None, "Improvement plan torn up", (letter,)).letter is None


def test_a_joint_inspection_is_told_beside_another_inspectorates_work() -> None:
    jtai = replace(FOCUSED, kind="jtai", theme="serious youth violence", text="Partners talk.")
    text = "Youth justice workers of Tarnshire were part of a joint targeted area inspection of serious youth violence in June, Ofsted says."
    title = "Youth justice workers thanked"
    found = weighed(text, "2025-07-11", title, (jtai,))[FV]
    assert decision(text, "2025-07-11", title, (jtai,)).letter == FV, found


def test_an_inspection_without_notice_is_none_of_todays() -> None:
    text = "{} Inspectors had come to Tarnshire for an {}inspection of services in January."
    assert decision(text.format(RATED, ""), None, letters=[GRADED]).decision == "linked"
    unannounced = text.format(RATED, "unannounced ")
    assert decision(unannounced, None, letters=[GRADED]).decision == "unsure"
    assert decision(unannounced, "2024-03-01", letters=[GRADED]).decision == "linked"
    signs = weighed(unannounced, None)
    assert "another framework" in signs[IN]
    assert "another framework" not in signs[FV]


def test_a_year_after_a_letter_its_words_are_no_news() -> None:
    told = (
        "Children wait in cold offices for decisions that are made elsewhere, and leaders did not "
        "see how far the work had slipped. Foster carers are the steady heart of the service"
    )
    letter = replace(GRADED, text=f"{GRADED.text} {told}.")
    text = f"{RATED} The full inspection found this: “{told}.”"
    for day, found in (("2024-06-10", "linked"), ("2025-06-10", "unsure")):
        said = decision(text, day, letters=[letter], document_kind="news_report")
        assert said.decision == found, day
