"""CSV for spreadsheets: what is written is what is read back, and nothing of it runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.outgoing.csv_text import BOM, csv_text, harmless

TEXT = st.text(alphabet="=+-@\t\r\n＝－\", 'aé1", max_size=6)
CELLS = st.one_of(TEXT, st.none(), st.integers(-9, 9))


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    for row in ([cell], ["a", cell], [cell, "a"], ["a\n", cell]):
        text = "".join(csv_text(["x"] * len(row), [row]))
        assert f"'{cell}" in text


@pytest.mark.parametrize("cell", ["Good", "", None, -1, 2.5, "a=b", "–10"])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_every_cell_comes_back_harmless_wherever_it_stands(
    rows: list[tuple[object, object]],
) -> None:
    text = "".join(csv_text(["one", "two"], rows))
    assert text.startswith(BOM)
    back = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    told = [["" if harmless(cell) is None else str(harmless(cell)) for cell in row] for row in rows]
    assert back == [["one", "two"], *told]


@given(st.lists(CELLS, min_size=1, max_size=4), st.lists(CELLS, min_size=1, max_size=4))
def test_every_line_is_as_csv_would_write_it(one: list[object], other: list[object]) -> None:
    """Lines in which nothing is quoted are not left to it."""
    wanted = io.StringIO(newline="")
    csv.writer(wanted).writerows([map(harmless, one), map(harmless, other)])
    text = "".join(csv_text(["x"], [one, other]))
    assert text == f"{BOM}x\r\n{wanted.getvalue()}"
