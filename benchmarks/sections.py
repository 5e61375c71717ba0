"""What scripts that write docs/accuracy.md share: tables, intervals, where a section goes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

_Z = 1.96  # standard deviations on either side of 95 in 100


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def share(part: int, whole: int) -> str:
    """A share with its 95 % confidence interval (Wilson's, which holds for shares near 100 %)."""
    if not whole:
        return "–"
    rate, z2 = part / whole, _Z**2
    middle = (rate + z2 / (2 * whole)) / (1 + z2 / whole)
    reach = _Z * math.sqrt(rate * (1 - rate) / whole + z2 / (4 * whole**2)) / (1 + z2 / whole)
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return f"{rate:.1%} ({low:.1%} to {high:.1%})"


def write_between_marks(file: Path, name: str, section: str) -> None:
    """Replace what stands between the two marks of a section, and nothing else."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, mark, rest = file.read_text(encoding="utf-8").partition(begin)
    _, mark_too, after = rest.partition(end)
    if not mark or not mark_too:
        raise ValueError(f"{file} has no lines {begin} and {end}")
    file.write_text(f"{before}{begin}\n{section}\n{end}{after}", encoding="utf-8")
