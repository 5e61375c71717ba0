"""What the papers say is so: commands, tables, set-up lines, lock files."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from archive.store import Archive
from schedules.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
METADATA = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HIDDEN = re.compile(r"_sqlite|sqlite_|search_|waiting|alerted|table_sums")


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Every table and view of archive.db that a reader sees, with its columns."""
    folder = tmp_path_factory.mktemp("schema")
    Archive(folder).close()
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        names = [
            name
            for (name,) in db.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
            )
            if not HIDDEN.match(name)
        ]
        return {
            name: [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')] for name in names
        }


def described() -> dict[str, dict[str, object]]:
    tables = METADATA["databases"]["archive"]["tables"]
    return {name: table for name, table in tables.items() if not table.get("hidden")}


def test_every_table_and_column_is_described_and_nothing_else(
    schema: dict[str, list[str]],
) -> None:
    assert sorted(described()) == sorted(schema)
    for name, table in described().items():
        assert table["description"], name
        assert sorted(table["columns"]) == sorted(schema[name]), name  # type: ignore[call-overload]


def test_facets_and_orders_name_columns(schema: dict[str, list[str]]) -> None:
    for name, table in described().items():
        named = [*table.get("facets", []), table.get("sort"), table.get("sort_desc")]  # type: ignore[misc]
        assert {column for column in named if column} <= set(schema[name]), name


def test_the_design_names_every_table(schema: dict[str, list[str]]) -> None:
    missing = [name for name in schema if f"`{name}`" not in DESIGN]
    assert missing == []


def test_the_design_draws_every_module() -> None:
    house = DESIGN.partition("## 2. The house")[2].partition("## 3.")[0]
    modules = [
        path
        for package in ("archive", "crawler", "schedules")
        for path in (ROOT / package).glob("*.py")
        if path.name != "__init__.py"
    ]
    assert [path.name for path in modules if path.name not in house] == []


# --- the README ---


def fenced_blocks() -> list[list[str]]:
    return [
        block.strip().splitlines() for block in re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)
    ]


def commands_of(group: click.Group) -> set[str]:
    return {name for name, command in group.commands.items() if not command.hidden}


def test_the_first_block_is_the_two_set_up_commands() -> None:
    demo, tests = fenced_blocks()[0]
    for line, lock in ((demo, "requirements.lock"), (tests, "requirements-dev.lock")):
        assert line.startswith("python3 -m venv .venv && ")
        assert f"--require-hashes -r {lock} " in line
        assert "-e ." in line
    assert demo.endswith(".venv/bin/ofsted-letters demo")
    assert ".venv/bin/pytest" in tests


def test_the_readme_names_every_command_and_no_other() -> None:
    table = re.findall(r"^\| `([a-z]+)[^`]*` \|", README, re.MULTILINE)
    assert sorted(table) == sorted(commands_of(main))


def test_commands_in_the_papers_exist() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"ofsted-letters ([a-z]+)\b", README + contributing + DESIGN))
    planned = set(re.findall(r"^ {4}ofsted-letters ([a-z]+)", DESIGN, re.MULTILINE))
    assert named - planned - commands_of(main) == set()


def test_the_cron_line_is_the_one_that_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the folder of the archive is made
    printed = CliRunner().invoke(
        main, ["schedule", "--contact", "you@example.org", "crontab"], catch_exceptions=False
    )
    (line,) = [
        line
        for line in printed.output.splitlines()
        if " nightly " in line and "--if-due" not in line
    ]
    shown = next(line.strip() for line in README.splitlines() if " * * * " in line)
    assert line.split()[:5] == shown.split()[:5]
    assert "--contact you@example.org" in line
    assert "--contact you@example.org" in shown


def test_links_in_the_papers_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


# --- the lock files ---


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ["install"]), ("requirements-dev.lock", ["install", "dev"])],
)
def test_a_lock_file_pins_what_is_asked_for_with_hashes_and_no_index(
    lock: str, extras: list[str]
) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    settings = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    assert not re.search(r"index-url|find-links|https?://", "\n".join(settings))
    pins = {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.\[\]-]+)==([\w.]+)", text, re.MULTILINE)
    }
    assert len(re.findall(r"^[\w.\[\]-]+==", text, re.MULTILINE)) <= text.count("--hash=sha256:")
    project = PYPROJECT["project"]
    asked = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    for line in asked:
        wanted = Requirement(line)
        pinned = pins.get(canonicalize_name(wanted.name))
        assert pinned is not None, f"{lock} lacks {wanted.name}"
        assert wanted.specifier.contains(pinned, prereleases=True), f"{wanted} against {pinned}"
