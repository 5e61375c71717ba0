"""How rare each word is in Ofsted's letters: makes the table of archive/checking/rarity.py.

    python benchmarks/word_rarity.py [--write archive/checking/rarity.py]

Needs the real documents beside the project (../shared/corpus). Counts, for the stem of each word,
in how many sentences of all letters it stands; keeps counts, no sentence. Without `--write` the
table is printed; with it, it replaces what stands between two marks in the file.
"""

from __future__ import annotations

import argparse
import collections
import math
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from archive.checking.pieces import sentences_of
from archive.checking.stems import is_small, stem
from archive.words.wording import compared_words
from benchmarks.accuracy_letters import CORPUS, read_corpus

BEGIN, END = "# --- table:begin ---", "# --- table:end ---"
LEAST = 12  # sentences: rarer stems need no row, all are of the rarest class


def table(texts: Iterable[str]) -> str:
    """The stems of each class: the natural logarithm of how many sentences there are to one."""
    counts: collections.Counter[str] = collections.Counter()
    sentences = 0
    for text in texts:
        for sentence in sentences_of(text):
            words = compared_words(sentence).folded
            sentences += 1
            counts.update({stem(word) for word in words if not is_small(word)})
    classes: dict[int, list[str]] = collections.defaultdict(list)
    for each, count in counts.items():
        if count >= LEAST and each.isalpha() and each.isascii():
            classes[round(math.log(sentences / count))].append(each)
    lines = ["_CLASSES = {"]
    for weight, stems in sorted(classes.items()):
        wrapped = textwrap.wrap(" ".join(sorted(stems)), 88)
        lines += [f"    {weight}: (", *(f'        "{line} "' for line in wrapped), "    ),"]
    return "\n".join([*lines, "}"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"The real documents are missing: {CORPUS} is not there.")
        return 1
    made = table(letter.text for letter in read_corpus(options.workers).values())
    if not options.write:
        print(made)
        return 0
    before, _, rest = options.write.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    options.write.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
