"""How well releases and reports are linked to their letters.

    python benchmarks/accuracy_links.py [--pages FILE.jsonl] [--pairs FILE.jsonl] [--signs]
        [--write docs/accuracy.md]

Over the labelled set of the project, invented items half of which hold a trap; and, where real
pages are at hand (`--pages`) and real letters beside the project (../shared/corpus), over those.
A line of FILE holds `url`, `title`, `text`, and `published` (a day, else its month or year:
`2018-12`, `2018`), `kind` (press_release, news_report), `authority` where known; the right answer
is `about` (letters by their place in the corpus, or `none`, `not held`, `unsure`), else what
../shared/gold/pairs.csv says of the address. `first_sight` (`decision`, `letters`) is what was made
of a page before any rule was written with it in view; these are counted by themselves, and by
`round`: after each round rules were mended with it in view. `invented`: an item that somebody wrote
about a real letter, as councils and papers write, before reading any rule; these are counted apart
from real pages. `--pairs`: the pages that ../shared/gold/pairs.csv lists, in the same form, each
with the day, month or year given there. Each item about a letter is tried again as if that letter
were not here: an archive may lack the newest one, and any link is wrong then. `--signs` counts how
often each sign stood on the right letter and on another of its authority. Ends with 1 if the
labelled set has a wrong link, links less than 97 in 100, or is unsure of more than 5.
"""

from __future__ import annotations

import argparse
import collections
import csv
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.linking.came_out import as_its_page_says
from archive.linking.case import Case
from archive.linking.evidence import weigh
from archive.linking.letters import Rarity, Shelf
from archive.linking.topic import topic_of
from archive.local_authorities import known_authorities
from archive.records import Authority, HeldLetter, Item, Letter, Link, Period
from archive.words.mentions import mentions_of

sys.path.append(str(Path(__file__).resolve().parent.parent))  # when run as a script
from benchmarks.accuracy_letters import CORPUS, GOLD, read_corpus
from benchmarks.labelled_links import TODAY, Labelled, Outcome, invented, outcomes, outcomes_without
from benchmarks.sections import share, table, write_between_marks

LEAST_RECALL, MOST_UNSURE = 0.97, 0.05
Letters = Mapping[str, Sequence[HeldLetter]]


def report(
    found: Sequence[Outcome], letters: Letters, name: str, without: Sequence[Outcome] = ()
) -> str:
    """One set's part of the section, in Markdown. `without`: what was made of its items about a
    letter, had that letter not been here."""
    kinds = _kinds(letters)
    return "\n\n".join(
        [
            f"### {name}",
            _summary(found, without),
            _table_by(found, "item", _item_kind),
            _table_by(found, "letter", lambda one: _letter_kind(one, kinds)),
            _table_by(found, "trap", lambda one: "with a trap" if one.labelled.trap else "without"),
            "Every item that was not decided as it should be:",
            "\n".join(_errors(found)) or "- none.",
        ]
    )


def _kinds(letters: Letters) -> Mapping[str, str]:
    """The kinds of letters by their ids."""
    return {letter.id: letter.kind for each in letters.values() for letter in each}


def _summary(found: Sequence[Outcome], without: Sequence[Outcome] = ()) -> str:
    linked = [one for one in found if one.linked]
    due = [one for one in found if one.labelled.about]
    right = sum(not one.is_wrong for one in linked)
    all_there = sum(one.is_right for one in due)
    unsure = sum(one.decision == "unsure" for one in found)
    rows = [
        ("items", len(found)),
        ("precision: linked items without a wrong letter", share(right, len(linked))),
        ("recall: items about a letter here, linked to it", share(all_there, len(due))),
        ("unsure", share(unsure, len(found))),
        ("decided exactly as labelled", share(sum(o.is_exact for o in found), len(found))),
    ]  # fmt: skip
    if without:
        wrong = sum(one.is_wrong for one in without)
        rows.append(
            ("linked to another letter, were the right one not here", share(wrong, len(without)))
        )
    return table(("measure", "figure (95 % interval)"), rows)


def _table_by(found: Sequence[Outcome], what: str, key: Callable[[Outcome], str]) -> str:
    groups: dict[str, list[Outcome]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    head = (what, "items", "about a letter here", "of them linked", "wrong links", "unsure")
    return table(head, [_row(name, ones) for name, ones in sorted(groups.items())])


def _row(name: str, ones: Sequence[Outcome]) -> tuple[object, ...]:
    due = [one for one in ones if one.labelled.about]
    right = share(sum(one.is_right for one in due), len(due))
    unsure = sum(one.decision == "unsure" for one in ones)
    return name, len(ones), len(due), right, sum(one.is_wrong for one in ones), unsure


def _item_kind(one: Outcome) -> str:
    dated = "dated" if one.labelled.item.published else "undated"
    return f"{one.labelled.item.document_kind.replace('_', ' ')}, {dated}"


def _letter_kind(one: Outcome, kinds: Mapping[str, str]) -> str:
    about = sorted({kinds.get(letter, "unknown") for letter in one.labelled.about})
    return ", ".join(about).replace("_", " ") or one.labelled.decision.replace("_", " ")


def _errors(found: Iterable[Outcome]) -> Iterator[str]:
    for one in found:
        if not one.is_exact:
            due = ", ".join(sorted(one.labelled.about)) or one.labelled.decision
            made = ", ".join(sorted(one.linked)) or one.decision
            trap = f" ({one.labelled.trap})" if one.labelled.trap else ""
            mark = "**wrong link**: " if one.is_wrong else ""
            yield f"- {mark}{one.labelled.item.document}{trap}: {due}; made of it: {made}."


# --- real pages, where they are at hand ---


def real_pages(file: Path, letters: Mapping[str, Letter]) -> tuple[list[Labelled], Letters]:
    """The labelled pages of a file, and the real letters by authority."""
    pairs = {row["url"]: row["expected_letter"] for row in _pairs()}
    pages = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [_page(page, pairs.get(page["url"], "")) for page in pages], _by_authority(letters)


@dataclass(frozen=True, slots=True)
class Sight:
    """What was made of a page when it was first met, as it was written down then."""

    round: str
    is_invented: bool
    made: Outcome


def _at_first_sight(file: Path, pages: Sequence[Labelled]) -> list[Sight]:
    noted = _noted(file)
    told = [(noted[page.item.document], page) for page in pages]
    return [
        Sight(
            str(line.get("round", "1")),
            bool(line.get("invented")),
            Outcome(page, _links_noted(line["first_sight"])),
        )
        for line, page in told
        if line.get("first_sight")
    ]


def _noted(file: Path) -> dict[str, dict[str, Any]]:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line]
    return {page["url"]: page for page in map(json.loads, lines)}


def _round(name: str, found: Sequence[Outcome]) -> tuple[object, ...]:
    linked = [one for one in found if one.linked]
    due = [one for one in found if one.labelled.about]
    return (
        name,
        len(found),
        share(sum(not one.is_wrong for one in linked), len(linked)),
        share(sum(one.is_right for one in due), len(due)),
        share(sum(one.decision == "unsure" for one in found), len(found)),
        share(sum(one.is_exact for one in found), len(found)),
    )


def _links_noted(noted: Mapping[str, Any]) -> tuple[Link, ...]:
    letters = noted["letters"] or [None]
    return tuple(
        Link(one, noted["decision"], 0.0, "as noted at first sight", {}) for one in letters
    )


def _parts_on(
    made: Sequence[Outcome],
    without: Sequence[Outcome],
    letters: Letters,
    first: Sequence[Sight],
    invented_ones: set[str],
) -> Iterator[str]:
    unheld = [one for one in without if one.labelled.item.document not in invented_ones]
    real = [one for one in made if one.labelled.item.document not in invented_ones]
    written = [one for one in made if one.labelled.item.document in invented_ones]
    if first:
        yield _rounds(first)
        seen = [sight.made for sight in first if not sight.is_invented]
        yield report(
            seen,
            letters,
            f"{len(seen)} real pages at first sight, before any rule was written with them in view",
        )
    name = f"All {len(real)} real pages, after rules were mended with them"
    yield report(real, letters, name, unheld)
    if written:
        yield f"### All {len(written)} items invented about real letters, after the same"
        yield _summary(written)
        yield "\n".join(_errors(written)) or "- none."


def _rounds(first: Sequence[Sight]) -> str:
    groups: dict[tuple[str, bool], list[Outcome]] = collections.defaultdict(list)
    for sight in first:
        groups[sight.round, sight.is_invented].append(sight.made)
    head = ("round", "items", "precision", "recall", "unsure", "exactly as labelled")
    rows = [
        _round(f"{number}: {'invented items' if is_invented else 'real pages'}", found)
        for (number, is_invented), found in sorted(
            groups.items(), key=lambda group: (int(group[0][0]), group[0])
        )
    ]
    return "### At first sight, round by round\n\n" + table(head, rows)


def _on_pairs(file: Path, pages: Sequence[Labelled], letters: Letters) -> Iterator[str]:
    """What becomes of the pages of pairs.csv, and what did when all were first tried together."""
    made = outcomes(pages, letters, _known())
    first = [sight.made for sight in _at_first_sight(file, pages)]
    rows = [_round("all of them tried for the first time", first)] if first else []
    rows.append(_round("after rules were mended with them", made))
    kinds = _kinds(letters)
    yield f"### {len(pages)} of the {len(_pairs())} pages of pairs.csv"
    yield table(("tried", "items", "precision", "recall", "unsure", "exactly as labelled"), rows)
    yield _table_by(made, "item", _item_kind)
    yield _table_by(made, "letter", lambda one: _letter_kind(one, kinds))
    yield "What is not decided as it should be:"
    yield "\n".join(_errors(made)) or "- none."


_WITHOUT_LETTER = {
    "none": "not_about_a_letter",
    "not": "letter_not_held",  # "not-in-corpus (DAY)" in pairs.csv
    "not held": "letter_not_held",
    "unsure": "unsure",  # a person could not tell either
}


def _pairs() -> list[dict[str, str]]:
    with (GOLD / "pairs.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _page(page: Mapping[str, str], expected: str) -> Labelled:
    about = page.get("about", expected) or "none"
    named = frozenset(one.strip() for one in about.split("|")) if about.endswith(".pdf") else ()
    decision = "linked" if named else _WITHOUT_LETTER[about.partition("-in-corpus")[0]]
    day, kind = page.get("published") or "", page.get("kind", "news_report")
    is_release = kind == "press_release"
    item = Item(kind, page["url"], page["title"], page["text"],
                dt.date.fromisoformat(day) if len(day) == len("2018-12-05") else None, TODAY,
                page.get("authority") if is_release else None, address=page["url"],
                published_in=Period.of(day))  # fmt: skip
    usual = None if is_release else page.get("authority")
    return Labelled(item, usual, frozenset(named), decision, None)


def _by_authority(letters: Mapping[str, Letter]) -> Letters:
    found: dict[str, list[HeldLetter]] = collections.defaultdict(list)
    for place, letter in letters.items():
        _, folder, name = place.split("/")
        listed = _listed(name)
        found[folder.split("_")[0]].append(_held(place, folder.split("_")[0], letter, listed))
    return found


def _listed(name: str) -> dt.date:
    """The day of the site's listing, which stands in the file's name."""
    day = name.removesuffix(".pdf").rpartition(" - ")[2]
    return dt.datetime.strptime(day, "%d %B %Y").replace(tzinfo=dt.UTC).date()


def _held(place: str, urn: str, letter: Letter, listed: dt.date) -> HeldLetter:
    return HeldLetter(
        id=place,
        local_authority=urn,
        kind=letter.kind,
        url=f"file:///{place}",
        provider_url="",
        text=letter.text,
        published=letter.published or listed,
        visit_windows=letter.visit_windows,
        inspectors=tuple(one.name for one in letter.inspectors),
        grades=tuple((one.area, one.grade) for one in letter.judgements if one.grade),
        theme=letter.theme,
        status=letter.status,
    )


# --- how the signs did ---


def signs(items: Sequence[Labelled], letters: Letters) -> str:
    """How often each sign stood on a right letter, and on another of the same authority."""
    shelf = Shelf(
        Rarity((letter.kind, letter.text) for each in letters.values() for letter in each)
    )
    right, wrong = collections.Counter[str](), collections.Counter[str]()
    for one in items:
        owners = {u for u, each in letters.items() if {x.id for x in each} & one.about}
        for urn in owners:
            for candidate in weigh(_case(one.item, letters[urn]), shelf):
                counts = right if candidate.letter.id in one.about else wrong
                counts.update({sign.name for sign in candidate.signs})
    names = sorted(right.keys() | wrong.keys(), key=lambda name: -right[name])
    return table(("sign", "right", "wrong"), [(name, right[name], wrong[name]) for name in names])


def _case(given: Item, letters: Sequence[HeldLetter]) -> Case:
    item = as_its_page_says(given)
    said = mentions_of(item.title, item.text, item.told_on)
    return Case(item, item.text, topic_of(item.title, item.text), said, letters)


def _is_good(found: Sequence[Outcome]) -> bool:
    due = [one for one in found if one.labelled.about]
    recall = sum(one.is_right for one in due) / len(due)
    unsure = sum(one.decision == "unsure" for one in found) / len(found)
    return not any(o.is_wrong for o in found) and recall >= LEAST_RECALL and unsure <= MOST_UNSURE


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--pages", type=Path, metavar="FILE")
    parser.add_argument("--pairs", type=Path, metavar="FILE")
    parser.add_argument("--signs", action="store_true")
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    items, letters, authorities = invented()
    found = outcomes(items, letters, authorities)
    name = f"The labelled set: {len(items)} invented items"
    parts = [report(found, letters, name, outcomes_without(items, letters, authorities))]
    tables = [signs(items, letters)]
    corpus = read_corpus(workers=2) if CORPUS.is_dir() and (options.pages or options.pairs) else {}
    if options.pages and corpus:
        pages, real = real_pages(options.pages, corpus)
        made = outcomes(pages, real, _known())
        written = {url for url, line in _noted(options.pages).items() if line.get("invented")}
        without = outcomes_without(pages, real, _known())
        first = _at_first_sight(options.pages, pages)
        parts += _parts_on(made, without, real, first, written)
        tables.append(signs(pages, real))
    if options.pairs and corpus:
        parts += _on_pairs(options.pairs, *real_pages(options.pairs, corpus))
    if options.signs:
        print("\n\n".join(tables))
    elif options.write:
        write_between_marks(options.write, "links", "\n\n".join(parts))
    else:
        print("\n\n".join(parts))
    return 0 if _is_good(found) else 1


def _known() -> Sequence[Authority]:
    return known_authorities()


if __name__ == "__main__":
    sys.exit(main())
