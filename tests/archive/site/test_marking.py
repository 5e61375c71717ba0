from __future__ import annotations

import re

from archive.site.marking import Mark, difference, paragraphs

TEXT = "Heading\n\nFirst <b> paragraph.\n\n• one\n• two\n\nLast words."


def mark(start: int, end: int, css: str = "x") -> Mark:
    return Mark(start, end, css, "why", "/to")


def test_everything_is_escaped_and_marks_are_put_around_words() -> None:
    start = TEXT.index("First")
    html = paragraphs(TEXT, [mark(start, start + 9)], {"Heading": "s1"})
    assert '<h3 id="s1">Heading</h3>' in html
    assert (
        f'<mark class="x" title="why" id="m{start}"><a href="/to">First &lt;b&gt;</a></mark>'
        in html
    )
    assert "<ul><li>one</li><li>two</li></ul>" in html


def test_a_mark_over_two_paragraphs_is_two_marks_with_one_anchor() -> None:
    html = paragraphs(TEXT, [mark(TEXT.index("paragraph"), TEXT.index("two"))])
    assert html.count("<mark") == 2
    assert html.count('id="m') == 1


def test_where_marks_overlap_no_word_is_lost_or_doubled() -> None:
    html = paragraphs("one two three", [mark(0, 7), mark(4, 13)])
    assert re.sub("<[^>]+>", "", html) == "one two three"
    assert html.count("<mark") == 3
    assert 'id="m0"' in html
    assert 'id="m4"' in html


def test_of_two_who_quote_the_same_words_both_are_named_and_the_worse_is_seen() -> None:
    exact = Mark(0, 7, "verdict-exact", "as it stands: one", "/a", "1")
    altered = Mark(0, 7, "verdict-altered", "differs: two", "/b", "2")
    html = paragraphs("one two three", [exact, altered])
    assert '<mark class="verdict-altered" title="as it stands: one; differs: two" id="m0">' in html
    assert '<sup class="by">1, 2</sup>' in html


def test_a_text_cannot_turn_the_direction_of_the_page() -> None:
    html = paragraphs("one \u202etwo\u2066 three", [mark(0, 3)])
    assert re.sub("<[^>]+>", "", html) == "one two three"


def test_a_difference_is_shown_as_what_was_added_and_left_out() -> None:
    html = difference("[+senior+] leaders <x> [-not-] know [… and act]")
    assert '<ins title="not in the letter">senior</ins>' in html
    assert '<del title="in the letter, left out">not</del>' in html
    assert "&lt;x&gt;" in html
    assert "goes on: “and act”" in html
