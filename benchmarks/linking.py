"""How fast items are linked, as items and letters grow, and in how much memory.

    python benchmarks/linking.py [--items N] [--letters N]

Items are made as they are asked for, one in a hundred relevant (about Ofsted and services for
children; the rest are roads, libraries and schools), on 150 invented authorities. By default all
sizes are measured one after another, each in a process of its own, and what grows is shown as a
ratio to the first row. Times are of the processor, so that others on it do not count. What
`process` takes over an archive, `growth.py` tells.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache

from archive.linking import Rarity, Shelf, authorities_of, decide, first_sort
from archive.local_authorities import slug_of
from archive.records import (
    Authority,
    HeldLetter,
    Item,
    VisitWindow,
)

AUTHORITIES = 150
RELEVANT = 100  # one in so many
SIZES = ((1_000, 10), (10_000, 10), (100_000, 10), (1_000_000, 10), (10_000, 100), (10_000, 1_000))
FIRST = dt.date(2014, 1, 7)
NOW = "2026-11-22T03:30:00Z"
_WORDS = """children families plans workers visits records managers help risk homes carers schools
    nurses police health courts meetings reviews advice housing young people leaders practice
    quality
    time change support strong weak clear prompt late careful better every most some few often
    seldom"""
_SYLLABLES = "bar cor dun el fen gar hol isk jar kel lor mar nor oth pel quor ren sul tor ul"
_OTHER = "road bus library park market bin tree council resident summer winter open close"
WORDS, SYLLABLES, OTHER = (given.split() for given in (_WORDS, _SYLLABLES, _OTHER))


def authorities(letters: int) -> list[Authority]:
    """Invented authorities; every fifth has a neighbour whose name holds its own. Fewer where each
    has hundreds of letters, so that letters are used for several items as they are in life."""
    found: list[Authority] = []
    for n in range(min(AUTHORITIES, max(5, 15 * AUTHORITIES // letters))):
        name = f"{SYLLABLES[n % 20]}{SYLLABLES[n // 20]}by".capitalize()
        name = f"West {found[-1].name}" if n % 5 == 4 else name
        found.append(Authority(f"9{n:04}", name, slug_of(name), (f"{name} Council",)))
    return found


def letter_of(urn: str, number: int) -> HeldLetter:
    """The n-th letter on an authority: 4,000 words, of which most stand in other letters too."""
    chance = random.Random(f"{urn}-{number}")
    visit = FIRST + dt.timedelta(days=number * 90 if number < 50 else number * 4)
    text = "Focused visit to children’s services. " + " ".join(
        _sentence(chance) for _ in range(330)
    )
    return HeldLetter(
        id=f"{urn}{number:05}",
        local_authority=urn,
        kind="inspection" if number % 3 == 0 else "focused_visit",
        url=f"https://files.ofsted.gov.uk/v1/file/{urn}{number:05}",
        provider_url="",
        text=text,
        published=visit + dt.timedelta(days=35),
        visit_windows=(VisitWindow(visit, visit + dt.timedelta(days=1)),),
        inspectors=(f"Inspector {chance.choice(SYLLABLES).capitalize()}",),
        grades=(("overall", chance.choice(("good", "inadequate"))),) if number % 3 == 0 else (),
    )


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=12)).capitalize() + "."


def items(count: int, letters: int, names: Sequence[Authority]) -> Iterator[Item]:
    """Items in the order in which `process` takes them: authority by authority."""
    each = -(-count // len(names))
    for place, authority in enumerate(names):
        for n in range(min(each, count - place * each)):
            yield _item(authority, n, letters)


def _item(authority: Authority, n: int, letters: int) -> Item:
    chance = random.Random(f"{authority.urn}/{n}")
    title, text, day = _filler(chance, n)
    if n % RELEVANT == 0:
        letter = letter_of(authority.urn, chance.randrange(letters))
        quoted = letter.text.split(". ")[chance.randrange(2, 300)]
        day = letter.published + dt.timedelta(days=chance.randrange(3)) if letter.published else day
        window = letter.visit_windows[0]
        title = f"Ofsted praises {authority.name}’s services for children"
        text = (
            f"Ofsted inspectors visited children’s services on {window.start.day} and "
            f"{window.end:%-d %B}. “{quoted},” says their letter. {text}"
        )
    return Item("press_release", f"{authority.urn}-{n}", title, text, day, day, authority.urn)


def _filler(chance: random.Random, n: int) -> tuple[str, str, dt.date]:
    body = _paragraphs()[chance.randrange(len(_paragraphs()))]
    title = "School rated good by Ofsted" if n % 33 == 5 else "The council has news"
    head = "The primary school and its pupils were praised by Ofsted. " if n % 33 == 5 else ""
    return title, head + body, FIRST + dt.timedelta(days=chance.randrange(4_000))


@lru_cache(maxsize=1)
def _paragraphs() -> list[str]:
    chance = random.Random("paragraphs")
    return [" ".join(chance.choices(OTHER, k=300)) + "." for _ in range(200)]


def measure(count: int, letters: int) -> None:
    """One size: the linker alone, letters made as they are needed, and no more held than
    `process` holds."""
    names = authorities(letters)
    shelf = Shelf(Rarity(("inspection", letter_of(name.urn, 0).text) for name in names))
    held: list[HeldLetter] = []
    of = ""
    relevant = linked = 0
    spent = sorting = 0.0
    for item in items(count, letters, names):
        if item.local_authority != of:
            of = item.local_authority or ""
            held = [letter_of(of, n) for n in range(letters)]
        begun = time.process_time()
        is_out = first_sort(item)
        sorted_at = time.process_time()
        sorting += sorted_at - begun
        if is_out is None:
            places = authorities_of(item, names)
            links = decide(item, held, shelf, places, names)
            spent += time.process_time() - sorted_at
            relevant += 1
            linked += links[0].decision == "linked"
    _say(count, letters, spent + sorting, spent / max(relevant, 1), linked, relevant)


def _say(count: int, letters: int, spent: float, each: float, linked: int, relevant: int) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} {letters} {spent:.2f} {count / max(spent, 1e-9):.0f} {each * 1e3:.2f} "
        f"{linked} {relevant} {peak:.0f}",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--items", type=int)
    parser.add_argument("--letters", type=int, default=10, help="letters an authority")
    options = parser.parse_args()
    if options.items:
        measure(options.items, options.letters)
        return 0
    print(
        "items  letters/authority  seconds  items/s  ms/relevant (ratio)  linked  peak MB (ratio)"
    )
    base: list[float] = []
    for count, letters in SIZES:
        row = _in_its_own_process(count, letters)
        base = base or [float(row[4]), float(row[7])]
        print(
            f"{row[0]:>9} {row[1]:>6} {row[2]:>9} {row[3]:>9} "
            f"{row[4]:>8} ({float(row[4]) / base[0]:.1f})  {row[5]} of {row[6]}  "
            f"{row[7]} ({float(row[7]) / base[1]:.1f})",
            flush=True,
        )
    return 0


def _in_its_own_process(count: int, letters: int) -> list[str]:
    command = [sys.executable, __file__, "--items", str(count), "--letters", str(letters)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split()


if __name__ == "__main__":
    sys.exit(main())
