"""Furniture goes wherever it stands; the words between it stay, whole and in order."""

from __future__ import annotations

import dataclasses

import pytest

from archive.letters.furniture import phantom_words, stretches
from archive.pdf.pdf_lines import Line, PdfPage, PdfText
from tests.archive.letters.build import body_of, printed


def words(text: str) -> list[str]:
    return [line.text for stretch in stretches(printed(text)) for line in stretch]


LETTERHEAD = """
Ofsted
Piccadilly Gate
Store Street
Manchester
M1 2WD
T 0300 123 1231
Textphone 0161 618
8524
enquiries@ofsted.gov.uk
www.gov.uk/ofsted
"""
REGIONAL = """
Ofsted
2 Riverside,
Temple Wharf,
Bristol BS1 0ZZ
T 0300 123 1231
enquiries@ofsted.
gov.uk
"""
EARLY = """
Piccadilly Gate
Store St
Manchester M1 2WD
T: 0300 123 4234
Text
"""


@pytest.mark.parametrize("letterhead", [LETTERHEAD, REGIONAL])
def test_a_letterhead_in_mid_sentence_is_gone(letterhead: str) -> None:
    text = f"Arrangements are in\n\n{letterhead}\n\n2\n\nplace, and they hold."
    assert words(text) == ["Arrangements are in", "place, and they hold."]


def test_only_what_belongs_to_the_letterhead_is_gone() -> None:
    assert words(EARLY) == ["Text"]
    assert words("Marian Tollgate\nTown Hall\nManchester\nM60 2ZZ\n\nDear Marian") == [
        "Marian Tollgate",
        "Town Hall",
        "Manchester",
        "M60 2ZZ",
        "Dear Marian",
    ]


def test_a_page_number_alone_is_gone_and_a_number_in_a_sentence_stays() -> None:
    assert words("One.\n\n2\n\nTwo.\n\nPage 3 of 4\n\nThree.") == ["One.", "Two.", "Three."]
    assert words("They are aged 16 and\n17\nor more.") == ["They are aged 16 and", "17", "or more."]


def footed(page: int, *foot: str) -> PdfPage:
    body = Line(f"Words of page {page}.", page, 71, 500, 300, 512, 12)
    feet = [
        Line(words, page, 71, 30 + 12 * n, 300, 40 + 12 * n, 12) for n, words in enumerate(foot)
    ]
    return PdfPage(page, 595, 842, (*feet, body))


def test_a_running_title_is_known_by_coming_back_in_the_margin() -> None:
    pages = tuple(footed(n, "A report on Ashmere", f"4 to 8 May 2024 {n}") for n in (1, 2, 3))
    assert [s[0].text for s in stretches(PdfText(pages))] == [
        f"Words of page {n}." for n in (1, 2, 3)
    ]


def test_small_words_in_the_margin_are_a_running_title_but_a_footnote_s_last_line_is_none() -> None:
    body = Line(
        "Words that are set large, and of which there are more than of the small.",
        1,
        71,
        500,
        480,
        512,
        12,
    )
    note = Line("1 A note that begins", 1, 71, 73, 300, 81, 8)
    rest = Line("and ends in the margin.", 1, 74, 58, 300, 66, 8)
    title = Line("Inspection of Ashmere", 1, 71, 30, 300, 38, 8)
    page = PdfPage(1, 595, 842, (title, body, note, rest))
    kept = [line.text for stretch in stretches(PdfText((page,))) for line in stretch]
    assert kept == [body.text, note.text, rest.text]


def test_small_print_is_not_furniture_where_all_is_small() -> None:
    pages = tuple(
        PdfPage(n, 595, 842, tuple(
            Line(f"Line {k} of {n}, of a text in nine points", n, 71, 40 + 12 * k, 400, 50 + 12 * k, 9)
            for k in reversed(range(60))
        ))
        for n in (1, 2)
    )  # fmt: skip
    assert sum(len(stretch) for stretch in stretches(PdfText(pages))) == 120


def test_the_imprint_ends_a_report() -> None:
    text = "Words.\n\nThe Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates\nall.\n\n© Crown copyright 2024"
    assert words(text) == ["Words."]


def test_a_doubled_postcode_is_shown_once() -> None:
    body = body_of("Marian Tollgate\nAshmere\nAS1 2ZZ\nAS1 2ZZ.\n\nDear Marian\n\nText.")
    assert body.text.count("AS1 2ZZ") == 1


def test_words_that_no_reader_sees_are_kept_apart() -> None:
    pdf = printed("Seen.\n\nUnseen.")
    seen, unseen = pdf.pages[0].lines
    page = dataclasses.replace(
        pdf.pages[0], lines=(seen, dataclasses.replace(unseen, phantom=True))
    )
    text = PdfText((page,))
    assert [s[0].text for s in stretches(text)] == ["Seen."]
    assert phantom_words(text) == ("Unseen.",)


def test_a_block_drawn_late_is_read_where_it_stands() -> None:
    def line(words: str, y: float, x: float = 71) -> Line:
        return Line(words, 1, x, y, x + 200, y + 12, 12)

    def order(*lines: Line) -> list[str]:
        page = PdfPage(1, 595, 842, lines)
        return [ln.text for stretch in stretches(PdfText((page,))) for ln in stretch]

    late_top = order(line("b", 600), line("c", 585), line("a", 700))
    late_gap = order(line("a", 700), line("c", 585), line("b", 640))
    cells = order(
        line("left 1", 700),
        line("left 2", 685),
        line("right 1", 700, 320),
        line("right 2", 685, 320),
    )
    assert late_top == ["a", "b", "c"]
    assert late_gap == ["a", "b", "c"]
    assert cells == ["left 1", "left 2", "right 1", "right 2"]


@pytest.mark.parametrize("address", ["Piccadilly Gate\nManchester", "London\nWC2B 6SE"])
def test_a_town_beside_ofsted_s_address_is_part_of_it(address: str) -> None:
    assert body_of(f"{address}\n\n14 May 2024\n\nDear Marian\n\nManchester").text == (
        "14 May 2024\n\nDear Marian\n\nManchester"
    )


def test_cells_side_by_side_keep_the_order_in_which_they_are_drawn() -> None:
    left = [
        Line(words, 1, 71, y, 200, y + 11, 12)
        for words, y in (("Council", 700), ("and trust", 685))
    ]
    right = [
        Line(words, 1, 388, y, 520, y + 11, 12) for words, y in (("Leaders", 730), ("should", 715))
    ]
    page = PdfPage(1, 595, 842, (*left, *right))
    found = [line.text for stretch in stretches(PdfText((page,))) for line in stretch]
    assert found == ["Council", "and trust", "Leaders", "should"]
    # What is drawn late and stands above, in the same column, is read first.
    above = [dataclasses.replace(line, x0=71, x1=200) for line in right]
    page = PdfPage(1, 595, 842, (*left, *above))
    found = [line.text for stretch in stretches(PdfText((page,))) for line in stretch]
    assert found == ["Leaders", "should", "Council", "and trust"]
