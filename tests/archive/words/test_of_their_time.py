from __future__ import annotations

import pytest

from archive.words.of_their_time import of_their_time


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("The council and its clinical commissioning group agreed.", "2013-04-01", "2022-06-30"),
        ("Tarnshire CCG has said sorry.", "2013-04-01", "2022-06-30"),
        ("The integrated care board will pay.", "2022-07-01", None),
        ("The primary care trust will pay.", None, "2013-03-31"),
        ("Her Majesty’s Inspector Ottoline Graves wrote.", None, "2022-09-08"),
        ("His Majesty's Chief Inspector wrote.", "2022-09-08", None),
        ("The LSCB was reviewed as well.", None, "2019-09-29"),
    ],
)
def test_a_body_tells_when_a_text_was_written(
    text: str, since: str | None, until: str | None
) -> None:
    (found,) = of_their_time(text)
    assert [str(day) if day else None for day in (found.since, found.until)] == [since, until]


@pytest.mark.parametrize(
    "text",
    [
        "The integrated board of four councils met.",
        "The former clinical commissioning group had not known.",
        "It replaced the local safeguarding children board.",
        "Her Majesty’s visit to the new hospital",
        "",
    ],
)
def test_what_is_gone_by_its_own_words_or_is_something_else_tells_nothing(text: str) -> None:
    assert of_their_time(text) == []


def test_each_body_is_told_once() -> None:
    assert len(of_their_time("The CCG met. The CCG met again.")) == 1
