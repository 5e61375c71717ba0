"""The `reconcile` command: our inspections against another table's, kept in `reconciled`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.keeping.other_table import read_table
from archive.keeping.reconcile import Ours, compare, fold_name
from archive.outgoing import export
from archive.records import Compared
from archive.store import Archive
from schedules.lock import only_run

_VERDICTS = (
    ("agrees", "agree"),
    ("disagrees", "disagree"),
    ("only_theirs", "only the other table has"),
    ("only_ours", "only we have"),
    ("not_understood", "were not understood"),
)


def reconcile_file(file: Path, data: Path) -> tuple[str, bool]:
    """Compare, keep the result, and tell it; True where nothing differs.

    Raises NotATable, and AnotherRunIsOn.
    """
    rows = read_table(file)
    with only_run(data):
        with Archive(data) as archive:
            urns, names = _authorities(archive)
            found = compare(rows, list(_ours(archive)), urns, names)
            archive.reconciled.save(file.name, found)
        export.refresh(data)
    return _told(file, len(rows), found), all(each.verdict == "agrees" for each in found)


def _authorities(archive: Archive) -> tuple[dict[str, str], dict[str, str]]:
    rows = archive.rows(
        "SELECT urn, name, aliases FROM local_authorities ORDER BY active_to IS NULL"
    )
    urns: dict[str, str] = {}
    for row in rows:  # those of today last, so that they have the names they share
        for name in (*(row["aliases"] or "").split("; "), row["name"]):
            if name:
                urns[fold_name(name)] = row["urn"]
    return urns, {row["urn"]: row["name"] for row in rows}


def _ours(archive: Archive) -> Iterator[Ours]:
    for row in archive.rows(
        """SELECT id, local_authority, published FROM letters
           WHERE kind = 'inspection' AND status = 'read' ORDER BY id"""
    ):
        grades = archive.rows(
            "SELECT area, grade, status FROM judgements WHERE letter = ?", [row["id"]]
        )
        windows = archive.rows(
            "SELECT start, end FROM visit_windows WHERE letter = ? ORDER BY start", [row["id"]]
        )
        yield Ours(
            row["id"],
            row["local_authority"],
            _day(row["published"]),
            tuple((dt.date.fromisoformat(w["start"]), dt.date.fromisoformat(w["end"]))
                  for w in windows),
            {g["area"]: g["grade"] for g in grades if g["grade"]},
            {g["area"]: g["status"] for g in grades},
        )  # fmt: skip


def _day(text: Any) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _told(file: Path, rows: int, found: Sequence[Compared]) -> str:
    counts = Counter(each.verdict for each in found)
    lines = [
        f"{file.name}: {rows} rows; of {len(found)} facts "
        + ", ".join(f"{counts[verdict]} {words}" for verdict, words in _VERDICTS)
        + "."
    ]
    for verdict, _ in _VERDICTS[1:]:
        lines += [f"  {verdict}: {_line(each)}" for each in found if each.verdict == verdict]
    return "\n".join(lines)


def _line(each: Compared) -> str:
    where = f"row {each.row}, " if each.row else ""
    note = f" ({each.note})" if each.note else ""
    letter = f", letter {each.letter}" if each.letter else ""
    return (
        f"{where}{each.authority}, {each.date or 'no day'}, {each.area}: "
        f"theirs {each.theirs or 'nothing'}, ours {each.ours or 'nothing'}{letter}{note}"
    )
