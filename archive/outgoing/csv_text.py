"""CSV that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

BOM = "\ufeff"  # without it Excel shows “quotes” as something else
_ROWS_A_PIECE = 200
# A spreadsheet runs a cell that begins with one of these as a formula. Text from the web gets an
# apostrophe before it, which spreadsheets show as text.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV in pieces of some hundred rows, each cell harmless to a spreadsheet."""
    yield BOM + _written([columns])
    left = iter(rows)
    while some := list(islice(left, _ROWS_A_PIECE)):
        # Few pieces hold such a cell, and to look for one is quicker than to go over every cell.
        begins = {cell[:1] for row in some for cell in row if cell.__class__ is str}
        yield _written(some if begins.isdisjoint(FORMULA) else map(_harmless_row, some))


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value


def _harmless_row(row: Sequence[Any]) -> list[Any]:
    return [harmless(cell) for cell in row]


def _written(rows: Iterable[Sequence[Any]]) -> str:
    """As Python's csv writes it. A row in which nothing is to be quoted is its cells with commas
    between: to see so takes a third of the time in which csv goes over each character."""
    lines: list[str] = []
    quoting = csv.writer(_Lines(lines))
    for row in rows:
        cells = [
            cell if cell.__class__ is str else "" if cell is None else str(cell) for cell in row
        ]
        line = ",".join(cells)
        plain = line.count(",") == len(cells) - 1 and line
        if plain and '"' not in line and "\n" not in line and "\r" not in line:
            lines.append(f"{line}\r\n")
        else:
            quoting.writerow(row)
    return "".join(lines)


class _Lines:
    """What csv writes, a line after another."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append
