"""How often the checks are right: quotations, grades claimed, points left unanswered.

    python benchmarks/accuracy_checks.py [--write docs/accuracy.md]

Over the labelled sets in tests/archive/labelled, all of them invented; and, where the real letters
are beside the project (../shared/corpus), over sentences of theirs that are quoted as they stand,
with words changed by a fixed rule, or to the wrong authority's letter. Without `--write` the
sections are printed; with it, they replace what stands between two marks in the file. Ends with 1
where a bound that docs/accuracy.md promises is not kept.

What was said of real pages, and of items that were written against real letters before anybody had
looked at the rules, was judged by reading both. How much of it was so stands in
judged_checks.jsonl: a line holds the items and when they were judged, the verdict, and how many of
how many were so.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from archive.checking.letter_text import LetterText
from archive.checking.quotations import check
from archive.records import Letter

sys.path.append(str(Path(__file__).resolve().parent.parent))  # when run as a script
from benchmarks import wrong_letters
from benchmarks.accuracy_letters import CORPUS, read_corpus
from benchmarks.sections import share, table, write_between_marks
from tests.archive.labelled_sets import (
    Labelled,
    claims,
    item_of,
    letter_of,
    pairs_of_points,
    points,
    quotations,
)

JUDGED = Path(__file__).with_name("judged_checks.jsonl")
SENTENCES = 600  # of real letters, for each question
LEAST = {"exact": 1.0, "not_found": 1.0, "quotations": 0.97, "claims": 0.98, "not_mentioned": 0.95}


def said_rightly(found: Sequence[Labelled], verdict: str) -> tuple[int, int]:
    """Of those given a verdict, how many are rightly given it."""
    given = [one for one in found if one.found == verdict]
    return sum(one.is_right for one in given), len(given)


def sections(letters: dict[str, Letter]) -> str:
    """The whole text between the marks."""
    parts = [
        "### Quotations, on labelled ones", *_quotations(list(quotations())),
        *(_real_sentences(letters) if letters else []),
        *(wrong_letters.section(letters, _sentences) if letters else []),
        "### Grades claimed, on labelled sentences", *_claims(list(claims())),
        f"### Points, on {pairs_of_points()} labelled pairs of release and letter",
        *_points(list(points())),
    ]  # fmt: skip
    return "\n\n".join(parts)


def _quotations(found: list[Labelled]) -> Iterator[str]:
    verdicts = collections.Counter(one.right for one in found)
    rows = [
        (verdict.replace("_", " "), count, share(*said_rightly(found, verdict)),
         share(sum(o.is_right for o in found if o.right == verdict), count))
        for verdict, count in sorted(verdicts.items(), key=lambda each: -each[1])
    ]  # fmt: skip
    rows.append(("all", len(found), "", share(sum(one.is_right for one in found), len(found))))
    yield table(("verdict", "labelled", "right where said", "found where right"), rows)
    yield from _errors(found)


def _claims(found: list[Labelled]) -> Iterator[str]:
    right = sum(one.is_right for one in found)
    made = [one for one in found if not one.right.endswith("no claim")]
    rows = [
        ("all, with the sentences that claim nothing", len(found), share(right, len(found))),
        ("claims", len(made), share(sum(one.is_right for one in made), len(made))),
    ]
    for verdict in ("right", "wrong", "older_inspection", "unsure"):
        given = [one for one in found if one.found.endswith(f": {verdict}")]
        rows.append((f"said to be {verdict.replace('_', ' ')}", len(given),
                     share(sum(one.is_right for one in given), len(given))))  # fmt: skip
    yield table(("", "labelled", "right"), rows)
    yield from _errors(found)


def _points(found: list[Labelled]) -> Iterator[str]:
    rows = []
    for verdict in ("mentioned", "not_mentioned"):
        own = [one for one in found if one.right == verdict]
        unsure = sum(one.found == "unsure" for one in own)
        rows.append((verdict.replace("_", " "), len(own), share(*said_rightly(found, verdict)),
                     f"{unsure} of {len(own)}"))  # fmt: skip
    yield table(("verdict", "labelled", "right where said", "left unsure"), rows)
    yield from _errors([one for one in found if one.found != "unsure"])


def _errors(found: Iterable[Labelled]) -> Iterator[str]:
    wrong = [
        f"- {one.where}: “{one.words}”: right {one.right}, found {one.found}"
        for one in found
        if not one.is_right
    ]
    yield "Every error:\n\n" + "\n".join(wrong) if wrong else "No errors."


# --- real sentences ---


def _real_sentences(letters: dict[str, Letter]) -> Iterator[str]:
    yield "### Quotations, on sentences of real letters"
    yield (
        f"{SENTENCES} sentences of the {len(letters)} letters at hand, drawn by chance with a "
        "fixed seed, are given as Ofsted’s: as they stand; with one and with three words changed, "
        "dropped or put in by chance; and against the letter of another authority, where most are "
        "not to be found and the rest are Ofsted’s set phrases."
    )
    picked = random.Random(20261122)
    texts = {name: LetterText(letter_of(one.text, name)) for name, one in letters.items()}
    sentences = {name: _sentences(one.text) for name, one in letters.items()}
    words = [word for some in list(sentences.values())[:40] for s in some for word in s.split()]
    rows = []
    for question in ("as they stand", "one change", "three changes", "another’s letter"):
        counts: collections.Counter[str] = collections.Counter()
        for _ in range(SENTENCES):
            name = picked.choice(sorted(sentences))
            sentence = picked.choice(sentences[name])
            changes = {"one change": 1, "three changes": 3}.get(question, 0)
            said = _changed(sentence, changes, words, picked)
            held = _elsewhere(name, letters, picked) if question.startswith("another") else name
            counts[_verdict(said, texts[held])] += 1
        rows.append(
            (question, *(counts[v] for v in _SHOWN), SENTENCES - sum(counts[v] for v in _SHOWN))
        )
    yield table(("quoted", *(v.replace("_", " ") for v in _SHOWN), "other"), rows)


_SHOWN = ("exact", "cut_short", "joined", "altered", "not_found")


def _sentences(text: str) -> list[str]:
    parts = (part.strip(" •") for part in re.split(r"(?<=[.!?])\s+|\n", text))
    return [part for part in parts if 8 <= len(part.split()) <= 45 and not re.search('[“”"]', part)]


def _changed(sentence: str, changes: int, words: Sequence[str], picked: random.Random) -> str:
    said = sentence.rstrip(".").split()
    for _ in range(changes):
        at = picked.randrange(1, len(said) - 1)
        how = picked.choice(("drop", "put in", "change"))
        if how == "drop":
            said.pop(at)
        elif how == "put in":
            said.insert(at, picked.choice(words).strip(".,"))
        else:
            said[at] = picked.choice(words).strip(".,")
    return " ".join(said)


def _elsewhere(name: str, letters: dict[str, Letter], picked: random.Random) -> str:
    others = [one for one in sorted(letters) if one.split("/")[1] != name.split("/")[1]]
    return picked.choice(others)


def _verdict(said: str, letter: LetterText) -> str:
    found = check(item_of(f"Ofsted said: “{said}” in its letter."), letter)[0]
    return found[0].verdict if found else "none"


# --- bounds ---


def broken_promises() -> list[str]:
    """Where the labelled sets fall short of what is promised."""
    quoted, claimed, answered = list(quotations()), list(claims()), list(points())
    shares = {
        "exact": said_rightly(quoted, "exact"),
        "not_found": said_rightly(quoted, "not_found"),
        "quotations": (sum(one.is_right for one in quoted), len(quoted)),
        "claims": (sum(one.is_right for one in claimed), len(claimed)),
        "not_mentioned": said_rightly(answered, "not_mentioned"),
    }
    return [
        f"{name}: {right} of {of} right, and {LEAST[name]:.0%} promised"
        for name, (right, of) in shares.items()
        if right < LEAST[name] * of
    ]


def judged(lines: Iterable[str]) -> str:
    """Of what was said of items that no rule had seen, how much was so, as a table."""
    found = [json.loads(line) for line in lines if line.strip()]
    verdicts = dict.fromkeys(one["verdict"] for one in found)
    so = {(one["when"], one["verdict"]): f"{one['so']} of {one['of']}" for one in found}
    rows = [
        (when, *(so.get((when, verdict), "") for verdict in verdicts))
        for when in dict.fromkeys(one["when"] for one in found)
    ]
    return table(("judged", *verdicts), rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    letters = read_corpus(options.workers) if CORPUS.is_dir() else {}
    made = sections(letters)
    if options.write:
        try:
            write_between_marks(options.write, "checks", made)
            lines = JUDGED.read_text(encoding="utf-8").splitlines()
            write_between_marks(options.write, "judged", judged(lines))
        except (OSError, ValueError) as error:
            print(error)
            return 1
    else:
        print(made)
    broken = broken_promises()
    print("\n".join(broken), end="\n" if broken else "")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
