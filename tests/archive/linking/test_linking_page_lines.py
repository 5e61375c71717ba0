"""What a page says itself, without the site's lines about it."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.linking import decide
from archive.linking.page_lines import day_of, own_text
from archive.records import HeldLetter, Item, VisitWindow

OWN = "Ofsted has praised the work of Tarnshire’s social workers with children in need."


def test_lines_that_point_to_other_pages_tell_of_other_things() -> None:
    text = "The bridge is shut.\n\nMost read: Services rated good by Ofsted\nRelated: A fair"
    assert own_text(text).split() == ["The", "bridge", "is", "shut."]
    assert own_text("Read the letter at Ofsted’s site.") == "Read the letter at Ofsted’s site."


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "We use cookies to make this site work. Accept all. Reject all.",
        "This article is more than 3 years old",
        "2 May 2019, 9.31 am This story is over 78 months old",
        "By Ottilie Wren, Local Democracy Reporter",
        "Share this article on Facebook",
        "Sign up to our free weekly newsletter",
        "Last updated: 3 March 2026",
        "Page reviewed: 4 January 2026",
        "© 2026 The Tarn Bugle",
        "The town hall (Image: LDRS)",
        "Child with clipboard 570x310",
        "3 min read",
        "Tags: council, children",
    ],
)
def test_a_sites_own_lines_are_no_part_of_the_text(line: str) -> None:
    assert own_text(f"{line}\n\n{OWN}\n\n{line}").strip() == OWN


@pytest.mark.parametrize(
    "line",
    [
        "By working together we have kept caseloads low, Ofsted says in its letter.",
        "Home visits are made on time, and children are seen alone.",
        "Share of children seen within five days: 96 per cent.",
        "Overall effectiveness: Good",
        "Inspection dates: 13 to 24 May 2024",
        "Details of each case are recorded well, inspectors noted.",
    ],
)
def test_a_line_of_the_text_stays(line: str) -> None:
    assert own_text(f"{OWN}\n\n{line}") == f"{OWN}\n\n{line}"


def test_headlines_under_their_heading_end_with_the_next_sentence() -> None:
    between = f"Read more\n\nNursery rated good by Ofsted\n\nBin strike latest\n\n{OWN}"
    own = own_text(f"{OWN}\n\n{between}")
    assert own.split("\n\n")[0] == OWN
    assert own.count(OWN) == 2
    assert "Nursery" not in own
    assert "Bin" not in own


def test_what_a_page_ends_with_is_other_pages() -> None:
    text = f"{OWN}\n\n{OWN}\n\n{OWN}\n\nRelated news\n\nNursery rated good by Ofsted.\n\n{OWN}"
    assert own_text(text).count(OWN) == 3


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("10 July 2025", dt.date(2025, 7, 10)),
        ("Published: Monday, 2nd June 2025", dt.date(2025, 6, 2)),
        ("Published on: 14 Mar, 2022", dt.date(2022, 3, 14)),
        ("Posted on Tuesday 27th January 2026 at 11:00", dt.date(2026, 1, 27)),
        ("November 26, 2021", dt.date(2021, 11, 26)),
        ("08/12/2021", dt.date(2021, 12, 8)),
        ("15 Dec 2023 | Local", dt.date(2023, 12, 15)),
        ("4 May 2024 council tax is due", None),
        ("Updated on: 15 Mar, 2022", None),
        ("Last updated 3 March 2026", None),
        ("Inspectors came on 10 July 2025", None),
        ("31 June 2025", None),
        ("10 July", None),
    ],
)
def test_the_day_that_a_page_gives_stands_by_itself(line: str, day: dt.date | None) -> None:
    assert day_of(f"Council news\n\n{line}\n\n{OWN}") == day


def test_of_two_days_none_is_chosen() -> None:
    assert day_of(f"10 July 2025\n\n11 July 2025\n\n{OWN}") is None


def test_a_day_far_down_is_not_the_pages() -> None:
    assert day_of("\n\n".join([OWN] * 9 + ["10 July 2025"])) is None


def _letter(number: str, day: dt.date, visit: dt.date) -> HeldLetter:
    return HeldLetter(
        id=number,
        local_authority="1",
        kind="focused_visit",
        published=day,
        visit_windows=(VisitWindow(visit, visit),),
        grades=(),
        text="Focused visit.",
        url=f"https://files.example/{number}",
        provider_url="https://files.example/provider",
    )


def test_an_undated_page_is_of_the_day_at_its_head_and_not_of_the_one_at_its_foot() -> None:
    letters = [
        _letter("1", dt.date(2021, 7, 14), dt.date(2021, 6, 9)),
        _letter("2", dt.date(2024, 7, 16), dt.date(2024, 6, 11)),
    ]
    text = (
        "14 July 2021\n\nOfsted has written to us about its focused visit to children’s services."
        "\n\nContent date: 3 March 2026\n\nArchive\n\nMarch 2026"
    )
    item = Item("press_release", "x", "Ofsted’s letter", text, None, dt.date(2026, 3, 4), "1")
    [link] = decide(item, letters)
    assert (link.decision, link.letter) == ("linked", "1")


def test_a_space_that_does_not_break_is_a_space() -> None:
    assert own_text("Ofsted\u00a0rated it\u202fgood, inspectors of the county said today.") == (
        "Ofsted rated it good, inspectors of the county said today."
    )
