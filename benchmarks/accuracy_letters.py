"""How well letters are read: against facts checked by hand, and over all real documents at hand.

    python benchmarks/accuracy_letters.py [--workers N] [--write docs/accuracy.md]

Needs the real documents and the hand-checked facts beside the project (../shared/corpus,
../shared/gold). Without `--write` the section is printed; with it, it replaces what stands between
two marks in the file. Ends with 1 if a fact is wrong for which no argument is known.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.letters.reading import read_many
from archive.records import Letter

sys.path.append(str(Path(__file__).resolve().parent.parent))  # when run as a script
from benchmarks.sections import table, write_between_marks

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
CORPUS, GOLD = SHARED / "corpus", SHARED / "gold"
TODAY = dt.date(2026, 11, 21)

# Our words for what the hand-checked facts word more freely.
VOCABULARY = {
    "SEND (area, 2023)": "SEND",
    "Joint area review: progress inspection (2009)": "pre-SIF",
    "inconsistent experiences and outcomes": "inconsistent",
    "typically positive experiences and outcomes": "positive",
    "lscb": "safeguarding_board",
    "outcome": "send_outcome",
}
OTHERS = ("quality_assurance", "shadow", "data_analysts")  # left out of a row that has none
# Where the hand-checked facts and the reader differ, and the page is on the reader's side.
ARGUED = {
    ("22 february 2018", "visit_as_printed"): "the hand-checked fact adds a remark that the page "
    "does not print; the days are the same",
    ("25 november 2022", "lead_inspector"): "page 1 names two lead inspectors, and the other file "
    "of hand-checked facts names both",
}
# What a warning says where the fact is missing.
REASONS = {
    "published": r"document (prints no date|is dated)|document's date",
    "visit_start": r"(visit|inspection)'s dates",
    "visit_end": r"(visit|inspection)'s dates",
    "addressee": r"addressee",
    "addressee_role": r"office|addressee",
    "title": r"title|headed|not recognised",
    "authority_as_printed": r"authority's name",
    "headline": r"headline|narrative|summary",
    "lead_inspector": r"inspector",
    "theme": r"looked at",
    "visit_number": r"which monitoring visit",
    "previous_judgement": r"was judged",
}
# The facts that each kind of document prints.
VISIT = ("published", "visit_start", "visit_end", "addressee", "addressee_role", "title",
         "authority_as_printed", "headline", "lead_inspector", "theme")  # fmt: skip
REPORT = ("visit_start", "visit_end", "lead_inspector", "title", "authority_as_printed", "headline")
REVIEW = ("published", "visit_start", "visit_end", "title", "authority_as_printed", "headline")
PRINTED = {
    "focused_visit": VISIT,
    "assurance_visit": VISIT,
    "monitoring_visit": (*VISIT, "visit_number", "previous_judgement"),
    "jtai": tuple(field for field in VISIT if field != "lead_inspector"),
    "inspection": REPORT,
    "area_send": REPORT,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One checked fact, and what was read."""

    file: str
    field: str
    gold: Any
    read: Any

    @property
    def is_right(self) -> bool:
        return bool(self.gold == self.read)

    @property
    def argument(self) -> str | None:
        day = self.file.removesuffix(".pdf").rpartition(" - ")[2]
        return ARGUED.get((day, self.field))


def gold_rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def letter_facts(gold: Mapping[str, Any], letter: Letter) -> Iterator[Fact]:
    """All facts of one row of letters.jsonl, against what was read from the same file."""
    for field, read in _as_gold(gold, letter).items():
        if field in gold or field in OTHERS:
            yield Fact(gold["file"], field, _our_words(gold.get(field, []), field), read)


def _as_gold(gold: Mapping[str, Any], letter: Letter) -> dict[str, Any]:
    points = collections.Counter(point.kind for point in letter.improvement_points)
    is_whole = letter.framework == "SIF"  # there both kinds are counted as one
    count = len((gold["headline_first_words"] or "").split())
    return {
        "published": _day(letter.published),
        "visit_start": _day(letter.visit_start),
        "visit_end": _day(letter.visit_end),
        "visit_as_printed": letter.visit_as_printed,
        "title": letter.title,
        "la_as_printed": letter.authority_as_printed,
        "inspectors": _team(letter),
        "quality_assurance": _names(letter, "quality assurance"),
        "shadow": _names(letter, "shadow"),
        "data_analysts": _names(letter, "analyst"),
        "addressee_name": letter.addressee,
        "addressee_role": letter.addressee_role,
        "salutation": letter.salutation,
        "framework": letter.framework,
        "grades": _grades(letter),
        "improvement_points": points.total() if is_whole else points["improvement"],
        "priority_action_points": points["priority_action"],
        "headline_first_words": _first_words(letter, count),
        "sections": _sections(gold["sections"], letter),
        "signed_by": list(letter.signed_by),
        "pages": letter.pages,
    }  # fmt: skip


def _our_words(gold: Any, field: str = "") -> Any:
    if field == "signed_by" and not isinstance(gold, list):
        return [gold] if gold else []
    if isinstance(gold, dict):
        return {_our_words(key): _our_words(value) for key, value in gold.items() if value}
    return VOCABULARY.get(gold, gold) if isinstance(gold, str) else gold


def _team(letter: Letter) -> list[str]:
    roles = ("lead", "deputy", "inspector")
    return [one.name for one in letter.inspectors if one.role in roles and one.body == "Ofsted"]


def _names(letter: Letter, role: str) -> list[str]:
    return [one.name for one in letter.inspectors if one.role == role]


def _grades(letter: Letter) -> dict[str, str]:
    return {one.area: one.grade for one in letter.judgements if one.grade}


def _first_words(letter: Letter, count: int) -> str | None:
    words = re.sub(r"^[•\d.]+ ", "", letter.headline or "").split()
    return " ".join(words[:count]) or None


def _sections(gold: Sequence[str], letter: Letter) -> list[str]:
    """Those of the checked headings that were read; the list leaves some of the others out."""
    read = [section.heading.lower() for section in letter.sections]
    return [name for name in gold if any(one.startswith(name.lower().rstrip("?")) for one in read)]


def inspection_facts(gold: Mapping[str, Any], letter: Letter) -> Iterator[Fact]:
    """The facts of one row of latest_inspections.jsonl."""
    grades = {area: _grades(letter).get(area) for area in gold["grades"]}
    read = {
        "visit_start": _day(letter.visit_start),
        "visit_end": _day(letter.visit_end),
        "visit_as_printed": letter.visit_as_printed,
        "lead_inspector": " and ".join(_names(letter, "lead")) or None,
        "grades": grades,
        "in_care_includes_care_leavers": any(j.status == "combined" for j in letter.judgements),
    }
    for field, value in read.items():
        yield Fact(gold["file"], field, gold[field], value)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def all_facts(letters: Mapping[str, Letter]) -> list[Fact]:
    """Every hand-checked fact about the letters given."""
    facts = [
        f for row in gold_rows("letters.jsonl") for f in letter_facts(row, letters[row["file"]])
    ]
    for row in gold_rows("latest_inspections.jsonl"):
        facts += inspection_facts(row, letters[row["file"]])
    return facts  # fmt: skip


def silent_gaps(letters: Mapping[str, Letter]) -> list[str]:
    """Facts that a document of its kind prints, that were not read and that no warning is about."""
    return [
        f"{file}: {field}"
        for file, letter in letters.items()
        for field in _printed_in(letter)
        if getattr(letter, field) is None and not _is_explained(field, letter)
    ]


def _printed_in(letter: Letter) -> tuple[str, ...]:
    return REVIEW if letter.framework == "pre-SIF" else PRINTED.get(letter.kind, ())


def _is_explained(field: str, letter: Letter) -> bool:
    return any(re.search(REASONS[field], warning) for warning in letter.warnings)


def read_corpus(workers: int) -> dict[str, Letter]:
    """Every real document at hand, by its place in the corpus."""
    documents = [
        (file.relative_to(CORPUS).as_posix(), file, _listed(file))
        for file in sorted(CORPUS.glob("*/*/*.pdf"))
    ]
    with ProcessPoolExecutor(max_workers=workers) as executor:
        return dict(read_many(documents, today=TODAY, executor=executor))


def _listed(file: Path) -> dt.date | None:
    """The day that Ofsted's site gave, which whoever collected the files put into their names."""
    day = file.stem.rpartition(" - ")[2]
    return dt.datetime.strptime(day, "%d %B %Y").replace(tzinfo=dt.UTC).date() if day else None


def report(letters: Mapping[str, Letter]) -> str:
    """The section in Markdown."""
    facts = all_facts(letters)
    return "\n\n".join(
        [
            "### Letters, against facts checked by hand",
            _gold_table(facts),
            "Where the two differ:",
            "\n".join(_differences(facts)),
            f"### Letters, over all {len(letters)} real documents at hand",
            _kinds_table(letters),
            _presence_table(letters),
            _grades_table(letters),
            "What the reader itself says it could not read, or found at odds:",
            "\n".join(_said(letters)),
            f"Facts that are missing without such a word: {len(silent_gaps(letters))}.",
        ]
    )


def _gold_table(facts: Iterable[Fact]) -> str:
    by_field: dict[str, list[Fact]] = {}
    for fact in facts:
        by_field.setdefault(fact.field, []).append(fact)
    rows = [_gold_row(field.replace("_", " "), found) for field, found in by_field.items()]
    whole = [fact for found in by_field.values() for fact in found]
    return table(
        ("fact", "checked", "the same", "argued", "wrong"), [*rows, _gold_row("all", whole)]
    )


def _gold_row(name: str, facts: Sequence[Fact]) -> tuple[object, ...]:
    right = sum(fact.is_right for fact in facts)
    argued = sum(not fact.is_right and fact.argument is not None for fact in facts)
    return name, len(facts), right, argued, len(facts) - right - argued


def _differences(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        if not fact.is_right:
            yield f"- {fact.file}, {fact.field}: {fact.argument or 'wrong'}."


def _kinds_table(letters: Mapping[str, Letter]) -> str:
    counts = collections.Counter(
        (one.kind, one.framework or "–", one.status) for one in letters.values()
    )
    warned = collections.Counter(
        (one.kind, one.framework or "–", one.status) for one in letters.values() if one.warnings
    )
    rows = [(*key, count, warned[key]) for key, count in sorted(counts.items())]
    return table(("kind", "framework", "status", "documents", "with a warning"), rows)


def _presence_table(letters: Mapping[str, Letter]) -> str:
    """Of the documents whose kind prints a fact: in how many it was read, or a warning says why
    it was not."""
    rows = []
    for field in (*VISIT, "visit_number", "previous_judgement"):
        asked = [letter for letter in letters.values() if field in _printed_in(letter)]
        there = sum(getattr(letter, field) is not None for letter in asked)
        said = sum(getattr(one, field) is None and _is_explained(field, one) for one in asked)
        rows.append((field.replace("_", " "), len(asked), there, said, len(asked) - there - said))
    head = ("fact", "documents that should print it", "read", "said to be missing", "silent")
    return table(head, [row for row in rows if row[1]])


def _grades_table(letters: Mapping[str, Letter]) -> str:
    judgements = [one for letter in letters.values() for one in letter.judgements]
    counts = collections.Counter((one.area, one.status) for one in judgements)
    rows = [(area.replace("_", " "), status, n) for (area, status), n in sorted(counts.items())]
    return table(("judgement", "status", "documents"), rows)


def _said(letters: Mapping[str, Letter]) -> Iterator[str]:
    counts = collections.Counter(
        _shape(warning) for letter in letters.values() for warning in letter.warnings
    )
    for shape, count in counts.most_common():
        yield f"- {count} × {shape}"


def _shape(warning: str) -> str:
    """A warning without the names, days and words it is about."""
    shape = re.sub(r"“[^”]*”", "“…”", warning)
    shape = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}", "[day]", shape)
    return re.sub(r"[A-Z][\w’'-]+(?: (?:and )?[A-Z][\w’'-]+)+", "[name]", shape)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    for needed in (CORPUS, GOLD):
        if not needed.is_dir():
            print(f"The real documents are missing: {needed} is not there.")
            return 1
    letters = read_corpus(options.workers)
    section = report(letters)
    if options.write:
        try:
            write_between_marks(options.write, "letters", section)
        except (OSError, ValueError) as error:
            print(error)
            return 1
    else:
        print(section)
    facts = all_facts(letters)
    is_good = all(fact.is_right or fact.argument for fact in facts) and not silent_gaps(letters)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
