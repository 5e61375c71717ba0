"""How fast a release is held to a letter, how the time grows, and difflib on the same work.

    python benchmarks/checking.py

Everything in one run: quotations, shared words, grades claimed, points answered, of an invented
release of 5 KB against an invented letter of 20 KB, the letter made ready anew each time; then both
made longer, each in turn; then 500 quotations against 1 MB. difflib (characters, autojunk off) is
given the same quotations and passages: the longest match of each quotation in the letter, and the
matching blocks of the release's text with the letter's, without which it finds none of them.
"""

from __future__ import annotations

import difflib
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from archive.checking.checks import ReadyLetter, check_item
from archive.checking.quoted import find_quoted
from archive.records import Checks, HeldLetter, Item, Point

sys.path.append(str(Path(__file__).resolve().parent.parent))  # when run as a script
from benchmarks.sections import table
from tests.archive.labelled_sets import item_of, letter_of, sets

TIMES = 15
POINTS = (
    "The quality and timeliness of plans for children in need.",
    "Contingency planning for children who live with neglect.",
    "The recording of management oversight.",
    "Supervision that is reflective and helps social workers to analyse risk.",
)


def invented_letter(size: int, seed: int = 1) -> HeldLetter:
    """A letter of some `size` characters, its sentences made of the labelled letters' clauses."""
    picked = random.Random(seed)
    clauses = [
        clause.strip(" .")
        for _, held in sets("quotations")
        for sentence in held["letter"].replace("\n", " ").split(". ")
        for clause in sentence.split(", ")
        if len(clause.split()) > 3
    ]
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        sentences = [f"{', '.join(picked.sample(clauses, 2))}." for _ in range(4)]
        paragraphs.append(" ".join(sentences))
    points = tuple(Point("improvement", str(n), text, 1) for n, text in enumerate(POINTS, 1))
    grades = (("overall", "good"), ("leaders", "good"))
    return letter_of("\n\n".join(paragraphs), "1", kind="inspection", grades=grades, points=points)


def invented_release(size: int, letter: HeldLetter, quoted: int, seed: int = 2) -> Item:
    """A release of some `size` characters with `quoted` quotations: half as the letter has them, a
    quarter with a word changed, a quarter a councillor's."""
    picked = random.Random(seed)
    sentences = [s for s in letter.text.replace("\n", " ").split(". ") if len(s.split()) > 8]
    parts = ["Ofsted has rated the council’s children’s services good for leadership."]
    for number in range(quoted):
        words = picked.choice(sentences).split()[:20]
        if number % 4 == 2:
            words[len(words) // 2] = "remarkably"
        if number % 4 == 3:
            parts.append("Cllr Ada Penn said: “We are proud of what our staff do each day.”")
        else:
            parts.append(f"Inspectors found that “{' '.join(words)}” in the county.")
    filler = "The council thanks everybody who spoke to inspectors and will publish its own plan. "
    while sum(map(len, parts)) < size:
        parts.append(f"{filler}It {' '.join(picked.choice(sentences).split()[:9])} this year.")
    return item_of("\n\n".join(parts), "Ofsted letter published")


def all_checks(item: Item, letter: HeldLetter) -> Checks:
    """Everything, the letter made ready anew."""
    return check_item(item, [ReadyLetter(letter)])


def by_difflib(item: Item, letter: HeldLetter) -> int:
    """The longest match of each quotation, and the blocks that the two texts share."""
    found = 0
    for quoted in find_quoted(item.text):
        matcher = difflib.SequenceMatcher(None, letter.text, quoted.text, autojunk=False)
        found += matcher.find_longest_match().size > 20
    whole = difflib.SequenceMatcher(None, letter.text, item.text, autojunk=False)
    return found + sum(block.size > 30 for block in whole.get_matching_blocks())


def median_ms(work: Callable[[], object], times: int = TIMES) -> float:
    """The median of several runs, in milliseconds of this process's own time."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - start))
    return statistics.median(taken)


def main() -> int:
    letter = invented_letter(20_000)
    item = invented_release(5_000, letter, quoted=12)
    all_checks(item, letter)
    ours = median_ms(lambda: all_checks(item, letter))
    theirs = median_ms(lambda: by_difflib(item, letter), times=1)
    quotations = len(all_checks(item, letter).quotations)
    sizes = f"a release of {len(item.text)} characters, a letter of {len(letter.text)}"
    print(f"Everything, {sizes}: {ours:.1f} ms")
    print(f"That is {1000 / ours:.0f} pairs/s, {1000 * quotations / ours:.0f} quotations/s")
    longer = f"{theirs / ours:.0f} times as long"
    print(f"difflib, quotations and shared words alone: {theirs:.0f} ms, {longer}\n")
    rows = []
    for times in (1, 2, 4, 8):
        long_letter = invented_letter(20_000 * times)
        long_item = invented_release(5_000 * times, letter, quoted=12 * times)
        of_letter = median_ms(partial(all_checks, item, long_letter), 5)
        of_release = median_ms(partial(all_checks, long_item, letter), 5)
        rows.append((f"× {times}", f"{of_letter:.1f} ms", f"{of_release:.1f} ms"))
    print(table(("length", "of the letter", "of the release"), rows))
    huge = invented_letter(1_000_000)
    many = invented_release(1_000_000, huge, quoted=500)
    for name, work in (
        ("500 quotations in 1 MB against 1 MB", lambda: all_checks(many, huge)),
        ("500 quotations in 1 MB against 20 KB", lambda: all_checks(many, letter)),
        ("a release of 1 MB that is one quotation", lambda: all_checks(
            item_of(f"Ofsted said: “{huge.text.replace(chr(10), ' ')}”"), letter)),
        ("1 MB of opening marks", lambda: all_checks(item_of("“" * 1_000_000), letter)),
        ("a letter without text", lambda: all_checks(item, letter_of("", "1"))),
    ):  # fmt: skip
        print(f"{name}: {median_ms(work, 1) / 1000:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
