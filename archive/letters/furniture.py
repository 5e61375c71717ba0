"""What stands on every page and belongs to none of the sentences: letterhead, running titles, page
numbers, Ofsted's own imprint. Known by its place on Ofsted's pages, and by its wording wherever it
stands, since some letters reach us as text that was printed again. No I/O."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.letters.paragraphs import usual_size
from archive.pdf.pdf_lines import Line, PdfPage, PdfText

# Points. The words of all known documents are set in 11 or 12 and stand between 62 and 790;
# running titles and the letterhead are set in 8 or 9, and stand with the page numbers outside.
# Text printed again may be smaller or stand further out, so both are asked for.
SMALLER = 1.9
BOTTOM_STRIP, TOP_STRIP, LETTERHEAD_STRIP = 62.0, 55.0, 107.0
# From "Ofsted" to its telephone number: the longest letterhead has five lines between them.
LONGEST_ADDRESS, LONGEST_ADDRESS_LINE = 7, 45
# Of a footnote: points that its first line stands in after its number, and the distance of its
# lines in parts of the font's size (1.2 to 1.9 are known).
FOOTNOTE_INDENT, FOOTNOTE_PITCH = 20.0, 2.0
# A line with nothing above and below for this many times its size stands alone.
ALONE = 1.6

_CONTACT = re.compile(
    r"(piccadilly gate|store st(reet)?|(manchester,? )?m1 2wd|(london,? )?wc2b 6se|aviation house"
    r"|t(el)?:? ?0(300|8456?) ?[\d ]+|(direct )?[tf]:? 0[\d ]+|textphone:? ?0[\d ]+"
    r"|(e: ?)?enquiries@ofsted\.gov\.uk|(w: ?)?(https?://)?www\.(gov\.uk/ofsted|ofsted\.gov\.uk)/?)",
    re.IGNORECASE,
)
# What a narrow frame breaks off: “Textphone 0161 618 / 8524”, “enquiries@ofsted. / gov.uk”.
_FRAGMENT = re.compile(r"\d{3,4}( \d{3,4})*|enquiries@ofsted\.?|(ofsted\.)?gov\.uk(/ofsted)?")
_TOWN = re.compile(r"(ofsted|manchester|london|125 kingsway)", re.IGNORECASE)
_RUNNING_TITLE = re.compile(
    r"(Inspection of .+ children[’']s services|Area SEND inspection report: .+"
    r"|Joint targeted area inspection of .+)"
)
_TITLE_STARTS = ("Inspection of", "Area SEND", "Joint targeted")  # quicker than the pattern
_PAGE_NUMBER = re.compile(r"(page )?\d{1,3}( of \d{1,3})?", re.IGNORECASE)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\.?")
_DIGITS = re.compile(r"\d+")
_IMPRINT = re.compile(
    r"Any complaints about (the|this) inspection|If you are not happy with (the|this) inspection"
    r"|The Office for Standards in Education, Children[’']s Services and Skills \(Ofsted\) reg"
    r"|If you would like a copy of this document in a different format|© Crown copyright"
)

Stretch = tuple[Line, ...]


def stretches(pdf: PdfText) -> tuple[Stretch, ...]:
    """The body's lines in reading order, cut wherever a page ends, furniture stood, or the text
    jumps to another column."""
    running = _repeated(pdf.pages)
    small = usual_size(line for page in pdf.pages for line in page.lines) - SMALLER
    last_pages = {page.number for page in pdf.pages[-2:]}
    found: list[Stretch] = []
    for page in pdf.pages:
        lines = [line for line in page.lines if not line.phantom]
        marks = _furniture_marks(page, lines, running, small)
        if page.number in last_pages:
            _mark_imprint(lines, marks)
        found.extend(_in_reading_order(list(_columns(lines, marks))))
        if found and any(_IMPRINT.match(line.text) for line in lines) and page.number in last_pages:
            break
    return tuple(found)


def phantom_words(pdf: PdfText) -> tuple[str, ...]:
    """What the file holds but no reader sees."""
    return tuple(line.text for page in pdf.pages for line in page.lines if line.phantom)


def _furniture_marks(
    page: PdfPage, lines: Sequence[Line], running: frozenset[str], small: float
) -> list[bool]:
    marks: list[bool] = []
    for at, line in enumerate(lines):
        is_outside = _is_outside(page, line, running, small)
        # The last line of a footnote may stand as low as a running title.
        goes_on = is_outside and at and not marks[-1] and _is_next_line(lines[at - 1], line)
        marks.append(is_outside and not goes_on)
    _mark_letterhead(lines, marks)
    for at, line in enumerate(lines):
        if at and page.number == 1 and _is_doubled_postcode(lines[at - 1], line):
            marks[at] = True
        if not marks[at] and len(line.text) < 12 and _PAGE_NUMBER.fullmatch(line.text):
            marks[at] = _stands_alone(lines, marks, at) or _in_margin(page, line)
    return marks


def _is_outside(page: PdfPage, line: Line, running: frozenset[str], small: float) -> bool:
    if line.size < small and page.number == 1 and line.y0 > page.height - LETTERHEAD_STRIP:
        return True
    if _in_margin(page, line):
        return line.size < small or _without_digits(line) in running
    return _is_title(line) and _without_digits(line) in running


def _is_title(line: Line) -> bool:
    return line.text.startswith(_TITLE_STARTS) and _RUNNING_TITLE.match(line.text) is not None


def _is_next_line(above: Line, line: Line) -> bool:
    same = abs(above.x0 - line.x0) < FOOTNOTE_INDENT and above.size == line.size
    return same and 0 < above.y0 - line.y0 < FOOTNOTE_PITCH * line.size


def _in_margin(page: PdfPage, line: Line) -> bool:
    return line.y0 < BOTTOM_STRIP or line.y1 > page.height - TOP_STRIP


def _without_digits(line: Line) -> str:
    return _DIGITS.sub("", line.text).strip()


def _repeated(pages: Sequence[PdfPage]) -> frozenset[str]:
    """Lines that come back, but for their numbers, on page after page in the margin; and titles
    that come back anywhere."""
    counted: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.lines if _in_margin(page, line) or _is_title(line)]
        counted.update({_without_digits(line) for line in lines})
    return frozenset(words for words, count in counted.items() if count > 1)


def _mark_letterhead(lines: Sequence[Line], marks: list[bool]) -> None:
    for at, line in enumerate(lines):
        if len(line.text) < LONGEST_ADDRESS_LINE and _CONTACT.fullmatch(line.text):
            marks[at] = True
            for near in (at - 1, at + 1):
                if 0 <= near < len(lines) and _TOWN.fullmatch(lines[near].text):
                    marks[near] = True
        elif at and marks[at - 1] and _FRAGMENT.fullmatch(line.text):
            marks[at] = True
    for at, line in enumerate(lines):
        if line.text == "Ofsted":
            _mark_address(lines, marks, at)


def _mark_address(lines: Sequence[Line], marks: list[bool], at: int) -> None:
    """A regional office's address, between the name and the first line that only Ofsted has."""
    for end in range(at + 1, min(at + 1 + LONGEST_ADDRESS, len(lines))):
        if len(lines[end].text) > LONGEST_ADDRESS_LINE:
            return
        if marks[end]:
            marks[at:end] = [True] * (end - at)
            return


def _is_doubled_postcode(above: Line, line: Line) -> bool:
    """Where the clipped words of a text box were printed again, they can be seen twice."""
    return _POSTCODE.fullmatch(line.text) is not None and above.text.rstrip(
        "."
    ) == line.text.rstrip(".")


def _stands_alone(lines: Sequence[Line], marks: Sequence[bool], at: int) -> bool:
    line = lines[at]
    near = [n for n in (at - 1, at + 1) if 0 <= n < len(lines) and not marks[n]]
    return all(abs(lines[n].y0 - line.y0) > ALONE * line.size for n in near)


def _mark_imprint(lines: Sequence[Line], marks: list[bool]) -> None:
    for at, line in enumerate(lines):
        if _IMPRINT.match(line.text):
            marks[at:] = [True] * (len(lines) - at)
            return


def _columns(lines: Sequence[Line], marks: Sequence[bool]) -> Iterator[Stretch]:
    """The kept lines, cut at furniture and where the text jumps up the page."""
    stretch: list[Line] = []
    for line, is_furniture in zip(lines, marks, strict=True):
        if stretch and (is_furniture or line.y0 > stretch[-1].y1 + line.size):
            yield tuple(stretch)
            stretch = []
        if not is_furniture:
            stretch.append(line)
    if stretch:
        yield tuple(stretch)


def _in_reading_order(columns: Sequence[Stretch]) -> list[Stretch]:
    """A block that is drawn late, as the address of some letters and a heading here and there, is
    read where it stands. Two cells side by side keep the order in which they are drawn."""
    ordered: list[Stretch] = []
    for column in columns:
        for number, before in enumerate(ordered):
            place = _gap_for(column, before)
            if place is not None:
                parts = (before[:place], column, before[place:])
                ordered[number : number + 1] = [part for part in parts if part]
                break
        else:
            ordered.append(column)
    return ordered


def _gap_for(column: Stretch, before: Stretch) -> int | None:
    """The number of the line of an earlier block above which a later one fits, if any."""
    top, bottom = max(line.y1 for line in column), min(line.y0 for line in column)
    is_beside = min(line.x0 for line in column) > max(line.x1 for line in before)
    if is_beside or bottom < before[-1].y1 - 1:
        return None
    place = next(at for at, line in enumerate(before) if line.y1 <= bottom + 1)
    return place if all(line.y0 >= top - 1 for line in before[:place]) else None
