from __future__ import annotations

from archive.site.marking import Mark, difference, paragraphs

TEXT = "Heading\n\nFirst <b> paragraph.\n\n• one\n• two\n\nLast words."


def mark(start: int, end: int, css: str = "x") -> Mark:
    return Mark(start, end, css, "why", "/to")


def test_everything_is_escaped_and_marks_are_put_around_words() -> None:
    start = TEXT.index("First")
    html = paragraphs(TEXT, [mark(start, start + 9)], ["Heading"])
    assert "<h3>Heading</h3>" in html
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
    assert "one two</a></mark><mark" in html
    assert html.count("two") == 1


def test_a_difference_is_shown_as_what_was_added_and_left_out() -> None:
    html = difference("[+senior+] leaders <x> [-not-] know [… and act]")
    assert '<ins title="not in the letter">senior</ins>' in html
    assert '<del title="in the letter, left out">not</del>' in html
    assert "&lt;x&gt;" in html
    assert "goes on: “and act”" in html
