"""What commands add to the file is read back, and what people wrote in it stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from archive.corrected.corrections import FILE
from archive.corrections_yml import add, read
from archive.records import Correction

TODAY = dt.date(2026, 11, 22)
ENTRIES = [
    Correction("letters", "50252437", "published", dt.date(2021, 12, 8), "Zoë Tarn",
               TODAY, "The letter prints 2012: “a slip”."),
    Correction("letters", "50252437", "visit_windows",
               [[dt.date(2021, 10, 6), dt.date(2021, 10, 7)]], "Zoë Tarn", TODAY, "Seen."),
    Correction("links", "press_release/x", "letter", ["50252437", "50252438"], "Ann", TODAY, "Both."),
]  # fmt: skip


def test_what_is_added_is_read_back(tmp_path: Path) -> None:
    assert read(tmp_path, TODAY) == ([], [])
    add(tmp_path, ENTRIES[:1], about="A title\nof two lines")
    add(tmp_path, ENTRIES[1:])
    assert read(tmp_path, TODAY) == (ENTRIES, [])


def test_what_people_wrote_stays_as_they_wrote_it(tmp_path: Path) -> None:
    theirs = b"# mine, without an end of line"
    (tmp_path / FILE).write_bytes(theirs)
    add(tmp_path, ENTRIES)
    assert (tmp_path / FILE).read_bytes().startswith(theirs + b"\n- table: letters\n")
    assert read(tmp_path, TODAY) == (ENTRIES, [])


def test_a_file_in_another_encoding_is_said_to_be_so_and_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes("# Zoë\n".encode("latin-1"))
    add(tmp_path, ENTRIES)
    entries, (sentence,) = read(tmp_path, TODAY)
    assert entries == []
    assert sentence.startswith(f"{FILE} is not YAML")
