"""An archive of invented documents, as large as is wanted, for `site.py`.

Words are drawn from an invented vocabulary by Zipf's law, with the field's own among the frequent
ones, so that some words stand in half of all documents and most in a few.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from archive.records import Authority
from archive.store import Archive
from archive.words.search_text import row_for

FIELD = (
    *("the", "and", "of", "to", "in", "for", "children", "council", "inspectors", "services"),
    *("care", "social", "work", "workers", "young", "people", "families", "good", "improvement"),
    *("leaders", "ofsted", "inspection", "support", "practice", "plans", "help", "protection"),
    *("safeguarding", "foster", "carers", "placements", "neglect", "permanence", "supervision"),
    *("school", "road", "budget", "planning"),
)
_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "ha", "ji", "ke", "lo", "mu", "na", "po", "ri", "sa", "te"),
    *("vu", "wi", "ya", "zo", "bre", "cla", "dro", "fli", "gra", "ple"),
)
_PARAGRAPHS = 4000
_FIRST, _LAST = dt.date(2014, 1, 1), dt.date(2026, 11, 20)
_REGIONS = ("North", "South", "East", "West", "Middle")
_AREAS = ("overall", "leaders", "help_and_protection", "in_care", "care_leavers")
_GRADES = ("outstanding", "good", "requires improvement", "inadequate")
_THEMES = ("assessment", "neglect", "planning", "workforce", "care leavers", "permanence")
_BATCH = 5000
_UNLINKED = {
    "document_kind": "",
    "document": "",
    "position": 1,
    "letter": None,
    "decision": "not_about_a_letter",
    "score": 0.0,
    "decided_by": "rule",
    "reason": "is about a school",
    "evidence": "{}",
    "decided": "2026-11-20T04:00:00Z",
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each."""

    letters: int = 3_000
    releases: int = 150_000
    reports: int = 850_000


class World:
    """Where the words of all documents come from. The same seed gives the same words."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        invented = (self._word(n) for n in range(60_000))
        self.vocabulary = [*FIELD, *dict.fromkeys(w for w in invented if w not in FIELD)]
        self.weights = list(accumulate(1 / (n + 3) for n in range(len(self.vocabulary))))
        self.paragraphs = [self._sentence(60) for _ in range(_PARAGRAPHS)]

    def text(self, paragraphs: int) -> str:
        """So many paragraphs, and some words of its own."""
        own = self._sentence(25)
        return "\n\n".join([*self.random.sample(self.paragraphs, paragraphs), own])

    def title(self) -> str:
        """A headline."""
        return self._sentence(8).rstrip(".")

    def day(self) -> dt.date:
        """A day on which something was published."""
        return _FIRST + dt.timedelta(self.random.randrange((_LAST - _FIRST).days))

    def _sentence(self, words: int) -> str:
        chosen = self.random.choices(self.vocabulary, cum_weights=self.weights, k=words)
        return " ".join(chosen).capitalize() + "."

    @staticmethod
    def _word(number: int) -> str:
        base, word = len(_SYLLABLES), _SYLLABLES[number % len(_SYLLABLES)]
        while number >= base:
            number //= base
            word += _SYLLABLES[number % base]
        return word + "n"


def build(folder: Path, size: Size, say: Callable[[str], None]) -> None:
    """Fill an empty folder."""
    world = World()
    with Archive(folder) as archive:
        archive.places.put_authorities(
            [
                Authority(
                    str(n),
                    f"Town {n}",
                    f"town-{n}",
                    region=_REGIONS[n % 5],
                    gss_code=f"E{n:08}",
                    type="unitary",
                    statistical_neighbours=tuple(f"E{m % 153:08}" for m in range(n, n + 10)),
                )
                for n in range(153)
            ]
        )
        for db in (archive.db, archive.originals.db):
            db.execute("PRAGMA synchronous=OFF")
        letters = _letters(archive, world, size.letters)
        say(f"{size.letters:,} letters")
        _items(archive, world, "press_release", size.releases, letters)
        say(f"{size.releases:,} releases")
        _items(archive, world, "news_report", size.reports, letters)
        say(f"{size.reports:,} reports")
        _runs(archive)
        archive.db.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")
        archive.db.execute("ANALYZE")


def _letters(archive: Archive, world: World, count: int) -> list[tuple[str, str, dt.date]]:
    tables: dict[str, list[Row]] = {}
    told = []
    for n in range(count):
        number, urn, day = str(50_000_000 + n), str(n % 153), world.day()
        title, text = f"Inspection of Town {urn} {world.title()}", world.text(40)
        kind = ("inspection", "focused_visit", "monitoring_visit", "jtai")[n % 4]
        told.append((number, urn, day))
        facts = {"local_authority": urn, "kind": kind, "published": day.isoformat()}
        search_id = _learn(archive, "letter", number, title, text, facts)
        _add(
            tables,
            "letters",
            {
                "id": number,
                **facts,
                "framework": "ILACS",
                "label": "Letter",
                "title": title,
                "published_source": "letter",
                "text": text,
                "page_starts": "[0]",
                "pages": 8,
                "url": f"https://files.example/{number}",
                "sha256": _sha(number),
                "status": "read",
                "first_seen": f"{day}T04:00:00Z",
                "last_seen": "2026-11-21T04:00:00Z",
                "parser_version": "1",
                "search_id": search_id,
            },
        )
        if kind == "inspection":
            for place, area in enumerate(_AREAS):
                grade = _GRADES[(n // 4 + place) % 4]
                _add(
                    tables,
                    "judgements",
                    {
                        "letter": number,
                        "area": area,
                        "grade": grade,
                        "as_printed": grade,
                        "status": "awarded",
                        "page": 1,
                    },
                )
        for place in range(5):
            _add(
                tables,
                "improvement_points",
                {
                    "letter": number,
                    "position": place + 1,
                    "kind": "improvement",
                    "text": world.title(),
                    "themes": _THEMES[(n + place) % 6],
                    "page": 2,
                },
            )
            _add(
                tables,
                "evidence",
                {
                    "letter": number,
                    "position": place + 1,
                    "field": f"improvement_points.{place + 1}",
                    "page": 2,
                    "x0": 72,
                    "y0": 300,
                    "x1": 300,
                    "y1": 312,
                    "words": "words",
                },
            )
        for place in range(6):
            _add(
                tables,
                "sections",
                {
                    "letter": number,
                    "position": place + 1,
                    "level": 1,
                    "heading": world.title(),
                    "page": 1,
                    "text": text[:500],
                },
            )
    for table, rows in tables.items():
        _insert(archive.db, table, rows)
    return told


def _items(
    archive: Archive, world: World, kind: str, count: int, letters: list[tuple[str, str, dt.date]]
) -> None:
    made = _each(archive, world, kind, count, letters)
    while batch := list(islice(made, _BATCH)):
        tables: dict[str, list[Row]] = {}
        for name, row in (pair for some in batch for pair in some):
            tables.setdefault(name, []).append(row)
        texts = tables.pop("report_texts", [])
        _insert(archive.originals.db, "report_texts", texts)
        for table, rows in tables.items():
            _insert(archive.db, table, rows)


def _each(
    archive: Archive, world: World, kind: str, count: int, letters: list[tuple[str, str, dt.date]]
) -> Iterator[list[tuple[str, Row]]]:
    is_release = kind == "press_release"
    for n in range(count):
        document = _sha(f"{kind} {n}")[:12]
        about = n % (10 if is_release else 25) == 0
        letter, urn, day = letters[world.random.randrange(len(letters))]
        if not about:
            urn, day = str(n % 153), world.day()
        title, text = world.title(), world.text(5)
        published = (day + dt.timedelta(world.random.randrange(10))).isoformat()
        facts = {"local_authority": urn, "kind": None, "published": published}
        row: Row = {
            "id": document,
            "local_authority": urn,
            "url": f"https://town.example/{document}",
            "title": title,
            "published": published,
            "published_source": "json-ld",
            "about_ofsted": int(about),
            "sha256": _sha(document),
            "first_seen": f"{published}T04:00:00Z",
            "last_seen": "2026-11-21T04:00:00Z",
            "search_id": _learn(archive, kind, document, title, text, facts),
        }
        version: Row = {
            "document_kind": kind,
            "document": document,
            "version": 1,
            "seen": row["first_seen"],
            "title": title,
            "text": None,
            "text_sha256": None,
            "sha256": row["sha256"],
        }
        given: list[tuple[str, Row]] = []
        if is_release:
            given.append(("press_releases", {**row, "publisher": f"Town {urn}", "text": text}))
            version["text"] = text
        else:
            text_sha = _sha(text)
            version["text_sha256"] = text_sha
            extract = " ".join(text.split()[:40])
            given.append(
                (
                    "news_reports",
                    {
                        **row,
                        "outlet": f"Paper {int(urn) % 60}",
                        "extract": extract,
                        "text_sha256": text_sha,
                    },
                )
            )
            given.append(("report_texts", {"sha256": text_sha, "title": title, "text": text}))
        given.append(("versions", version))
        if n % 500 == 0:
            given.append(("versions", {**version, "version": 2, "seen": "2026-11-20T04:00:00Z"}))
        # A release and some three reports for each letter; all else is about schools.
        if n % (50 if is_release else 100) == 0:
            given += _findings(kind, document, letter, n, text)
        elif about:
            given.append(("links", {**_UNLINKED, "document_kind": kind, "document": document}))
        yield given


def _findings(
    kind: str, document: str, letter: str, n: int, text: str
) -> Iterator[tuple[str, Row]]:
    own = {"document_kind": kind, "document": document}
    yield (
        "links",
        {
            **own,
            "position": 1,
            "letter": letter,
            "decision": "linked",
            "score": 9.0,
            "decided_by": "rule",
            "reason": "names the visit's days",
            "evidence": "{}",
            "decided": "2026-11-20T04:00:00Z",
        },
    )
    for place in range(4):
        verdict = ("exact", "altered", "exact", "not_ofsted")[place] if n % 3 else "exact"
        yield (
            "quotations",
            {
                **own,
                "position": place + 1,
                "text": text[place * 60 : place * 60 + 50],
                "speaker": "Ofsted",
                "verdict": verdict,
                "letter": letter,
                "page": 1,
                "start": place * 60,
                "end": place * 60 + 50,
                "letter_words": text[:50],
                "difference": "[-one-] [+two+]" if verdict == "altered" else None,
                "document_start": place * 60,
                "document_end": place * 60 + 50,
                "in_title": 0,
                "earlier_issue": 0,
            },
        )
    if kind == "press_release":
        for place in range(5):
            yield (
                "answers",
                {
                    "press_release": document,
                    "letter": letter,
                    "item_kind": "improvement",
                    "item": str(place + 1),
                    "verdict": "not_mentioned" if place % 2 else "mentioned",
                    "sentence": text[:80],
                    "score": 0.5,
                    "text": text[:60],
                    "page": 2,
                },
            )
    if n % 7 == 0:
        yield (
            "grade_claims",
            {
                **own,
                "position": 1,
                "area": "overall",
                "claimed": "good",
                "letter": letter,
                "grade": "requires improvement",
                "verdict": "wrong" if n % 2 else "right",
                "document_start": 0,
                "document_end": 4,
                "sentence": text[:80],
                "reason": "named",
                "in_title": 0,
            },
        )


def _runs(archive: Archive) -> None:
    archive.db["sources"].insert_all(
        {
            "id": f"s{n}",
            "kind": "newsroom",
            "local_authority": str(n % 153),
            "publisher": f"P{n}",
            "url": "https://town.example/",
            "design": "wordpress",
        }
        for n in range(300)
    )
    nights = [(dt.date(2025, 11, 21) + dt.timedelta(n)).isoformat() for n in range(365)]
    archive.db["runs"].insert_all(
        {
            "id": f"{night}-a",
            "started": f"{night}T03:30:00Z",
            "finished": f"{night}T04:00:00Z",
            "outcome": "finished",
        }
        for night in nights
    )
    archive.db["source_runs"].insert_all(
        {
            "run": f"{night}-a",
            "source": f"s{n}",
            "started": f"{night}T03:30:00Z",
            "reached": "",
            "new": int(n % 50 == 0),
            "verdict": "healthy",
            "reason": "1 new, 0 changed.",
        }
        for night in nights
        for n in range(300)
    )


def _learn(archive: Archive, kind: str, document: str, title: str, text: str, facts: Row) -> int:
    day = dt.date.fromisoformat(facts["published"])
    row = row_for(day, _sha(f"{kind} {document}"))
    while row in _TAKEN:
        row += 1
    _TAKEN.add(row)
    archive.db.conn.execute(
        "INSERT INTO search_documents VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            row,
            kind,
            document,
            facts["local_authority"],
            facts["kind"],
            facts["published"],
            day.year,
        ],
    )
    archive.db.conn.execute(
        "INSERT INTO search_index(rowid, title, text) VALUES (?, ?, ?)", [row, title, text]
    )
    return row


_TAKEN: set[int] = set()


def _add(tables: dict[str, list[Row]], table: str, row: Row) -> None:
    tables.setdefault(table, []).append(row)


def _insert(db: Any, table: str, rows: list[Row]) -> None:
    if not rows:
        return
    names = list(rows[0])
    marks = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    db.conn.executemany(
        f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',
        [[row[name] for name in names] for row in rows],
    )
    db.conn.commit()


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
