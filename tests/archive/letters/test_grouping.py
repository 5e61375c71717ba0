"""Lines become paragraphs: by gaps, over pages, with list items apart."""

from __future__ import annotations

import dataclasses

import pytest

from archive.letters.body import read_body
from archive.letters.paragraphs import join
from archive.pdf.pdf_lines import PdfText
from tests.archive.letters.build import body_of, printed


def paragraphs(text: str) -> list[str]:
    return [paragraph.text for paragraph in body_of(text).paragraphs]


FULL = "x" * 60 + " and this line is as wide as the page"


def test_lines_are_joined_and_gaps_part_them() -> None:
    assert paragraphs("One\ntwo.\n\nThree\nfour.") == ["One two.", "Three four."]


def test_words_broken_at_hyphens_and_slashes_are_whole() -> None:
    assert join("multi-", "agency") == "multi-agency"
    assert join("up-", "to-date") == "up-to-date"
    assert join("short-", "and long-term") == "short- and long-term"
    assert join("and/", "or") == "and/or"
    assert join("2014–", "15") == "2014–15"
    assert join("services –", "and") == "services – and"
    assert join("", "start") == "start"


def test_a_sentence_goes_on_over_the_page() -> None:
    assert paragraphs(f"{FULL} who are\fhelped by it.") == [f"{FULL} who are helped by it."]


def test_a_full_line_goes_on_over_the_page_after_a_full_stop_and_a_short_one_does_not() -> None:
    wide = f"{FULL} indeed."
    assert paragraphs(f"{wide}\fMore of it.") == [f"{wide} More of it."]
    assert paragraphs(f"{FULL}\nShort.\fMore.") == [f"{FULL} Short.", "More."]


def test_an_item_goes_on_over_the_page_where_its_hanging_line_stands() -> None:
    text = f"{FULL}\n\n• The quality of plans\f> Which are many.\n\n• Next."
    assert paragraphs(text)[1:] == ["• The quality of plans Which are many.", "• Next."]


def test_a_new_item_or_heading_after_the_page_is_new() -> None:
    assert paragraphs("• One without an end\f• Two") == ["• One without an end", "• Two"]
    assert paragraphs("• One without an end\f# Findings") == ["• One without an end", "Findings"]


def test_bullets_of_all_kinds_and_numbers_begin_items() -> None:
    text = "Lead-in:\n\n• One\n> more\n• Two\n- Three\n- Four"
    assert paragraphs(text) == ["Lead-in:", "• One more", "• Two", "• Three", "• Four"]
    assert paragraphs("1. First words\n2. Second words") == ["1. First words", "2. Second words"]


def test_a_number_that_a_line_begins_with_is_no_item() -> None:
    assert paragraphs("It applied section\n47. This was right.") == [
        "It applied section 47. This was right."
    ]


def test_a_number_in_the_hanging_lines_of_a_numbered_paragraph_is_no_item() -> None:
    text = f"31. {FULL} at the age of\n> 16. This is wise.\n\n32. Next.\n> (a) One\n> (b) Two"
    assert paragraphs(text)[:2] == [f"31. {FULL} at the age of 16. This is wise.", "32. Next."]


def test_a_short_last_line_ends_a_paragraph_without_a_gap() -> None:
    assert paragraphs(f"{FULL}\nShort end.\nA new start.") == [f"{FULL} Short end.", "A new start."]


def test_a_gap_inside_a_sentence_does_not_part_it() -> None:
    assert paragraphs("since the year before,\n\nalthough slowly.") == [
        "since the year before, although slowly."
    ]


def test_the_address_and_the_signature_keep_their_lines() -> None:
    body = body_of(
        "Marian\nCivic Way\n\nDear Marian\n\nText.\n\nYours sincerely\n\nJory Penrose\nInspector"
    )
    assert body.text == (
        "Marian\nCivic Way\n\nDear Marian\n\nText.\n\nYours sincerely\n\nJory Penrose\nInspector"
    )


def test_a_footnote_is_read_before_the_sentence_it_would_cut() -> None:
    text = f"{FULL}.\n\nSome {FULL} of\n\n^ 1 A note.\fchildren."
    assert paragraphs(text) == [f"{FULL}.", "1 A note.", f"Some {FULL} of children."]


def test_cells_side_by_side_go_on_over_the_page_each_on_its_own() -> None:
    text = "Council and || Leaders should see to\n\f Trust || that it is done.\n"
    assert paragraphs(text) == ["Council and Trust", "Leaders should see to that it is done."]


def test_pages_start_where_their_first_words_stand() -> None:
    body = body_of(f"{FULL} who are\fhelped by it.\n\nTwo.\f\fFour.")
    first, second, third, fourth = body.page_starts
    assert (first, body.text[second : second + 6]) == (0, "helped")
    assert third == fourth
    assert body.text[fourth:] == "Four."


def test_a_paragraph_knows_the_box_of_its_words() -> None:
    body = body_of("One line of words\nand a second one.")
    paragraph = body.paragraphs[0]
    start = paragraph.text.index("second")
    page, (x0, y0, x1, y1) = paragraph.box(start, start + 6)
    assert page == 1
    assert (x0, y0) == (paragraph.lines[1].x0, paragraph.lines[1].y0)
    assert y1 < paragraph.lines[0].y0 + 1
    assert x1 == paragraph.lines[1].x1


def test_words_of_another_size_begin_a_paragraph_without_a_gap() -> None:
    assert paragraphs("### Ashmere\nand its services") == ["Ashmere", "and its services"]


def test_a_farewell_is_no_end_of_the_sentence_above_it() -> None:
    text = f"Dear Marian\n\nThe {FULL} of\nYours sincerely\nJory Penrose"
    assert paragraphs(text)[1:] == [f"The {FULL} of", "Yours sincerely", "Jory Penrose"]


def test_a_bullet_without_a_space_is_an_item_all_the_same() -> None:
    assert paragraphs(f"{FULL} of\n•plans") == [f"{FULL} of", "• plans"]


@pytest.mark.parametrize(("size", "is_note"), [(8.0, True), (10.5, True), (11.0, False)])
def test_a_footnote_is_smaller_by_a_point_and_a_half(size: float, is_note: bool) -> None:
    page = printed(f"{FULL}.\n\nSome {FULL} of\n\n^ 1 A note.").pages[0]
    small = [dataclasses.replace(ln, size=size) if ln.size == 8 else ln for ln in page.lines]
    body = read_body(PdfText((dataclasses.replace(page, lines=tuple(small)),)))
    assert (body.paragraphs[-1].kind == "footnote") is is_note
