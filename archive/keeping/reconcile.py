"""Another table of the same inspections (Ofsted's published outcomes, say) held against ours.

A column is known by its heading, never by its place; a grade by its word or Ofsted's number for it;
a day by its written form. What is not understood is said, row by row. Pure but for reading the
file.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from archive.letters.grades import GRADES

_MOST_BYTES = 100_000_000  # of a table, unpacked
_MOST_COLUMNS = 500
_MOST_REPEATS = 100_000

# The words of a heading, by what the column holds. The first that all stand in it counts; so the
# longer come first.
_HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("date", ("publication date", "published", "date of publication")),
    ("start", ("inspection start", "first day", "start date", "inspection date",
               "date of inspection", "start of inspection")),
    ("end", ("inspection end", "last day", "end date", "end of inspection")),
    ("overall", ("overall",)),
    ("leaders", ("leaders", "leadership")),
    ("help_and_protection", ("help and protection", "helped and protected", "in need of help")),
    ("care_leavers", ("care leavers",)),
    ("in_care", ("in care", "looked after")),
    ("adoption", ("adoption",)),
    ("authority", ("local authority", "authority name", "authority", "la name", "council")),
)  # fmt: skip
AREAS = ("overall", "leaders", "help_and_protection", "in_care", "care_leavers", "adoption")
_NO_NAME = re.compile(r"\b(?:urn|code|id|number|region|type|previous|change|report|link|url)\b")
_GRADES = {
    "1": "outstanding",
    "2": "good",
    "3": "requires improvement",
    "4": "inadequate",
    **{grade: grade for grade in GRADES},
    "requires improvement to be good": "requires improvement",
    "ri": "requires improvement",
}
_NONE = {"", "-", "–", "n/a", "na", "not judged", "no judgement", "not applicable", "null", "none",
         "z", "x", ":", "[z]", "[x]", "not inspected"}  # fmt: skip
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y", "%d.%m.%Y", "%d-%b-%Y",
         "%d %B, %Y", "%d-%b-%y", "%d/%m/%y")  # fmt: skip
_DAYS_APART = 10  # between a day they give and one of ours, for the same inspection
_PUBLISHED_WITHIN = 120  # days from the start of an inspection to its letter


_SAID_AT_WILL = {"the", "of", "city", "county", "borough", "council", "metropolitan", "royal",
                 "london", "unitary", "authority", "district"}  # fmt: skip


class NotATable(Exception):
    """The file holds no table that we understand: no authorities, or no days, or no grades."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of theirs, by what its columns hold. `number`: as a spreadsheet counts."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ours:
    """One inspection letter of ours."""

    letter: str
    urn: str
    published: dt.date | None
    windows: tuple[tuple[dt.date, dt.date], ...]
    grades: Mapping[str, str]
    statuses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact, theirs against ours: a row of `reconciled`."""

    row: int | None
    local_authority: str | None
    authority: str
    date: str | None
    area: str
    theirs: str | None
    ours: str | None
    letter: str | None
    verdict: str
    note: str = ""


def read_table(path: Path) -> list[Row]:
    """The rows of the first sheet with authorities, days and grades. Raises NotATable."""
    for sheet in _sheets(path):
        rows = _rows_of(sheet)
        if rows:
            return rows
    raise NotATable(
        f"{path.name} holds no table that is understood: a row of headings is looked for, with the "
        "local authority, a date, and at least one judgement"
    )


def compare(
    rows: Sequence[Row], ours: Sequence[Ours], urns: Mapping[str, str], names: Mapping[str, str]
) -> list[Compared]:
    """Everything they say against ours, and what only we have within their span of time.

    `urns`: the number of each authority by its folded names (`fold_name`); `names`: by number.
    """
    found: list[Compared] = []
    met: set[str] = set()
    days: list[dt.date] = []
    for row in rows:
        day = _day_of(row)
        days += [day] if day else []
        for each in _compare_row(row, day, ours, urns):
            met.add(each.letter or "")
            found.append(each)
    return [*found, *_only_ours(ours, met, days, names)]


def fold_name(name: str) -> str:
    """A council's name without what is said or left out at will."""
    name = re.sub(r"[^a-z ]", " ", name.casefold().replace("&", " and "))
    return " ".join(word for word in name.split() if word not in _SAID_AT_WILL)


def _compare_row(
    row: Row, day: dt.date | None, ours: Sequence[Ours], urns: Mapping[str, str]
) -> Iterator[Compared]:
    name = row.cells.get("authority", "")
    urn = urns.get(fold_name(name))
    about = (row.number, urn, name, day.isoformat() if day else None)
    if urn is None:
        yield Compared(*about, "date", name, None, None, "not_understood", "no such authority")
        return
    if day is None:
        given = row.cells.get("start") or row.cells.get("date")
        yield Compared(*about, "date", given, None, None, "not_understood", "no day is read")
        return
    letters = [each for each in ours if each.urn == urn and _is_same(each, row)]
    if len(letters) != 1:
        verdict, note = (
            ("not_understood", f"{len(letters)} letters of ours are of that day")
            if letters
            else ("only_theirs", "no letter of ours is of that day")
        )
        yield Compared(*about, "date", day.isoformat(), None, None, verdict, note)
        return
    (letter,) = letters
    for area in AREAS:
        if area in row.cells:
            yield from _compare_grade(row, about, letter, area)


def _compare_grade(
    row: Row, about: tuple[int, str | None, str, str | None], letter: Ours, area: str
) -> Iterator[Compared]:
    said = row.cells[area]
    folded = " ".join(said.casefold().split())
    ours = letter.grades.get(area)
    note = "children in care and care leavers are judged as one in our letter" if (
        letter.statuses.get(area) == "combined") else ""  # fmt: skip
    if folded in _NONE:
        if ours:
            yield Compared(*about, area, None, ours, letter.letter, "only_ours", note)
        return
    theirs = _GRADES.get(folded)
    if theirs is None:
        yield Compared(*about, area, said, ours, letter.letter, "not_understood", "no known grade")
    elif ours is None:
        yield Compared(*about, area, theirs, None, letter.letter, "only_theirs", note)
    else:
        verdict = "agrees" if theirs == ours else "disagrees"
        yield Compared(*about, area, theirs, ours, letter.letter, verdict, note)


def _is_same(letter: Ours, row: Row) -> bool:
    start, end, published = (_day(row.cells.get(name, "")) for name in ("start", "end", "date"))
    for first, last in letter.windows:
        for day in (start, end):
            if day and first - _within(3) <= day <= last + _within(3):
                return True
    if published and letter.published:
        return abs((published - letter.published).days) <= _DAYS_APART
    if start and letter.published and not letter.windows:
        return 0 <= (letter.published - start).days <= _PUBLISHED_WITHIN
    return False


def _within(days: int) -> dt.timedelta:
    return dt.timedelta(days=days)


def _only_ours(
    ours: Sequence[Ours], met: set[str], days: list[dt.date], names: Mapping[str, str]
) -> Iterator[Compared]:
    if not days:
        return
    first, last = min(days), max(days)
    for letter in ours:
        day = letter.windows[0][0] if letter.windows else letter.published
        if letter.letter not in met and day and first <= day <= last:
            name, of_day = names.get(letter.urn, ""), day.isoformat()
            note = "the other table has no row for it"
            yield Compared(None, letter.urn, name, of_day, "date", None, of_day, letter.letter,
                           "only_ours", note)  # fmt: skip


def _day_of(row: Row) -> dt.date | None:
    days = (_day(row.cells.get(name, "")) for name in ("start", "end", "date"))
    return next((day for day in days if day), None)


def _day(text: str) -> dt.date | None:
    text = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", " ".join(text.split()))
    text = re.sub(r"[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?$", "", text)
    for form in _DAYS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


# --- the file ---


def _rows_of(sheet: Iterable[list[str]]) -> list[Row]:
    columns: dict[int, str] = {}
    rows: list[Row] = []
    for number, cells in enumerate(sheet, start=1):
        if not columns:
            columns = _columns(cells)
            continue
        told = {name: cells[n].strip() for n, name in columns.items() if n < len(cells)}
        if told.get("authority"):
            rows.append(Row(number, told))
    return rows


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """What each column holds, if these are the headings; nothing otherwise."""
    found: dict[int, str] = {}
    for number, cell in enumerate(cells):
        name = _column(" ".join(cell.casefold().split()))
        if name and name not in found.values():
            found[number] = name
    names = set(found.values())
    whole = "authority" in names and names & {"date", "start", "end"} and names & set(AREAS)
    return found if whole else {}


def _column(heading: str) -> str | None:
    for name, signs in _HEADINGS:
        for sign in signs:
            if sign in heading and not _NO_NAME.search(heading.replace(sign, " ")):
                return name
    return None


def _sheets(path: Path) -> Iterator[Iterable[list[str]]]:
    if path.stat().st_size > _MOST_BYTES:
        raise NotATable(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB")
    if zipfile.is_zipfile(path):
        yield from _ods_sheets(path)
        return
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield _csv_rows(text, path)
        return
    raise NotATable(f"{path.name} is no text and no spreadsheet")


def _csv_rows(text: str, path: Path) -> list[list[str]]:
    lines = text.splitlines()
    head = max(lines[:20], key=lambda line: line.count(",") + line.count(";") + line.count("\t"),
               default="")  # fmt: skip
    delimiter = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotATable(f"{path.name} is no CSV: {error}") from error


_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _ods_sheets(path: Path) -> Iterator[Iterable[list[str]]]:
    try:
        with zipfile.ZipFile(path) as whole:
            info = whole.getinfo("content.xml")
            if info.file_size > _MOST_BYTES:
                raise NotATable(f"{path.name} unpacks to more than {_MOST_BYTES // 1_000_000} MB")
            with whole.open(info) as file:
                content = file.read(_MOST_BYTES + 1)
        # No entities, no network, no external files.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(content, parser)
    except (KeyError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError,
            RuntimeError, ValueError) as error:  # fmt: skip
        raise NotATable(f"{path.name} is no OpenDocument spreadsheet that can be read") from error
    for table in root.iter(f"{_TABLE}table"):
        yield list(_ods_rows(table))


def _ods_rows(table: etree._Element) -> Iterator[list[str]]:
    count = 0
    for row in table.iter(f"{_TABLE}table-row"):
        cells = _ods_cells(row)
        repeats = _repeats(row, "number-rows-repeated") if any(cells) else 1
        for _ in range(repeats):
            count += 1
            if count > _MOST_REPEATS:
                return
            yield cells


def _ods_cells(row: etree._Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        day = cell.get(f"{_OFFICE}date-value")
        said = day or "\n".join("".join(map(str, p.itertext())) for p in cell.iter(f"{_TEXT}p"))
        room = _MOST_COLUMNS - len(cells)
        cells += [said] * min(_repeats(cell, "number-columns-repeated"), room)
    return cells


def _repeats(element: etree._Element, name: str) -> int:
    told = element.get(f"{_TABLE}{name}") or "1"
    return min(int(told), _MOST_REPEATS) if told.isdigit() else 1
