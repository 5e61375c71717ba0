"""The `compare` command: one release or report against a letter, in an archive or in none."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.checking.checks import ReadyLetter, check_item
from archive.checking.elsewhere import Elsewhere
from archive.checking.points import points_of
from archive.checking.recurring import recurring_points
from archive.local_authorities import known_authorities
from archive.records import (
    Checks,
    HeldLetter,
    Item,
    RecurringPoint,
    document_id,
    numbered,
    to_plain,
)
from archive.store import Archive
from crawler.errors import PageChanged
from crawler.pages.article import Article
from schedules.given_letters import NothingToCompare, read_given

_DAY = dt.date(1970, 1, 1)  # nothing here asks when an item was first seen


@dataclass(frozen=True, slots=True)
class Comparison:
    """A release or report, the letters it was held against, and what was found."""

    item: Item
    letters: Sequence[HeldLetter]
    checks: Checks
    recurring: Sequence[RecurringPoint]
    unread: Sequence[str] = ()  # what a letter given as text should tell and does not

    def plain(self) -> dict[str, Any]:
        """As one object for JSON, under the tables' names."""
        return {
            "release": self.item.document,
            "title": self.item.title,
            "letters": [letter.id for letter in self.letters],
            "quotations": numbered(to_plain(self.checks.quotations)),
            "grade_claims": numbered(to_plain(self.checks.grade_claims)),
            "answers": to_plain(self.checks.answers),
            "shared_passages": to_plain(self.checks.shared_passages),
            "borrowed_words": to_plain(self.checks.borrowed),
            "recurring_points": to_plain(tuple(self.recurring)),
            "unread": list(self.unread),
        }


def compare(
    release: str, letters: Sequence[Path], data: Path, is_report: bool = False
) -> Comparison:
    """Hold a release against the first of `letters`; the others are the authority's further ones.

    `release`: a file of text or HTML, `-` for what is pasted in, or an address in the archive in
    `data`. Raises NothingToCompare.
    """
    kind = "news_report" if is_report else "press_release"
    item = _pasted(kind) if release == "-" else _item(release, kind, data)
    given = read_given(letters)
    held = [one.letter for one in given]
    if not held:
        raise NothingToCompare("Name the letter to compare with: a PDF, or its text.")
    first, *others = [ReadyLetter(letter) for letter in held]
    checks = check_item(
        item, [first], others, elsewhere=_elsewhere(first.letter), is_said_to_be=True
    )
    told = [
        (one.letter.id, points_of(one.letter))
        for one in others
        if not (one.letter.published and first.letter.published)
        or one.letter.published < first.letter.published
    ]
    again = recurring_points(first.letter.id, first.points, told)
    unread = [why for one in given for why in one.unread]
    return Comparison(item, held, checks, again, unread)


# --- the release ---


def _pasted(kind: str) -> Item:
    return _of_text(sys.stdin.read(), "-", kind)


def _item(release: str, kind: str, data: Path) -> Item:
    if re.match(r"https?://", release):
        return _from_archive(release, data)
    path = Path(release)
    if not path.exists():
        raise NothingToCompare(f"There is no file {release}.")
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if path.suffix.lower() in (".html", ".htm"):
        return _of_page(text, release, kind)
    return _of_text(text, release, kind)


def _of_text(text: str, name: str, kind: str) -> Item:
    """The first line is the title, the rest the text."""
    title, _, rest = text.strip().partition("\n")
    if not title:
        raise NothingToCompare(f"{name} holds no words.")
    return Item(kind, name, title.strip(), rest.strip() or title, None, _DAY)


def _of_page(html: str, name: str, kind: str) -> Item:
    page = Article("https://page.invalid/", html)
    try:
        text = "\n\n".join(page.paragraphs())
        return Item(kind, name, page.title(), text, None, _DAY, block_quotes=page.block_quotes())
    except PageChanged as error:
        raise NothingToCompare(f"{name} could not be read as a page: {error}") from error


def _from_archive(url: str, data: Path) -> Item:
    if not (data / "archive.db").exists():
        raise NothingToCompare(f"There is no archive in {data} to look {url} up in.")
    number = document_id(url)
    with Archive(data) as archive:
        for kind, table in (("press_release", "press_releases"), ("news_report", "news_reports")):
            rows = archive.rows(f"SELECT * FROM {table} WHERE id = ? OR url = ?", [number, url])  # noqa: S608
            for row in rows:
                text = row.get("text")
                if text is None:
                    text = (archive.originals.text(row["text_sha256"]) or ("", ""))[1]
                blocks = tuple(json.loads(row["block_quotes"] or "[]"))
                return Item(kind, url, row["title"], str(text), None, _DAY, block_quotes=blocks)
    raise NothingToCompare(f"{url} is not in the archive; save the page, and give its file.")


def _elsewhere(letter: HeldLetter) -> Elsewhere | None:
    """By the names of all authorities, where the letter's own is one of them."""
    names = {one.urn: (one.name, *one.aliases) for one in known_authorities()}
    own = next((one.urn for one in known_authorities() if one.slug == letter.local_authority), None)
    return Elsewhere(names, own) if own else None
