"""How large the rooms of the house are: lines, modules, functions, dependencies.

    python benchmarks/house.py [DIR]

Prints the figures of the clone in which it stands, or of the one in DIR.
"""

from __future__ import annotations

import ast
import statistics
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("archive", "crawler", "schedules")
_SHOWN = 5  # of the longest


@dataclass(frozen=True, slots=True)
class Piece:
    """A module or a function, and how many lines it has."""

    name: str
    lines: int


def modules(root: Path, folders: tuple[str, ...]) -> list[Piece]:
    """Every module below the folders."""
    return [
        Piece(str(path.relative_to(root)), path.read_text(encoding="utf-8").count("\n"))
        for folder in folders
        for path in sorted((root / folder).rglob("*.py"))
    ]


def functions(root: Path, folders: tuple[str, ...]) -> Iterator[Piece]:
    """Every function and method below the folders, docstrings counted."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    assert node.end_lineno is not None
                    name = f"{path.relative_to(root)}:{node.name}"
                    yield Piece(name, node.end_lineno - node.lineno + 1)


def told(title: str, pieces: list[Piece]) -> str:
    """A line with sum, median and the longest."""
    longest = sorted(pieces, key=lambda piece: -piece.lines)[:_SHOWN]
    named = ", ".join(f"{piece.name} {piece.lines}" for piece in longest)
    return (
        f"{title}: {len(pieces):,}, {sum(piece.lines for piece in pieces):,} lines, "
        f"median {statistics.median(piece.lines for piece in pieces):.0f}; longest: {named}"
    )


def main() -> None:
    root = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parent.parent
    for folder in PACKAGES:
        print(told(folder, modules(root, (folder,))))
    print(told("all modules", modules(root, PACKAGES)))
    print(told("all functions", list(functions(root, PACKAGES))))
    print(told("tests", modules(root, ("tests",))))
    print(told("benchmarks", modules(root, ("benchmarks",))))
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    print(f"dependencies: {len(project['dependencies'])} to run")
    for extra, named in project.get("optional-dependencies", {}).items():
        print(f"  [{extra}]: {len(named)} more")


if __name__ == "__main__":
    main()
