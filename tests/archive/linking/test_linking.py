from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.linking import Place, decide
from archive.records import HeldLetter, Item, Link, VisitWindow


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
        "tells of a focused visit; begins with Ofsted and services for children"
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


def test_a_release_before_its_letter_waits_for_it() -> None:
    text = "Ofsted made a focused visit to children’s services on 10 and 11 June."
    release = Item("press_release", "x", "", text, day("2025-07-08"), day("2025-07-08"), "90001")
    (early,) = decide(release, (MONITORING, INSPECTION))
    assert early.decision == "letter_not_held"
    assert early.evidence["known"]["days"] == ["10 and 11 June"]
    assert early.evidence["known"]["kinds"] == ["focused_visit"]
    (later,) = decide(release, LETTERS)
    assert (later.decision, later.letter) == ("linked", FOCUSED.id)
    assert later.evidence["known"]["published"] == "2025-07-08"
    assert later.evidence["letter_published"] == "2025-07-10"


def test_a_monitoring_visit_is_not_the_inspection_that_its_report_quotes() -> None:
    text = (
        "Ofsted’s second monitoring visit to children’s services found progress. In its inspection "
        "it had said: “Services are inadequate.” Services were judged inadequate in January 2024."
    )
    assert link(text, None).decision == "letter_not_held"


def test_an_undated_item_that_prints_a_later_month_is_not_about_an_older_letter() -> None:
    text = "Children’s services were rated inadequate by Ofsted after an inspection in March 2026."
    assert link(text, None).letter is None


def test_a_letter_that_could_not_be_read_is_said_to_be_there() -> None:
    unread = replace(FOCUSED, text="", visit_windows=(), inspectors=(), status="unread")
    text = "Ofsted’s letter after a focused visit to children’s services is published today."
    release = Item("press_release", "x", "", text, day("2025-07-10"), day("2025-07-10"), "90001")
    (decision,) = decide(release, (unread,))
    assert decision.decision == "letter_not_held"
    assert "2025-07-10 there is one that could not be read" in decision.reason
    linking = replace(release, outbound_links=(unread.url,))
    assert decide(linking, (unread,))[0].letter == unread.id


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("New director for children’s services",
         "A new director has been appointed. Services were rated inadequate by Ofsted."),
        ("Ofsted to inspect children’s services next week",
         "A full inspection begins on Monday. A focused visit in January 2025 found weaknesses."),
        ("Minister sends commissioner to council",
         "An improvement notice follows Ofsted’s report, which judged children’s services "
         "inadequate."),
        ("Council publishes annual report",
         "Children’s services were last inspected by Ofsted in January 2024 and judged "
         "inadequate."),
        ("Thank you",
         "We thank our social workers, who were so patient while Ofsted was with us."),
    ],
)  # fmt: skip
def test_what_only_mentions_an_outcome_is_about_no_letter(title: str, text: str) -> None:
    assert link(text, "2025-05-20", title).decision == "not_about_a_letter"


def test_of_two_authorities_of_an_area_neither_is_taken_without_a_sign_for_it() -> None:
    twin = replace(FOCUSED, id="99000201", local_authority="90002", visit_windows=(), inspectors=())
    text = "Ofsted’s letter on the council’s services for children is published today."
    report = Item("news_report", "x", "", text, day("2025-07-10"), day("2025-07-10"))
    places = [Place(urn, "", 0.5, False, "is of their area") for urn in ("90001", "90002")]
    assert [one.decision for one in decide(report, (FOCUSED, twin), None, places)] == ["unsure"]


def test_a_reader_is_told_how_an_authority_is_known_that_no_word_names() -> None:
    text = "Ofsted’s letter on a focused visit in June to services for children is out."
    report = Item("news_report", "x", "", text, day("2025-07-10"), day("2025-07-10"))
    by_site = Place("90001", "", 1.0, False, "its site is named after it")
    (found,) = decide(report, (FOCUSED,), None, [by_site])
    assert found.letter == FOCUSED.id
    assert found.reason.startswith("its site is named after it; ")
    for place in (replace(by_site, known_by=""), replace(by_site, urn="90002")):
        (found,) = decide(report, (FOCUSED,), None, [place])
        assert found.reason.startswith("same authority; ")


BAD_DAYS = [None, "2031-01-01", "1999-12-31"]


@pytest.mark.parametrize("published", BAD_DAYS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ofsted a jugé que les services sociaux pour enfants sont insuffisants.",
        "Mae Ofsted wedi cyhoeddi llythyr am wasanaethau plant.",
        "Ofsted children’s services visit letter. " * 25_000,
        "31 and 32 February, 29 February 2023 to 99 Juli, 0/0/0000, ofsted children’s services",
    ],
    ids=["empty", "French", "Welsh", "a megabyte", "impossible days"],
)
def test_bad_input_gets_a_decision_with_its_reason(text: str, published: str | None) -> None:
    decision = link(text, published, "Ofsted and children’s services")
    assert decision.reason
    assert decision.letter is None


def test_links_that_are_no_addresses_are_no_evidence() -> None:
    links = ("", "http://[bad", "mailto:a@example.org", "/v1/file/", "https://x.example/%zz")
    text = "Ofsted’s letter on children’s services is here."
    assert link(text, "2025-05-20", outbound_links=links).decision != "linked"


@given(text=st.text(max_size=300), published=st.none() | st.dates())
def test_any_item_gets_a_decision(text: str, published: dt.date | None) -> None:
    item = Item("press_release", "x", "Ofsted and children’s services", text, published,
                day("2025-07-11"), "90001")  # fmt: skip
    for decision in decide(item, LETTERS):
        assert (decision.letter is not None) == (decision.decision == "linked")


def test_kind_and_grade_alone_do_not_link_what_has_no_date() -> None:
    text = "Ofsted has rated Tarnshire’s children’s services inadequate after a full inspection."
    assert link(text, None).decision == "unsure"
    assert link(text, "2024-03-01").letter == INSPECTION.id


def test_of_two_inspections_with_one_grade_it_is_the_one_after_the_year_named_as_past() -> None:
    older = replace(INSPECTION, id="99000104", published=day("2019-05-02"), visit_windows=())
    text = (
        "Ofsted has rated Tarnshire’s children’s services inadequate after a full inspection. "
        "They were also rated inadequate in 2019."
    )
    item = Item("press_release", "x", "", text, None, day("2025-07-11"), "90001")
    found = decide(item, (INSPECTION, older))[0]
    assert found.letter == INSPECTION.id
    assert "is the next after that of 2019" in found.reason


def test_a_letter_is_not_linked_for_its_quotation_where_years_have_passed_since() -> None:
    text = (
        "Ofsted’s inspection of Tarnshire’s children’s services rated them inadequate: “Services "
        "are inadequate”. In 2025 a monitoring visit saw change. In 2026 a new director came."
    )
    assert link(text, None).decision != "linked"


def test_months_after_its_letter_an_item_must_quote_it_and_tell_of_the_visit() -> None:
    text = (
        "Councillors spoke last night of the inspection of Tarnshire’s children’s services by "
        "Ofsted in January, which rated them inadequate. A full inspection comes next."
    )
    assert link(text, "2024-09-12").decision != "linked"
