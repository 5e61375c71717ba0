"""How large the rooms of the house are: lines, modules, functions, what stands twice, dependencies.

    python benchmarks/house.py [--before REV] [--write]

Prints the figures of this clone, and beside them those of an earlier state of it, where one is
named. `--write` puts the table into docs/architecture.md.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.sections import table, write_between_marks  # noqa: E402

PACKAGES = ("archive", "crawler", "schedules")
_SHOWN = 5  # of the longest
_RUN = 6  # lines that stand in two places are worth a look


@dataclass(frozen=True, slots=True)
class Piece:
    """A module or a function, and how many lines it has."""

    name: str
    lines: int


def paths(root: Path, folders: tuple[str, ...]) -> list[Path]:
    """Every module below the folders."""
    return [path for folder in folders for path in sorted((root / folder).rglob("*.py"))]


def modules(root: Path, folders: tuple[str, ...]) -> list[Piece]:
    """Every module below the folders, and its lines."""
    return [
        Piece(str(path.relative_to(root)), path.read_text(encoding="utf-8").count("\n"))
        for path in paths(root, folders)
    ]


def functions(root: Path, folders: tuple[str, ...]) -> Iterator[Piece]:
    """Every function and method below the folders, docstrings counted."""
    for path in paths(root, folders):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                name = f"{path.relative_to(root)}:{node.name}"
                yield Piece(name, node.end_lineno - node.lineno + 1)


def twice(root: Path, folders: tuple[str, ...]) -> list[str]:
    """Where a run of lines begins that stands elsewhere, too, word for word: imports, blank lines
    and lines of brackets alone are passed over."""
    lines = [
        (f"{path.relative_to(root)}:{number}", line.strip())
        for path in paths(root, folders)
        for number, line in _code(path)
    ]
    places = defaultdict(list)
    for start in range(len(lines) - _RUN + 1):
        run = lines[start : start + _RUN]
        if run[0][0].split(":")[0] == run[-1][0].split(":")[0]:
            places[tuple(words for _, words in run)].append(start)
    found = {start for starts in places.values() if len(starts) > 1 for start in starts}
    return [lines[start][0] for start in sorted(found) if start - 1 not in found]


def _code(path: Path) -> Iterator[tuple[int, str]]:
    text = path.read_text(encoding="utf-8")
    imported = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    for number, line in enumerate(text.splitlines(), start=1):
        if number not in imported and line.strip(" ()[]{},"):
            yield number, line


def dependencies(root: Path) -> str:
    """How many packages the project needs, and its extras."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {})
    more = ", ".join(f"{len(named)} for {extra}" for extra, named in extras.items())
    return f"{len(project['dependencies'])}; {more}"


def figures(root: Path) -> dict[str, str]:
    """What is told of a clone."""
    every, parts = modules(root, PACKAGES), list(functions(root, PACKAGES))
    tests = modules(root, ("tests",))
    return {
        "modules": f"{len(every):,}",
        "lines": f"{_sum(every):,}",
        "lines of a module, median": _median(every),
        "the longest module": _longest(every),
        "functions": f"{len(parts):,}",
        "lines of a function, median": _median(parts),
        "the longest function": _longest(parts),
        f"places of {_RUN} lines and more that stand elsewhere too": str(
            len(twice(root, PACKAGES))
        ),
        "test modules": f"{len(tests):,}",
        "their lines": f"{_sum(tests):,}",
        "dependencies": dependencies(root),
    }


def _sum(pieces: list[Piece]) -> int:
    return sum(piece.lines for piece in pieces)


def _median(pieces: list[Piece]) -> str:
    return f"{statistics.median(piece.lines for piece in pieces):.0f}"


def _longest(pieces: list[Piece]) -> str:
    longest = max(pieces, key=lambda piece: piece.lines)
    return f"{longest.lines} ({longest.name.rpartition('/')[2]})"


def rooms(root: Path) -> Iterator[str]:
    """A line for each top-level folder: its lines, and its longest modules."""
    for folder in (*PACKAGES, "tests", "benchmarks"):
        pieces = modules(root, (folder,))
        longest = sorted(pieces, key=lambda piece: -piece.lines)[:_SHOWN]
        named = ", ".join(f"{piece.name} {piece.lines}" for piece in longest)
        yield f"{folder}: {len(pieces)} modules, {_sum(pieces):,} lines; longest: {named}"


def earlier(rev: str, folder: Path) -> Path:
    """An earlier state of this clone, unpacked into a folder."""
    packed = subprocess.run(
        ["git", "archive", rev], cwd=ROOT, check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", metavar="REV")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    now = figures(ROOT)
    head, columns = ["", "now"], [now]
    if given.before:
        with tempfile.TemporaryDirectory() as name:
            columns.insert(0, figures(earlier(given.before, Path(name))))
        head.insert(1, "before")
    told = table(head, [[what, *(column[what] for column in columns)] for what in now])
    print("\n".join([*rooms(ROOT), "", told]))
    for place in twice(ROOT, PACKAGES):
        print(f"stands elsewhere too: {place}")
    if given.write:
        write_between_marks(ROOT / "docs" / "architecture.md", "house", told)


if __name__ == "__main__":
    main()
