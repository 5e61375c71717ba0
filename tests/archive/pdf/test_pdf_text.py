"""PDF bytes become lines of text as a reader sees them, or a sentence that says why not."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from archive.pdf import pdf_text
from archive.pdf.pdf_lines import BULLET, Line, PdfText
from archive.pdf.pdf_text import PdfUnreadable, read_pdf

for name in ("Vera", "VeraBd", "VeraIt"):  # these come with reportlab
    pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, encrypt: pdfencrypt.StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def words(*lines: str, font: str = "Vera", size: float = 12) -> Draw:
    """A page with these lines one under the other."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for at, line in enumerate(lines):
            canvas.drawString(72, 700 - at * 1.3 * size, line)

    return draw


def lines(data: bytes) -> list[Line]:
    return [line for page in read_pdf(data).pages for line in page.lines]


def texts(data: bytes) -> list[str]:
    return [line.text for line in lines(data)]


def reason(data: bytes) -> str:
    with pytest.raises(PdfUnreadable) as caught:
        read_pdf(data)
    return str(caught.value)


# --- lines -----------------------------------------------------------------------------------------


def test_lines_have_page_place_and_size() -> None:
    read = read_pdf(pdf(words("First line", "Second line"), words("On page two", size=26)))
    first, second, third = (line for page in read.pages for line in page.lines)
    assert [page.number for page in read.pages] == [1, 2]
    assert (round(read.pages[0].width), round(read.pages[0].height)) == (595, 842)
    assert (first.text, second.text, third.text) == ("First line", "Second line", "On page two")
    assert (first.page, third.page) == (1, 2)
    assert (first.size, third.size) == (12.0, 26.0)
    assert first.x0 == pytest.approx(72, abs=2)
    assert first.y0 < 700 < first.y1
    assert second.y1 < first.y1
    assert first.x1 == pytest.approx(72 + pdfmetrics.stringWidth("First line", "Vera", 12), abs=2)


def test_weight_and_slope_come_from_the_font() -> None:
    def draw(canvas: Canvas) -> None:
        for at, font in enumerate(("Vera", "VeraBd", "VeraIt", "Helvetica-Bold")):
            canvas.setFont(font, 12)
            canvas.drawString(72, 700 - 30 * at, "Some words here")

    read = lines(pdf(draw))
    assert [line.bold for line in read] == [False, True, False, True]
    assert [line.italic for line in read] == [False, False, True, False]


def test_a_line_that_is_bold_only_at_its_start_is_not_bold() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("VeraBd", 12)
        canvas.drawString(72, 700, "Ashmere")
        canvas.setFont("Vera", 12)
        canvas.drawString(135, 700, "is an invented place")

    (line,) = lines(pdf(draw))
    assert line.text == "Ashmere is an invented place"
    assert not line.bold


def test_the_size_counts_the_scale_of_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(12, 12)
        canvas.setFont("Vera", 1)
        canvas.drawString(6, 55, "Scaled words")

    (line,) = lines(pdf(draw))
    assert line.size == pytest.approx(12, abs=0.2)


def test_a_word_broken_at_its_hyphen_stays_on_its_two_lines() -> None:
    read = lines(pdf(words("Work with the multi-", "agency teams is good.")))
    assert [line.text for line in read] == ["Work with the multi-", "agency teams is good."]
    assert read[1].y1 < read[0].y0 + 3
    assert read[0].x0 == pytest.approx(read[1].x0, abs=2)


def test_footnote_marks_are_left_out_and_real_numbers_stay() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, 700, "Plans are reviewed")
        x = 72 + pdfmetrics.stringWidth("Plans are reviewed", "Vera", 12)
        canvas.setFont("Vera", 7.8)
        canvas.drawString(x, 704.5, "1")
        canvas.setFont("Vera", 12)
        canvas.drawString(x + 5, 700, " within 6 weeks of all 12 cases")

    assert texts(pdf(draw)) == ["Plans are reviewed within 6 weeks of all 12 cases"]


def test_the_number_that_a_footnote_begins_with_stays() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 5.2)
        canvas.drawString(72, 103, "2")
        canvas.setFont("Vera", 8)
        canvas.drawString(76, 100, " A note on what the words mean")

    assert texts(pdf(draw)) == ["2 A note on what the words mean"]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("Plans\u00a0and visits", "Plans and visits"),
        ("visit – 4 to 6", "visit – 4 to 6"),
        ("‘good’ and “better”", "‘good’ and “better”"),
        ("two  spaces", "two spaces"),
    ],
)
def test_spaces_are_plain_and_quotes_stay_as_printed(drawn: str, read: str) -> None:
    assert texts(pdf(words(drawn))) == [read]


@pytest.mark.parametrize("mark", ["\uf0b7", "\uf0a7", "\u25fc", "\u25aa", "\u25a0", "\uf06e"])
def test_every_bullet_becomes_one(mark: str) -> None:
    # The fonts at hand have no such glyph, so the table itself is what is tested.
    assert pdf_text._NOT_PLAIN.sub(lambda found: pdf_text._PLAIN[found[0]], mark) == BULLET


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("10.Leaders know.", "10. Leaders know."),
        ("7)“Good” is", "7) “Good” is"),
        ("1.5 times", "1.5 times"),
        ("4.30pm", "4.30pm"),
    ],
)
def test_a_paragraph_s_number_stands_apart_from_its_first_word(drawn: str, read: str) -> None:
    assert texts(pdf(words(drawn))) == [read]


def test_a_bullet_and_its_words_are_one_line_that_begins_at_the_bullet() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, 700, BULLET)
        canvas.drawString(90, 700, "The quality of plans")

    (line,) = lines(pdf(draw))
    assert line.text == f"{BULLET} The quality of plans"
    assert line.x0 == pytest.approx(72, abs=3)


def test_the_cells_of_a_row_are_read_from_left_to_right() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, 700, "Overall effectiveness")
        canvas.drawString(400, 700, "Good")

    assert " ".join(texts(pdf(draw))) == "Overall effectiveness Good"


# --- words no reader sees --------------------------------------------------------------------------


def clipped(canvas: Canvas) -> None:
    """A text box that is too small for its second line."""
    canvas.setFont("Vera", 12)
    canvas.drawString(72, 760, "14 May 2024")
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(300, 700, 200, 30)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(302, 710, "Seen words")
    canvas.drawString(302, 690, "Unseen words")
    canvas.restoreState()
    canvas.drawString(72, 640, "Dear Marian")


def test_words_outside_their_frame_are_marked() -> None:
    read = {line.text: line.phantom for line in lines(pdf(clipped))}
    assert read == {
        "14 May 2024": False,
        "Seen words": False,
        "Unseen words": True,
        "Dear Marian": False,
    }


# --- what is no letter -----------------------------------------------------------------------------

GOOD = pdf(words("Some words"))
USER_ONLY = pdfencrypt.StandardEncryption("a password", canPrint=0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"hello", "The file is not a PDF: it does not begin as one."),
        (
            b"<!DOCTYPE html><html><head><title>Report not\n found</title></head></html>",
            "The file is not a PDF but an HTML page saying “Report not found”.",
        ),
        (
            b"<html><body><script>x=1</script><h1>Try &amp; wait</h1></body></html>",
            "The file is not a PDF but an HTML page saying “Try & wait”.",
        ),
        (GOOD[: len(GOOD) // 2], "The PDF is truncated: its end mark is missing."),
        (b"%PDF-1.4\nnonsense\n%%EOF\n", "The PDF is damaged: it does not open."),
        (pdf(words("x"), encrypt=USER_ONLY), "The PDF is encrypted: it needs a password."),
        (
            pdf(lambda canvas: canvas.rect(100, 100, 200, 200)),
            "The PDF has no text layer: its pages are images only.",
        ),
    ],
)
def test_what_is_no_letter_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    assert reason(data) == said


def test_a_file_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 2)
    assert reason(pdf(*[words("x")] * 3)) == "The PDF has too many pages: 3; we read 2."


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_BYTES", 100)
    assert reason(GOOD).startswith("The file is too large: ")


def test_a_page_with_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_CHARACTERS_A_PAGE", 5)
    assert reason(GOOD) == "Page 1 holds too much text: 10 characters."


def test_a_page_without_words_is_a_page() -> None:
    read = read_pdf(pdf(lambda canvas: canvas.rect(1, 1, 9, 9), words("Words")))
    assert [len(page.lines) for page in read.pages] == [0, 1]


# --- what nobody thought of ------------------------------------------------------------------------

MIXED = pdf(clipped, words("• One", "2. Two – three", "multi-", "agency"))
FEW = settings(max_examples=80)


@FEW
@given(
    places=st.lists(st.integers(0, len(MIXED) - 1), min_size=1, max_size=30),
    octets=st.binary(min_size=30, max_size=30),
)
def test_damaged_bytes_are_read_or_refused(places: list[int], octets: bytes) -> None:
    damaged = bytearray(MIXED)
    for place, octet in zip(places, octets, strict=False):
        damaged[place] = octet
    read_or_refused(bytes(damaged))


@FEW
@given(start=st.integers(0, len(MIXED)), length=st.integers(1, 400))
def test_bytes_with_a_piece_missing_are_read_or_refused(start: int, length: int) -> None:
    read_or_refused(MIXED[:start] + MIXED[start + length :])


def read_or_refused(data: bytes) -> None:
    with contextlib.suppress(PdfUnreadable):
        read = read_pdf(data)
        assert isinstance(read, PdfText)
        assert all(line.text == line.text.strip() != "" for p in read.pages for line in p.lines)


def test_lines_can_be_changed_only_by_copying() -> None:
    (line,) = lines(GOOD)
    assert replace(line, text="Other").text == "Other"
    with pytest.raises(AttributeError):
        line.text = "Other"  # type: ignore[misc]
