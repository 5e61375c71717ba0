"""The field's terms, however the letters word them."""

from __future__ import annotations

import pytest

from archive.letters.themes import point_themes
from archive.words.themes import JOINT, terms, visit_theme


@pytest.mark.parametrize(
    ("scope", "theme"),
    [
        ("the arrangements for care leavers", "care leavers"),
        ("the local authority’s ‘front door’", "front door"),
        ("contacts and referrals, and decisions on thresholds", "front door"),
        ("the multi-agency safeguarding hub", "front door"),
        ("children in need and those on child protection plans", "children in need and protection"),
        ("planning and achieving permanence for children in care", "permanence"),
        ("placements for children looked after", "placements"),
        ("looked-after children", "children in care"),
        ("children vulnerable to extra-familial harm", "children at risk outside the family"),
        (
            "the front door, and children in need of protection plans",
            "front door; children in need and protection",
        ),
        ("how well the council is led", None),
    ],
)
def test_what_a_visit_looked_at(scope: str, theme: str | None) -> None:
    assert visit_theme(scope) == theme


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The quality of assessments and of plans.", ("assessment", "planning")),
        ("Supervision, and how managers record it.", ("supervision", "recording")),
        ("The stability of the workforce.", ("workforce",)),
        ("A plane for everyone", ()),
    ],
)
def test_what_a_point_is_about(text: str, themes: tuple[str, ...]) -> None:
    assert point_themes(text) == themes


def test_what_a_joint_inspection_went_into() -> None:
    assert terms("a deep dive into the response to domestic abuse", JOINT) == ("domestic abuse",)
    assert terms("the weather", JOINT) == ()
