"""The rows of another table of the same inspections: CSV, or an OpenDocument spreadsheet.

A column is known by its heading, never by its place; a day by its written form.
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
DAYS = ("start", "end", "date")
AREAS = ("overall", "leaders", "help_and_protection", "in_care", "care_leavers", "adoption")
_NO_NAME = re.compile(r"\b(?:urn|code|id|number|region|type|previous|change|report|link|url)\b")
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y", "%d.%m.%Y", "%d-%b-%Y",
         "%d %B, %Y", "%d-%b-%y", "%d/%m/%y")  # fmt: skip


class NotATable(Exception):
    """The file holds no table that we understand: no authorities, or no days, or no grades."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of theirs, by what its columns hold; `authority` is one of them. `number`: as a
    spreadsheet counts."""

    number: int
    cells: Mapping[str, str]

    def day(self, column: str) -> dt.date | None:
        """The day in a column; None where there is none, or none that is understood."""
        text = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", " ".join(self.cells.get(column, "").split()))
        text = re.sub(r"[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?$", "", text)
        for form in _FORMS:
            try:
                return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        return None

    @property
    def first_day(self) -> dt.date | None:
        """The first that is given of the inspection's first day, its last, and its publication."""
        return next((day for column in DAYS if (day := self.day(column))), None)


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
