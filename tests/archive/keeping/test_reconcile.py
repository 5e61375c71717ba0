"""Another table against ours: by headings, whatever their order; nothing is understood by guessing."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.keeping.other_table import AREAS, NotATable, read_table
from archive.keeping.reconcile import Ours, compare, fold_name
from archive.outgoing.export import EXPORTS
from schedules.cli import main
from tests.nights import rows

DAY = dt.date(2024, 5, 14)
OURS = Ours("1", "80001", dt.date(2024, 6, 20), ((DAY, dt.date(2024, 5, 24)),),
            {"overall": "good", "leaders": "inadequate"}, {"overall": "awarded"})  # fmt: skip
HEAD = "Region,Local authority,Inspection start date,Publication date,Overall effectiveness,Impact of leaders on practice"


def verdicts(tmp_path: Path, *lines: str) -> list[tuple[str, str, str | None, str | None]]:
    path = tmp_path / "table.csv"
    path.write_text("\n".join(["Children’s services outcomes", "", HEAD, *lines]), encoding="utf-8")
    found = compare(
        read_table(path), [OURS], {fold_name("Tarn Council"): "80001"}, {"80001": "Tarn"}
    )
    return [(each.area, each.verdict, each.theirs, each.ours) for each in found]


def test_grades_that_agree_and_that_do_not(tmp_path: Path) -> None:
    assert verdicts(
        tmp_path, "North,Tarn,14/05/2024,20/06/2024,Good,Requires improvement to be good"
    ) == [
        ("overall", "agrees", "good", "good"),
        ("leaders", "disagrees", "requires improvement", "inadequate"),
    ]


@pytest.mark.parametrize(
    "day", ["14/05/2024", "14 May 2024", "2024-05-14", "14th May 2024", "2024-05-14T00:00:00"]
)
@pytest.mark.parametrize(
    "name", ["Tarn", "The City of Tarn", "Tarn Metropolitan Borough Council", "TARN"]
)
def test_days_and_names_in_other_forms(tmp_path: Path, day: str, name: str) -> None:
    assert verdicts(tmp_path, f"North,{name},{day},,2,4") == [
        ("overall", "agrees", "good", "good"),
        ("leaders", "agrees", "inadequate", "inadequate"),
    ]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("North,Atlantis,14/05/2024,,Good,Good", "not_understood"),
        ("North,Tarn,some day,,Good,Good", "not_understood"),
        ("North,Tarn,14/05/2022,,Good,Good", "only_theirs"),
    ],
)
def test_what_has_no_counterpart_is_said(tmp_path: Path, line: str, verdict: str) -> None:
    assert verdict in [found[1] for found in verdicts(tmp_path, line)]


def test_an_unknown_grade_is_not_guessed(tmp_path: Path) -> None:
    assert ("overall", "not_understood", "Quite good", "good") in verdicts(
        tmp_path, "North,Tarn,14/05/2024,,Quite good,"
    )


def test_what_only_we_have_within_their_time_is_said(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "N,Atlantis,01/01/2024,,Good,", "N,Tarn,31/12/2024,,Good,Good")
    assert ("date", "only_ours", None, "2024-05-14") in found


def test_a_letter_whose_row_gives_no_grade_is_not_said_to_have_no_row(tmp_path: Path) -> None:
    """As since April 2026, when inspections are no longer given an overall grade."""
    path = tmp_path / "t.csv"
    path.write_text("Authority,Start date,Overall\nTarn,14/05/2024,Not judged\n")
    ours = replace(OURS, grades={}, statuses={"overall": "not_awarded"})
    assert compare(read_table(path), [ours], {"tarn": "80001"}, {}) == []


def test_grades_are_found_by_their_headings_and_not_by_place(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "Impact of leaders;Overall effectiveness;Start date;Authority name\n4;2;14.05.2024;Tarn\n"
    )
    found = compare(read_table(path), [OURS], {"tarn": "80001"}, {})
    assert {each.area: each.verdict for each in found} == {"overall": "agrees", "leaders": "agrees"}


def ods(path: Path, rows: list[list[str]]) -> Path:
    """A minimal OpenDocument spreadsheet; its first sheet is a cover, as Ofsted's are."""

    def table(name: str, cells: list[list[str]]) -> str:
        body = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:number-columns-repeated="1"><text:p>{cell}</text:p></table:table-cell>'
                for cell in row
            )
            + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
            for row in cells
        )
        empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        return f'<table:table table:name="{name}">{body}{empty}</table:table>'

    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        + table("Cover", [["Outcomes of inspections"]])
        + table("Data", rows)
        + "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
    return path


def test_an_opendocument_spreadsheet_is_read(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "t.ods", [HEAD.split(","), ["N", "Tarn", "14/05/2024", "", "Good", "Inadequate"]]
    )
    found = compare(read_table(path), [OURS], {"tarn": "80001"}, {})
    assert [each.verdict for each in found] == ["agrees", "agrees"]


@pytest.mark.parametrize(
    "body", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken", b"\xff\xfe\x00", b"<html>"]
)
def test_what_is_no_table_is_said(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(body)
    with pytest.raises(NotATable):
        read_table(path)


def test_a_spreadsheet_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.ods", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("content.xml", b" " * 101_000_000)
    with pytest.raises(NotATable, match="unpacks"):
        read_table(tmp_path / "t.ods")


def test_the_command_keeps_what_it_found(world: Path, tmp_path: Path) -> None:
    import shutil

    data = tmp_path / "data"
    shutil.copytree(world, data)
    held = rows(data, """SELECT l.id, a.name, w.start, j.grade FROM letters l
        JOIN local_authorities a ON a.urn = l.local_authority
        JOIN visit_windows w ON w.letter = l.id
        JOIN judgements j ON j.letter = l.id AND j.area = 'overall'
        WHERE l.kind = 'inspection' AND j.grade IN ('good', 'inadequate')""")  # fmt: skip
    wrong, *right = held
    lines = [f"{wrong['name']},{wrong['start']},outstanding"]
    lines += [f"{row['name']},{row['start']},{row['grade']}" for row in right]
    (tmp_path / "theirs.csv").write_text("\n".join(["Local authority,Start date,Overall", *lines]))
    CliRunner().invoke(main, ["export", str(data / EXPORTS), "--data", str(data)])
    done = CliRunner().invoke(
        main, ["reconcile", str(tmp_path / "theirs.csv"), "--data", str(data)]
    )
    assert done.exit_code == 3, done.output
    assert f"disagrees: row 2, {wrong['name']}" in done.output
    kept = rows(data, "SELECT verdict, letter FROM reconciled WHERE area = 'overall'")
    assert {"verdict": "disagrees", "letter": wrong["id"]} in kept
    assert sum(row["verdict"] == "agrees" for row in kept) == len(right)
    assert "disagrees" in (data / EXPORTS / "reconciled.csv").read_text(encoding="utf-8")


def test_every_area_has_a_heading() -> None:
    from archive.keeping.other_table import _HEADINGS

    assert set(AREAS) <= {name for name, _ in _HEADINGS}
