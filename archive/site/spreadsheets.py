"""A list as one sheet of an .xlsx file, or all tables as a sheet each. Text stays text: nothing in
it is taken for a formula."""

from __future__ import annotations

import io
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from archive.outgoing.export import tables_of
from archive.read_only import address
from archive.site.plain_words import fit_for_xml

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Excel's own bounds. A longer list is to be had whole as CSV, and the last row says so.
MOST_ROWS = 1_048_576 - 2
_MOST_CHARACTERS = 32_767

WHOLE = "ofsted-letters.xlsx"
# Row by row, so that a long list needs no more memory than a short one.
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def whole_workbook(archive: Path, folder: Path, metadata: Path, day: str) -> Path:
    """Write every table and view of archive.db as a sheet each of `folder`/ofsted-letters.xlsx, and
    return it: whole or not at all. Its first sheet says what each is and how many rows stand there,
    its second what the columns mean (from `metadata`)."""
    folder.mkdir(parents=True, exist_ok=True)
    place, part = folder / WHOLE, folder / f".{WHOLE}.part"
    said = yaml.safe_load(metadata.read_text(encoding="utf-8"))["databases"]["archive"]["tables"]
    try:
        with closing(sqlite3.connect(address(archive), uri=True)) as db:
            db.execute("BEGIN")  # one moment for all sheets
            book = xlsxwriter.Workbook(str(part), _OPTIONS)
            _tables(book, db, said, day)
            book.close()
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return place


def _tables(book: Any, db: sqlite3.Connection, said: Mapping[str, Any], day: str) -> None:
    bold = book.add_format({"bold": True})
    about, meanings = book.add_worksheet("About"), book.add_worksheet("What the columns mean")
    lines: list[Sequence[Any]] = [
        (f"ofsted-letters: all tables, {day}",),
        (
            (
                "Ofsted's documents: Open Government Licence v3.0; releases and reports: "
                "their publishers'"
            ),
        ),
        ("sheet", "rows", "what a row is"),
    ]
    words: list[Sequence[Any]] = [("sheet", "column", "what it means")]
    for table in tables_of(db):
        rows = db.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the schema's names
        names = [column[0] for column in rows.description]
        count = _rows(book.add_worksheet(table), names, rows, bold)
        meaning = said.get(table, {})
        lines.append((table, count, meaning.get("description")))
        words += [(table, name, meaning.get("columns", {}).get(name)) for name in names]
    for sheet, written in ((about, lines), (meanings, words)):
        for number, line in enumerate(written):
            for column, value in enumerate(line):
                _cell(sheet, number, column, value)


def workbook(
    title: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]], about: Sequence[str]
) -> bytes:
    """An .xlsx file of two sheets: the rows, and what the columns mean. `columns`: name ->
    meaning, in order. `about`: lines for the head of the second sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    bold = book.add_format({"bold": True})
    _rows(book.add_worksheet("Rows"), list(columns), rows, bold)
    _meanings(book.add_worksheet("What the columns mean"), [title, *about], columns, bold)
    book.close()
    return file.getvalue()


def _rows(sheet: Any, names: list[str], rows: Iterable[Sequence[Any]], bold: Any) -> int:
    """Write rows below their names; how many were written."""
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, bold)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            sheet.write_string(number, 0, "A spreadsheet holds no more: the CSV has every row.")
            return MOST_ROWS
        for column, value in enumerate(row):
            _cell(sheet, number, column, value)
    return number


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = fit_for_xml(str(value))
        cut = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 6] + " [cut]"
        sheet.write_string(row, column, cut)


def _meanings(sheet: Any, head: list[str], columns: Mapping[str, str], bold: Any) -> None:
    for row, line in enumerate(head):
        sheet.write_string(row, 0, line, bold if row == 0 else None)
    for row, (name, meaning) in enumerate(columns.items(), start=len(head) + 1):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, meaning)
