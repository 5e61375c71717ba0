"""The letters that `compare` is given: PDFs, or their text as somebody has pasted it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.letters.plain_text import read_plain
from archive.letters.reading import read_many
from archive.local_authorities import slug_of
from archive.records import HeldLetter, Letter, Point
from crawler.pages.dates import date_of_text

# By a letter's own heading; the first that is named counts.
_KINDS = {
    "monitoring_visit": re.compile(r"monitoring visit", re.IGNORECASE),
    "focused_visit": re.compile(r"focus+ed visit", re.IGNORECASE),
    "assurance_visit": re.compile(r"assurance visit", re.IGNORECASE),
    "jtai": re.compile(r"joint targeted area inspection", re.IGNORECASE),
    "area_send": re.compile(r"area SEND inspection", re.IGNORECASE),
    "inspection": re.compile(r"inspection of", re.IGNORECASE),
}


class NothingToCompare(Exception):
    """A file or address that gives no words. The message says which, and what would do."""


@dataclass(frozen=True, slots=True)
class GivenLetter:
    """A letter; and, of one given as text, what it should tell and could not be read."""

    letter: HeldLetter
    unread: tuple[str, ...] = ()


def read_given(files: Sequence[Path]) -> list[GivenLetter]:
    """Each letter, PDF or text, in the order given. Raises NothingToCompare."""
    missing = [file for file in files if not file.exists()]
    if missing:
        raise NothingToCompare(f"There is no file {missing[0]}.")
    pdfs = [(str(file), file, date_of_text(file.stem)) for file in files if not _is_text(file)]
    read = dict(read_many(pdfs, today=dt.datetime.now(dt.UTC).date())) if pdfs else {}
    return [
        _of_text(file) if _is_text(file) else GivenLetter(_held(str(file), read[str(file)]))
        for file in files
    ]


def _is_text(file: Path) -> bool:
    with file.open("rb") as opened:
        return not opened.read(1024).lstrip().startswith(b"%PDF")


def _held(name: str, letter: Letter) -> HeldLetter:
    if letter.status != "read":
        reasons = "; ".join(letter.warnings)
        raise NothingToCompare(f"{name} could not be read: {reasons}")
    return HeldLetter(
        id=name,
        local_authority=slug_of(letter.authority_as_printed or ""),
        kind=letter.kind,
        url=name,
        provider_url="",
        text=letter.text,
        framework=letter.framework,
        published=letter.published or date_of_text(Path(name).stem),
        visit_windows=letter.visit_windows,
        inspectors=tuple(one.name for one in letter.inspectors),
        grades=tuple((one.area, one.grade) for one in letter.judgements if one.grade),
        theme=letter.theme,
        page_starts=letter.page_starts,
        points=tuple(
            Point(one.kind, str(position), one.text, one.page)
            for position, one in enumerate(letter.improvement_points, start=1)
        ),
    )


def _of_text(file: Path) -> GivenLetter:
    """A letter pasted as text: its words, its kind by its own heading, and of its grades and points
    what their labels tell."""
    whole = file.read_text(encoding="utf-8-sig", errors="replace")
    text = _reflowed(whole)
    kind = next((name for name, words in _KINDS.items() if words.search(text[:3000])), "other")
    plain = read_plain(whole, kind)
    letter = HeldLetter(
        id=str(file),
        local_authority="",
        kind=kind,
        url=str(file),
        provider_url="",
        text=text,
        published=date_of_text(text[:600]) or date_of_text(file.stem),
        framework="SIF" if "adoption" in dict(plain.grades) else "ILACS" if plain.grades else None,
        grades=plain.grades,
        points=plain.points,
    )
    unread = tuple(f"{file}: {why}" for why in plain.unread)
    return GivenLetter(letter, unread)


def _reflowed(text: str) -> str:
    """Lines that a PDF's width has broken put together; a blank line or a bullet begins anew."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\f", "\n\n"))
    broken = re.compile(r"\s*\n(?!\s*(?:[•◼■▪*–-]|\d{1,3}[.)])\s)\s*")
    return "\n\n".join(broken.sub(" ", each).strip() for each in paragraphs if each.strip())
