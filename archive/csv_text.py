"""CSV that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

BOM = "\ufeff"  # without it Excel shows “quotes” as something else
_ROWS_A_PIECE = 200
# A spreadsheet runs a cell that begins with one of these as a formula. Text from the web gets an
# apostrophe before it, which spreadsheets show as text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where such a cell may begin in written CSV; a number below nought and some commas look the same.
_MAY_RUN = re.compile('(?:^|[,\n])(?:"?[=+\\-@\t＝＋－＠]|"[\r\n])')


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV in pieces of some hundred rows, each cell harmless to a spreadsheet."""
    yield BOM + _written([columns])
    left = iter(rows)
    while some := list(islice(left, _ROWS_A_PIECE)):
        text = _written(some)
        # Looking at each cell takes five times as long as writing them all, and few are suspect.
        yield _written(map(_harmless_row, some)) if _MAY_RUN.search(text) else text


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _harmless_row(row: Sequence[Any]) -> list[Any]:
    return [harmless(cell) for cell in row]


def _written(rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()
