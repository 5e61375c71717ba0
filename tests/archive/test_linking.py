from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.linking import authority_of, decide
from archive.records import Authority, HeldLetter, Item, Link, VisitWindow


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


FOCUSED = HeldLetter(
    id="99000101",
    local_authority="90001",
    kind="focused_visit",
    url="https://files.ofsted.gov.uk/v1/file/99000101",
    provider_url="https://reports.ofsted.gov.uk/provider/44/90001",
    text="Focused visit to Tarnshire children’s services. Social workers know the children they "
    "work with and visit them as often as they need. Plans are clear. Inspectors looked at the "
    "arrangements for children in need.",
    published=day("2025-07-10"),
    visit_windows=(VisitWindow(day("2025-06-10"), day("2025-06-11")),),
    inspectors=("Petra Vane", "Owen Marsh"),
)
MONITORING = replace(
    FOCUSED,
    id="99000102",
    kind="monitoring_visit",
    url="https://files.ofsted.gov.uk/v1/file/99000102",
    text="Monitoring visit to Tarnshire children’s services. The pace of change has quickened "
    "since the inspection. Inspectors looked at the arrangements for children in need.",
    published=day("2025-03-04"),
    visit_windows=(VisitWindow(day("2025-01-28"), day("2025-01-29")),),
    inspectors=("Judith Kell",),
)
INSPECTION = replace(
    FOCUSED,
    id="99000103",
    kind="inspection",
    url="https://files.ofsted.gov.uk/v1/file/99000103",
    text="Inspection of Tarnshire local authority children’s services. Services are inadequate.",
    published=day("2024-03-01"),
    visit_windows=(VisitWindow(day("2024-01-15"), day("2024-01-26")),),
    inspectors=("Ruth Ames",),
    grades=(("overall", "inadequate"), ("leaders", "inadequate")),
)
LETTERS = (FOCUSED, MONITORING, INSPECTION)


def link(text: str, published: str | None = "2025-07-10", title: str = "", **item: object) -> Link:
    given_day = day(published) if published else None
    release = Item("press_release", "x", title, text, given_day, day("2025-07-11"), "90001")
    return decide(replace(release, **item), LETTERS)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "published", "letter"),
    [
        ("Ofsted’s letter on our services for children was published today after a focused visit.",
         "2025-07-10", "99000101"),
        ("Ofsted inspected children’s services on 10 and 11 June.", "2025-07-10", "99000101"),
        ("Ofsted inspected children’s services on 10 and 11 June.", "2025-07-08", "99000101"),
        ("Inspectors from Ofsted were at children’s services on 28 and 29 January for a "
         "monitoring visit.", "2025-03-06", "99000102"),
        ("Children’s services: Ofsted says that social workers know the children they work with "
         "and visit them as often as they need, and that plans are clear, after a focused visit "
         "in June 2025.", None, "99000101"),
        ("Children’s services were judged inadequate by Ofsted in its report published today.",
         "2024-03-01", "99000103"),
    ],
)  # fmt: skip
def test_what_points_to_one_letter_is_linked_to_it(
    text: str, published: str | None, letter: str
) -> None:
    decision = link(text, published)
    assert (decision.decision, decision.letter) == ("linked", letter)


def test_the_reason_is_for_a_reader() -> None:
    decision = link("Ofsted made a focused visit to children’s services on 10 and 11 June.")
    assert decision.reason == (
        "same authority; names the visit's days (10 and 11 June); published the same day; "
        "calls it a focused visit"
    )


def test_a_link_to_ofsteds_file_decides() -> None:
    links = ("https://files.ofsted.gov.uk/v1/file/99000102",)
    text = "Children’s services: read here what Ofsted says."
    assert link(text, "2025-05-20", outbound_links=links).letter == "99000102"


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("The library has new opening hours.", "not_about_a_letter"),
        ("Hill Road primary school was rated good by Ofsted. Its pupils are proud.",
         "not_about_a_letter"),
        ("Ofsted came to see children’s services for a focused visit on 1 and 2 July.",
         "letter_not_held"),
    ],
)  # fmt: skip
def test_what_is_about_no_letter_we_hold_is_not_linked(text: str, decision: str) -> None:
    assert link(text).decision == decision


def test_an_old_judgement_mentioned_in_passing_is_no_link() -> None:
    text = "A new director of children’s services starts in May. Ofsted judged it in 2024."
    assert link(text, "2025-05-02").decision == "not_about_a_letter"


def test_two_letters_of_one_day_without_another_sign_are_not_told_apart() -> None:
    twin = replace(FOCUSED, id="99000109", visit_windows=(), url="https://example.org/9")
    release = Item("press_release", "x", "", "Ofsted’s letter on children’s services is out.",
                   day("2025-07-10"), day("2025-07-10"), "90001")  # fmt: skip
    other = replace(FOCUSED, visit_windows=())
    (decision,) = decide(release, (other, twin))
    assert decision.letter is None
    assert decision.decision == "unsure"


@given(text=st.text(max_size=300), published=st.none() | st.dates())
def test_any_item_gets_a_decision(text: str, published: dt.date | None) -> None:
    item = Item("press_release", "x", "Ofsted and children’s services", text, published,
                day("2025-07-11"), "90001")  # fmt: skip
    for decision in decide(item, LETTERS):
        assert (decision.letter is not None) == (decision.decision == "linked")


TARN = Authority("90001", "Tarn", "tarn", ("Tarn Council",))
WEST_TARN = Authority("90002", "West Tarn and Holm", "west-tarn-and-holm", ("West Tarn",))
READING = Authority("80541", "Reading", "reading")


@pytest.mark.parametrize(
    ("text", "usual", "urn"),
    [
        ("Children’s services in Tarn were inspected.", None, "90001"),
        ("West Tarn and Holm was inspected.", None, "90002"),
        ("West Tarn was inspected, and Tarn was not; West Tarn is glad.", None, "90002"),
        ("Tarn and West Tarn were inspected.", None, None),
        ("Tarn and West Tarn were inspected.", "90002", "90002"),
        ("The council was inspected.", "90001", "90001"),
        ("The children like reading.", None, None),
        ("Services in Reading improve.", None, "80541"),
        ("Tarnside was inspected.", None, None),
    ],
)
def test_a_report_is_about_the_authority_it_names(
    text: str, usual: str | None, urn: str | None
) -> None:
    item = Item("news_report", "x", "", text, None, day("2025-07-11"))
    assert authority_of(item, (TARN, WEST_TARN, READING), usual) == urn
