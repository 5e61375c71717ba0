"""A list as one sheet of an .xlsx file. Text stays text: nothing in it is taken for a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Excel's own bounds. A longer list is to be had whole as CSV, and the last row says so.
MOST_ROWS = 1_048_576 - 2
_MOST_CHARACTERS = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def workbook(
    title: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]], about: Sequence[str]
) -> bytes:
    """An .xlsx file of two sheets: the rows, and what the columns mean. `columns`: name ->
    meaning, in order. `about`: lines for the head of the second sheet."""
    file = io.BytesIO()
    # Row by row, so that a long list needs no more memory than a short one.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    bold = book.add_format({"bold": True})
    _rows(book.add_worksheet("Rows"), list(columns), rows, bold)
    _meanings(book.add_worksheet("What the columns mean"), [title, *about], columns, bold)
    book.close()
    return file.getvalue()


def _rows(sheet: Any, names: list[str], rows: Iterable[Sequence[Any]], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, bold)
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            sheet.write_string(number, 0, "A spreadsheet holds no more: the CSV has every row.")
            return
        for column, value in enumerate(row):
            _cell(sheet, number, column, value)


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = _NOT_IN_XML.sub("", str(value))
        cut = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 6] + " [cut]"
        sheet.write_string(row, column, cut)


def _meanings(sheet: Any, head: list[str], columns: Mapping[str, str], bold: Any) -> None:
    for row, line in enumerate(head):
        sheet.write_string(row, 0, line, bold if row == 0 else None)
    for row, (name, meaning) in enumerate(columns.items(), start=len(head) + 1):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, meaning)
