"""The source text of an invented letter: what each block is, and what is refused."""

from __future__ import annotations

import pytest

from crawler.replica.letter_source import LetterSourceError, read_letter_source
from tests.crawler.replica.conftest import LETTER

FACTS = LETTER.split("---\n")[1]


def kinds(body: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in read_letter_source(f"---\n{FACTS}---\n{body}").body]


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        ("Words\nthat go on.", "paragraph", "Words that go on."),
        ("# Top", "page heading", "Top"),
        ("## Findings", "heading", "Findings"),
        ("### Children", "lesser heading", "Children"),
        ("* A point\n  of two lines.", "bullet", "A point of two lines."),
        ("- Less", "lesser bullet", "Less"),
        ("12. A numbered one.", "numbered", "12. A numbered one."),
        ("| a | b |", "row", "a | b |"),
        ("[^1]: A note.", "note", "A note."),
        ("+++", "new page", ""),
        ("2015 was a year.", "paragraph", "2015 was a year."),
    ],
)
def test_a_block_is_known_by_its_beginning(written: str, kind: str, text: str) -> None:
    assert kinds(written) == [(kind, text)]


def test_bullets_may_follow_one_another_without_a_blank_line() -> None:
    assert [kind for kind, _ in kinds("* One\n* Two\n- Three\nfour")] == [
        "bullet",
        "bullet",
        "lesser bullet",
    ]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("Words only.", "it must begin with facts between two lines of ---"),
        ("---\n- a list\n---\n", "the facts at its head must be a mapping"),
        ("---\nform: poem\n---\n", "`form` must be one of letter, ilacs, sif, send, not 'poem'"),
        ("---\nform: letter\n---\n", "`dear` is missing"),
        (LETTER.replace("date:", "day:"), "`day` is no fact of a letter"),
    ],
)
def test_what_cannot_be_printed_is_said_so(source: str, sentence: str) -> None:
    with pytest.raises(LetterSourceError) as raised:
        read_letter_source(source)
    assert str(raised.value) == sentence
