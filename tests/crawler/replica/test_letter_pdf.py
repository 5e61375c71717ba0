"""Printed letters carry the traits of the real ones, as a reader of PDFs sees them."""

from __future__ import annotations

import ctypes
import re
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from crawler.replica import BUNDLED_MANIFEST
from crawler.replica.letter_pdf import print_letter
from tests.crawler.replica.reading import Line, body_text, lines_of

LETTERS = {
    path.name.split("-")[0]: path
    for path in sorted((BUNDLED_MANIFEST.parent / "letters").glob("*.md"))
    if "reissued" not in path.name
}


@cache
def printed(file: str) -> bytes:
    return print_letter(LETTERS[file].read_text(encoding="utf-8"))


@cache
def lines(file: str) -> list[Line]:
    return lines_of(printed(file))


def line(file: str, text: str) -> Line:
    """The first line that begins with some words."""
    return next(found for found in lines(file) if found.text.startswith(text))


def page(file: str, number: int) -> list[Line]:
    return [found for found in lines(file) if found.page == number]


def test_the_same_source_gives_the_same_bytes() -> None:
    source = LETTERS["99000103"].read_text(encoding="utf-8")
    assert print_letter(source) == print_letter(source)


@pytest.mark.parametrize("file", LETTERS)
def test_pages_are_a4_and_the_body_is_12_point(file: str) -> None:
    document = pdfium.PdfDocument(printed(file))
    assert {(round(w), round(h)) for w, h in (p.get_size() for p in document)} == {(595, 842)}
    sizes = [found.size for found in lines(file) if 62 < found.y < 745 and found.weight == 400]
    assert sizes.count(12.0) > 0.7 * len(sizes)


@pytest.mark.parametrize(
    ("file", "heading", "size"),
    [
        ("99000105", "Headline findings", 12.0),
        ("99000102", "Overview", 12.0),
        ("99000303", "What needs to improve?", 12.0),
        ("99000202", "What needs to improve?", 14.0),
        ("99000402", "Inspection outcome", 14.0),
        ("99000101", "Executive summary", 14.0),
    ],
)
def test_headings_are_bold_and_the_body_is_not(file: str, heading: str, size: float) -> None:
    found = [x for x in lines(file) if x.text == heading and x.size == size]
    assert [x.weight for x in found] == [700]
    assert {x.weight for x in lines(file) if x.text.endswith(".") and x.size == 12.0} == {400}


def test_the_letterhead_comes_last_on_page_1_in_small_type() -> None:
    last = page("99000105", 1)[-9:]
    assert [x.text for x in last[:5]] == [
        "Ofsted",
        "Piccadilly Gate",
        "Store Street",
        "Manchester",
        "M1 2WD",
    ]
    assert {x.size for x in last} == {8.0, 9.0}
    assert all(x.y > 745 for x in last)


def test_in_2018_the_letterhead_came_first_and_pages_had_no_numbers() -> None:
    assert page("99000102", 1)[0].text == "Ofsted"
    assert not [x for x in lines("99000102") if x.text.strip().isdigit()]


def test_pages_are_numbered_from_the_second_before_all_else() -> None:
    assert not [x for x in page("99000105", 1) if x.text == "1"]
    for number in (2, 3, 4):
        first = page("99000105", number)[0]
        assert (first.text, first.x > 500, first.y < 62) == (str(number), True, True)


def test_inspection_reports_have_running_footers_of_8_points() -> None:
    for number in (2, 3):
        title, dates = page("99000103", number)[:2]
        assert title.text == "Inspection of Wexmoor local authority children’s services"
        assert dates.text == f"4 to 15 March 2024 {number}"
        assert (title.size, dates.size, title.y < 62) == (8.0, 8.0, True)


@pytest.mark.parametrize(
    ("file", "bullet", "count"),
    [
        ("99000105", "\u25fc", 3),
        ("99000102", "\uf06e", 4 + 15),
        ("99000201", "\uf06e", 3),
        ("99000101", "\uf06e", 3),
        ("99000101", "\uf02d", 2),
        ("99000402", "\u25aa", 5 + 4),
    ],
)
def test_bullets_keep_their_code_points(file: str, bullet: str, count: int) -> None:
    assert sum(x.text.startswith(bullet) for x in lines(file)) == count


def test_a_word_may_break_at_its_hyphen_at_the_end_of_a_line() -> None:
    broken = [
        x.text for file in LETTERS for x in lines(file) if "\ufffe" in x.text or "\x02" in x.text
    ]
    assert broken
    assert any("decision-making" in body_text(printed(file)) for file in LETTERS)


def test_a_footnote_mark_is_small_and_its_words_stand_at_the_foot() -> None:
    heading = line("99000203", "What needs to improve in this area of social work practice?1")
    assert heading.last_size < 0.75 * heading.size
    note = line("99000203", "1 References are to outcomes")
    assert (note.page, note.size, note.y < 62) == (1, 8.0, True)
    assert line("99000101", "1 The review of the board").page == 1


def test_clipped_lines_stand_in_the_text_and_cannot_be_seen() -> None:
    texts = [x.text for x in page("99000304", 1)]
    assert texts.index("Insert LA address") < texts.index("Ruth Ashdown")
    document = pdfium.PdfDocument(printed("99000304"))
    assert sorted(_unseen(document[0])) == sorted(
        ["Director of Children’s Services", "Insert LA address", "Old Town Hall", "KD1 1AA"]
    )
    assert not _unseen(pdfium.PdfDocument(printed("99000203"))[0])


def _unseen(page: pdfium.PdfPage) -> list[str]:
    """The words of text objects whose middle lies outside what they are clipped to."""
    text, found = page.get_textpage(), []
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        clip = pdfium_c.FPDFPageObj_GetClipPath(item)
        if pdfium_c.FPDFClipPath_CountPaths(clip) > 0 and _middle(item) not in _clip(clip):
            size = pdfium_c.FPDFTextObj_GetText(item, text, None, 0)
            buffer = ctypes.create_string_buffer(size)
            letters = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            pdfium_c.FPDFTextObj_GetText(item, text, letters, size)
            found.append(buffer.raw.decode("utf-16-le").rstrip("\0"))
    return found


def _middle(item: pdfium.PdfObject) -> float:
    _, bottom, _, top = item.get_bounds()
    return float(bottom + top) / 2


class _Span:
    def __init__(self, places: list[float]) -> None:
        self.low, self.high = min(places), max(places)

    def __contains__(self, place: float) -> bool:
        return self.low <= place <= self.high


def _clip(clip: object) -> _Span:
    """The height that the last clipping path lets through."""
    path = pdfium_c.FPDFClipPath_CountPaths(clip) - 1
    places = []
    for number in range(pdfium_c.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        places.append(y.value)
    return _Span(places)


def test_a_long_grade_takes_two_lines_of_its_cell() -> None:
    texts = [x.text for x in page("99000201", 1)]
    place = texts.index("Requires improvement to")
    assert texts[place + 1] == "be good"
    assert "Requires" in texts[place - 3 : place] or "who need help" in texts[place - 1]
    single = [x.text for x in page("99000101", 1)]
    assert single.count("Improvement") == 4


@pytest.mark.parametrize(
    ("file", "areas"),
    [("99000201", 4), ("99000603", 4), ("99000103", 5), ("99000502", 5), ("99000403", 4)],
)
def test_judgements_come_in_their_three_forms(file: str, areas: int) -> None:
    texts = [x.text for x in page(file, 1)]
    table = " ".join(texts[texts.index("Judgement Grade") :]).split(".")[0]
    assert len(re.findall("Good|Outstanding|Inadequate|Requires improvement", table)) == areas
    assert ("Overall effectiveness" in table) is (file != "99000403")


def test_several_inspectorates_sign_in_two_columns() -> None:
    signed = [x for x in lines("99000303") if x.text in {"Marguerite Sallow", "Dr Rowan Estcourt"}]
    assert len({round(x.y) for x in signed}) == 1
    assert signed[1].x - signed[0].x > 150


def test_a_list_may_go_on_over_the_page() -> None:
    points = [x for x in lines("99000202") if x.text.startswith("\u25fc")]
    assert {x.page for x in points} == {1, 2}


def test_priority_actions_stand_beside_their_bodies() -> None:
    left = line("99000602", "Responsible body")
    assert left.text == "Responsible body Areas for priority action"
    assert line("99000602", "Leaders should urgently establish").x > 240


def test_an_undated_letter_begins_with_its_addressee() -> None:
    assert page("99000702", 1)[0].text == "Theodora Marchmont"
