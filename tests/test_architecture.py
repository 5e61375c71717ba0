"""The arrows of the house, as docs/design.md draws them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import go_without

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("archive", "crawler", "schedules")
HTTP = {"scrapy", "httpx", "aiohttp", "requests", "urllib.request", "http.client", "socket"}

MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
PURE = [
    *(ROOT / "crawler/pages").glob("*.py"),
    *(p for p in (ROOT / "archive/letters").glob("*.py") if p.name != "reading.py"),
    *(ROOT / "archive/checking").glob("*.py"),
    *(ROOT / "archive/linking").glob("*.py"),
    *(ROOT / "archive/words").glob("*.py"),
    *(ROOT / "archive/corrected").glob("*.py"),
]
PAPER = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, and every package above it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{name.name}" for name in node.names)})
    return {
        ".".join(name.split(".")[: depth + 1])
        for name in found
        for depth in range(len(name.split(".")))
    }


def in_package(name: str) -> Iterator[Path]:
    return (path for path in MODULES if path.is_relative_to(ROOT / name))


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [("archive", {"crawler", "schedules", *HTTP}), ("crawler", {"schedules", "datasette"})],
)
def test_arrows_point_one_way(package: str, forbidden: set[str]) -> None:
    crossed = {
        path.relative_to(ROOT): sorted(imports(path) & forbidden) for path in in_package(package)
    }
    assert {path: names for path, names in crossed.items() if names} == {}


# Each room of the archive may use those that stand before it, as docs/architecture.md draws them.
FLOORS = (
    {"records", "moments", "read_only", "ahead"},
    {"local_authorities", "tables", "pdf", "words"},
    {"originals", "letters"},
    {"store", "linking", "checking", "corrected"},
    {"corrections_yml", "outgoing"},
    {"processing"},
    {"keeping"},
    {"site"},
)


def test_no_arrow_in_the_archive_points_up() -> None:
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    up = set()
    for path in in_package("archive"):
        room = path.relative_to(ROOT / "archive").with_suffix("").parts[0]
        used = {name.split(".")[1] for name in imports(path) if name.startswith("archive.")}
        up |= {(room, other) for other in used & floor.keys() if room != "__init__"
               and other != room and floor[other] >= floor[room]}  # fmt: skip
    assert up == set()


@pytest.mark.parametrize(
    ("module", "room"),
    [
        ("pypdfium2", "archive/pdf"),
        # It loads the library; whoever reads letters in words alone must not.
        ("archive.pdf.pdf_text", "archive/letters/reading.py"),
        ("PIL", "archive/site"),
        ("xlsxwriter", "archive/site"),
        ("datasette", "archive/site"),
        ("apscheduler", "schedules/scheduler.py"),
        ("distributed", "schedules/cluster"),
    ],
)
def test_a_library_stays_in_its_room(module: str, room: str) -> None:
    users = [path for path in MODULES if module in imports(path)]
    assert users
    assert all(
        path.is_relative_to(ROOT / room) or path.relative_to(ROOT).match(room) for path in users
    )


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(ROOT)))
def test_pure_modules_touch_nothing_and_know_no_clock(path: Path) -> None:
    impure = {
        "os",
        "pathlib",
        "sqlite3",
        "sqlite_utils",
        "subprocess",
        "io",
        "time",
        "random",
        *HTTP,
    }
    assert imports(path) & impure == set()
    text = path.read_text()
    assert re.search(r"\bopen\(|\.today\(\)|\.now\(", text) is None


def test_only_the_store_changes_rows() -> None:
    changing = re.compile(
        r"\b(?:INSERT (?:OR|INTO)|UPDATE \w+ SET|DELETE FROM)\b|\.table\([^)]*\)\.\w+\("
    )
    writers = {
        str(path.relative_to(ROOT))
        for path in in_package("archive")
        if changing.search(path.read_text())
    }
    allowed = {"archive/originals.py"}
    # In memory, or in a file of their own that goes when they are done.
    allowed |= {
        "archive/site/snippets.py",
        "archive/site/suggestions.py",
        "archive/outgoing/warc.py",
    }
    assert {
        name for name in writers if not name.startswith(("archive/store/", "archive/tables/"))
    } <= allowed


def test_no_room_is_called_what_it_is_not() -> None:
    names = {part for path in MODULES for part in (path.stem, *path.relative_to(ROOT).parts)}
    assert names & BANNED_NAMES == set()


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        p
        for p in MODULES
        if p.read_text().strip() and not ast.get_docstring(ast.parse(p.read_text()))
    ]
    assert silent == []


@pytest.mark.parametrize("word", ["/wo" + "rk/", "Clau" + "de", "farm-" + "studio"])
def test_the_project_speaks_of_itself_alone(word: str) -> None:
    suffixes = {".py", ".md", ".yml", ".toml", ".html", ".css", ".txt", ".lock", ""}
    files = [
        path
        for folder in (*PACKAGES, "tests", "docs", "benchmarks", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in suffixes
    ]
    files += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in suffixes]
    assert [p for p in files if word in p.read_text(errors="ignore")] == []


def test_a_test_is_skipped_where_a_machine_lacks_something_and_never_in_ci(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    skipping = re.compile(r"pytest\.(?:skip\(|importorskip|mark\.(?:skip|xfail))")
    here = [ROOT / "tests" / "shared.py", Path(__file__)]
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path not in here]
    assert [path for path in tests if skipping.search(path.read_text(encoding="utf-8"))] == []
    for ci, outcome in (("", pytest.skip.Exception), ("1", pytest.fail.Exception)):
        monkeypatch.setenv("CI", ci)
        with pytest.raises(outcome, match="there is no moon"):
            go_without("there is no moon")


# --- docs/architecture.md ---


def test_every_place_that_the_paper_names_is_there() -> None:
    named = re.findall(r"`((?:archive|crawler|schedules|tests|docs)/[^`\s]*)`", PAPER)
    drawn = re.findall(r"(?<![/\w])((?:archive|crawler|schedules)/[\w/]+(?:\.py|/))", PAPER)
    assert len(named) > 20
    assert [path for path in {*named, *drawn} if not list(ROOT.glob(path.rstrip("/")))] == []


def test_every_room_of_the_archive_is_in_the_picture() -> None:
    picture = PAPER.partition("## The house")[2].partition("## ")[0]
    rooms = {f"{path.parent.name}/" for path in (ROOT / "archive").glob("*/__init__.py")}
    assert {room for room in rooms if f" {room}" not in picture} == set()


def test_likely_changes_touch_three_files_and_the_dictionary_at_most() -> None:
    table = PAPER.partition("## Where to change what")[2]
    rows = re.findall(r"^\| (?!change|---)(.+?) \| (.+?) \|", table, re.MULTILINE)
    assert len(rows) >= 15
    for change, files in rows:
        # Code, tables of facts and templates; what is said of them has its own places.
        touched = [
            path
            for path in (*re.findall(r"`([^`]+)`", files), *re.findall(r"\ba module in", files))
            if path not in ("Listing", "metadata.yml", "docs/questions.md", "README.md")
            and not path.endswith("/")
        ]
        most = 9 if "table of its own" in change else 3
        assert len(touched) <= most, change
